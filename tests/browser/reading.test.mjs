// One page of every template: for people who see, hear, type, print, or block scripts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { WAYS, doubts } from "./check.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const templates = site.templates();

// Opens one page of every template and collects what `look(tab)` finds wrong.
async function faultsOn(look, prepare = async () => {}) {
  return withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await prepare(tab);
    const faults = [];
    for (const { path } of templates) {
      await tab.goto(site.url(path), { waitUntil: "load" });
      faults.push(...(await look(tab)).map((it) => `${path}: ${it}`));
    }
    return faults;
  });
}

// Every template of the theme `briefing`; a page says its own in the class of `<body>`.
const TEMPLATES = [
  "home", "page", "report-part", "press", "entity organisation", "entity person", "entity place",
  "entity product", "source", "list sources", "list section", "tag", "list tag-index", "list glossary", "list a-z", "list search-page",
  "list ledger", "list matrix-page", "list relations-page",
  "timeline",
];

test("there is a page of every template", () => {
  const names = templates.map((it) => it.name);
  assert.deepEqual(TEMPLATES.filter((it) => !names.includes(it)), [], `only ${names}`);
});

for (const [way, prepare] of Object.entries(WAYS)) {
  test(`axe-core finds no violation (${way})`, async () => {
    assert.deepEqual(await faultsOn(doubts, prepare), []);
  });
}

test("everything can be read without JavaScript", async () => {
  const text = (tab) =>
    tab.evaluate(() => {
      for (const it of document.querySelectorAll("main details")) it.open = true;
      // What a script makes to work with is no text.
      for (const it of document.querySelectorAll("main [data-controls]")) it.hidden = true;
      return document.querySelector("main").innerText;
    });
  const withScript = new Map();
  await faultsOn(async (tab) => (withScript.set(tab.url(), await text(tab)), []));
  const look = async (tab) => {
    // The search page says what to do instead; search.test.mjs looks at that.
    if (/\/search(\.\w+)?\.html$/.test(tab.url())) return [];
    const plain = words(await text(tab));
    const missing = words(withScript.get(tab.url())).filter((it) => !plain.includes(it));
    return plain.length > 5 ? missing.slice(0, 5) : ["no text"];
  };
  assert.deepEqual(await faultsOn(look, (tab) => tab.setJavaScriptEnabled(false)), []);
});

function words(text) {
  return text.split(/\n+/).map((it) => it.trim()).filter(Boolean);
}

test("the first stop of the Tab key skips to the text", async () => {
  const look = async (tab) => {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(focused);
    if (!stop?.href?.startsWith("#")) return [`the first stop is ${JSON.stringify(stop)}`];
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    const inside = await tab.evaluate(() => {
      const it = document.activeElement;
      return it === document.body || document.querySelector("main").contains(it);
    });
    return inside ? [] : ["the skip link does not skip"];
  };
  assert.deepEqual(await faultsOn(look), []);
});

test("every stop of the Tab key is visible, and the walk has an end", async () => {
  const look = async (tab) => {
    const faults = [];
    for (let stop = 0; stop < 2000; stop++) {
      await tab.keyboard.press("Tab");
      const at = await tab.evaluate(focused);
      if (!at) return faults;
      if (!at.visible) faults.push(`out of sight: ${at.html}`);
      if (!at.marked) faults.push(`focus does not show: ${at.html}`);
      if (faults.length > 4) return faults;
    }
    return ["the walk does not end"];
  };
  const calm = (tab) =>
    tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  assert.deepEqual(await faultsOn(look, calm), []);
});

// Runs in the page: what has the focus, and whether one can see it; nothing at the end.
async function focused() {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  if (window.stops?.has(it)) return null;
  (window.stops ??= new Set()).add(it);
  const inSight = () => {
    const box = it.getBoundingClientRect();
    const across = box.width > 1 && box.right > 0 && box.left < innerWidth;
    return across && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
  };
  // The browser brings an element into view with one of the next frames.
  for (let frame = 0; frame < 10 && !inSight(); frame++) await new Promise(requestAnimationFrame);
  const style = getComputedStyle(it);
  return {
    html: it.outerHTML.slice(0, 100),
    href: it.getAttribute("href"),
    visible: inSight(),
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  };
}

test("pages print on paper", async () => {
  const look = async (tab) => {
    const pdf = Buffer.from(await tab.pdf({ format: "A4" }));
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    return pdf.subarray(0, 5).toString() === "%PDF-" && sheets > 0 ? [] : ["no sheets"];
  };
  assert.deepEqual(await faultsOn(look), []);
});
