// Takes small pictures of pages as people may see them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { shrunk, stacked } from "./picture.mjs";

const CALM = { "prefers-reduced-motion": "reduce", "prefers-color-scheme": "light", "forced-colors": "none" };

// How wide the page is, and how many of its pixels across make one of the picture.
export const MODES = {
  light: { width: 1280, by: 4, prefers: CALM },
  dark: { width: 1280, by: 4, prefers: { ...CALM, "prefers-color-scheme": "dark" } },
  narrow: { width: 320, by: 4, prefers: CALM },
  forced: { width: 1280, by: 4, prefers: { ...CALM, "forced-colors": "active" } },
  paper: { width: 1280, by: 2, prefers: CALM, isPaper: true },
};

// Dots of an inch of paper: 96 would be its pixels on a screen.
const DENSITY = 48;

// Makes a tab show pages in a mode.
export async function prepare(tab, { width, prefers }) {
  await tab.setViewport({ width, height: 600 });
  const features = Object.entries(prefers).map(([name, value]) => ({ name, value }));
  const session = await tab.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features });
}

// A picture of the page that is open. No cursor blinks in it.
export async function taken(tab, mode) {
  await tab.evaluate(() => {
    document.activeElement?.blur();
    return document.fonts.ready.then(() => true);
  });
  return mode.isPaper ? printed(tab, mode) : shown(tab, mode);
}

async function shown(tab, { width, by }) {
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height };
  const bytes = await tab.screenshot({ clip, captureBeyondViewport: true, optimizeForSpeed: true });
  return shrunk(PNG.sync.read(Buffer.from(bytes)), by);
}

// The sheets below each other, as they leave a printer: where they end, and with what
// stands in their margins. The medium `print` on a screen has neither.
async function printed(tab, { by }) {
  const folder = mkdtempSync(join(tmpdir(), "dossier-paper-"));
  try {
    const file = join(folder, "page.pdf");
    await tab.pdf({ path: file, format: "A4" });
    execFileSync("pdftoppm", ["-r", String(DENSITY), "-png", file, join(folder, "sheet")]);
    const sheets = readdirSync(folder).filter((it) => it.endsWith(".png")).sort();
    return stacked(sheets.map((it) => shrunk(PNG.sync.read(readFileSync(join(folder, it))), by)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
