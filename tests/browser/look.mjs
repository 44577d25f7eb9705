// Takes pictures of the sample for people to look at:
//   node tests/browser/look.mjs SITE FOLDER [PAGE…]
// SITE is a built site; each page is shown in light, dark, forced colours, 768 and 320 px wide,
// and printed into a PDF. A page may have a query: `search.html?q=contract`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "./browser.mjs";
import { Site } from "./site.mjs";

const [root, folder, ...wanted] = process.argv.slice(2);
if (!root || !folder) {
  console.error("usage: node tests/browser/look.mjs SITE FOLDER [PAGE...]");
  process.exit(2);
}

const SHOWN = [
  "index.html",
  "report/part-2/index.html",
  "press/bbc-2024.html",
  "actors/org-isoon.html",
  "sources/bfv-ci-2-de.html",
  "timeline.html",
  "contradictions.html",
  "data/prices.html",
];

const WAYS = {
  light: { width: 1280, scheme: "light" },
  dark: { width: 1280, scheme: "dark" },
  forced: { width: 1280, scheme: "dark", forced: "active" },
  tablet: { width: 768, scheme: "light" },
  narrow: { width: 320, scheme: "light" },
};

const site = new Site(root);
mkdirSync(folder, { recursive: true });

await withBrowser(async (browser) => {
  const tab = await browser.newPage();
  const protocol = await tab.createCDPSession();
  for (const path of wanted.length ? wanted : SHOWN) {
    const [file, query] = path.split("?");
    if (!site.files.has(file)) {
      console.error(`no such page: ${path}`);
      process.exitCode = 1;
      continue;
    }
    const address = site.url(file) + (query ? `?${query}` : "");
    const name = join(folder, file.replace(/\.html$/, "").replaceAll("/", "-"));
    for (const [way, how] of Object.entries(WAYS)) {
      await taken(tab, protocol, address, how, `${name}.${way}.png`);
    }
    await tab.pdf({ path: `${name}.pdf`, format: "A4" });
    console.log(`${name}.*`);
  }
});

async function taken(tab, protocol, address, { width, scheme, forced }, path) {
  await tab.setViewport({ width, height: 1000 });
  const features = [
    { name: "prefers-color-scheme", value: scheme },
    { name: "forced-colors", value: forced ?? "none" },
  ];
  await protocol.send("Emulation.setEmulatedMedia", { media: "", features });
  await tab.goto(address, { waitUntil: "networkidle0" });
  // Chromium draws no picture higher than 16,384 pixels.
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, 12_000) };
  await tab.screenshot({ path, clip, captureBeyondViewport: true });
}
