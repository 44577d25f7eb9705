// What readers look for is found in both browsers, from `file://` and from a server, and
// nothing else is asked for.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { watchedTab, withBrowser } from "./browser.mjs";
import { answer, ask, build, fileBase, serve } from "./searched.mjs";

// What is asked, the page that answers it first, and what is marked there.
const QUESTIONS = [
  ["an English word in another form", "customer", "actors/anxun.html", "customers"],
  ["a German word in another form", "Prüfern", "behoerden.html", "Prüfer"],
  ["a Chinese name", "安洵", "actors/anxun.html", "安洵"],
  ["a single Chinese character", "洵", "actors/anxun.html", null],
  ["a typo", "surveilamce", "actors/anxun.html", "surveillance"],
  ["an umlaut written out", "ueberwachung", "behoerden.html", "Überwachung"],
  ["an umlaut left out", "uberwachung", "behoerden.html", "Überwachung"],
  ["a sharp s written out", "Strassburg", "behoerden.html", "Straßburg"],
  ["another spelling of a name", "isoon", "actors/anxun.html", "i-Soon"],
  ["another name", "Anxun", "actors/anxun.html", null],
  ["a host in the form of analysts", "evil[.]com", "indicators.html", "evil[.]com"],
  ["a host in plain form", "evil.com", "indicators.html", "evil[.]com"],
  ["a weakness", "CVE-2024-31337", "indicators.html", "CVE-2024-31337"],
  ["an address", "203.0.113.77", "indicators.html", "203.0.113.77"],
  ["a digest", "d41d8cd98f00b204e9800998ecf8427e", "indicators.html", "d41d8cd98f00b204e9800998ecf8427e"],
  ["the beginning of a word", "lanter", "index.html", "lantern"],
  ["the end of a compound", "Zugriffe", "behoerden.html", "Datenbankzugriffe"],
  ["a phrase", '"green lighthouse"', "press/paper.html", "green"],
  ["without a word", "archive -analysed", "press/paper.html", "archive"],
  ["a filter in words", "archive kind:analysis", "press/report.html", "archive"],
];

let site, server;

before(async () => {
  site = build();
  server = await serve(site.root);
});

after(async () => {
  await server.close();
  site.remove();
});

const WAYS = { file: () => fileBase(site.root), "a server": () => server.base };
const ALLOWED = { file: /^(file:|data:|about:)/, "a server": /^(http:\/\/127\.0\.0\.1:|data:|about:)/ };

for (const kind of ["chromium", "firefox"]) {
  for (const way of Object.keys(WAYS)) {
    test(`everything is found, without a fault or a foreign request (${kind}, ${way})`, async () => {
      await withBrowser(async (browser) => {
        const { tab, take } = await watchedTab(browser, ALLOWED[way]);
        for (const [what, query, page, mark] of QUESTIONS) {
          const found = await ask(tab, WAYS[way](), query);
          assert.equal(found.pages[0], page, `${what}: ${query}: ${JSON.stringify(found)}`);
          if (mark) assert.ok(found.marks.includes(mark), `${what}: ${query} marks ${found.marks}`);
        }
        assert.deepEqual(await take(), []);
        const stored = await tab.evaluate(() => localStorage.length + sessionStorage.length);
        assert.equal(stored, 0, "something is stored");
      }, kind);
    });
  }

  test(`a result leads to its passage and marks it there (${kind})`, async () => {
    await withBrowser(async (browser) => {
      const { tab, take } = await watchedTab(browser, ALLOWED.file);
      const found = await ask(tab, fileBase(site.root), "Leuchtturm Ufer");
      const link = found.links.find((it) => it.includes("at="));
      await tab.goto(new URL(link, fileBase(site.root)).href, { waitUntil: "load" });
      await tab.waitForSelector("mark.is-current");
      const there = await tab.evaluate(() => ({
        marks: [...document.querySelectorAll("mark")].map((it) => it.textContent),
        target: document.querySelector(":target")?.textContent,
        hash: decodeURIComponent(location.hash),
        text: document.querySelector("main").textContent,
      }));
      assert.deepEqual(there.marks, ["Leuchtturm", "Ufer"]);
      assert.match(there.target, /Überwachung in Straßburg/);
      assert.equal(there.hash, "#überwachung-in-straßburg");
      await tab.keyboard.press("Escape");
      const rest = await tab.evaluate(() => ({
        marks: document.querySelectorAll("mark, .mark-bar").length,
        text: document.querySelector("main").textContent,
      }));
      assert.deepEqual(rest, { marks: 0, text: there.text });
      assert.deepEqual(await take(), []);
    }, kind);
  });
}

