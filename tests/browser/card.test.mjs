// The card of a citation: with mouse, keyboard and finger, and what is there without it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, violations } from "./check.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const PAGE = "report/part-2/index.html";
const CITATION = ".body .citation a[href^='#ref-']";
const CARD = ".cite-card";

// One browser for all tests of this file; each test gets a fresh page.
let tab, take, close;
before(async () => {
  await new Promise((ready, failed) => {
    withBrowser(async (browser) => {
      ({ tab, take } = await watchedTab(browser));
      // The card comes and goes at once, so that no test has to wait.
      await tab.evaluateOnNewDocument(() => {
        const real = window.setTimeout;
        window.setTimeout = (action) => real(action, 0);
      });
      await new Promise((done) => {
        close = done;
        ready();
      });
    }).catch(failed);
  });
});
after(() => close());

async function open(path = PAGE, width = 1000) {
  await tab.setViewport({ width, height: 800 });
  await tab.goto(site.url(path), { waitUntil: "load" });
  await tab.mouse.move(0, 0);
}

const count = (selector) => tab.$$eval(selector, (it) => it.length);
const gone = () => tab.waitForFunction((it) => !document.querySelector(it), {}, CARD);

test("hover shows reference, state and grade, and the pointer may move onto the card", async () => {
  await open();
  const link = await tab.$(CITATION);
  await link.hover();
  const card = await tab.waitForSelector(CARD);
  const text = await card.evaluate((it) => it.textContent);
  const number = await link.evaluate((it) => it.textContent);
  assert.ok(text.startsWith(number), text);
  const entry = await link.evaluate((it) =>
    document.getElementById(decodeURIComponent(it.hash.slice(1))).querySelector(".entry").textContent);
  assert.ok(text.includes(entry), text);
  assert.match(text, /The whole text was read/);
  await card.hover();
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  assert.equal(await count(CARD), 1, "the card went away below the pointer");
  await tab.mouse.move(2, 2);
  await gone();
  assert.deepEqual(await take(), []);
});

test("Escape takes the card away without moving the pointer, and hover brings it back", async () => {
  await open();
  const link = await tab.$(CITATION);
  await link.hover();
  await tab.waitForSelector(CARD);
  await tab.keyboard.press("Escape");
  assert.equal(await count(CARD), 0);
  await tab.mouse.move(2, 2);
  await link.hover();
  await tab.waitForSelector(CARD);
});

test("with the keyboard focus shows it, Tab leads into it, Escape leads back", async () => {
  await open();
  await tab.focus(CITATION);
  await tab.waitForSelector(CARD);
  await tab.keyboard.press("Tab");
  assert.ok(await tab.$eval(CARD, (it) => it.contains(document.activeElement)));
  await tab.keyboard.press("Escape");
  assert.equal(await count(CARD), 0);
  assert.ok(await tab.$eval(CITATION, (it) => it === document.activeElement));
  await tab.keyboard.press("Tab");
  await tab.waitForFunction((it) => document.activeElement.closest(".citation") || !document.querySelector(it), {}, CARD);
});

test("a finger sees the card first and follows the link with a second tap", async () => {
  await open();
  const link = await tab.$(CITATION);
  await link.tap();
  await tab.waitForSelector(CARD);
  assert.equal(await tab.evaluate(() => location.hash), "");
  await link.tap();
  await tab.waitForFunction(() => location.hash.startsWith("#ref-"));
});

test("the card never makes a narrow page scroll sideways", async () => {
  await open(PAGE, 320);
  const links = await tab.$$(CITATION);
  for (const link of links.slice(0, 12)) {
    await link.evaluate((it) => it.focus());
    const card = await tab.waitForSelector(CARD);
    const { left, right } = await card.evaluate((it) => it.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= 320, `${left} to ${right}`);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= 320));
  }
});

test("axe-core finds nothing while the card is open, in light and dark", async () => {
  for (const medium of ["light", "dark"]) {
    await MEDIA[medium](tab);
    await open();
    await tab.focus(CITATION);
    await tab.waitForSelector(CARD);
    assert.deepEqual(await violations(tab), [], medium);
  }
});

test("back-links lead to the very citation, and it is marked", async () => {
  await open();
  const back = await tab.$$eval(".references .back", (all) => all.map((it) => it.hash));
  assert.ok(back.length > 5, `only ${back.length} ways back`);
  for (const hash of back.slice(0, 5)) {
    await tab.evaluate((it) => (location.hash = it), hash);
    const background = await tab.$eval(":target", (it) => getComputedStyle(it).backgroundColor);
    assert.notEqual(background, "rgba(0, 0, 0, 0)", hash);
    assert.ok(await tab.$eval(":target", (it) => it.matches(".citation a")), hash);
  }
});

test("without a script a citation leads to its entry in the list", async () => {
  await tab.setJavaScriptEnabled(false);
  await open();
  const target = await tab.$eval(CITATION, (it) => it.getAttribute("href"));
  assert.equal(await count(`li[id="${target.slice(1)}"]`), 1);
  await tab.setJavaScriptEnabled(true);
});
