// Measures one engine on one corpus, alone in its process, and prints one JSON object:
//   node --expose-gc peer.mjs ENGINE DOCUMENTS QUESTIONS
// ENGINE is one of peers.mjs with DOCUMENTS as NDJSON, or `dossier` with a built site.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { openSite } from "../../tools/site.mjs";
import { PEERS } from "./peers.mjs";
import { quantile } from "./relevance.mjs";

const [engine, corpus, questions] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(questions, "utf8"));

function heap() {
  global.gc();
  return process.memoryUsage().heapUsed;
}

// Runs every question in turn; the pages found, and the milliseconds of each.
async function run(search) {
  const pages = [];
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    const found = await search(query);
    times.push(performance.now() - start);
    pages.push([...new Set(found)].slice(0, 10));
  }
  return { pages, times };
}

async function peer() {
  const lines = readFileSync(corpus, "utf8").trimEnd().split("\n");
  let documents = lines.map((it, id) => ({ ...JSON.parse(it), id }));
  for (const it of documents) {
    it.aliases = it.aliases.join(" ");
    it.heading ??= "";
    it.summary ??= "";
  }
  const paths = documents.map((it) => it.path);
  const { build, save, load, search } = PEERS[engine]();
  const text = await save(build(documents));
  documents = null;
  const before = heap();
  const start = performance.now();
  const index = await load(text);
  const opened = performance.now() - start;
  const used = heap() - before;
  const asked = async (query) => (await search(index, query)).map((it) => paths[it]);
  const cold = await run(asked);
  const warm = await run(asked);
  const bytes = Buffer.byteLength(text);
  return { bytes, zipped: gzipSync(text).length, load: [bytes, bytes], opened, used, cold, warm };
}

async function dossier() {
  const loads = [];
  const before = heap();
  const pagesOf = async (open, query) => {
    const { hits } = await open.search(query, { limit: 10, snippets: false, facets: false });
    return hits.map((it) => it.path);
  };
  // Each question with a fresh engine: what the first question of a reader costs.
  const cold = await run(async (query) => {
    let bytes = 0;
    const open = await openSite(corpus, (length) => (bytes += length));
    const found = await pagesOf(open, query);
    loads.push(bytes);
    return found;
  });
  const start = performance.now();
  const open = await openSite(corpus);
  const opened = performance.now() - start;
  await run((query) => pagesOf(open, query));
  const warm = await run((query) => pagesOf(open, query));
  const used = heap() - before;
  return { load: [quantile(loads, 0.5), quantile(loads, 0.95)], opened, used, cold, warm };
}

console.log(JSON.stringify(await (engine === "dossier" ? dossier() : peer())));
