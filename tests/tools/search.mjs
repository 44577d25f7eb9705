// Asks the search of a built site from the command line, with the very script that its
// pages run.
//
//   node tests/tools/search.mjs SITE QUERIES.tsv [--sections] [--figures]
//
// A line of QUERIES.tsv is `qid<TAB>query`; `-` reads standard input. For each query ten
// lines are printed: `qid<TAB>rank<TAB>page path<TAB>score`. `--figures` adds to standard
// error what was loaded for each query and how long it took.

import { readFileSync } from "node:fs";
import { openSite } from "./site.mjs";

const [site, queries, ...flags] = process.argv.slice(2);
if (!queries) {
  console.error("usage: node tests/tools/search.mjs SITE QUERIES.tsv [--figures]");
  process.exit(2);
}

const engine = await openSite(site);
const lines = readFileSync(queries === "-" ? 0 : queries, "utf8").split("\n");
const out = [];
for (const line of lines) {
  const [qid, query] = line.split("\t");
  if (!query) continue;
  const answer = await engine.search(query, {
    limit: 10, snippets: false, facets: false, rerank: 20,
  });
  answer.hits.forEach((hit, at) => {
    out.push([qid, at + 1, hit.path, hit.score.toFixed(4)].join("\t"));
  });
  if (flags.includes("--figures")) {
    console.error([qid, answer.time.toFixed(1), answer.total].join("\t"));
  }
}
process.stdout.write(out.map((it) => it + "\n").join(""));
