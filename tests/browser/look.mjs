// Takes pictures of the sample for people to look at:
//   node tests/browser/look.mjs SITE FOLDER [PAGE…]
// SITE is a built site; each page is shown in light, dark, 320 px wide, and as on paper.
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
  narrow: { width: 320, scheme: "light" },
  paper: { width: 794, scheme: "light", medium: "print" },
};

const site = new Site(root);
mkdirSync(folder, { recursive: true });

await withBrowser(async (browser) => {
  const tab = await browser.newPage();
  const protocol = await tab.createCDPSession();
  for (const path of wanted.length ? wanted : SHOWN) {
    if (!site.files.has(path)) {
      console.error(`no such page: ${path}`);
      process.exitCode = 1;
      continue;
    }
    for (const [way, { width, scheme, medium }] of Object.entries(WAYS)) {
      await tab.setViewport({ width, height: 1000 });
      // Said together: the medium forgets the features, and they forget the medium.
      const features = [{ name: "prefers-color-scheme", value: scheme }];
      await protocol.send("Emulation.setEmulatedMedia", { media: medium ?? "screen", features });
      await tab.goto(site.url(path), { waitUntil: "load" });
      const file = join(folder, `${path.replace(/\.html$/, "").replaceAll("/", "-")}.${way}.png`);
      // Chromium draws no picture higher than 16,384 pixels.
      const height = await tab.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(height, 12_000) };
      await tab.screenshot({ path: file, clip, captureBeyondViewport: true });
      console.log(file);
    }
  }
});
