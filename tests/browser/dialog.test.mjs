// The search for people who type, hear, print, or block scripts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, violations } from "./check.mjs";
import { Site } from "./site.mjs";
import { ask } from "./searched.mjs";

const site = Site.sample();
const base = site.url("").replace(/\/?$/, "/");
const START = "actors/org-isoon.html";

// Opens a page of the sample and does something there.
function there(use, path = START) {
  return withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser);
    await tab.setViewport({ width: 1280, height: 900 });
    await tab.goto(base + path, { waitUntil: "load" });
    await use(tab);
    // axe-core asks for style sheets, which the policy forbids, and says so.
    if (await tab.evaluate(() => !window.axe)) assert.deepEqual(await take(), []);
  });
}

const focused = (tab) => tab.evaluate(() => document.activeElement.outerHTML.slice(0, 60));
const isOpen = (tab) => tab.$$eval("dialog[open]", (it) => it.length === 1);

test("the keyboard leads from any page to a passage and back", async () => {
  await there(async (tab) => {
    await tab.keyboard.press("/");
    await tab.waitForSelector("dialog[open]");
    await tab.keyboard.type("staff list");
    await tab.waitForSelector("dialog .found a");
    await tab.keyboard.press("ArrowDown");
    const first = await tab.evaluate(() => document.activeElement.href);
    assert.ok(first.startsWith(base), `${first} has the focus`);
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowUp");
    assert.equal(await tab.evaluate(() => document.activeElement.href), first);
    await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
    await tab.waitForSelector("mark.is-current");
    assert.ok(!tab.url().includes("mark="), "the address keeps the marks");
    await Promise.all([tab.waitForNavigation(), tab.goBack()]);
    assert.ok(tab.url().endsWith(START));
  });
});

test("Esc closes the dialog and gives the focus back; Enter shows everything", async () => {
  await there(async (tab) => {
    await tab.focus("button.search-open");
    await tab.keyboard.press("Enter");
    await tab.waitForSelector("dialog[open]");
    await tab.keyboard.press("Escape");
    assert.equal(await isOpen(tab), false);
    assert.match(await focused(tab), /search-open/);
    await tab.keyboard.down("Control");
    await tab.keyboard.press("k");
    await tab.keyboard.up("Control");
    assert.equal(await isOpen(tab), true);
    await tab.keyboard.type("Chengdu");
    await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
    assert.match(tab.url(), /search\.html#q=Chengdu$/);
    await tab.waitForSelector(".found a");
  });
});

test("no key is taken from a field or from the browser", async () => {
  await there(async (tab) => {
    await tab.evaluate(() => document.querySelector("main").append(document.createElement("input")));
    await tab.focus("main input");
    await tab.keyboard.type("a/b");
    assert.equal(await tab.$eval("main input", (it) => it.value), "a/b");
    await tab.evaluate(() => document.activeElement.blur());
    await tab.keyboard.down("Control");
    await tab.keyboard.press("/");
    await tab.keyboard.up("Control");
    assert.equal(await tab.$$eval("dialog[open]", (it) => it.length), 0);
  });
});

test("nothing of the search is loaded before it is asked for", async () => {
  await there(async (tab) => {
    const loaded = () => tab.$$eval("script[src]", (all) => all.map((it) => it.src.split("/").pop()));
    const before = (await loaded()).filter((it) => /search/.test(it));
    assert.equal(before.length, 1, before.join());
    await tab.keyboard.press("/");
    await tab.waitForSelector("dialog[open]");
    assert.ok((await loaded()).some((it) => it.startsWith("dossier-search.")));
  });
});

test("what is found is announced", async () => {
  await there(async (tab) => {
    await tab.keyboard.press("/");
    await tab.waitForSelector("dialog[open]");
    await tab.keyboard.type("Chengdu");
    await tab.waitForSelector("dialog .found a");
    const status = await tab.$eval("dialog [role=status]", (it) => it.textContent);
    assert.match(status, /^\d+ results?$/);
    await tab.keyboard.type(" xyzzyqqqqjjjj");
    await tab.waitForFunction(() => /xyzzyqqqqjjjj/.test(document.querySelector("dialog [role=status]").textContent));
  });
});

for (const [medium, emulate] of Object.entries({ ...MEDIA, narrow: (tab) => tab.setViewport({ width: 320, height: 800 }) })) {
  test(`axe-core finds no violation in results (${medium})`, async () => {
    await there(async (tab) => {
      await emulate(tab);
      const found = await ask(tab, base, "i-Soon customers");
      assert.ok(found.pages.length > 5);
      assert.deepEqual(await violations(tab), []);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "the results scroll sideways");
      if (medium === "print") return;
      await tab.goto(base + START, { waitUntil: "load" });
      await tab.keyboard.press("/");
      await tab.waitForSelector("dialog[open]");
      await tab.keyboard.type("Chengdu");
      await tab.waitForSelector("dialog .found a");
      assert.deepEqual(await violations(tab), []);
      const out = await tab.$eval("dialog", (it) => it.scrollWidth > it.clientWidth);
      assert.equal(out, false, "the dialog scrolls sideways");
    });
  });
}

test("results can be printed: with addresses, without controls", async () => {
  await there(async (tab) => {
    const found = await ask(tab, base, "CNNVD");
    await tab.emulateMediaType("print");
    const shown = await tab.$eval("main", (it) => it.innerText);
    assert.match(shown, /Search: CNNVD/);
    assert.ok(shown.includes(found.pages[0]), "no address on paper");
    const controls = "form[role=search], .search-sort, .narrow, .search-more";
    const visible = await tab.$$eval(controls, (it) => it.filter((one) => one.getClientRects().length).length);
    assert.equal(visible, 0);
  });
});

test("without JavaScript the search leads to the index from A to Z", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.setJavaScriptEnabled(false);
    await tab.goto(base + START, { waitUntil: "load" });
    await Promise.all([tab.waitForNavigation(), tab.click("a.search-open")]);
    await Promise.all([tab.waitForNavigation(), tab.click("#d-search-plain a")]);
    assert.match(tab.url(), /a-z\.html$/);
    assert.ok((await tab.$$("main .letter a")).length > 100);
  });
});
