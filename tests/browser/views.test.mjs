// The views of the evidence: coverage and relations, as tables and drawing.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
let coverage, relations;

async function measure(browser, path, width, look) {
  const { tab } = await watchedTab(browser);
  await tab.setViewport({ width, height: 800 });
  await tab.goto(site.url(path), { waitUntil: "load" });
  return tab.evaluate(look);
}

before(async () => {
  await withBrowser(async (browser) => {
    coverage = await measure(browser, "coverage.html", 320, () => {
      const text = (it) => it.textContent.trim();
      const [matrix] = document.querySelectorAll(".matrix");
      matrix.focus();
      return {
        heads: [...document.querySelectorAll(".heat:not(.press-matrix) thead th")].map(text),
        reports: [...document.querySelectorAll(".heat-report")].map(text),
        sections: document.querySelectorAll(".heat-section").length,
        bare: document.querySelectorAll(".heat-section.heat-bare").length,
        press: document.querySelectorAll(".press-matrix tbody tr").length,
        cells: [...document.querySelectorAll(".heat td a[href^='#']")].map((it) => ({
          number: Number.parseInt(text(it)),
          places: document.querySelectorAll(`${it.hash} .pin`).length,
          pages: document.querySelectorAll(`${it.hash} li`).length,
        })),
        scrolls: matrix.scrollWidth > matrix.clientWidth && document.activeElement === matrix,
      };
    });
    relations = await measure(browser, "relations.html", 1280, () => {
      const texts = [...document.querySelectorAll(".graph text")];
      const boxes = texts.map((it) => it.getBoundingClientRect());
      const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const frames = [...document.querySelectorAll(".graph a")].map((it) => {
        const [rect, text] = [it.querySelector("rect"), it.querySelector("text")].map((one) => one.getBoundingClientRect());
        return text.right <= rect.right + 0.5 && text.left >= rect.left;
      });
      return {
        small: texts.filter((it) => Number.parseFloat(getComputedStyle(it).fontSize) < 11).length,
        overlaps: boxes.flatMap((a, at) => boxes.slice(0, at).filter((b) => meets(a, b))).length,
        spilt: frames.filter((it) => !it).length,
        links: document.querySelectorAll(".graph a[href$='.html']").length,
        rows: document.querySelectorAll(".wide tbody tr").length,
        sources: document.querySelectorAll(".wide tbody .citation a").length,
      };
    });
  });
});

test("all four parts and the press stand on the page of the coverage", () => {
  assert.deepEqual(coverage.heads.slice(1, 5), ["Part 1", "Part 2", "Part 3", "Part 4"]);
  assert.equal(coverage.reports.length, 4);
  assert.ok(coverage.press > 50, `only ${coverage.press} rows`);
});

test("reports that were not read say so, and the one that was has no bare section", () => {
  const unread = coverage.reports.filter((it) => it.includes("Primary text not consulted"));
  assert.equal(unread.length, 3);
  assert.deepEqual([coverage.sections, coverage.bare], [5, 0]);
});

test("every number leads to exactly as many places", () => {
  assert.ok(coverage.cells.length > 30);
  const wrong = coverage.cells.filter((it) => it.number !== (it.places || it.pages));
  assert.deepEqual(wrong, []);
});

test("the matrix scrolls by itself on a narrow screen and takes the keyboard", () => {
  assert.ok(coverage.scrolls);
});

test("no name in the drawing covers another, is small, or leaves its box", () => {
  const { small, overlaps, spilt } = relations;
  assert.deepEqual({ small, overlaps, spilt }, { small: 0, overlaps: 0, spilt: 0 });
});

test("the drawing has links, and the table has every relation with its source", () => {
  assert.ok(relations.links > relations.rows, `${relations.links} links`);
  assert.ok(relations.rows > 50 && relations.sources >= relations.rows);
});
