// Builds a dossier in the theme `plain`, without the folder of its theme beside it.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = process.env.DOSSIER_PROGRAM ?? fileURLToPath(new URL("../../target/debug/dossier", import.meta.url));

// Every edition of the dossier at `from`; where they are. `into` must not be there yet.
export function plainly(from, into) {
  for (const it of ["book.toml", "content"]) cpSync(join(from, it), join(into, it), { recursive: true });
  const book = join(into, "book.toml");
  writeFileSync(book, set(readFileSync(book, "utf8")));
  execFileSync(PROGRAM, ["build", into, "-d", "site", "--quiet"], { cwd: into });
  return join(into, "site");
}

function set(text) {
  if (text.includes("theme =")) return text.replace(/^theme = .*$/m, 'theme = "plain"');
  return text.replace(/^\[dossier\]$/m, '[dossier]\ntheme = "plain"');
}
