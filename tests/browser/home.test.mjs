// The home page and the pages that it leads to: what is generated leads somewhere and is told
// without colour.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
let home, part;

before(async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.goto(site.url("index.html"), { waitUntil: "load" });
    home = await tab.evaluate(() => {
      const texts = (query) => [...document.querySelectorAll(query)].map((it) => it.textContent.trim());
      return {
        states: texts(".part-card .evidence"),
        dates: [...document.querySelectorAll(".news time")].map((it) => it.dateTime),
        open: texts(".questions a").length,
        paths: texts(".path > summary"),
        press: document.querySelectorAll(".home-press tbody tr").length,
        bars: document.querySelectorAll(".spark rect").length,
      };
    });
    await tab.setViewport({ width: 1280, height: 800 });
    await tab.goto(site.url("report/part-2/index.html"), { waitUntil: "load" });
    part = await tab.evaluate(() => ({
      steps: document.querySelectorAll(".part-switch a").length,
      current: document.querySelectorAll(".part-switch [aria-current]").length,
      beside: document.querySelectorAll(".beside a").length > 3 && [...document.querySelectorAll(".beside a")].every((it) => document.querySelector(it.hash)),
      shown: document.querySelector(".beside").getBoundingClientRect().left > document.querySelector(".body").getBoundingClientRect().right,
      fonts: [...document.fonts].filter((it) => it.status === "loaded").map((it) => it.family.replaceAll('"', "")),
    }));
  });
});

test("each part says in words whether its text was read", () => {
  assert.equal(home.states.length, 4);
  assert.deepEqual(home.states.filter((it) => it === "Primary text consulted").length, 1);
});

test("what is new comes newest first", () => {
  assert.ok(home.dates.length > 3);
  assert.deepEqual(home.dates, home.dates.toSorted().reverse());
});

test("there are open contradictions, three reading paths, and as many columns as months", () => {
  assert.ok(home.open > 0);
  assert.deepEqual(home.paths.map((it) => Number.parseInt(it)), [5, 15, 45]);
  assert.ok(home.press > 5 && home.bars <= home.press && home.bars > 0);
});

test("a part leads to the others and has its sources beside the text", () => {
  assert.deepEqual({ ...part, fonts: null }, { steps: 4, current: 1, beside: true, shown: true, fonts: null });
});

test("the fonts of the theme are there from a folder", () => {
  for (const family of ["Dossier Serif", "Dossier Sans"]) assert.ok(part.fonts.includes(family), `${part.fonts}`);
});
