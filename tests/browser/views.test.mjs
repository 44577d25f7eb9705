// The views of the evidence: coverage and relations, as tables and drawing; and every picture.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, violations } from "./check.mjs";
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

// ---- every picture ----

const DRAWN = [
  "timeline.html",
  "claims.html",
  "relations.html",
  "sources/index.html",
  "places/index.html",
  "data/cnnvd-levels.html",
  "data/prices.html",
  "method.html",
];

const pictures = new Map();

function inspectPictures() {
  const drawn = [...document.querySelectorAll("main svg:not(svg svg, [aria-hidden])")];
  const text = (it, tag) => it.querySelector(`:scope > ${tag}`)?.textContent.trim();
  const figures = [...document.querySelectorAll("figure.chart")];
  return {
    count: drawn.length,
    unnamed: drawn.filter((it) => !/^(img|group)$/.test(it.getAttribute("role")) || !text(it, "title") || !text(it, "desc")).length,
    mute: [...document.querySelectorAll("main svg a")].filter((it) => !it.textContent.trim()).length,
    bare: figures.filter((it) => !it.querySelector("figcaption")?.textContent.trim()).length,
    // The timeline's list and the ledger's rows are the text of what has no table.
    untold: figures.filter((it) => {
      const behind = it.nextElementSibling;
      const listed = document.querySelector(".events, .claims");
      return !behind?.matches("details.chart-data") && !listed;
    }).length,
    lost: [...document.querySelectorAll("main svg a[href^='#']")].filter(
      (it) => !document.getElementById(decodeURIComponent(it.getAttribute("href").slice(1))),
    ).length,
    sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    wide: figures.flatMap((it) => [...it.querySelectorAll("svg:not(svg svg)")]).filter((it) => it.getBoundingClientRect().right > innerWidth + 1).length,
    small: drawn.flatMap((it) => [...it.querySelectorAll("text")]).filter((it) => it.getBoundingClientRect().height < 9).length,
    styled: document.querySelectorAll("main svg [style], main svg[style]").length,
  };
}

before(async () => {
  await withBrowser(async (browser) => {
    for (const path of DRAWN) pictures.set(path, await measure(browser, path, 320, inspectPictures));
  });
});

test("every picture has a role, a title, a description, a caption and its data as text", () => {
  for (const [path, { count, unnamed, mute, bare, untold, lost, styled }] of pictures) {
    assert.ok(count > 0, path);
    assert.deepEqual({ unnamed, mute, bare, untold, lost, styled }, { unnamed: 0, mute: 0, bare: 0, untold: 0, lost: 0, styled: 0 }, path);
  }
});

test("pictures fit on a screen of 320 pixels, and their words can be read", () => {
  for (const [path, { sideways, wide, small }] of pictures) {
    assert.deepEqual({ sideways, wide, small }, { sideways: false, wide: 0, small: 0 }, path);
  }
});

test("only pages with pictures load their stylesheet", () => {
  const loads = (path) => /href="[^"]*pictures\.[^"]*\.css"/.test(site.text(path));
  for (const path of DRAWN) assert.ok(loads(path), path);
  for (const path of ["a-z.html", "actors/org-isoon.html", "tags/index.html"]) assert.ok(!loads(path), path);
});

test("no mark of the timeline covers another, narrow or wide", async () => {
  await withBrowser(async (browser) => {
    for (const width of [320, 1280]) {
      const met = await measure(browser, "timeline.html", width, () => {
        const marks = [...document.querySelectorAll(".timeline-rows a .moment")];
        const boxes = marks.map((it) => it.getBoundingClientRect());
        const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        const own = (a, b) => marks[a].closest("a") === marks[b].closest("a");
        return boxes.flatMap((a, at) => boxes.slice(0, at).filter((b, other) => !own(at, other) && meets(a, b))).length;
      });
      assert.equal(met, 0, `${width}`);
    }
  });
});

test("no name on a map covers another", async () => {
  await withBrowser(async (browser) => {
    const found = await measure(browser, "places/index.html", 1280, () => {
      const maps = [...document.querySelectorAll(".maps svg")];
      const covered = maps.map((map) => {
        const boxes = [...map.querySelectorAll("a text")].map((it) => it.getBoundingClientRect());
        const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
        return boxes.flatMap((a, at) => boxes.slice(0, at).filter((b) => meets(a, b))).length;
      });
      return { maps: maps.length, covered, links: document.querySelectorAll(".maps a").length, listed: document.querySelectorAll(".map-list li a").length };
    });
    assert.ok(found.maps > 1 && found.links === found.listed, JSON.stringify(found));
    assert.deepEqual(found.covered, found.covered.map(() => 0));
  });
});

test("in forced colours a picture keeps its marks", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    const session = await tab.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    for (const path of ["timeline.html", "claims.html", "places/index.html"]) {
      await tab.goto(site.url(path), { waitUntil: "load" });
      const lost = await tab.evaluate(() => {
        const ground = getComputedStyle(document.documentElement).backgroundColor;
        const marks = [...document.querySelectorAll("figure.chart :is(.moment, .unit, .spot)")];
        return marks.filter((it) => [getComputedStyle(it).fill, getComputedStyle(it).stroke].every((one) => one === ground)).length;
      });
      assert.equal(lost, 0, path);
    }
  });
});

for (const medium of ["light", "dark", "print"]) {
  test(`axe-core finds nothing on pages with pictures (${medium})`, async () => {
    await withBrowser(async (browser) => {
      const { tab } = await watchedTab(browser);
      await MEDIA[medium](tab);
      for (const path of DRAWN) {
        await tab.goto(site.url(path), { waitUntil: "load" });
        assert.deepEqual(await violations(tab), [], path);
      }
    });
  });
}
