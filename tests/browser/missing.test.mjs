// `404.html`: a web server shows it for any address, at any depth.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, invalid, violations } from "./check.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const homes = [...site.text("sitemap.xml").matchAll(/<loc>([^<]*)index\.html<\/loc>/g)];
const base = homes.map((it) => it[1]).sort((a, b) => a.length - b.length)[0];

// Answers for the server that `base-url` names: files of the site, else `404.html`.
async function serve(tab) {
  await tab.setRequestInterception(true);
  tab.on("request", (request) => {
    const path = decodeURIComponent(request.url().replace(base, ""));
    const known = request.url().startsWith(base) && site.files.has(path);
    const body = readFileSync(join(site.root, known ? path : "404.html"));
    const contentType = path.endsWith(".css") ? "text/css" : "text/html";
    request.respond({ status: known ? 200 : 404, contentType, body });
  });
}

test("the page for missing addresses works at any depth of its server", async () => {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser);
    await serve(tab);
    for (const path of ["gone.html", "deep/er/gone.html"]) {
      await tab.goto(base + path, { waitUntil: "load" });
      const expected = [/^console: Failed to load resource: .* 404/, new RegExp(`^request: ${base}`)];
      const faults = (await take()).filter((it) => !expected.some((one) => one.test(it)));
      assert.deepEqual(faults, [], path);
      assert.equal(await tab.$$eval("main h1", (it) => it.length), 1);
    }
    for (const emulate of Object.values(MEDIA)) {
      await emulate(tab);
      assert.deepEqual(await violations(tab), []);
    }
    for (const [scheme, isDark] of [["light", false], ["dark", true]]) {
      await MEDIA[scheme](tab);
      const ground = await tab.$eval("html", (it) => getComputedStyle(it).backgroundColor.match(/\d+/g).map(Number));
      assert.equal(ground.every((it) => it < 64), isDark, `${scheme}: ${ground}`);
    }
    await tab.goto(await tab.$eval("main a", (it) => it.href), { waitUntil: "load" });
    assert.equal(await tab.$$eval("body.home", (it) => it.length), 1);
  });
  assert.deepEqual(await invalid(site.text("404.html")), []);
});
