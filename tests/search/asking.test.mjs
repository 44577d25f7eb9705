// What the search of a small dossier in three languages answers.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { SMALL, built } from "./site.mjs";
import { openSite } from "../tools/site.mjs";

const site = built(SMALL, "open");
const engine = await openSite(site);

async function ask(question, options) {
  const answer = await engine.search(question, options);
  return { ...answer, paths: answer.hits.map((it) => it.path) };
}

// The first hit of a question, and what is said.
async function first(question, path, said = []) {
  const answer = await ask(question);
  assert.equal(answer.paths[0], path, `${question}: ${answer.paths}`);
  assert.deepEqual(answer.said.map((it) => it.code), said, question);
  return answer;
}

async function nothing(question) {
  assert.deepEqual((await ask(question)).paths, [], question);
}

const ENGLISH = "report/english.html";
const GERMAN = "report/deutsch.de.html";
const CHINESE = "report/chinese.zh.html";

test("the client is small, and says whose stemmers it has", () => {
  const assets = join(site, "assets");
  const name = readdirSync(assets).find((it) => it.startsWith("dossier-search."));
  const text = readFileSync(join(assets, name));
  assert.ok(gzipSync(text, { level: 9 }).length <= 21 * 1024);
  assert.match(text.toString(), /BSD-3-Clause/);
  assert.doesNotMatch(text.toString(), /\b(eval|fetch|Worker|localStorage|indexedDB|XMLHttpRequest)\b/);
});

test("English and German words are found in every inflection", async () => {
  await first("employee", ENGLISH);
  await first("trains", ENGLISH);
  await first("Behörde", GERMAN);
  await first("Sicherheitslücken", GERMAN);
});

test("umlauts are found however they are written", async () => {
  for (const word of ["Überwachung", "ueberwachung", "uberwachung", "ÜBERWACHUNG"]) {
    await first(word, GERMAN);
  }
  for (const word of ["München", "Muenchen", "Munchen", "Strasse", "straße"]) {
    await first(word, GERMAN);
  }
  await first("Strassburg", ENGLISH);
  await first("Straßburg", ENGLISH);
});

test("parts of compounds are found", async () => {
  await first("Zugriffe", GERMAN);
  await first("Programme", GERMAN);
  await first("Datenbank Zugriffe", GERMAN);
});

test("names answer for each other", async () => {
  for (const name of ["安洵", "i-Soon", "isoon", "I-S00N", "i soon"]) {
    const { paths } = await ask(name);
    for (const path of ["actors/isoon.html", ENGLISH, CHINESE]) {
      assert.ok(paths.includes(path), `${name}: ${paths}`);
    }
  }
});

test("a name is told from the word it looks like when stemmed", async () => {
  await first("Müller", "actors/mueller.html");
  const { paths } = await ask("Müll");
  assert.equal(paths[0], GERMAN);
});

test("Chinese is found in both scripts, also by one character", async () => {
  await first("国家安全部", CHINESE);
  await first("國家安全部", CHINESE);
  await first("总部在成都", CHINESE);
  await first("都", CHINESE);
});

test("addresses and numbers are found in every spelling", async () => {
  for (const word of ["185.99.3.4", "185[.]99[.]3[.]4", "evil.com", "CVE-2024-21887",
    "cve-2024-21887", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]) {
    const { hits } = await first(word, ENGLISH);
    assert.equal(hits[0].anchor, "servers", word);
  }
});

test("a number is found as a whole or not at all", async () => {
  for (const word of ["CVE-2024-99999", '"CVE-2024-2188"', "185.99.3.77", '"185.99.3"']) {
    const answer = await ask(word);
    assert.deepEqual(answer.paths, [], word);
    assert.deepEqual(answer.said, [{ code: "missing", words: [word.replaceAll('"', "").toLowerCase()] }]);
  }
  await first("CVE-2024-218", ENGLISH);
  const { paths } = await ask("CVE-2024-21887");
  assert.deepEqual(paths, [ENGLISH]);
});

test("small words say nothing beside others, in a small site either", async () => {
  const answer = await ask("was the vendor of");
  assert.deepEqual(answer.said, [{ code: "common", words: ["was", "the", "of"] }]);
  assert.deepEqual(answer.paths, (await ask("vendor ")).paths);
  assert.ok((await ask("the ")).paths.length > 0);
});

test("the beginning of a word is enough at the end of a question", async () => {
  await first("employ", ENGLISH);
  await first("Datenbankzu", GERMAN);
});

