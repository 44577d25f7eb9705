// The fonts of the machine: always the same ones, whatever machine it is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const FONTS = join(dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");
const FAMILIES = { "sans-serif": "DejaVu Sans", serif: "DejaVu Serif", monospace: "DejaVu Sans Mono" };

// Without these, letters are moved to whole pixels, and lines break elsewhere.
const SETTINGS = { antialias: "<bool>true</bool>", hinting: "<bool>false</bool>", hintstyle: "<const>hintnone</const>", rgba: "<const>none</const>" };

// Signs that the theme's own fonts lack (arrows, squares), and code, come from the machine.
// Runs `use` with the environment in which there is but DejaVu; it works where fonts are
// found by fontconfig.
export async function withDejaVu(use) {
  const folder = mkdtempSync(join(tmpdir(), "dossier-fonts-"));
  const settings = join(folder, "fonts.conf");
  const families = Object.entries(FAMILIES).map(
    ([name, family]) => `<alias binding="same"><family>${name}</family><prefer><family>${family}</family></prefer></alias>`,
  );
  const edits = Object.entries(SETTINGS).map(([name, value]) => `<edit name="${name}" mode="assign">${value}</edit>`);
  const drawn = ["pattern", "font"].map((it) => `<match target="${it}">${edits.join("")}</match>`);
  const parts = [`<dir>${FONTS}</dir>`, `<cachedir>${join(folder, "cache")}</cachedir>`, ...families, ...drawn];
  writeFileSync(settings, `<fontconfig>${parts.join("")}</fontconfig>`);
  try {
    return await use({ ...process.env, FONTCONFIG_FILE: settings });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
