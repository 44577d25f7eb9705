// The extracted bundle of the sample, as a reader with a double-click on START-HERE.html
// sees it; and its pages as they look inside an archive that was not extracted.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, invalid, violations } from "./check.mjs";
import { answer } from "./searched.mjs";
import { Site } from "./site.mjs";
import { tooWide } from "./survey.mjs";

const FIRST = "START-HERE.html";
const root = process.env.DOSSIER_BUNDLE;
if (!root) throw new Error("DOSSIER_BUNDLE is not set: run `make test`, or set it to an extracted bundle");
const bundle = new Site(root);

for (const kind of ["chromium", "firefox"]) {
  test(`the first page leads to the site, and its search works (${kind})`, async () => {
    await withBrowser(async (browser) => {
      const { tab, take } = await watchedTab(browser, /^(file|data|about):/);
      await tab.goto(bundle.url(FIRST), { waitUntil: "load" });
      const hidden = await tab.$eval(".unpacked", (it) => getComputedStyle(it).display);
      assert.equal(hidden, "none", "the notice is shown in an extracted bundle");
      const open = () => tab.click(".start a");
      await Promise.all([tab.waitForNavigation({ waitUntil: "load" }), open()]);
      assert.equal(await tab.$$eval("body.home", (it) => it.length), 1);
      assert.equal(await tab.$$eval(".unpacked", (it) => it.length), 1);
      await tab.goto(`${bundle.url("site/search.html")}#q=Chengdu`, { waitUntil: "load" });
      const found = await answer(tab);
      assert.ok(found.pages.length > 2, JSON.stringify(found));
      await tab.goto(new URL(found.links[0], bundle.url("site/search.html")).href, { waitUntil: "load" });
      assert.deepEqual(await take(), []);
    }, kind);
  });

  test(`a page inside an archive says what to do (${kind})`, async () => {
    const alone = mkdtempSync(join(tmpdir(), "dossier-alone-"));
    try {
      await withBrowser(async (browser) => {
        const tab = await browser.newPage();
        for (const page of [FIRST, "site/index.html", "site/sources/index.html"]) {
          // What Windows does: the one file, in a folder of its own.
          const copy = join(alone, "page.html");
          copyFileSync(join(root, page), copy);
          await tab.goto(pathToFileURL(copy).href, { waitUntil: "load" });
          const first = await tab.evaluate(() => {
            const notice = document.querySelector(".unpacked");
            // Only the label of the page stands before it.
            const first = [...document.body.children].find((it) => !it.matches(".tlp-top"));
            return { shown: notice.offsetHeight > 0, isFirst: notice === first };
          });
          assert.deepEqual(first, { shown: true, isFirst: true }, page);
        }
      }, kind);
    } finally {
      rmSync(alone, { recursive: true });
    }
  });
}

test("the pages of a bundle are valid, accessible and as narrow as a phone", async () => {
  const pages = [FIRST, "site/index.html"];
  for (const page of pages) assert.deepEqual(await invalid(bundle.text(page)), [], page);
  await withBrowser(async (browser) => {
    assert.deepEqual(await tooWide(browser, bundle, pages, 320), []);
    const { tab } = await watchedTab(browser);
    for (const [name, emulate] of Object.entries(MEDIA)) {
      await emulate(tab);
      for (const page of pages) {
        await tab.goto(bundle.url(page), { waitUntil: "load" });
        assert.deepEqual(await violations(tab), [], `${page}, ${name}`);
      }
    }
  });
});
