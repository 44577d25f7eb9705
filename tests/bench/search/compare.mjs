// Prints how dossier and its peers do on the judged questions and on larger corpora:
//   node compare.mjs PROGRAM FOLDER [CORPUS…]
// PROGRAM is `dossier`, FOLDER takes what is built; each CORPUS is a dossier to measure only.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pagefind } from "./pagefind.mjs";
import { PEERS } from "./peers.mjs";
import { judged, mean, ndcg, quantile } from "./relevance.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const [program, folder, ...corpora] = process.argv.slice(2).map((it) => resolve(it));
const questions = judged(join(HERE, process.env.DOSSIER_JUDGED ?? "judged.tsv"));
const queries = questions.map((it) => it.query);

function size(path) {
  const sizes = readdirSync(path, { withFileTypes: true }).map((it) => {
    const below = join(path, it.name);
    return it.isDirectory() ? size(below) : statSync(below).size;
  });
  return sizes.reduce((a, b) => a + b, 0);
}

// Builds a dossier, or one edition of it, writes its documents, and measures every engine
// on them.
async function measure(dossier, name, withPagefind, edition = "") {
  const built = join(folder, name, "site");
  const site = join(built, edition);
  const chosen = edition ? ["--edition", edition] : [];
  const documents = join(folder, name, "documents.ndjson");
  const asked = join(folder, name, "queries.json");
  mkdirSync(join(folder, name), { recursive: true });
  execFileSync(program, ["build", dossier, "-d", built, "--quiet", ...chosen], { stdio: ["ignore", "ignore", "inherit"] });
  const options = { maxBuffer: 1 << 30 };
  writeFileSync(documents, execFileSync(program, ["export", "search", dossier, "--quiet", ...chosen], options));
  writeFileSync(asked, JSON.stringify(queries));
  const results = { dossier: { ...child("dossier", site, asked), bytes: size(join(site, "search")) } };
  for (const engine of Object.keys(PEERS)) results[engine] = child(engine, documents, asked);
  if (withPagefind) {
    // In a copy, for the site holds nothing that its build has not put there.
    const copy = join(folder, name, "pagefind-site");
    execFileSync("cp", ["-r", site, copy]);
    results.pagefind = await pagefind(copy, queries);
  }
  return results;
}

function child(engine, corpus, asked) {
  const args = ["--expose-gc", "--max-old-space-size=6000", join(HERE, "peer.mjs"), engine, corpus, asked];
  return JSON.parse(execFileSync("node", args, { maxBuffer: 1 << 28 }));
}

function table(head, rows) {
  for (const row of [head, ...rows]) console.log(row.map((it, at) => String(it).padStart(at ? 11 : 0).padEnd(at ? 0 : 13)).join(""));
  console.log();
}

const kib = (n) => (n === undefined ? "–" : (n / 1024).toFixed(0));
const ms = (n) => (n === undefined ? "–" : n.toFixed(1));

function relevance(results) {
  const langs = ["en", "de", "zh"];
  const rows = Object.entries(results).map(([engine, { warm }]) => {
    const scores = warm.pages.map((pages, at) => ndcg(pages, questions[at].grades));
    const of = (lang) => mean(scores.filter((_, at) => questions[at].lang === lang));
    const empty = warm.pages.filter((it) => it.length === 0).length;
    return [engine, mean(scores).toFixed(3), ...langs.map((it) => of(it).toFixed(3)), empty];
  });
  console.log(`${questions.length} judged questions, nDCG@10 of all and by language; questions without any result`);
  table(["", "all", ...langs, "empty"], rows);
}

function costs(name, results) {
  console.log(`${name}: size of the index, KiB to load for one question, ms, heap`);
  const rows = Object.entries(results).map(([engine, it]) => [
    engine, kib(it.bytes), kib(it.load[0]), kib(it.load[1]), ms(it.opened),
    ms(quantile(it.cold.times, 0.5)), ms(quantile(it.cold.times, 0.95)),
    ms(quantile(it.warm.times, 0.5)), ms(quantile(it.warm.times, 0.95)),
    it.used === undefined ? "–" : (it.used / 2 ** 20).toFixed(1),
  ]);
  table(["", "index KiB", "load p50", "load p95", "open ms", "cold p50", "cold p95", "warm p50", "warm p95", "heap MiB"], rows);
}

const sample = await measure(resolve(HERE, "../../.."), "sample", true, "public");
relevance(sample);
costs("the sample", sample);
for (const corpus of corpora) costs(basename(corpus), await measure(join(corpus, "dossier"), basename(corpus), false));