test("a phrase, a word left out and filters keep the other pages away", async () => {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser, ALLOWED.file);
    const base = fileBase(site.root);
    assert.deepEqual((await ask(tab, base, '"green lighthouse"')).pages, ["press/paper.html"]);
    assert.deepEqual((await ask(tab, base, "archive -analysed")).pages, ["press/paper.html"]);
    assert.deepEqual((await ask(tab, base, "archive", "&kind=analysis")).pages, ["press/report.html"]);
    const relaxed = await ask(tab, base, '"lighthouse contracts lantern"');
    assert.match(relaxed.said.join(), /No page has exactly/);
    const typo = await ask(tab, base, "lightouse");
    assert.match(typo.said.join(), /“lightouse” stands nowhere; searched for “lighthouse”/);
    assert.deepEqual(await take(), []);
  });
});

test("facets narrow the results, keep the focus and stand in the address", async () => {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser, ALLOWED.file);
    await tab.setViewport({ width: 1280, height: 900 });
    const all = await ask(tab, fileBase(site.root), "archive");
    assert.equal(all.pages.length, 2);
    const labels = await tab.$$eval(".facets label", (it) => it.map((one) => one.textContent.trim()));
    assert.ok(labels.includes("Press 1") && labels.includes("Analysis 1"), labels.join());
    await tab.focus(".facets input[value=press]");
    await tab.keyboard.press("Space");
    await tab.waitForFunction(() => document.querySelectorAll(".found").length === 1);
    assert.match(tab.url(), /kind=press/);
    assert.deepEqual((await answer(tab)).pages, ["press/paper.html"]);
    assert.equal(await tab.evaluate(() => document.activeElement.value), "press");
    assert.deepEqual(await take(), []);
  });
});

test("Firefox runs with the file policy that people have", async () => {
  // Without a policy of its own, so that only the browser's rule counts.
  writeFileSync(join(site.root, "probe.html"), "<!DOCTYPE html><title>x</title><p>x");
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.goto(`${fileBase(site.root)}probe.html`);
    const read = await tab.evaluate(() => fetch("index.html").then(() => "read", () => "refused"));
    assert.equal(read, "refused");
  }, "firefox");
  rmSync(join(site.root, "probe.html"));
});

test("text from the index is shown as text", async () => {
  await withBrowser(async (browser) => {
    const { tab, take } = await watchedTab(browser, ALLOWED.file);
    const found = await ask(tab, fileBase(site.root), "alert script");
    assert.match(found.text, /<script>alert\(1\)<\/script>/);
    const hostile = `"><img src=x onerror=alert(1)>`;
    await ask(tab, fileBase(site.root), hostile);
    assert.equal(await tab.$$eval("main img", (it) => it.length), 0);
    assert.deepEqual(await take(), []);
  });
});

test("the order and the question stand in the address, and the way back works", async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser, ALLOWED.file);
    const found = await ask(tab, fileBase(site.root), "archive", "&sort=date");
    assert.deepEqual(found.pages.slice(0, 2), ["press/paper.html", "press/report.html"]);
    await tab.select("select", "relevance");
    await tab.focus("input[type=search]");
    await tab.keyboard.type(" contracts");
    await tab.waitForFunction(() => location.hash === "#q=archive+contracts");
    await answer(tab);
    await Promise.all([tab.waitForNavigation(), tab.click(".found a")]);
    await Promise.all([tab.waitForNavigation(), tab.goBack()]);
    assert.equal((await answer(tab)).pages.length, 2);
    assert.equal(await tab.$eval("input[type=search]", (it) => it.value), "archive contracts");
  });
});

test("a part of the index that is missing is told in words, with another way", async () => {
  const broken = build();
  rmSync(join(broken.root, "search"), { recursive: true });
  try {
    await withBrowser(async (browser) => {
      const { tab } = await watchedTab(browser, ALLOWED.file);
      const found = await ask(tab, fileBase(broken.root), "archive");
      assert.match(found.told, /could not be loaded.*index/);
      assert.equal(await tab.$eval(".search-error a", (it) => it.getAttribute("href")), "a-z.html");
    });
  } finally {
    broken.remove();
  }
});
