// The program and the client read every word alike. What the program makes of a text is
// told by `dossier export terms`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DOSSIER, SITE } from "./site.mjs";
import { client } from "../tools/site.mjs";

const { analysis } = client(SITE);
const STEMS = ["en", "de", ""];

function told(lines) {
  const input = lines.join("\n") + "\n";
  const options = { input, maxBuffer: 1 << 30 };
  const out = execFileSync(DOSSIER, ["export", "terms"], options).toString();
  return out.trimEnd().split("\n").map((it) => JSON.parse(it));
}

function read(line) {
  return analysis.tokens(analysis.normalise(line)).map(({ text, place, joined, gram }) => ({
    text, place, joined, terms: STEMS.map((it) => analysis.term({ text, gram }, it)),
  }));
}

function compare(lines) {
  const others = told(lines);
  assert.equal(others.length, lines.length);
  const differ = lines.filter((line, at) => {
    return JSON.stringify(read(line)) !== JSON.stringify(others[at]);
  });
  assert.deepEqual(differ.slice(0, 20), [], `${differ.length} of ${lines.length} differ`);
}

test("texts are read as the vectors say", () => {
  const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url)));
  const shown = (tokens) => tokens.map((it) => `${it.text}@${it.place} ${it.terms.join("|")}`);
  const lines = vectors.map((it) => it.text);
  told(lines).forEach((it, at) => assert.deepEqual(shown(it), vectors[at].tokens, lines[at]));
  lines.forEach((it, at) => assert.deepEqual(shown(read(it)), vectors[at].tokens, it));
});

test("all words of two word lists are stemmed alike", () => {
  const words = ["american-english", "ngerman"].flatMap((name) => {
    return readFileSync(`/usr/share/dict/${name}`, "utf8").split("\n").filter(Boolean);
  });
  assert.ok(words.length > 400_000, `only ${words.length} words`);
  compare(words);
});

test("random Unicode is read alike", () => {
  let dice = 4711;
  const below = (limit) => {
    dice = (Math.imul(dice, 1103515245) + 12345) >>> 0;
    return Math.floor((dice / 2 ** 32) * limit);
  };
  const links = ["-", ".", "'", "’", "[.]", "@", "_", " ", " ", "s"];
  const char = () => {
    const [first, last] = RANGES[below(RANGES.length)];
    const c = String.fromCodePoint(first + below(last - first + 1));
    return /\p{Assigned}/u.test(c) && !/[\n\r\u0085\u2028\u2029]/.test(c) ? c : "x";
  };
  const text = () => {
    return Array.from({ length: 1 + below(24) }, () => {
      return below(4) ? char() : links[below(links.length)];
    }).join("");
  };
  compare(Array.from({ length: 40_000 }, () => "a" + text()));
});

const RANGES = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x180, 0x24f], [0x250, 0x36f], [0x370, 0x3ff],
  [0x400, 0x52f], [0x530, 0x6ff], [0x900, 0xdff], [0xe00, 0x11ff], [0x1780, 0x1aff],
  [0x1e00, 0x1fff], [0x2000, 0x2bff], [0x2e80, 0x33ff], [0x3400, 0x9fff],
  [0xac00, 0xd7a3], [0xf900, 0xffef], [0x10000, 0x1ffff], [0x20000, 0x2fa1f],
];