test("mistyped words are found, and what they were taken for is said", async () => {
  for (const word of ["minstry", "minisstry", "mimistry", "miinstry"]) {
    const answer = await first(word, ENGLISH, ["corrected"]);
    assert.deepEqual(answer.said[0], { code: "corrected", word, words: ["ministry"] });
  }
  await first("Ueberwachnug", GERMAN, ["corrected"]);
  await first("Datenbankzugrife", GERMAN, ["corrected"]);
});

test("a compound that is written nowhere is found by its parts", async () => {
  await first("Behördendatenbankzugriffe", GERMAN, ["corrected"]);
  await first("Anbieterbehörden", GERMAN, ["corrected"]);
});

test("a phrase must stand as it is asked; where none does, that is said", async () => {
  const answer = await first('"ministry of state security"', ENGLISH);
  assert.equal(answer.hits[0].anchor, null);
  const other = await first('"security was the state"', ENGLISH);
  assert.equal(other.hits[0].anchor, "staff");
  await first('"security ministry"', ENGLISH, ["no-phrase"]);
  await first('"国家安全部工作"', CHINESE);
});

test("what must not occur is left out", async () => {
  assert.ok((await ask("vendor")).paths.includes("press/post.html"));
  const { paths } = await ask("vendor -paper");
  assert.ok(paths.length > 0 && !paths.includes("press/post.html"), `${paths}`);
  assert.ok(!(await ask("Anbieter -Datenbankzugriffe")).paths.includes(GERMAN));
});

