// What a reader can reach in a browser holds nothing of what is closed to this audience:
// the search, the pages as they are shown, what assistive technology is told, what is stored.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { watchedTab, withBrowser } from "./browser.mjs";
import { ask, fileBase } from "./searched.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PROGRAM = process.env.DOSSIER_PROGRAM ?? join(HERE, "../../target/debug/dossier");
const EDITIONS = { public: 0, partners: 1, internal: 2 };

let root, canaries;

before(() => {
  root = mkdtempSync(join(tmpdir(), "dossier-leaks-"));
  const made = execFileSync("python3", [join(HERE, "../leaks/canaries.py"), root], { encoding: "utf8" });
  execFileSync(PROGRAM, ["build", join(root, made.trim()), "-d", join(root, "site"), "--quiet"]);
  canaries = JSON.parse(readFileSync(join(root, "canaries.json"), "utf8"));
});

after(() => rmSync(root, { recursive: true }));

const site = (name) => join(root, "site", name);
const closed = (level) => canaries.filter((it) => it.level > level).map((it) => it.token);
const among = (text, tokens) => tokens.filter((it) => text.toLowerCase().includes(it.slice(0, 12)));

function pages(name) {
  const files = readdirSync(site(name), { recursive: true });
  return files.filter((it) => it.endsWith(".html")).sort();
}

for (const [name, level] of Object.entries(EDITIONS)) {
  test(`the search of the edition ${name} finds nothing that is closed to it`, async () => {
    const tokens = closed(level);
    const starts = [...new Set(canaries.map((it) => it.token.slice(0, 3)))];
    await withBrowser(async (browser) => {
      const { tab, take } = await watchedTab(browser);
      await tab.goto(`${fileBase(site(name))}search.html`, { waitUntil: "load" });
      const answers = await tab.evaluate(questions, [...tokens, ...starts]);
      for (const token of tokens) {
        assert.equal(answers[token].total, 0, `${token} is found: ${JSON.stringify(answers[token])}`);
      }
      for (const start of starts) {
        const found = among(JSON.stringify(answers[start]), tokens);
        assert.deepEqual(found, [], `${start} leads to them`);
      }
      // What is open to it is found in the same way.
      const open = canaries.filter((it) => it.level <= level && /words$/.test(it.what));
      const known = await tab.evaluate(questions, open.map((it) => it.token));
      for (const it of open) assert.notEqual(known[it.token].total, 0, `${it.what} is not found`);
      assert.ok(open.length > level, "nothing open was asked for");
      // And as readers ask.
      for (const token of tokens.slice(0, 3)) {
        assert.deepEqual((await ask(tab, fileBase(site(name)), token)).pages, []);
      }
      assert.deepEqual(await take(), []);
    });
  });

  test(`no page of the edition ${name} shows, says or stores what is closed to it`, async () => {
    const tokens = closed(level);
    await withBrowser(async (browser) => {
      const { tab } = await watchedTab(browser);
      for (const page of pages(name)) {
        const text = readFileSync(join(site(name), page), "utf8");
        assert.deepEqual(among(text, tokens), [], page);
        // A redirect shows nothing of its own.
        if (text.includes('http-equiv="refresh"')) continue;
        await tab.goto(fileBase(site(name)) + page.split("/").map(encodeURIComponent).join("/"));
        const shown = await tab.evaluate(everything);
        const said = JSON.stringify(await tab.accessibility.snapshot({ interestingOnly: false }));
        assert.deepEqual(among(shown + said, tokens), [], page);
        assert.ok(said.length > 200, `${page} says nothing`);
      }
    });
  });
}

// Asks the engine of the page.
async function questions(words) {
  const engine = await dossierSearch.open({ base: "search/" });
  const answers = {};
  for (const word of words) {
    const { hits, total, facets } = await engine.search(word, { limit: 50 });
    const suggested = await engine.suggest(word, { limit: 50 });
    answers[word] = { total, hits, facets: total ? facets : null, suggested };
  }
  return answers;
}

// The document as it is now, and what the page keeps.
async function everything() {
  const stored = [localStorage, sessionStorage].map((it) => JSON.stringify({ ...it }));
  const bases = await indexedDB.databases().catch(() => []);
  const hidden = [...document.querySelectorAll("template")].map((it) => it.innerHTML);
  return [document.documentElement.outerHTML, document.body.innerText, document.title, document.cookie,
    ...stored, JSON.stringify(bases), ...hidden].join("\n");
}
