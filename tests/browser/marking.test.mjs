// Markings as they are seen: on screen, on paper, and where something is listed. The dossier
// in tests/browser/marked has every kind of marking.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { invalid, MEDIA, violations } from "./check.mjs";
import { nearlyBlank, sheets, unlabelled } from "./printed.mjs";
import { answer, build } from "./searched.mjs";
import { Site } from "./site.mjs";

const COLOURS = {
  "TLP:CLEAR": "rgb(255, 255, 255)",
  "TLP:GREEN": "rgb(51, 255, 0)",
  "TLP:AMBER": "rgb(255, 192, 0)",
  "TLP:AMBER+STRICT": "rgb(255, 192, 0)",
  "TLP:RED": "rgb(255, 43, 43)",
};
const LEVELS = Object.keys(COLOURS);

// Pages of the edition for few, with the label that each must carry: the highest of all
// that it shows, which for a page that a red one refers to includes what that one says.
const LABELS = {
  "index.html": "TLP:RED",
  "long.html": "TLP:RED",
  "short.html": "TLP:CLEAR",
  "tables.html": "TLP:CLEAR",
  "kurz.de.html": "TLP:AMBER",
  "actors/box-makers.html": "TLP:CLEAR",
  "actors/index.html": "TLP:CLEAR",
  "notes/first.html": "TLP:RED",
  "sources/closed-2024.html": "TLP:RED",
  "sources/open-2024.html": "TLP:AMBER+STRICT",
  "sources/index.html": "TLP:AMBER+STRICT",
  "claims.html": "TLP:AMBER+STRICT",
  "timeline.html": "TLP:GREEN",
  "relations.html": "TLP:CLEAR",
  "a-z.html": "TLP:RED",
  "search.html": "TLP:RED",
};
const PRINTED = ["index.html", "long.html", "short.html", "tables.html", "sources/index.html", "claims.html", "kurz.de.html"];

let made, site, open;

before(() => {
  made = build("marked");
  site = new Site(`${made.root}/internal`);
  open = new Site(`${made.root}/public`);
});

after(() => made.remove());

async function visit(tab, path, width = 1280) {
  await tab.setViewport({ width, height: 900 });
  await tab.goto(site.url(path), { waitUntil: "load" });
}

// Does something with each page and tells which ones it found fault with.
async function faultsOf(pages, find) {
  const faults = {};
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    for (const path of pages) {
      const found = await find(tab, path);
      if (found.length) faults[path] = found;
    }
  });
  return faults;
}

test("the label is the first text of a page, before its title, and the last", async () => {
  const faults = await faultsOf(Object.keys(LABELS), async (tab, path) => {
    await visit(tab, path);
    const seen = await tab.evaluate(() => {
      const text = document.body.textContent.trim();
      const [top, bottom] = [".tlp-top", ".tlp-bottom"].map((it) => document.querySelector(it));
      const before = top.compareDocumentPosition(document.querySelector("h1")) & Node.DOCUMENT_POSITION_FOLLOWING;
      return { title: document.title, text, before: Boolean(before), names: [top, bottom].map((it) => it.ariaLabel) };
    });
    const label = LABELS[path];
    return [
      seen.title.startsWith(`${label} · `) || `titled ${seen.title}`,
      seen.text.startsWith(label) && !seen.text.startsWith(`${label}+`) || `begins with ${seen.text.slice(0, 20)}`,
      seen.text.endsWith(label) || `ends with ${seen.text.slice(-20)}`,
      seen.before || "the title comes first",
      seen.names.every(Boolean) && seen.names[0] !== seen.names[1] || `named ${seen.names}`,
    ].filter((it) => it !== true);
  });
  assert.deepEqual(faults, {});
});

for (const width of [1280, 320]) {
  test(`the label stands at the top and the bottom of a screen of ${width} px`, async () => {
    const faults = await faultsOf(Object.keys(LABELS), async (tab, path) => {
      await visit(tab, path, width);
      return tab.evaluate(() => {
        const box = (name) => document.querySelector(`${name} .marking`).getBoundingClientRect();
        const [top, bottom] = [box(".tlp-top"), box(".tlp-bottom")];
        const { clientWidth, scrollWidth, scrollHeight } = document.documentElement;
        const end = document.querySelector(".tlp-bottom").getBoundingClientRect().bottom + scrollY;
        const foot = document.querySelector(".sheet").getBoundingClientRect().bottom + scrollY;
        return [
          top.top >= 0 && top.top < 20 || `the label is at ${top.top}`,
          top.height >= 16 && bottom.height >= 16 || "small labels",
          [top, bottom].every((it) => it.left >= 0 && it.right <= clientWidth) || "beside the screen",
          bottom.top + scrollY >= foot - 1 && end <= scrollHeight + 1 || "something stands below",
          scrollWidth <= clientWidth || "the page scrolls sideways",
        ].filter((it) => it !== true);
      });
    });
    assert.deepEqual(faults, {});
  });
}

