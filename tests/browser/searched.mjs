// The dossier in tests/browser/searched as a site, from `file://` and from a sub-path of a
// server, and the way to ask its search.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PROGRAM = process.env.DOSSIER_PROGRAM ?? join(HERE, "../../target/debug/dossier");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const PREFIX = "/deep/a%20path/";

// Builds a dossier of this folder into a fresh one; `changed` makes its settings others.
export function build(name = "searched", changed = (settings) => settings) {
  const root = mkdtempSync(join(tmpdir(), `dossier-${name}-`));
  const dossier = join(root, "dossier");
  cpSync(join(HERE, name), dossier, { recursive: true });
  const book = join(dossier, "book.toml");
  writeFileSync(book, changed(readFileSync(book, "utf8")));
  execFileSync(PROGRAM, ["build", dossier, "-d", join(root, "a site"), "--quiet"]);
  return { root: join(root, "a site"), remove: () => rmSync(root, { recursive: true }) };
}

// Serves a folder below a path, on any free port.
export async function serve(root, sent = () => {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = path.startsWith(PREFIX) && join(root, decodeURIComponent(path.slice(PREFIX.length)));
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    const body = readFileSync(file);
    sent(body.length);
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const base = `http://127.0.0.1:${server.address().port}${PREFIX}`;
  return { base, close: () => new Promise((done) => server.close(done)) };
}

export function fileBase(root) {
  return `${pathToFileURL(root).href}/`;
}

// Asks on the search page: what is shown, and what is said about it.
export async function ask(tab, base, query, more = "") {
  await tab.goto("about:blank");
  await tab.goto(`${base}search.html#q=${encodeURIComponent(query)}${more}`, { waitUntil: "load" });
  return answer(tab);
}

// What the search shows once it has answered.
export async function answer(tab) {
  await tab.waitForFunction(() => {
    const list = document.querySelector(".found-list");
    const told = document.querySelector(".search-total, .search-error");
    return told && list && !list.hasAttribute("aria-busy");
  });
  return tab.evaluate(() => ({
    told: document.querySelector(".search-total, .search-error").textContent,
    said: [...document.querySelectorAll(".said li")].map((it) => it.textContent),
    pages: [...document.querySelectorAll(".found")].map((it) => it.querySelector(".found-address").textContent),
    marks: [...document.querySelectorAll(".found mark")].map((it) => it.textContent),
    text: document.querySelector(".found-list").textContent,
    links: [...document.querySelectorAll(".found a")].map((it) => it.getAttribute("href")),
  }));
}
