// Opens the search of a built site under Node.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import vm from "node:vm";

// Runs the client that a site has published, and returns its global.
export function client(site) {
  const assets = join(site, "assets");
  const names = existsSync(assets) ? readdirSync(assets) : [];
  const name = names.find((it) => /^dossier-search\.[0-9a-f]+\.js$/.test(it));
  if (!name) throw new Error(`${site} has no search; is it built, and is search on?`);
  vm.runInThisContext(readFileSync(join(assets, name), "utf8"), { filename: name });
  return globalThis.dossierSearch;
}

// Opens the index of a site; `read` is told the length of each file that is read.
export function openSite(site, read = () => {}) {
  const load = async (name) => {
    const text = await readFile(join(site, "search", `${name}.js`), "latin1");
    read(text.length, name);
    return text.slice(text.indexOf(',"') + 2, text.lastIndexOf('"'));
  };
  return client(site).open({ load });
}
