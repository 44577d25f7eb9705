// The Nu Html Checker, which the W3C runs, on every page of every edition.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { test } from "node:test";
import { Site } from "./site.mjs";

const jar = createRequire(import.meta.url)("vnu-jar");
const site = Site.sample();

test("the Nu Html Checker finds no error on any page", () => {
  const editions = dirname(site.root);
  const args = ["-Xss1m", "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html", "--also-check-svg", editions];
  const run = spawnSync("java", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(run.stderr.startsWith("{"), run.error?.message ?? run.stderr.slice(0, 500));
  const { messages } = JSON.parse(run.stderr);
  const faults = messages.map((it) => `${it.url.split("/").slice(-3).join("/")}:${it.lastLine}: ${it.message}`);
  assert.deepEqual(faults.slice(0, 20), []);
});

test("the Nu Html Checker sees an error where there is one", () => {
  const args = ["-jar", jar, "--errors-only", "--format", "json", "-"];
  const run = spawnSync("java", args, { encoding: "utf8", input: "<!DOCTYPE html><title>x</title><p id=a><p id=a>" });
  assert.match(run.stderr, /Duplicate ID/);
});
