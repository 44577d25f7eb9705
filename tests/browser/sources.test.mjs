// The list of sources: what its filter shows, counts, says aloud and keeps in the address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { violations } from "./check.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const PATH = "sources/index.html";

// `judged`: axe-core itself asks for the style sheet, which the policy forbids it.
async function withList(use, hash = "", judged = false) {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser);
    await tab.setViewport({ width: 1000, height: 900 });
    await tab.goto(site.url(PATH) + hash, { waitUntil: "load" });
    await use(tab);
    if (!judged) assert.deepEqual(await take(), []);
  });
}

const shown = (tab) =>
  tab.$$eval("#d-library li[data-key]", (all) => all.filter((it) => it.checkVisibility()).map((it) => ({ ...it.dataset })));
const told = (tab) => tab.$eval("#d-filter [role=status]", (it) => it.textContent);

test("a choice leaves what fits, says how many, and keeps the address", async () => {
  await withList(async (tab) => {
    const all = await shown(tab);
    assert.equal(await told(tab), `${all.length} of ${all.length} sources`);
    const grade = all[0].grade;
    await tab.select("#d-filter-grade", grade);
    const left = await shown(tab);
    assert.equal(left.length, all.filter((it) => it.grade === grade).length);
    assert.ok(left.every((it) => it.grade === grade));
    assert.equal(await told(tab), `${left.length} of ${all.length} sources`);
    assert.equal(await tab.evaluate(() => location.hash), `#?grade=${grade}`);
    const options = await tab.$$eval("#d-filter-type option", (its) => its.slice(1).map((it) => it.textContent));
    const counted = options.map((it) => Number(/\((\d+)\)$/.exec(it)[1]));
    assert.equal(counted.reduce((a, b) => a + b), left.length);
    const heads = await tab.$$eval("#d-library .group .count", (its) =>
      its.filter((it) => it.checkVisibility()).map((it) => Number(it.textContent)));
    assert.equal(heads.reduce((a, b) => a + b), left.length);
  });
});

test("an address brings its choice, its order and its words back", async () => {
  await withList(async (tab) => {
    const all = await shown(tab);
    assert.ok(all.length > 1 && all.every((it) => it.language === "German"));
    const dates = all.map((it) => it.date ?? "");
    assert.deepEqual(dates, dates.toSorted().reverse());
    await tab.goto(site.url(PATH) + "#?q=CYBER+insight", { waitUntil: "load" });
    await tab.reload({ waitUntil: "load" });
    const found = await shown(tab);
    assert.ok(found.length > 0 && found.length < 96);
  }, "#?language=German&sort=newest");
});

test("what nobody has is not shown, said aloud, and taken back with the keyboard", async () => {
  await withList(async (tab) => {
    const before = await shown(tab);
    await tab.focus("#d-filter-q");
    await tab.keyboard.type("zqxj");
    assert.equal((await shown(tab)).length, 0);
    assert.match(await told(tab), /^None of /);
    await tab.focus("#d-filter button");
    await tab.keyboard.press("Enter");
    assert.deepEqual(await shown(tab), before);
    assert.equal(await tab.evaluate(() => location.hash), "");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "d-filter-q");
  });
});

test("every order shows every source once", async () => {
  await withList(async (tab) => {
    const keys = async () => (await shown(tab)).map((it) => it.key).sort();
    const before = await keys();
    const orders = await tab.$$eval("#d-filter-sort option", (all) => all.map((it) => it.value));
    assert.equal(orders.length, 7);
    for (const order of [...orders.slice(1), orders[0]]) {
      await tab.select("#d-filter-sort", order);
      assert.deepEqual(await keys(), before, order);
    }
    assert.equal(await tab.$("#d-flat"), null);
  });
});

test("the controls are without fault for the judges, narrow and wide", async () => {
  await withList(async (tab) => {
    assert.deepEqual(await violations(tab), []);
    await tab.setViewport({ width: 320, height: 800 });
    const wide = () => tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await wide()) <= 0);
    assert.deepEqual(await violations(tab), []);
  }, "#?sort=title", true);
});

test("without JavaScript there are plain lists and no controls", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.setJavaScriptEnabled(false);
    await tab.goto(site.url(PATH), { waitUntil: "load" });
    const text = await tab.evaluate(() => document.querySelector("main").innerText);
    for (const list of ["By year", "By outlet", "By language", "By grade"]) assert.ok(text.includes(list), list);
    assert.equal(await tab.$eval("#d-filter", (it) => it.checkVisibility()), false);
  });
});
