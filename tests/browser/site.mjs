// A built site on disk: its files, its pages, and one page of every kind.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export class Site {
  constructor(root) {
    this.root = root;
    this.files = new Set(list(root, ""));
    // `404.html` is for web servers, which show it at any depth; it has tests of its own.
    const isPage = (it) => it.endsWith(".html") && it !== "404.html";
    this.pages = [...this.files].filter(isPage).sort();
  }

  // The site under test, as `make test` built it.
  static sample() {
    const root = process.env.DOSSIER_SITE;
    if (!root) throw new Error("DOSSIER_SITE is not set: run `make test`, or set it to a built site");
    return new Site(root);
  }

  url(path) {
    return pathToFileURL(join(this.root, path)).href;
  }

  text(path) {
    return readFileSync(join(this.root, path), "utf8");
  }

  inventory() {
    return JSON.parse(this.text("inventory.json")).files;
  }

  // One page of every template: the first one that has it.
  templates() {
    const chosen = new Map();
    for (const path of this.pages) {
      const name = template(this.text(path));
      if (!chosen.has(name)) chosen.set(name, path);
    }
    return [...chosen].map(([name, path]) => ({ name, path }));
  }
}

// A page says in the class of `<body>` by which template it was made.
export function template(html) {
  return /<body\b[^>]*\bclass="([^"]*)"/.exec(html)?.[1] ?? "none";
}

function list(folder, prefix) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory() ? list(join(folder, entry.name), `${path}/`) : [path];
  });
}