test("no page shows more than its label says", async () => {
  const faults = await faultsOf(site.pages.filter((it) => it !== "old.html"), async (tab, path) => {
    await visit(tab, path);
    const { label, inside } = await tab.evaluate(() => {
      const texts = (it) => [...document.querySelectorAll(it)].map((one) => one.textContent);
      // The ways to other pages have labels of their own.
      return { label: texts(".tlp-top .marking")[0], inside: texts("main .marking:not(.neighbours *, .breadcrumbs *)") };
    });
    const level = LEVELS.indexOf(label);
    return level < 0 ? ["no label"] : inside.filter((it) => LEVELS.indexOf(it) > level);
  });
  assert.deepEqual(faults, {});
});

test("what is marked by itself has its label where it begins and where it ends", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await visit(tab, "index.html");
    const marked = await tab.evaluate(() => {
      const text = (it) => it.innerText.replaceAll(/\s+/g, " ").trim();
      return [...document.querySelectorAll("main .body .marked")].map(text);
    });
    const ends = (it) => new RegExp(`^(TLP:[A-Z]+) .*End of \\1\\)?$`).test(it);
    assert.deepEqual(marked.filter((it) => !ends(it)), []);
    assert.equal(marked.length, 8);
    assert.ok(marked.some((it) => it.includes("A closed section") && it.includes("It belongs to the section")));
    await visit(tab, "kurz.de.html");
    assert.match(await tab.evaluate(() => document.querySelector(".marked").innerText), /\(Ende von TLP:AMBER\)$/);
  });
});

test("lists show the labels of what they list, and only where they differ", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    const beside = async (root, path, selector) => {
      await tab.goto(root.url(path), { waitUntil: "load" });
      return tab.$$eval(selector, (all) => all.map((it) => it.textContent.replaceAll(/\s+/g, " ").trim()));
    };
    const lists = {
      "index.html": [".menu .marking, .sections .marking, .references .marking", ["TLP:RED", "TLP:RED", "TLP:AMBER+STRICT"]],
      "claims.html": [".claim-text .marking, .claim-row dd .marking", ["TLP:CLEAR", "TLP:AMBER", "TLP:AMBER+STRICT"]],
      "sources/index.html": ["#d-library .marking", ["TLP:AMBER+STRICT"]],
      "sources/closed-2024.html": [".citing .marking", ["TLP:RED", "TLP:RED", "TLP:AMBER"]],
      "long.html": [".referrers .marking", ["TLP:RED"]],
      "timeline.html": [".event .marking", ["TLP:GREEN"]],
    };
    for (const [path, [selector, expected]] of Object.entries(lists)) {
      assert.deepEqual(await beside(site, path, selector), expected, path);
    }
    const entries = await beside(site, "a-z.html", ".letter li:has(> .marking)");
    assert.ok(entries.some((it) => it.startsWith("TLP:RED The first note")), entries.join("\n"));
    for (const path of open.pages.filter((it) => it !== "old.html")) {
      const labels = await beside(open, path, ".marking:not([hidden] *)");
      assert.deepEqual(labels, ["TLP:CLEAR", "TLP:CLEAR"], path);
    }
  });
});

test("the colours are those of TLP 2.0 in every scheme", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    const cdp = await tab.createCDPSession();
    await visit(tab, "index.html");
    const schemes = [
      ["prefers-color-scheme", "light"],
      ["prefers-color-scheme", "dark"],
      ["forced-colors", "active"],
    ];
    for (const [name, value] of schemes) {
      await cdp.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });
      const seen = await tab.$$eval(".marking", (all) => all.map((it) => {
        const style = getComputedStyle(it);
        return [it.textContent, style.color, style.backgroundColor];
      }));
      assert.ok(seen.length > 8);
      for (const [label, colour, ground] of seen) {
        assert.deepEqual([colour, ground], [COLOURS[label], "rgb(0, 0, 0)"], `${label}, ${value}`);
      }
    }
  });
});

for (const kind of ["chromium", "firefox"]) {
  test(`every sheet that ${kind} prints has the label at its head and its foot`, async () => {
    const faults = [];
    const counts = {};
    await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      for (const path of PRINTED) {
        await tab.goto(site.url(path), { waitUntil: "load" });
        const printed = await sheets(tab);
        counts[path] = printed.length;
        printed.forEach((sheet, at) => {
          faults.push(...unlabelled(sheet, LABELS[path]).map((it) => `${path}, sheet ${at + 1}: ${it}`));
        });
        faults.push(...nearlyBlank(printed).map((it) => `${path}, sheet ${it} is all but blank`));
      }
    }, kind);
    assert.deepEqual(faults, []);
    assert.ok(counts["long.html"] > 8 && counts["tables.html"] > 4 && counts["short.html"] === 1, JSON.stringify(counts));
  });
}

