// What the first view of a page weighs on the way, and that nothing moves while it comes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { withBrowser } from "./browser.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const PAGES = [
  "index.html", "index.de.html", "report/part-2/index.html", "press/bbc-2024.html", "places/place-germany.html",
  "sources/bbc-2024.html", "sources/bfv-ci-2-de.html",
];
// Overviews bring a style sheet for what is drawn on them.
const DRAWN = [
  "timeline.html", "claims.html", "claims.de.html", "relations.html", "coverage.html", "coverage.de.html",
];
// Bytes as a server sends them packed, without images: fonts and style sheets are fetched once.
const MOST = 60_000;
// 0.1 is good (web.dev/cls). Numbers change their width a little when the fonts are there.
const MOST_SHIFT = 0.03;

// A file, without the pictures that are drawn in it.
function text(file) {
  return readFileSync(file, "utf8").replace(/<svg\b.*?<\/svg>/gs, "");
}

for (const [name, width] of [["narrow", 412], ["wide", 1350]]) {
  test(`nothing moves while a page comes (${name})`, async () => {
    await withBrowser(async (browser) => {
      for (const path of [...PAGES, ...DRAWN]) {
        const tab = await browser.newPage();
        await tab.setViewport({ width, height: 823 });
        await tab.evaluateOnNewDocument(() => {
          window.shifted = 0;
          new PerformanceObserver((list) => {
            for (const it of list.getEntries()) window.shifted += it.value;
          }).observe({ type: "layout-shift", buffered: true });
        });
        await tab.goto(site.url(path), { waitUntil: "load" });
        await tab.evaluate(() => document.fonts.ready.then(() => new Promise((it) => requestAnimationFrame(it))));
        const shifted = await tab.evaluate(() => window.shifted);
        assert.ok(shifted < MOST_SHIFT, `${path} moves by ${shifted}`);
        await tab.close();
      }
    });
  });
}

test("the first view of a page is light", async () => {
  await withBrowser(async (browser) => {
    const faults = [];
    for (const path of [...PAGES, ...DRAWN]) {
      const tab = await browser.newPage();
      const fetched = new Set();
      tab.on("request", (it) => {
        if (it.url().startsWith("file:") && it.resourceType() !== "image") fetched.add(new URL(it.url()).pathname);
      });
      await tab.goto(site.url(path), { waitUntil: "load" });
      const packed = [...fetched].map((it) => gzipSync(text(decodeURIComponent(it)), { level: 9 }).length);
      const sum = packed.reduce((all, it) => all + it, 0);
      console.log(`# ${path}: ${sum} bytes in ${fetched.size} files`);
      if (sum > MOST) faults.push(`${path} weighs ${sum} bytes`);
      await tab.close();
    }
    assert.deepEqual(faults, []);
  });
});
