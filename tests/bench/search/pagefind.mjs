// Measures Pagefind, which runs in browsers and over HTTP only: in Chromium, on a site that
// its own program has indexed.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withBrowser } from "../../browser/browser.mjs";
import { serve } from "../../browser/searched.mjs";
import { quantile } from "./relevance.mjs";

function size(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, it) => {
    const path = join(folder, it.name);
    return sum + (it.isDirectory() ? size(path) : statSync(path).size);
  }, 0);
}

export async function pagefind(site, queries) {
  const program = fileURLToPath(new URL("node_modules/pagefind/lib/runner/bin.cjs", import.meta.url));
  execFileSync("node", [program, "--site", site, "--output-path", join(site, "pagefind"), "--root-selector", "main", "--quiet"]);
  let sent = 0;
  const server = await serve(site, (bytes) => (sent += bytes));
  try {
    return await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      // The pages' own policy forbids what Pagefind needs.
      await tab.setBypassCSP(true);
      const pages = [];
      const times = [];
      const loads = [];
      for (const query of queries) {
        await tab.goto(`${server.base}imprint.html`).catch(() => tab.goto(`${server.base}index.html`));
        sent = 0;
        const { found, time } = await tab.evaluate(ask, query);
        loads.push(sent);
        times.push(time);
        pages.push(found.map((it) => decodeURIComponent(it.replace(/^\//, ""))));
      }
      const cold = { pages, times };
      const bytes = size(join(site, "pagefind"));
      return { bytes, load: [quantile(loads, 0.5), quantile(loads, 0.95)], cold, warm: cold };
    });
  } finally {
    await server.close();
  }
}

// Runs in the page. The first page load opens the index; the ten best results are looked up.
async function ask(query) {
  const start = performance.now();
  const lib = await import(new URL("pagefind/pagefind.js", location.href).href);
  await lib.init();
  const { results } = await lib.search(query);
  const data = await Promise.all(results.slice(0, 10).map((it) => it.data()));
  return { found: data.map((it) => it.raw_url), time: performance.now() - start };
}
