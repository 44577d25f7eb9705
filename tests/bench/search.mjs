// What questions to a built site cost: bytes, files and milliseconds, cold and warm.
//
//   node tests/bench/search.mjs SITE [QUESTIONS]
//
// The questions are made of words of the site itself: one to three words of one unit, every
// sixth with a letter too few, by a generator with a fixed start.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openSite } from "../tools/site.mjs";

const [site, count = "300"] = process.argv.slice(2);
let dice = 4711;
function below(limit) {
  dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0;
  return Math.floor((dice / 2 ** 32) * limit);
}

function size(folder) {
  return readdirSync(folder, { withFileTypes: true }).map((it) => {
    const path = join(folder, it.name);
    return it.isDirectory() ? size(path) : [1, statSync(path).size];
  }).reduce(([files, bytes], it) => [files + it[0], bytes + it[1]], [0, 0]);
}

function unit(shards) {
  const text = readFileSync(join(site, "search", "x", shards[below(shards.length)]), "latin1");
  const bytes = Buffer.from(text.slice(text.indexOf(',"') + 2, text.lastIndexOf('"')), "base64");
  const { units } = JSON.parse(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  return units[below(units.length)][3];
}

function question(shards) {
  const words = unit(shards).match(/\p{L}{4,}/gu) ?? [];
  if (!words.length) return question(shards);
  const chosen = Array.from({ length: 1 + below(3) }, () => words[below(words.length)]);
  if (below(6) === 0) chosen[0] = chosen[0].slice(0, 2) + chosen[0].slice(3);
  return chosen.join(" ");
}

function spread(name, numbers, digits = 0) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  console.log(`${name}: p50 ${at(0.5).toFixed(digits)}, p95 ${at(0.95).toFixed(digits)}`);
}

async function ask(questions, options, engine) {
  const costs = [];
  for (const text of questions) {
    const loaded = { bytes: 0, files: 0 };
    const own = engine ?? await openSite(site, (bytes) => {
      loaded.bytes += bytes;
      loaded.files += 1;
    });
    loaded.bytes = loaded.files = 0;
    const { time, total } = await own.search(text, options);
    costs.push({ ...loaded, time, total });
  }
  return costs;
}

const shards = readdirSync(join(site, "search", "x")).sort();
const questions = Array.from({ length: Number(count) }, () => question(shards));
for (const folder of readdirSync(join(site, "search")).filter((it) => !it.includes("."))) {
  const [files, bytes] = size(join(site, "search", folder));
  console.log(`search/${folder}: ${files} files, ${(bytes / 1e6).toFixed(2)} MB`);
}
console.log(`root: ${statSync(join(site, "search", "root.js")).size} bytes`);
const bare = { snippets: false, facets: false, rerank: 0 };
const index = await ask(questions, bare);
spread("index, bytes a question", index.map((it) => it.bytes));
spread("index, files a question", index.map((it) => it.files));
const cold = await ask(questions, {});
spread("with snippets and facets, bytes", cold.map((it) => it.bytes));
spread("cold, ms", cold.map((it) => it.time), 1);
const engine = await openSite(site);
await ask(questions, {}, engine);
const warm = await ask(questions, {}, engine);
spread("warm, ms", warm.map((it) => it.time), 1);
console.log(`without an answer: ${warm.filter((it) => it.total === 0).length} of ${count}`);
console.log(`heap: ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`);
