// Asks the search of a built site from the command line, with the very script that its
// pages run.
//
//   node tests/tools/search.mjs SITE QUERIES.tsv [--figures] [--fresh] [--snippets]
//
// A line of QUERIES.tsv is `qid<TAB>query`; `-` reads standard input. For each query up to
// ten lines are printed: `qid<TAB>rank<TAB>page path<TAB>score`.
//
// `--figures` prints on standard error what each query cost: qid, milliseconds, bytes and
// files loaded, pages found. `--fresh` opens the index anew for each query, `--snippets`
// asks for what a page of results shows.

import { readFileSync } from "node:fs";
import { openSite } from "./site.mjs";

const args = process.argv.slice(2);
const [site, queries] = args.filter((it) => !it.startsWith("--"));
const has = (flag) => args.includes(flag);
if (!queries) {
  console.error("usage: node tests/tools/search.mjs SITE QUERIES.tsv [--figures] [--fresh]");
  process.exit(2);
}

const loaded = { bytes: 0, files: 0 };
const open = () => openSite(site, (bytes) => {
  loaded.bytes += bytes;
  loaded.files += 1;
});
let engine = await open();

const out = [];
for (const line of readFileSync(queries === "-" ? 0 : queries, "utf8").split(/\r?\n/)) {
  const tab = line.indexOf("\t");
  if (tab < 0) continue;
  const [qid, query] = [line.slice(0, tab), line.slice(tab + 1)];
  if (has("--fresh")) engine = await open();
  Object.assign(loaded, { bytes: 0, files: 0 });
  const options = has("--snippets") ? {} : { snippets: false, facets: false };
  const { hits, total, time } = await engine.search(query, { limit: 10, ...options });
  hits.forEach((hit, at) => {
    out.push([qid, at + 1, hit.path, hit.score.toFixed(4)].join("\t"));
  });
  if (has("--figures")) {
    console.error([qid, time.toFixed(1), loaded.bytes, loaded.files, total].join("\t"));
  }
}
process.stdout.write(out.map((it) => it + "\n").join(""));
