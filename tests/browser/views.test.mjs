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
      return {
        heads: [...document.querySelectorAll(".heat:not(.press-matrix) thead th")].map(text),
        reports: [...document.querySelectorAll(".heat-report")].map(text),
        sections: document.querySelectorAll(".heat-section").length,
        bare: document.querySelectorAll(".heat-section.heat-bare").length,
        press: document.querySelectorAll(".press-matrix tbody tr").length,
        cells: [...document.querySelectorAll(".heat td a[href^='#']")].map((it) => ({
          number: Number.parseInt(text(it).match(/\d+(?=\D*$)/)),
          places: document.querySelectorAll(`${it.hash} .pin`).length,
          pages: document.querySelectorAll(`${it.hash} li`).length,
        })),
        sideways: [...document.querySelectorAll(".matrix")].filter((it) => it.scrollWidth > it.clientWidth).length,
        unnamed: [...document.querySelectorAll(".heat td a[href^='#']")].filter((it) => !it.innerText.replace(/[\d✓\s]/g, "")).length,
      };
    });
    relations = await Promise.all([320, 1280].map((width) => measure(browser, "relations.html", width, () => {
      const nodes = [...document.querySelectorAll(".star .node")];
      const boxes = nodes.map((it) => it.getBoundingClientRect());
      const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return {
        small: nodes.filter((it) => Number.parseFloat(getComputedStyle(it).fontSize) < 12).length,
        low: boxes.filter((it) => it.height < 24).length,
        overlaps: boxes.flatMap((a, at) => boxes.slice(0, at).filter((b) => meets(a, b))).length,
        cut: nodes.filter((it) => it.scrollWidth > it.clientWidth + 1).length,
        sideways: [...document.querySelectorAll(".stars, .table")].filter((it) => it.scrollWidth > it.clientWidth).length,
        links: document.querySelectorAll(".star .node[href$='.html']").length,
        rows: document.querySelectorAll(".wide tbody tr").length,
        sources: document.querySelectorAll(".wide tbody .citation a").length,
      };
    })));
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

test("on a narrow screen no tile of the coverage is out of sight, and each names its column", () => {
  const { sideways, unnamed } = coverage;
  assert.deepEqual({ sideways, unnamed }, { sideways: 0, unnamed: 0 });
});

test("a link to a number unfolds its places, without a script", async () => {
  await withBrowser(async (browser) => {
    for (const [path, link] of [["coverage.html", ".heat td a[href^='#']"], ["sources/bfv-ci-2-de.html", null]]) {
      const { tab } = await watchedTab(browser);
      await tab.setJavaScriptEnabled(false);
      await tab.goto(site.url(path) + (link ? "" : "#d-cited-2"), { waitUntil: "load" });
      if (link) await tab.click(link);
      const shown = await tab.$eval(":target", (it) => it.matches("details") && it.querySelector("li a").checkVisibility({ contentVisibilityAuto: true }));
      assert.ok(shown, path);
    }
  });
});

test("what is folded on a screen is there on paper, without a script", async () => {
  await withBrowser(async (browser) => {
    for (const [path, parts] of [["claims.html", ".claim-row dd a"], ["coverage.html", ".press-matrix th a"]]) {
      const { tab } = await watchedTab(browser);
      await tab.setJavaScriptEnabled(false);
      await tab.goto(site.url(path), { waitUntil: "load" });
      const seen = () => tab.$$eval(parts, (all) => all.filter((it) => it.checkVisibility({ contentVisibilityAuto: true })).length);
      const all = await tab.$$eval(parts, (it) => it.length);
      assert.ok(all > 50 && await seen() < all / 2, path);
      await tab.emulateMediaType("print");
      assert.equal(await seen(), all, path);
    }
  });
});

test("no column of a contradiction is out of sight at any width", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.goto(site.url("contradictions.de.html"), { waitUntil: "load" });
    for (const width of [320, 600, 768, 1000, 1280, 1600]) {
      await tab.setViewport({ width, height: 800 });
      const wide = await tab.$$eval(".positions :is(dt, dd)", (all) => all.map((it) => it.scrollWidth - it.clientWidth));
      assert.ok(wide.length > 100 && Math.max(...wide) <= 1, `${width} pixels`);
    }
  });
});

for (const [at, width] of [[0, 320], [1, 1280]]) {
  test(`no name among the relations covers another, is small, cut or out of sight (${width})`, () => {
    const { small, low, overlaps, cut, sideways } = relations[at];
    assert.deepEqual({ small, low, overlaps, cut, sideways }, { small: 0, low: 0, overlaps: 0, cut: 0, sideways: 0 });
  });
}

test("the drawing has links, and the table has every relation with its source", () => {
  for (const { links, rows, sources } of relations) {
    assert.ok(links > rows, `${links} links`);
    assert.ok(rows > 50 && sources >= rows);
  }
});

// ---- every picture ----

const DRAWN = [
  "timeline.html",
  "claims.html",
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
  for (const path of ["a-z.html", "coverage.html", "relations.html", "actors/org-isoon.html", "tags/index.html"]) assert.ok(!loads(path), path);
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
      for (const path of [...DRAWN, "coverage.html", "relations.html", "sources/bfv-ci-2-de.html"]) {
        await tab.goto(site.url(path), { waitUntil: "load" });
        assert.deepEqual(await violations(tab), [], path);
      }
    });
  });
}
