// `dossier serve` as an author sees it: pages follow the files, errors are shown and go.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "../serve/served.mjs";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, violations } from "./check.mjs";

const PAGE = "content/actors/anxun.md";
const LONG = Array.from({ length: 60 }, (_, at) => `## Section ${at}\n\nText ${at} of a long page.\n`).join("\n");

const style = (width) => `main { outline: ${width}px solid; }\n.hidden { position: absolute; clip-path: inset(50%); }\n`;
const square = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="${colour}"/></svg>\n`;

let served;
before(async () => {
  served = await serve({
    change: (dossier) => {
      const book = dossier.read("book.toml");
      dossier.write("book.toml", book.replace("[dossier]\n", '[dossier]\ntheme = "mine"\n'));
      dossier.write("themes/mine/theme.toml", 'name = "mine"\ncontract = 1\nextends = "briefing"\n');
      dossier.write("themes/mine/static/style.css", style(1));
      dossier.write("content/long.md", `---\ntitle: A long page\n---\n${LONG}`);
      dossier.write("content/picture.md", "---\ntitle: A picture\n---\n![A square](square.svg)\n");
      dossier.write("content/square.svg", square("red"));
    },
  });
});
after(() => served.stop());

// Opens a page, in each browser, with a watch over what must not happen.
async function opened(kind, path, use) {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser, new RegExp(`^(${served.base}|data:|about:)`));
    await tab.goto(served.base + path, { waitUntil: "load" });
    await connected(tab);
    await use(tab, take, browser);
    // Firefox fetches the next page before it is asked for, which no policy of ours allows.
    const isAhead = (it) => kind === "firefox" && /default-src.*\.html|\.html.*default-src/.test(it);
    assert.deepEqual((await take()).filter((it) => !isAhead(it)), []);
  }, kind);
}

// Waits until the page has been told something: the script puts a mark on the page.
function connected(tab) {
  return until(tab, () => document.documentElement.dataset.following === "true");
}

// Asks again and again: where a page is loaded anew meanwhile, the driver's own way may go on
// waiting for the old one.
async function until(tab, condition, ...values) {
  const end = performance.now() + 60_000;
  let fault = null;
  while (performance.now() < end) {
    try {
      if (await tab.evaluate(condition, ...values)) return;
    } catch (error) {
      fault = error;
    }
    await pause(30);
  }
  throw fault ?? new Error(`does not hold within a minute: ${condition}`);
}
const inPanel = (tab, read) => tab.evaluate(`(${read})(document.getElementById("dossier-live")?.shadowRoot)`);
const hasPanel = (tab, text) =>
  until(tab, (text) => {
    const dialog = document.getElementById("dossier-live")?.shadowRoot.querySelector("dialog");
    return dialog?.open && dialog.textContent.includes(text);
  }, text);
const hasNoPanel = (tab) =>
  until(tab, () => !document.getElementById("dossier-live")?.shadowRoot.querySelector("dialog")?.open);

for (const kind of ["chromium", "firefox"]) {
  test(`a saved text is on the page, and the reader where he was (${kind})`, async () => {
    await opened(kind, "long.html", async (tab) => {
      await tab.evaluate(() => document.getElementById("section-40").scrollIntoView());
      const top = () => tab.evaluate(() => document.getElementById("section-40").getBoundingClientRect().top);
      const before = await top();
      const word = `first-${kind}`;
      const whole = served.dossier.read("content/long.md");
      served.dossier.edit("content/long.md", "## Section 0\n", `${"More text before.\n\n".repeat(20)}## Section 0\n`);
      served.dossier.edit("content/long.md", "Text 41 of", `Text 41 ${word} of`);
      await until(tab, (word) => document.body.textContent.includes(word), word);
      await connected(tab);
      await until(tab, (before) => Math.abs(document.getElementById("section-40").getBoundingClientRect().top - before) < 2, before);
      assert.ok(Math.abs((await top()) - before) < 2);
      served.dossier.write("content/long.md", whole);
      await until(tab, (word) => !document.body.textContent.includes(word), word);
    });
  });

  test(`errors are shown as in the terminal, stay away when sent away, and go when mended (${kind})`, async () => {
    await opened(kind, "actors/anxun.html", async (tab) => {
      const good = served.dossier.read(PAGE);
      const heading = await tab.$eval("h1", (it) => it.textContent);
      served.dossier.write(PAGE, good.replace("---\n", '---\nkindd: "<img src=x onerror=alert(1)>"\n'));
      await hasPanel(tab, "kindd");
      const shown = await inPanel(tab, (root) => ({
        text: root.querySelector("pre").textContent,
        made: root.querySelectorAll("dialog img").length,
        heading: root.querySelector("h2").textContent,
        focus: root.activeElement?.tagName,
      }));
      assert.match(shown.text, /^error\[parse\/[a-z-]+\]/);
      assert.match(shown.text, /content\/actors\/anxun\.md:2:\d+/);
      assert.match(shown.text, /\^\^\^/);
      assert.match(shown.text, /<img src=x/);
      assert.deepEqual([shown.made, shown.heading, shown.focus], [0, "1 error", "BUTTON"]);
      assert.ok(served.said.includes(shown.text.split("\n")[0].replace(/^error/, "")), "the terminal says the same");
      assert.equal(await tab.$eval("h1", (it) => it.textContent), heading, "the last good page stays");

      await tab.keyboard.press("Escape");
      await hasNoPanel(tab);
      served.dossier.write("content/other.md", "---\ntitle: Another page\n---\nText.\n");
      await until(tab, () => !document.getElementById("dossier-live").shadowRoot.querySelector(".badge").hidden);
      await hasNoPanel(tab);
      await inPanel(tab, (root) => root.querySelector(".badge").click());
      await hasPanel(tab, "kindd");

      served.dossier.write(PAGE, good);
      await hasNoPanel(tab);
      await until(tab, () => document.getElementById("dossier-live")?.shadowRoot.querySelector(".badge").hidden ?? true);
      served.dossier.remove("content/other.md");
    });
  });
}

