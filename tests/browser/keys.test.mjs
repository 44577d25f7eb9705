// The list of the keys: opened by a key or a button, closed by another, and switched off.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();

// What the dialog says, or nothing where it is closed; and what has the focus.
const look = (tab) =>
  tab.evaluate(() => {
    const dialog = document.querySelector("dialog.help[open]");
    const keys = dialog && [...dialog.querySelectorAll("kbd")].map((it) => it.textContent);
    return { keys, focus: document.activeElement.className };
  });

test("? lists the keys, and Escape gives the focus back", async () => {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser);
    await tab.goto(site.url("index.html"), { waitUntil: "load" });
    await tab.keyboard.type("?");
    assert.deepEqual((await look(tab)).keys, ["/", "?", "Esc", "Tab"]);
    await tab.keyboard.press("Escape");
    assert.equal((await look(tab)).keys, null);
    await tab.focus(".help-open");
    await tab.keyboard.press("Enter");
    assert.ok((await look(tab)).keys);
    await tab.keyboard.press("Escape");
    assert.deepEqual(await look(tab), { keys: null, focus: "help-open" });
    assert.deepEqual(await take(), []);
  });
});

test("single keys can be switched off, on every page", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.goto(site.url("index.html"), { waitUntil: "load" });
    await tab.click(".help-open");
    await tab.click(".help input");
    await tab.keyboard.press("Escape");
    await tab.goto(site.url("method.html"), { waitUntil: "load" });
    await tab.keyboard.type("?/");
    assert.equal(await tab.evaluate(() => document.querySelectorAll("dialog[open]").length), 0);
    await tab.click(".help-open");
    assert.ok((await look(tab)).keys, "the button still opens the list");
  });
});
