// The sample in the theme `plain`: no script anywhere, and nothing that needs one.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { withBrowser } from "./browser.mjs";
import { invalid, MEDIA, violations } from "./check.mjs";
import { plainly } from "./plainly.mjs";
import { sheets, unlabelled } from "./printed.mjs";
import { Site } from "./site.mjs";
import { brokenLinks, survey, tooWide } from "./survey.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const MARKED = {
  "index.html": "TLP:RED", "long.html": "TLP:RED", "short.html": "TLP:CLEAR",
  "tables.html": "TLP:CLEAR", "sources/index.html": "TLP:AMBER+STRICT",
};

const folder = mkdtempSync(join(tmpdir(), "dossier-plain-"));
let sample, marked;

const build = (from, name) => new Site(join(plainly(from, join(folder, name)), "internal"));

before(() => {
  sample = build(join(HERE, "../.."), "sample");
  marked = build(join(HERE, "marked"), "marked");
});

after(() => rmSync(folder, { recursive: true }));

test("what is published is one small style sheet, and no script", () => {
  const files = [...sample.files];
  assert.deepEqual(files.filter((it) => /\.(m?js|woff2?)$/.test(it)), []);
  const styles = files.filter((it) => it.endsWith(".css"));
  assert.equal(styles.length, 1, styles.join());
  assert.ok(statSync(join(sample.root, styles[0])).size <= 6144, "more than 6 KB");
  const scripted = sample.pages.filter((it) => /<script(?! type="application\/ld\+json")/.test(sample.text(it)));
  assert.deepEqual(scripted, []);
});

test("the page of the search leads to the index of names and says why", async () => {
  const text = sample.text("search.html");
  assert.match(text, /no scripts[^<]*<a href="a-z.html">/);
});

test("every page loads without a fault, and every reference leads somewhere", async () => {
  const seen = await withBrowser((browser) => survey(browser, sample));
  assert.deepEqual(seen.flatMap(({ path, faults }) => faults.map((it) => `${path}: ${it}`)), []);
  assert.deepEqual(brokenLinks(sample, seen), []);
});

test("no list has its numbers twice", async () => {
  const faults = await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    const found = [];
    for (const { path } of sample.templates()) {
      await tab.goto(sample.url(path), { waitUntil: "load" });
      found.push(...(await tab.evaluate(numberedTwice)).map((it) => `${path}: ${it}`));
    }
    return found;
  });
  assert.deepEqual(faults, []);
});

/** The items of lists that begin with the number which the list gives them. */
function numberedTwice() {
  for (const it of document.querySelectorAll(".hidden")) it.remove();
  const items = [...document.querySelectorAll("ol > li")].filter((it) => {
    const { display, listStyleType } = getComputedStyle(it);
    const own = it.innerText.match(/^(?:\p{L}+ )?(\d+)/u);
    const place = it.value || [...it.parentElement.children].indexOf(it) + 1;
    return own && Number(own[1]) === place && display === "list-item" && listStyleType === "decimal";
  });
  return items.map((it) => it.innerText.slice(0, 40));
}

test("no page scrolls sideways on a narrow screen", async () => {
  assert.deepEqual(await withBrowser((it) => tooWide(it, sample, sample.pages, 320)), []);
});

test("every page is valid HTML", async () => {
  const faults = [];
  for (const path of sample.pages) {
    for (const it of await invalid(sample.text(path))) faults.push(`${path}:${it}`);
  }
  assert.deepEqual(faults.slice(0, 40), [], `${faults.length} faults`);
});

test("a judge of accessibility finds nothing on pages of every template", async () => {
  const pages = sample.templates();
  assert.ok(pages.length >= 10, `only ${pages.length} templates`);
  const faults = [];
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.setBypassCSP(true);
    const narrow = (it) => it.setViewport({ width: 320, height: 800 });
    for (const [name, prepare] of [...Object.entries(MEDIA), ["narrow", narrow]]) {
      if (name === "narrow") await tab.emulateMediaType("screen");
      await prepare(tab);
      for (const { path } of pages) {
        await tab.goto(sample.url(path), { waitUntil: "load" });
        faults.push(...(await violations(tab)).map((it) => `${path}, ${name}: ${it}`));
      }
    }
  });
  assert.deepEqual(faults, []);
});

test("the label is the first and the last of every page, and of every printed sheet", async () => {
  const faults = [];
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    for (const [path, label] of Object.entries(MARKED)) {
      await tab.goto(marked.url(path), { waitUntil: "load" });
      const { title, text, top, colours } = await tab.evaluate(() => {
        const style = getComputedStyle(document.querySelector(".marking"));
        return {
          title: document.title,
          text: document.body.textContent.trim(),
          top: document.querySelector(".tlp-top .marking").getBoundingClientRect().top,
          colours: [style.color, style.backgroundColor].join(),
        };
      });
      if (!title.startsWith(`${label} · `)) faults.push(`${path}: titled ${title}`);
      if (!text.startsWith(label) || !text.endsWith(label)) faults.push(`${path}: no label around the text`);
      if (top < 0 || top > 20) faults.push(`${path}: the label is at ${top}`);
      if (!colours.endsWith("rgb(0, 0, 0)")) faults.push(`${path}: ${colours}`);
      (await sheets(tab)).forEach((sheet, at) => {
        faults.push(...unlabelled(sheet, label).map((it) => `${path}, sheet ${at + 1}: ${it}`));
      });
    }
  });
  assert.deepEqual(faults, []);
});
