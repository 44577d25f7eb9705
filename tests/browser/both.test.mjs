// A page and its translation beside each other: seen on wide and narrow screens and on paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withBrowser } from "./browser.mjs";
import { MEDIA, invalid, violations } from "./check.mjs";
import { Site } from "./site.mjs";

const PATH = "report/part-2/index.both-de.html";

const site = Site.sample();

const look = () => {
  const box = (it) => it.getBoundingClientRect();
  const pair = [...document.querySelectorAll(".pair")].find((it) => [...it.querySelectorAll("p")].length > 1);
  const [one, two] = [...pair.children].map(box);
  const label = box(document.querySelector(".tlp-top"));
  return {
    isSeen: one.height > 10 && two.height > 10 && label.height > 10,
    isBeside: two.left >= one.right && Math.abs(one.top - two.top) < 2,
    isBelow: two.top >= one.bottom - 1,
    says: document.body.innerText,
  };
};

test("both languages are seen, beside each other where there is room", async () => {
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    for (const [width, medium, where] of [[1280, "screen", "isBeside"], [320, "screen", "isBelow"], [794, "print", "isBeside"]]) {
      await tab.setViewport({ width, height: 900 });
      await tab.emulateMediaType(medium);
      await tab.goto(site.url(PATH), { waitUntil: "load" });
      const found = await tab.evaluate(look);
      assert.ok(found.isSeen && found[where], `${width} ${medium}: ${JSON.stringify(found).slice(0, 200)}`);
      for (const word of ["Key judgements", "Kernaussagen"]) assert.ok(found.says.includes(word), word);
    }
  });
});

test("its language switch leads to the pages, and judges find nothing", async () => {
  assert.deepEqual(await invalid(site.text(PATH)), []);
  assert.match(site.text(PATH), /<meta name="robots" content="noindex">/);
  assert.doesNotMatch(site.text(PATH), /rel="alternate" hreflang/);
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.setBypassCSP(true);
    await tab.goto(site.url(PATH), { waitUntil: "load" });
    const ways = await tab.$$eval("nav.languages a", (all) => all.map((it) => it.getAttribute("href")));
    assert.deepEqual(ways, ["index.de.html"]);
    for (const [name, prepare] of Object.entries(MEDIA)) {
      await prepare(tab);
      assert.deepEqual(await violations(tab), [], name);
    }
  });
});
