// The Nu Html Checker, which the W3C runs, on every page of every edition in both themes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { plainly } from "./plainly.mjs";
import { Site } from "./site.mjs";

const jar = createRequire(import.meta.url)("vnu-jar");
const site = Site.sample();

function nu(args, input = "") {
  const all = ["-Xss1m", "-jar", jar, "--errors-only", "--format", "json", ...args];
  const run = spawnSync("java", all, { encoding: "utf8", input, maxBuffer: 1 << 28 });
  assert.ok(run.stderr.startsWith("{"), run.error?.message ?? run.stderr.slice(0, 500));
  return JSON.parse(run.stderr).messages;
}

function faults(folder) {
  const found = nu(["--skip-non-html", "--also-check-svg", folder]);
  return found.slice(0, 20).map((it) => `${it.url.split("/").slice(-3).join("/")}:${it.lastLine}: ${it.message}`);
}

test("the Nu Html Checker finds no error on any page", () => {
  assert.deepEqual(faults(dirname(site.root)), []);
});

test("nor on any in the theme plain", () => {
  const folder = mkdtempSync(join(tmpdir(), "dossier-nu-"));
  try {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    assert.deepEqual(faults(plainly(root, join(folder, "sample"))), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the Nu Html Checker sees an error where there is one", () => {
  const [first] = nu(["-"], "<!DOCTYPE html><title>x</title><p id=a><p id=a>").filter((it) => it.message.includes("Duplicate ID"));
  assert.ok(first);
});