test("a new style is put on without loading the page, and what was typed stays", async () => {
  await opened("chromium", "search.html", async (tab) => {
    await tab.waitForSelector("#d-search input[type=search]");
    await tab.type("#d-search input[type=search]", "lantern");
    await tab.evaluate(() => (window.isSame = true));
    const sheets = await tab.$$eval('link[rel="stylesheet"]', (all) => all.length);
    served.dossier.write("themes/mine/static/style.css", style(7));
    await until(tab, () => getComputedStyle(document.querySelector("main")).outlineWidth === "7px");
    await until(tab, (n) => document.querySelectorAll('link[rel="stylesheet"]').length === n, sheets);
    const kept = await tab.evaluate(() => [window.isSame, document.querySelector("#d-search input[type=search]").value]);
    assert.deepEqual(kept, [true, "lantern"]);
  });
});

test("a changed picture is shown", async () => {
  await opened("chromium", "picture.html", async (tab) => {
    await tab.evaluate(() => (window.isSame = true));
    served.dossier.write("content/square.svg", square("blue"));
    await until(tab, () => !window.isSame);
  });
});

test("a page that is gone is told of and left open; it comes back", async () => {
  served.dossier.write("content/brief.md", "---\ntitle: A brief life\n---\nText.\n");
  await served.says(/pages in \d+ ms/, served.said.length);
  await opened("chromium", "brief.html", async (tab) => {
    served.dossier.remove("content/brief.md");
    await until(tab, () => document.getElementById("dossier-live")?.shadowRoot.querySelector(".badge").textContent.includes("no longer there"));
    assert.equal(await tab.$eval("h1", (it) => it.textContent), "A brief life");
    assert.equal(new URL(tab.url()).pathname, "/brief.html");
    served.dossier.write("content/brief.md", "---\ntitle: A second life\n---\nText.\n");
    await until(tab, () => document.querySelector("h1").textContent === "A second life");
  });
});

test("many open pages share one channel", async () => {
  await opened("chromium", "index.html", async (tab, take, browser) => {
    const tabs = [];
    for (let at = 0; at < 9; at++) {
      const { tab } = await watchedTab(browser, /./);
      await tab.goto(`${served.base}long.html`, { waitUntil: "load" });
      await connected(tab);
      tabs.push(tab);
    }
    served.dossier.edit("content/long.md", "Text 59 of", "Text 59 shared of");
    for (const it of tabs) await until(it, () => document.body.textContent.includes("Text 59 shared"));
  });
});

test("the panel is accessible in light, dark and print", async () => {
  await opened("chromium", "index.html", async (tab, take) => {
    const good = served.dossier.read(PAGE);
    served.dossier.write(PAGE, good.replace("---\n", "---\nkindd: press\n"));
    await hasPanel(tab, "kindd");
    for (const [name, emulate] of Object.entries(MEDIA)) {
      await emulate(tab);
      const found = (await violations(tab)).filter((it) => !it.includes("color-contrast") || it.includes("dossier-live"));
      assert.deepEqual(found, [], name);
      if (process.env.DOSSIER_PICTURES) await tab.screenshot({ path: join(process.env.DOSSIER_PICTURES, `serve-${name}.png`) });
    }
    // The judge itself writes styles into the page, and the policy forbids it.
    const faults = await take();
    assert.deepEqual(faults.filter((it) => !/inline style|style-src-elem inline/.test(it)), []);
    await tab.evaluate(() => (window.violations = []));
    served.dossier.write(PAGE, good);
    await hasNoPanel(tab);
  });
});

test("without a good build there is a page that says why, and it follows", async () => {
  const broken = await serve({ change: (it) => it.edit("book.toml", "[dossier]\n", '[dossier]\nthemee = "x"\n') });
  try {
    await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      const answer = await tab.goto(broken.base, { waitUntil: "load" });
      assert.equal(answer.status(), 503);
      assert.match(await tab.$eval("pre", (it) => it.textContent), /themee/);
      broken.dossier.edit("book.toml", 'themee = "x"\n', "");
      await until(tab, () => document.body.className === "home");
    });
  } finally {
    await broken.stop();
  }
});
