// The home page and the pages that it leads to: what is generated leads somewhere and is told
// without colour.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { watchedTab, withBrowser } from "./browser.mjs";
import { Site } from "./site.mjs";

const site = Site.sample();
let home, part;

before(async () => {
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    await tab.goto(site.url("index.html"), { waitUntil: "load" });
    home = await tab.evaluate(() => {
      const texts = (query) => [...document.querySelectorAll(query)].map((it) => it.textContent.trim());
      return {
        states: texts(".part-card .evidence"),
        dates: [...document.querySelectorAll(".news time")].map((it) => it.dateTime),
        open: texts(".questions a").length,
        paths: texts(".path > summary"),
        press: document.querySelectorAll(".home-press tbody tr").length,
        bars: document.querySelectorAll(".spark rect").length,
      };
    });
    await tab.setViewport({ width: 1280, height: 800 });
    await tab.goto(site.url("report/part-2/index.html"), { waitUntil: "load" });
    part = await tab.evaluate(() => ({
      steps: document.querySelectorAll(".part-switch a").length,
      current: document.querySelectorAll(".part-switch [aria-current]").length,
      beside: document.querySelectorAll(".beside a").length > 3 && [...document.querySelectorAll(".beside a")].every((it) => document.querySelector(it.hash)),
      shown: document.querySelector(".beside").getBoundingClientRect().left > document.querySelector(".body").getBoundingClientRect().right,
      fonts: [...document.fonts].filter((it) => it.status === "loaded").map((it) => it.family.replaceAll('"', "")),
    }));
  });
});

test("each part says in words whether its text was read", () => {
  assert.equal(home.states.length, 4);
  assert.deepEqual(home.states.filter((it) => it === "Primary text consulted").length, 1);
});

test("what is new comes newest first", () => {
  assert.ok(home.dates.length > 3);
  assert.deepEqual(home.dates, home.dates.toSorted().reverse());
});

test("there are open contradictions, three reading paths, and as many columns as months", () => {
  assert.ok(home.open > 0);
  assert.deepEqual(home.paths.map((it) => Number.parseInt(it)), [5, 15, 45]);
  assert.ok(home.press > 5 && home.bars <= home.press && home.bars > 0);
});

test("a part leads to the others and has its sources beside the text", () => {
  assert.deepEqual({ ...part, fonts: null }, { steps: 4, current: 1, beside: true, shown: true, fonts: null });
});

test("the fonts of the theme are there from a folder", () => {
  for (const family of ["Dossier Serif", "Dossier Sans"]) assert.ok(part.fonts.includes(family), `${part.fonts}`);
});

test("the contents stand beside the text where there are no parts of a series", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dossier-home-"));
  const program = fileURLToPath(new URL("../../target/debug/dossier", import.meta.url));
  try {
    writeFileSync(join(folder, "index.md"), `# Home\n\n${["One", "Two", "Three"].map((it) => `## ${it}\n\nText.\n`).join("\n")}`);
    writeFileSync(join(folder, "other.md"), "# Other\n\nText.\n");
    execFileSync(program, ["build", folder, "-d", join(folder, "site"), "--quiet"]);
    await withBrowser(async (browser) => {
      const { tab } = await watchedTab(browser);
      await tab.setViewport({ width: 1280, height: 800 });
      await tab.goto(pathToFileURL(join(folder, "site/index.html")).href, { waitUntil: "load" });
      const [toc, body] = await tab.evaluate(() => [".toc", ".body"].map((it) => document.querySelector(it).getBoundingClientRect().top));
      assert.ok(toc < body + 40, `${toc} is far below ${body}`);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