for (const kind of ["chromium", "firefox"]) {
  test(`what is said beside the label has its room at the foot of a sheet (${kind})`, async () => {
    await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      await tab.goto(site.url("long.html"), { waitUntil: "load" });
      await tab.evaluate(() => {
        for (const line of document.querySelectorAll(".tlp-line")) {
          const said = Object.assign(document.createElement("span"), { className: "tlp-restrictions" });
          said.append(" Zzz for few readers only".repeat(20));
          line.append(said);
        }
      });
      for (const { words } of await sheets(tab)) {
        const foot = Math.min(...words.filter((it) => it.text === "Zzz" && it.top > 400).map((it) => it.top));
        assert.ok(foot < 770, "it takes one line only");
        const over = words.filter((it) => /^(fox|wizards|quartz)$/.test(it.text) && it.bottom > foot + 1);
        assert.deepEqual(over, []);
      }
    }, kind);
  });
}

test("a sheet on which only the labels stand is noticed", async () => {
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.goto(site.url("short.html"), { waitUntil: "load" });
    await tab.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".sheet::after { content: ''; display: block; height: 1px; break-before: page }");
      document.adoptedStyleSheets.push(sheet);
    });
    assert.deepEqual(nearlyBlank(await sheets(tab)), [2]);
  });
});

test("on paper the label is set in 12 points and printed with its ground", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await visit(tab, "short.html");
    await tab.emulateMediaType("print");
    const looks = await tab.$$eval(".tlp-line:not(.tlp-room) .marking", (all) => all.map((it) => {
      const style = getComputedStyle(it);
      return [Number.parseFloat(style.fontSize) >= 16, style.printColorAdjust];
    }));
    assert.deepEqual(looks, [[true, "exact"], [true, "exact"]]);
  });
});

test("results of the search carry their labels, on the page and in the dialog", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    const labels = () => tab.$$eval(".found", (all) => all.map((it) => [
      it.querySelector(".found-title").textContent, it.querySelector(".marking")?.textContent,
    ]));
    await tab.goto(`${site.url("search.html")}#q=note`, { waitUntil: "load" });
    await answer(tab);
    const found = await labels();
    assert.ok(found.length > 1 && found.every(([, it]) => LEVELS.includes(it)), JSON.stringify(found));
    assert.deepEqual(found.find(([title]) => title === "The first note"), ["The first note", "TLP:RED"]);
    await visit(tab, "short.html");
    await tab.keyboard.press("/");
    await tab.waitForSelector("dialog[open] input");
    await tab.type("dialog[open] input", "wizards");
    await tab.waitForSelector("dialog .found .marking");
    assert.ok((await labels()).every(([, it]) => LEVELS.includes(it)));
  });
});

test("a passage that is found carries its own marking where it is not that of the page", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    const labels = async (root, word) => {
      await tab.goto("about:blank");
      await tab.goto(`${root.url("search.html")}#q=${word}`, { waitUntil: "load" });
      await answer(tab);
      return tab.$$eval(".found", (all) => all.map((it) => [
        it.querySelector(".found-title").textContent,
        ...[".found-facts", ".found-text", ".found-sections .found-heading"].map((place) => [...it.querySelectorAll(`${place} .marking`)].map((one) => one.textContent).join(" ")),
      ]));
    };
    const home = ["Home of the marked dossier", "TLP:RED"];
    const found = async (word) => (await labels(site, word)).find((it) => it[0] === home[0]);
    assert.deepEqual(await found("list"), [...home, "TLP:AMBER", ""]);
    assert.deepEqual(await found("drawing"), [...home, "", "TLP:AMBER+STRICT"]);
    // Where the label of the page is that of the passage, it is not repeated.
    assert.deepEqual(await found("belongs"), [...home, "", ""]);
    for (const [, page, ...own] of await labels(open, "open")) assert.deepEqual([page, ...own], ["TLP:CLEAR", "", ""]);
  });
});

test("pages without a theme and the feed carry the label too", () => {
  const missing = site.text("404.html");
  assert.match(missing, /<title>TLP:RED · /);
  assert.match(missing, /<main>\s*<p class="label"><strong class="marking tlp-red">TLP:RED<\/strong>[^]*<strong class="marking tlp-red">TLP:RED<\/strong><\/p>\s*<\/main>/);
  assert.match(site.text("old.html"), /<title>TLP:CLEAR · [^]*<strong>TLP:CLEAR<\/strong>[^]*<strong>TLP:CLEAR/);
  const feed = site.text("feed.xml");
  assert.match(feed, /<title>\[TLP:RED\] A marked dossier<\/title>/);
  assert.match(feed, /<title>\[TLP:RED\] The first note<\/title>/);
});

test("judges of markup and accessibility find nothing", async () => {
  const faults = [];
  const pages = ["index.html", "claims.html", "timeline.html", "kurz.de.html", "a-z.html", "404.html"];
  for (const path of pages) {
    faults.push(...(await invalid(site.text(path))).map((it) => `${path}: ${it}`));
  }
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.setBypassCSP(true);
    for (const [name, prepare] of Object.entries(MEDIA)) {
      await prepare(tab);
      for (const path of pages.slice(0, 3)) {
        await visit(tab, path);
        faults.push(...(await violations(tab)).map((it) => `${path}, ${name}: ${it}`));
      }
    }
  });
  assert.deepEqual(faults, []);
});
