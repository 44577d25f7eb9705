// Looks at every page of a site once and tells what is wrong with it.
import { posix } from "node:path";
import { visitAll } from "./browser.mjs";

// What went wrong while each page loaded: `{ page: [fault, …] }`, only pages with faults.
// Also what the pages refer to, for `brokenLinks`.
export async function survey(browser, site) {
  const seen = await visitAll(
    browser,
    site.pages,
    (tab) => tab.setViewport({ width: 1280, height: 900 }),
    async (path, { tab, take }) => {
      await tab.goto(site.url(path), { waitUntil: "load" });
      const found = await tab.evaluate(inspect);
      return { path, ...found, faults: [...found.faults, ...(await take())] };
    },
  );
  return seen;
}

// Runs in the page: ids, references, images that do not show, missing essentials.
async function inspect() {
  const faults = [];
  for (const image of document.images) {
    image.loading = "eager";
    await image.decode().catch(() => {});
    if (!image.naturalWidth) faults.push(`image does not show: ${image.getAttribute("src")}`);
  }
  if (!document.title.trim()) faults.push("no title");
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.querySelector("main h1")) faults.push("no heading in <main>");
  if (!document.querySelector("meta[http-equiv=Content-Security-Policy]")) {
    faults.push("no content security policy");
  }
  for (const it of document.querySelectorAll("script:not([src]):not([type='application/ld+json']), style, [style]")) {
    faults.push(`inline script or style: ${it.outerHTML.slice(0, 80)}`);
  }
  const references = [];
  for (const name of ["href", "src", "poster", "data", "srcset", "action"]) {
    for (const it of document.querySelectorAll(`[${name}]`)) {
      const value = it.getAttribute(name);
      const targets =
        name === "srcset" ? value.split(",").map((one) => one.trim().split(/\s+/)[0]) : [value];
      const navigates = it.localName === "a" || it.matches("link[rel=canonical], link[rel=alternate]");
      references.push(...targets.map((target) => ({ target, navigates })));
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
  return { faults, references, ids };
}

// References that lead nowhere, or that would load something from elsewhere.
export function brokenLinks(site, seen) {
  const ids = new Map(seen.map((it) => [it.path, new Set(it.ids)]));
  const faults = [];
  for (const { path, references } of seen) {
    for (const { target, navigates } of references) {
      const fault = judge(site, ids, path, target, navigates);
      if (fault) faults.push(`${path}: ${target}: ${fault}`);
    }
  }
  return faults;
}

function judge(site, ids, from, target, navigates) {
  if (/^(https?|mailto):/i.test(target)) return navigates ? null : "loads from elsewhere";
  if (/^data:/i.test(target)) return navigates ? "a data link" : null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith("//")) return "a foreign scheme";
  if (target.startsWith("/")) return "starts at the root of a server";
  const [, path, fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(target);
  const file = path ? posix.join(posix.dirname(from), decodeURIComponent(path)) : from;
  if (file.startsWith("..")) return "leaves the site";
  if (!site.files.has(file)) return "no such file";
  if (fragment && ids.has(file) && !ids.get(file).has(decodeURIComponent(fragment))) {
    return "no such place on the page";
  }
  return null;
}

// Pages that scroll sideways at a width, with the elements that stick out.
export async function tooWide(browser, site, pages, width) {
  const reports = await visitAll(
    browser,
    pages,
    (tab) => tab.setViewport({ width, height: 800 }),
    async (path, { tab }) => {
      await tab.goto(site.url(path), { waitUntil: "load" });
      const out = await tab.evaluate(() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return null;
        const wide = [...document.body.querySelectorAll("*")].filter(
          (it) => it.getBoundingClientRect().right > room + 0.5,
        );
        return wide.slice(0, 5).map((it) => it.outerHTML.slice(0, 80));
      });
      return out && `${path} at ${width}px: ${out.join(" | ")}`;
    },
  );
  return reports.filter(Boolean);
}