test("what is asked for by its title comes first, however often others say it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dossier-search-"));
  try {
    const other = "package-lock.json and npm --force, package-lock.json\n";
    for (let at = 0; at < 14; at++) writeFileSync(join(folder, `c${at}.md`), `# Command ${at}\n\n${other}`);
    writeFileSync(join(folder, "lock.md"), "# package-lock.json\n\nA manifestation.\n");
    const titled = await openSite(built(folder));
    for (const question of ["package-lock.json", "package lock json"]) {
      assert.equal((await titled.search(question)).hits[0].path, "lock.html", question);
    }
    // An option is a word, not what must not occur.
    assert.match((await titled.search("--force")).hits[0].title, /^Command/);
    assert.ok((await titled.search("-force")).hits.every((it) => !/^Command/.test(it.title)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("fields narrow down", async () => {
  assert.deepEqual((await ask("kind:press")).paths.sort(),
    ["press/blatt.de.html", "press/post.html"]);
  assert.deepEqual((await ask("kind:press year:2024")).paths, ["press/post.html"]);
  assert.deepEqual((await ask("Kind: press year: 2024")).paths, ["press/post.html"]);
  // Who finds no translation finds the original: both are there for readers of both.
  assert.deepEqual((await ask("kind:press lang:de")).paths.sort(),
    ["press/blatt.de.html", "press/post.html"]);
  assert.ok((await ask("lang:zh")).paths.includes(CHINESE));
  assert.deepEqual((await ask('outlet:"Das Blatt"')).paths, ["press/blatt.de.html"]);
  assert.deepEqual((await ask("source:post-2024")).paths.sort(),
    ["press/post.html", ENGLISH]);
  assert.deepEqual((await ask("part:2")).paths, [GERMAN]);
  assert.deepEqual((await ask("tag:tools")).paths, [ENGLISH]);
  assert.deepEqual((await ask("title:Blatt")).paths, ["press/blatt.de.html"]);
  assert.equal((await ask("", { filters: { kind: ["press"] } })).total, 2);
  const { said } = await ask("vendor kind:poem");
  assert.deepEqual(said, [{ code: "unknown-filter", words: ["kind:poem"] }]);
});

test("facets count what their own filter would hide", async () => {
  const { facets, total } = await ask("kind:press", { filters: { language: ["de"] } });
  assert.equal(total, 2);
  assert.deepEqual(facets.language, [["de", 2], ["en", 2], ["zh", 2]]);
  assert.deepEqual(facets.kind, [["page", 5], ["press", 2], ["organisation", 1], ["person", 1]]);
  assert.deepEqual((await ask("vendor", { facets: false })).facets, {});
});

test("results can be sorted by date", async () => {
  const { paths } = await ask("kind:press", { sort: "date" });
  assert.deepEqual(paths, ["press/post.html", "press/blatt.de.html"]);
});

test("a result shows what it leads to", async () => {
  const { hits } = await ask("weakness closed");
  const [{ path, anchor, heading, title, language, kind, marking, snippet }] = hits;
  assert.deepEqual([path, anchor, heading], [ENGLISH, "servers", "Servers"]);
  assert.deepEqual([title, language, kind, marking],
    ["How the vendor worked", "en", "page", "TLP:CLEAR"]);
  const marked = snippet.filter((it) => it.hit).map((it) => it.text);
  assert.deepEqual(marked, ["weakness", "closed"]);
  const press = (await ask("paper leak")).hits[0];
  assert.deepEqual(press.evidence, { grade: "B2", seen: "full" });
  assert.equal(press.date, "2024-02-21");
});

test("further sections of a page stand under their page", async () => {
  const { hits } = await ask("state security ministry");
  const anchors = hits[0].sections.map((it) => it.anchor);
  assert.deepEqual([hits[0].path, ...anchors].length > 1, true, `${anchors}`);
});

test("titles are suggested", async () => {
  const paths = async (text) => (await engine.suggest(text)).map((it) => it.path);
  assert.deepEqual(await paths("how the v"), [ENGLISH]);
  assert.deepEqual(await paths("anx"), ["actors/isoon.html"]);
  assert.deepEqual(await paths("国家"), [CHINESE]);
});

test("a German text in a book that says English is read as German", async () => {
  await first("Vertrag", "report/undeclared.html");
  await first("Gutachtens", "report/undeclared.html");
});

test("what is not for the search is not found", async () => {
  for (const word of ["xylophones", "trombones", "saxophones"]) await nothing(word);
});

test("no question breaks the search", async () => {
  for (const question of ["", " ", '"', '""', "-", "-x", ":", "a:b", "kind:", "title:",
    '"the', "😀", "\u0001", "\\", "constructor", "__proto__", "x".repeat(5000), "-\"a b\""]) {
    assert.ok(Array.isArray((await ask(question)).hits), question);
  }
});

test("an edition knows no word that is above it", () => {
  const words = (name) => {
    const folder = built(SMALL, name);
    return execFileSync("python3", ["tests/search/shards.py", folder]).toString();
  };
  const open = words("open");
  for (const word of ["quetzalcoatl", "nightjar", "Kept from", "secret"]) {
    assert.ok(words("closed").toLowerCase().includes(word.toLowerCase()), word);
    assert.ok(!open.toLowerCase().includes(word.toLowerCase()), word);
  }
  for (const word of ["xylophone", "trombone", "saxophone"]) assert.ok(!open.includes(word));
});

test("every word of the units can be found in the decoded shards", () => {
  const shards = execFileSync("python3", ["tests/search/shards.py", site]).toString();
  const terms = new Set(shards.split("\n").filter((it) => it.startsWith("t\t"))
    .map((it) => it.slice(2)));
  const { analysis } = globalThis.dossierSearch;
  for (const unit of units("open")) {
    for (const token of analysis.tokens(analysis.normalise(unit.text))) {
      const known = ["en", "de", ""].some((it) => terms.has(analysis.term(token, it)));
      assert.ok(known, `${token.text} of ${unit.path}`);
    }
  }
});

function units(edition) {
  const out = execFileSync("target/debug/dossier",
    ["export", "search", SMALL, "--edition", edition]).toString();
  return out.trimEnd().split("\n").map((it) => JSON.parse(it));
}

test("a passage tells its own marking where the label of its page is another one", async () => {
  const marked = fileURLToPath(new URL("../browser/marked", import.meta.url));
  const [all, few] = await Promise.all(["internal", "public"].map((it) => openSite(built(marked, it))));
  const places = async (engine, question, path) => {
    const hit = (await engine.search(question)).hits.find((it) => it.path === path);
    return [hit, ...hit.sections].map((it) => [it.anchor, it.portion]);
  };
  assert.deepEqual(await places(all, "block", "index.html"), [[null, "TLP:AMBER"]]);
  assert.deepEqual(await places(all, "pencils", "index.html"), [["claims-and-events", "TLP:AMBER+STRICT"]]);
  // A section and the parts of it carry what their heading says: the label of the page.
  assert.deepEqual(await places(all, "belongs", "index.html"), [["with-a-part", undefined]]);
  for (const question of ["open", "pencils", "fox", "boxes"]) {
    for (const it of (await few.search(question)).hits) assert.ok(!("portion" in it), it.path);
  }
});

test("without gzip, or switched off", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dossier-search-"));
  try {
    cpSync(SMALL, folder, { recursive: true });
    const settings = readFileSync(join(folder, "book.toml"), "utf8");
    const write = (text) => writeFileSync(join(folder, "book.toml"), text);
    write(settings.replace("[dossier.editions.open]", "[dossier.search]\ngzip = false\n$&"));
    const plain = await openSite(built(folder, "open"));
    assert.equal((await plain.search("Zugriffe")).hits[0].path, GERMAN);
    write(settings.replace("[dossier]", "$&\nsearch = false"));
    assert.throws(() => openSite(built(folder, "open")), /has no search/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
