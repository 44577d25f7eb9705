// The program under test and the sites that the tests ask.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const DOSSIER = fileURLToPath(new URL("../../target/debug/dossier", import.meta.url));

// The sample dossier, built.
export const SITE = process.env.DOSSIER_SITE;

// Builds a dossier, or one edition of it, into a folder that goes away with the process.
export function built(dossier, edition) {
  const chosen = edition ? ["--edition", edition] : [];
  const site = mkdtempSync(join(tmpdir(), "dossier-search-"));
  process.on("exit", () => rmSync(site, { recursive: true, force: true }));
  execFileSync(DOSSIER, ["build", dossier, "-d", site, "--quiet", ...chosen]);
  return edition ? join(site, edition) : site;
}

export const SMALL = fileURLToPath(new URL("dossier", import.meta.url));
