// Pages as they come out of the printer: each sheet with its words, where they stand, and
// how much ink is on it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Less ink than this, in percent, is less than one line of text.
const LEAST = 0.1;
// How far from the edge of the sheet a label may stand: the margin and its own padding.
const EDGE = 57;

// Prints the page that is open, and reads the sheets. Lengths are in points, from the top.
export async function sheets(tab, options = {}) {
  return inFolder(async (folder) => {
    const file = join(folder, "page.pdf");
    await tab.pdf({ path: file, format: "A4", ...options });
    return read(file);
  });
}

// The sheets of a PDF. Ink is what stands between the labels, in percent of that room.
export function read(pdf) {
  const boxes = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const pictures = inFolder((folder) => {
    execFileSync("pdftoppm", ["-r", "36", "-gray", pdf, join(folder, "sheet")]);
    return readdirSync(folder).sort().map((it) => readFileSync(join(folder, it)));
  });
  return words(boxes).map((sheet, at) => ({ ...sheet, ink: ink(sheet, pictures[at]) }));
}

function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "dossier-printed-"));
  const clean = () => rmSync(folder, { recursive: true });
  let made;
  try {
    made = use(folder);
  } catch (error) {
    clean();
    throw error;
  }
  if (made instanceof Promise) return made.finally(clean);
  clean();
  return made;
}

function words(boxes) {
  const word = /<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)</g;
  return boxes.split("<page ").slice(1).map((sheet) => {
    const [width, height] = ["width", "height"].map((it) => Number(new RegExp(`${it}="([^"]*)"`).exec(sheet)[1]));
    const words = [...sheet.matchAll(word)].map(([, left, top, right, bottom, text]) => ({
      left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text,
    }));
    return { width, height, words };
  });
}

// The picture is a binary PGM: three lines, then a byte for each point, 255 for white.
function ink({ height: high, words }, picture) {
  const [, width, height] = /^P5\s+(\d+) (\d+)\s+255\s/.exec(picture.toString("latin1", 0, 40)).map(Number);
  const points = picture.subarray(picture.length - width * height);
  const row = (it) => Math.min(height, Math.max(0, Math.round((it * height) / high)));
  // The ground of a label is somewhat larger than its letters.
  const from = row(Math.min(...words.map((it) => it.bottom), high) + 4);
  const to = row(Math.max(...words.map((it) => it.top), 0) - 4);
  if (to <= from) return 0;
  const between = points.subarray(from * width, to * width);
  return (100 * between.reduce((sum, it) => sum + 255 - it, 0)) / 255 / between.length;
}

// The numbers of the sheets on which next to nothing stands between the labels.
export function nearlyBlank(sheets) {
  return sheets.flatMap((it, at) => (it.ink < LEAST ? [at + 1] : []));
}

// What is wrong with the labels of a sheet: one must stand above every other word, one
// below, each once, at the edges of the sheet and in letters of 12 points.
export function unlabelled({ width, height, words }, label) {
  const [first, last] = [Math.min, Math.max].map((choose) => {
    const edge = choose(...words.map((it) => it.top));
    return words.filter((it) => it.top === edge);
  });
  const faults = [];
  for (const [where, found] of [["head", first], ["foot", last]]) {
    const it = found.find((one) => one.text === label);
    if (!it) faults.push(`no ${label} at the ${where}, but ${found.map((one) => one.text).join(" ")}`);
    // The box of a word is at least as high as the letters are large.
    else if (it.bottom - it.top < 12) faults.push(`${it.bottom - it.top} pt high at the ${where}`);
    else if (it.left < 0 || it.right > width || it.top < 0 || it.bottom > height) faults.push(`off the sheet at the ${where}`);
    else if (Math.min(it.top, height - it.bottom) > EDGE) faults.push(`${Math.round(it.top)} pt from the top at the ${where}`);
    const again = it && words.filter((one) => one.text === label && Math.abs(one.top - it.top) < it.bottom - it.top).length;
    if (again > 1) faults.push(`${again} labels at the ${where}`);
  }
  if (first[0] === last[0]) faults.push("one label only");
  return faults;
}
