// The judges must see what they are there to see: a planted fault each.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { withBrowser, watchedTab } from "./browser.mjs";
import { MEDIA, invalid, violations } from "./check.mjs";
import { Site } from "./site.mjs";
import { brokenLinks, survey, tooWide } from "./survey.mjs";

const POLICY =
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:">`;

function page(body, head = POLICY) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>${head}</head>
<body><main><h1 id="top">A page</h1>${body}</main></body></html>`;
}

const PLANTED = {
  "clean.html": page(`<p>Text. <a href="folder/other%20page.html#place">Other</a></p>`),
  "folder/other page.html": page(`<p id="place"><a href="../clean.html">Back</a></p>`),
  "script.html": page(`<script>document.title = "x"</script>`),
  "style.html": page(`<p style="color: red">Text</p>`),
  "remote.html": page(`<img src="https://tracker.invalid/x.png" alt="x">`, ""),
  "throws.html": page(`<script src="throws.js"></script>`),
  "throws.js": "throw new Error('planted')",
  "image.html": page(`<img src="missing.png" alt="x">`),
  "links.html": page(`<a href="gone.html">1</a> <a href="clean.html#gone">2</a> <a href="Clean.html">3</a>
    <a href="../x.html">4</a> <a href="javascript:x()">5</a> <a href="/clean.html">6</a> <a href="#top">7</a>`),
  "wide.html": page(`<table><tr><td>${"W".repeat(400)}</td></tr></table>`),
  "grey.html": page(`<p class="grey">Hard to read</p><link rel="stylesheet" href="grey.css">`),
  "grey.css": "@media (prefers-color-scheme: dark) { .grey { color: #ddd } }",
  "twice.html": page(`<p id="top">Text</p>`),
};

let root, site, seen;

before(async () => {
  root = mkdtempSync(join(tmpdir(), "dossier-planted-"));
  for (const [path, text] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  site = new Site(root);
  seen = await withBrowser((browser) => survey(browser, site));
});

after(() => rmSync(root, { recursive: true }));

const faultsOf = (path) => seen.find((it) => it.path === path).faults.join("\n");

test("a clean page has no fault", () => {
  assert.equal(faultsOf("clean.html"), "");
  assert.equal(faultsOf("folder/other page.html"), "");
});

test("an inline script breaks the policy, and both the event and the console say so", () => {
  assert.match(faultsOf("script.html"), /policy: script-src/);
  assert.match(faultsOf("script.html"), /console: .*Content Security Policy/);
});

test("an inline style breaks the policy", () => {
  assert.match(faultsOf("style.html"), /policy: style-src/);
});

test("a remote image and a missing policy are seen", () => {
  assert.match(faultsOf("remote.html"), /request: https:\/\/tracker\.invalid/);
  assert.match(faultsOf("remote.html"), /no content security policy/);
});

test("a script error is seen", () => {
  assert.match(faultsOf("throws.html"), /planted/);
});

test("an image that does not show is seen", () => {
  assert.match(faultsOf("image.html"), /image does not show/);
  assert.match(faultsOf("image.html"), /failed: file:/);
});

test("every kind of broken link is seen, and no other", () => {
  const found = brokenLinks(site, seen).filter((it) => it.startsWith("links.html"));
  assert.deepEqual(found, [
    "links.html: gone.html: no such file",
    "links.html: clean.html#gone: no such place on the page",
    "links.html: Clean.html: no such file",
    "links.html: ../x.html: leaves the site",
    "links.html: javascript:x(): a foreign scheme",
    "links.html: /clean.html: starts at the root of a server",
  ]);
  const clean = brokenLinks(site, seen).filter((it) => /^(clean|folder)/.test(it));
  assert.deepEqual(clean, []);
});

test("a page that scrolls sideways is seen", async () => {
  const wide = await withBrowser((it) => tooWide(it, site, ["clean.html", "wide.html"], 320));
  assert.equal(wide.length, 1);
  assert.match(wide[0], /^wide\.html/);
});

test("axe-core sees poor contrast, and only in the medium that has it", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.goto(site.url("grey.html"));
    await MEDIA.light(tab);
    assert.doesNotMatch((await violations(tab)).join(), /color-contrast/);
    await MEDIA.dark(tab);
    assert.match((await violations(tab)).join(), /color-contrast/);
  });
});

test("html-validate sees an id that is used twice", async () => {
  assert.match((await invalid(PLANTED["twice.html"])).join(), /no-dup-id/);
  assert.deepEqual(await invalid(PLANTED["clean.html"]), []);
});
