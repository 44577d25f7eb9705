// Pages as they come out of the printer: each sheet with its words and where they stand.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Prints the page that is open, and reads the sheets. Lengths are in points, from the top.
export async function sheets(tab, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "dossier-printed-"));
  const file = join(folder, "page.pdf");
  try {
    await tab.pdf({ path: file, format: "A4", ...options });
    return read(execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(boxes) {
  const word = /<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)</g;
  return boxes.split("<page ").slice(1).map((sheet) => {
    const [width, height] = ["width", "height"].map((it) => Number(new RegExp(`${it}="([^"]*)"`).exec(sheet)[1]));
    const words = [...sheet.matchAll(word)].map(([, left, top, right, bottom, text]) => ({
      left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text,
    }));
    return { width, height, words };
  });
}

// What is wrong with the labels of a sheet: one must stand above every other word, one
// below, both on the sheet and in letters of 12 points.
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
  }
  if (first[0] === last[0]) faults.push("one label only");
  return faults;
}
