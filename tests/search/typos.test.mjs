// Words of the sample dossier with one wrong letter still find the pages that hold them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { DOSSIER, SITE } from "./site.mjs";
import { openSite } from "../tools/site.mjs";

const COUNT = 400;
const engine = await openSite(SITE);
const { analysis } = globalThis.dossierSearch;

let dice = 20240808;
function below(limit) {
  dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0;
  return Math.floor((dice / 2 ** 32) * limit);
}

// The words of the sample, with the pages that hold each.
function words() {
  const options = { maxBuffer: 1 << 28 };
  const out = execFileSync(DOSSIER, ["export", "search", ".", "--edition", "public"], options).toString();
  const pages = new Map();
  for (const line of out.trimEnd().split("\n")) {
    const unit = JSON.parse(line);
    for (const token of analysis.tokens(analysis.normalise(unit.text))) {
      const word = analysis.fold(token.text);
      if (!/^[a-z]+$/.test(word)) continue;
      pages.set(word, (pages.get(word) ?? new Set()).add(unit.path));
    }
  }
  return pages;
}

// A word with a letter too much, too few, wrong, or two that changed places.
function mistyped(word) {
  const at = below(word.length);
  const letter = String.fromCharCode(97 + below(26));
  const [head, tail] = [word.slice(0, at), word.slice(at)];
  return [
    head + letter + tail,
    head + tail.slice(1),
    head + letter + tail.slice(1),
    head + (tail[1] ?? "") + tail[0] + tail.slice(2),
  ][below(4)];
}

// Whether some word of the sample has the same stem or goes on from it.
function isWord(typo, all) {
  const terms = ["en", "de", ""].map((it) => analysis.term({ text: typo }, it));
  return all.some((it) => it.startsWith(typo)) ||
    all.some((it) => ["en", "de"].some((stem, at) => {
      return analysis.term({ text: it }, stem) === terms[at];
    }));
}

test(`${COUNT} typos of one edit are all found`, async () => {
  const pages = words();
  const all = [...pages.keys()].sort();
  const long = all.filter((it) => it.length >= 5);
  const lost = [];
  for (let found = 0; found < COUNT;) {
    const word = long[below(long.length)];
    const typo = mistyped(word);
    if (typo === word || isWord(typo, all)) continue;
    found += 1;
    const { hits } = await engine.search(typo, { limit: 1000, snippets: false, facets: false });
    if (!hits.some((it) => pages.get(word).has(it.path))) lost.push(`${word}: ${typo}`);
  }
  assert.deepEqual(lost, []);
});
