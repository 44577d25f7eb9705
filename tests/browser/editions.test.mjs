// The sample's editions: the public one holds nothing that is invented, and what the others
// add to it is sound.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { withBrowser } from "./browser.mjs";
import { invalid, violations } from "./check.mjs";
import { Site } from "./site.mjs";
import { brokenLinks, survey } from "./survey.mjs";

const open = Site.sample();
const [partners, internal] = ["partners", "internal"].map((it) => new Site(join(open.root, "..", it)));

const INVENTED = /invented|fictitious|erfunden|example (trading|print)|handling\//i;
// The pages that the internal edition has alone, and some that show its notes.
const added = internal.pages.filter((it) => !open.files.has(it));
const changed = ["index.html", "method.html", "imprint.html", "timeline.html", "claims.html", "relations.html"];

test("nothing that is invented is in the public edition", () => {
  const faults = open.pages.filter((it) => INVENTED.test(open.text(it)) || INVENTED.test(it));
  assert.deepEqual(faults, []);
  assert.deepEqual([...open.files].filter((it) => INVENTED.test(it)), []);
  const marked = open.inventory().filter((it) => it.marking && it.marking !== "TLP:CLEAR");
  assert.deepEqual(marked, []);
});

test("every page that is not in the public edition says that it is invented", () => {
  assert.ok(added.length >= 8, `${added.length} pages`);
  const pages = added.filter((it) => it.startsWith("handling/"));
  assert.deepEqual(pages.filter((it) => !/Invented for demonstration|Zur Vorführung frei erfunden/.test(internal.text(it))), []);
  const sources = added.filter((it) => it.startsWith("sources/"));
  assert.deepEqual(sources.filter((it) => !/<h1[^>]*>Fictitious /.test(internal.text(it))), []);
});

test("the partners' edition holds no red page, file or label", () => {
  const red = [...partners.files].filter((it) => /recipients|fictitious-minutes/.test(it));
  assert.deepEqual(red, []);
  assert.deepEqual(partners.pages.filter((it) => partners.text(it).includes("TLP:RED")), []);
});

test("the internal edition shows every kind of marking", () => {
  const vendor = internal.text("handling/example-trading.html");
  const label = (level) => `class="marking marking-${level}"`;
  assert.match(vendor, new RegExp(`<tr class="marked"><td><span ${label("red")}`));
  assert.match(vendor, new RegExp(`<div class="marked"><p ${label("amber")}>[^]*?<figure`));
  assert.match(vendor, new RegExp(`<dl class="positions">[^]*<dt class="marked"><span ${label("red")}`));
  const kinds = { "interview-notes": "<h2[^>]*><span", "index": "<li class=\"marked\"><span" };
  for (const [page, before] of Object.entries(kinds)) {
    assert.match(internal.text(`handling/${page}.html`), new RegExp(`${before} ${label("red")}`), page);
  }
  assert.match(internal.text("handling/recipients.html"), /<section class="tlp-line tlp-top"[^>]*><strong class="marking tlp-red">TLP:RED<\/strong>[^]*?Editors only \(invented\)/);
});

test("judges find nothing on the pages that the internal edition adds or changes", async () => {
  const pages = [...added, ...changed];
  const faults = [];
  for (const path of pages) {
    faults.push(...(await invalid(internal.text(path))).map((it) => `${path}: ${it}`));
  }
  await withBrowser(async (browser) => {
    const seen = await survey(browser, { ...internal, url: (it) => internal.url(it), pages });
    faults.push(...seen.flatMap(({ path, faults: all }) => all.map((it) => `${path}: ${it}`)));
    faults.push(...brokenLinks(internal, seen));
    const tab = await browser.newPage();
    await tab.setBypassCSP(true);
    for (const path of ["handling/example-trading.html", "handling/interview-notes.html", "method.html"]) {
      await tab.goto(internal.url(path), { waitUntil: "load" });
      faults.push(...(await violations(tab)).map((it) => `${path}: ${it}`));
    }
  });
  assert.deepEqual(faults, []);
});
