// The pictures that are kept in tests/browser/pictures, beside those just taken.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { compared, encoded } from "./picture.mjs";

const KEPT = fileURLToPath(new URL("pictures/", import.meta.url));
const FOUND = fileURLToPath(new URL("../../target/pictures/", import.meta.url));
const ACCEPT = "DOSSIER_ACCEPT=1 node --test tests/browser/visual.test.mjs";
const isAccepted = Boolean(process.env.DOSSIER_ACCEPT);

// So many pixels may differ; see the head of visual.test.mjs.
export const TOLERATED = 12;

// The picture that is kept under a name, or nothing.
export function kept(name) {
  try {
    return PNG.sync.read(readFileSync(join(KEPT, `${name}.png`)));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

// What is wrong with a picture, and where one can look at it; nothing if it is as it was.
export function fault(name, picture) {
  const before = kept(name);
  const { count, difference } = before ? compared(before, picture) : { count: Infinity };
  if (count <= TOLERATED) return null;
  if (isAccepted) return write(join(KEPT, `${name}.png`), picture), null;
  const shown = [write(join(FOUND, `${name}.png`), picture)];
  if (difference) shown.push(write(join(FOUND, `${name}.difference.png`), difference));
  const told = before ? `${count} pixels differ from tests/browser/pictures/${name}.png` : "is not kept yet";
  return `${name}: ${told}; look at ${shown.join(" and ")}, accept with ${ACCEPT}`;
}

function write(file, picture) {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, encoded(picture));
  return relative(process.cwd(), file);
}

// Pictures that are kept, but of which no page is taken any more.
export function leftOver(names) {
  const all = readdirSync(KEPT, { recursive: true }).filter((it) => it.endsWith(".png"));
  const left = all.filter((it) => !names.includes(it.slice(0, -".png".length)));
  if (!isAccepted) return left;
  for (const it of left) rmSync(join(KEPT, it));
  return [];
}
