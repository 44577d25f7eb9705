// Every page of the sample from `file://`, as a reader with a double-click sees it.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { withBrowser } from "./browser.mjs";
import { invalid } from "./check.mjs";
import { Site } from "./site.mjs";
import { brokenLinks, survey, tooWide } from "./survey.mjs";

const site = Site.sample();
let seen;

before(async () => {
  seen = await withBrowser((browser) => survey(browser, site));
});

test("the sample is there", () => {
  assert.ok(site.files.has("index.html"), "no home page");
  assert.ok(site.pages.length >= 250, `only ${site.pages.length} pages`);
});

test("no page has an error, a failed or foreign request, or a policy violation", () => {
  const faults = seen.flatMap(({ path, faults }) => faults.map((it) => `${path}: ${it}`));
  assert.deepEqual(faults, []);
});

test("every reference on every page leads somewhere", () => {
  assert.ok(seen.some((it) => it.references.length > 20), "no references were read");
  assert.deepEqual(brokenLinks(site, seen), []);
});

test("no page scrolls sideways on a narrow screen", async () => {
  assert.deepEqual(await withBrowser((it) => tooWide(it, site, site.pages, 320)), []);
});

test("every page is valid HTML", async () => {
  const faults = [];
  for (const path of site.pages) {
    for (const it of await invalid(site.text(path))) faults.push(`${path}:${it}`);
  }
  assert.deepEqual(faults.slice(0, 40), [], `${faults.length} faults`);
});

test("the inventory names every file with its size and digest", async () => {
  const { createHash } = await import("node:crypto");
  const { readFileSync } = await import("node:fs");
  const { join } = await import("node:path");
  const listed = site.inventory();
  assert.deepEqual(
    listed.map((it) => it.path).sort(),
    [...site.files].filter((it) => it !== "inventory.json").sort(),
  );
  for (const { path, size, sha256 } of listed) {
    const bytes = readFileSync(join(site.root, path));
    assert.equal(bytes.length, size, path);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256, path);
  }
});
