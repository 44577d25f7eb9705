// axe-core in Firefox, on pages of six kinds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PREFERENCES, withBrowser } from "./browser.mjs";
import { violations } from "./check.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const PAGES = [
  "index.html",
  "report/part-4/index.de.html",
  "press/bbc-2024.html",
  "places/place-germany.html",
  "sources/bbc-2024.html",
  "search.html",
];

// Firefox takes what a reader prefers from its own settings only.
const SCHEMES = { dark: 0, light: 1 };

for (const [scheme, value] of Object.entries(SCHEMES)) {
  test(`axe-core finds no violation in Firefox (${scheme})`, async () => {
    const extraPrefsFirefox = { ...PREFERENCES, "layout.css.prefers-color-scheme.content-override": value };
    await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      for (const path of PAGES) {
        await tab.goto(site.url(path), { waitUntil: "load" });
        assert.ok(await tab.evaluate((it) => matchMedia(`(prefers-color-scheme: ${it})`).matches, scheme));
        assert.deepEqual(await violations(tab), [], path);
      }
    }, "firefox", { extraPrefsFirefox });
  });
}
