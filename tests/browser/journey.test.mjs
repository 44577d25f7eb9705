// What a stakeholder does, from the home page on, in both browsers, from a folder and from
// a server: find a statement by search, follow its citation to the source and back, change
// the language, copy a paragraph, open the print view.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { answer } from "./searched.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

// Serves the site while `use` runs.
async function served(use) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    try {
      const bytes = readFileSync(join(site.root, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const WAYS = {
  "from a folder": (use) => use(site.url("").replace(/\/?$/, "/")),
  "from a server": served,
};

for (const kind of ["chromium", "firefox"]) {
  for (const [way, reach] of Object.entries(WAYS)) {
    test(`a reader finds a statement, its source, and the other language (${kind}, ${way})`, async () => {
      await reach((base) =>
        withBrowser(async (browser) => {
          const allowed = new RegExp(`^(${base}|file:|data:|about:)`);
          const { tab, take } = await watchedTab(browser, allowed);
          await tab.setViewport({ width: 1280, height: 900 });
          await walk(tab, base);
          assert.deepEqual((await take()).filter((it) => !isPrefetch(it)), []);
        }, kind),
      );
    });
  }
}

// Firefox offers to fetch the next page ahead, which the policy of the pages forbids.
const isPrefetch = (fault) => /\(default-src\) at \S+\.html /.test(fault) || /^policy: default-src \S+\.html$/.test(fault);

async function walk(tab, base) {
  const go = (path) => tab.goto(base + path, { waitUntil: "load" });
  const click = async (selector) => {
    await Promise.all([tab.waitForNavigation({ waitUntil: "load" }), tab.$eval(selector, (it) => it.click())]);
  };
  await go("index.html");
  assert.equal(await tab.$$eval("body.home", (it) => it.length), 1);

  await go("search.html#q=level%20weaknesses");
  const found = await answer(tab);
  assert.ok(found.links.length > 0, "nothing was found");
  await tab.goto(new URL(found.links[0], `${base}search.html`).href, { waitUntil: "load" });
  assert.ok(await tab.$("main h1"), "the result is no page");

  await go("report/part-2/index.html");
  const reference = await tab.$eval("main .citation a[href^='#ref-']", (it) => it.hash);
  const entry = await tab.$eval(`li${reference}`, (it) => it.querySelector(".entry").textContent);
  assert.ok(entry.length > 20, entry);
  await click(`li${reference} a.more`);
  assert.equal(await tab.$$eval("body.source", (it) => it.length), 1, "the entry leads to no source");
  await click("main a[href*='report/part-2/index.html#']");
  assert.match(tab.url(), /part-2\/index\.html#cite-/, "the source leads back to no statement");
  const there = await tab.evaluate(() => document.querySelector(location.hash)?.closest("main p, main li")?.textContent);
  assert.ok(there?.length > 20, `nothing stands at ${tab.url()}`);

  await click("nav.languages a[hreflang='de']");
  assert.match(tab.url(), /part-2\/index\.de\.html/);
  assert.equal(await tab.evaluate(() => document.documentElement.lang), "de");
  await click("nav.languages a[hreflang='en']");
  assert.match(tab.url(), /part-2\/index\.html/);

  const copied = await copy(tab, "#key-judgements ~ ul li");
  assert.match(copied.plain, /\[1, p\.\s3\]/, "the citation is not copied");
  assert.match(copied.plain, /\n\[1\] .{30}/, "what it cites is not copied");
  assert.match(copied.plain, /\nTLP:CLEAR · Connections to the security apparatus · The i-Soon leaks\n$/);
  assert.doesNotMatch(copied.html, /file:|<script/);
  const name = await copy(tab, "main h1");
  assert.equal(name, null, "a title is copied with more than itself");
}

// What a page puts into the clipboard for an element; `null` if it leaves that to the browser.
function copy(tab, selector) {
  return tab.$eval(selector, (it) => {
    const selection = window.getSelection();
    selection.removeAllRanges();
    const range = document.createRange();
    range.selectNodeContents(it);
    selection.addRange(range);
    const data = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
    it.dispatchEvent(event);
    if (!event.defaultPrevented) return null;
    return { plain: event.clipboardData.getData("text/plain"), html: event.clipboardData.getData("text/html") };
  });
}
