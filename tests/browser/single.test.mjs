// The one file that holds a whole edition, from `file://` in two browsers; and its PDF.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { watchedTab, withBrowser } from "./browser.mjs";
import { MEDIA, invalid, violations } from "./check.mjs";
import { nearlyBlank, read, sheets as printed, unlabelled } from "./printed.mjs";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const DOSSIER = process.env.DOSSIER_PROGRAM ?? join(ROOT, "target/debug/dossier");
const scratch = mkdtempSync(join(tmpdir(), "dossier-single-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

function bundle(root, form, to, env = {}, more = []) {
  execFileSync(DOSSIER, ["bundle", root, "--as", form, "-d", to, "--quiet", ...more], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [name] = readdirSync(to).filter((it) => it.endsWith(`.${form}`));
  return join(to, name);
}

// A dossier that is quickly printed.
function small() {
  const root = join(scratch, "small");
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("book.toml", '[book]\ntitle = "Small & fine"\nlanguage = "en"\nsrc = "content"\n[dossier]\nautolinks = false\n');
  write("content/index.md", "---\ntitle: Home\nmarking: TLP:GREEN\n---\nSee [the first](a/one.md#here) and [the second](a/two.md).\n");
  const long = "A paragraph that fills the sheet with words, again and again. ".repeat(12);
  write("content/a/one.md", `---\ntitle: First page\nmarking: TLP:CLEAR\n---\n${`${long}\n\n`.repeat(12)}\n## Here\n\nWell.\n`);
  write("content/a/two.md", "---\ntitle: Second page\nmarking: TLP:GREEN\n---\n## Here\n\nBack to [the first](one.md#here).\n");
  return root;
}

const file = bundle(ROOT, "html", join(scratch, "sample"), {}, ["--edition", "public"]);
const url = pathToFileURL(file).href;
const shown = (tab) => tab.$$eval(".leaf:not([hidden])", (all) => all.map((it) => it.id));

// Goes to a fragment as a link does, and waits for the page.
async function go(tab, fragment, id) {
  await tab.evaluate((it) => (location.hash = it), fragment);
  await tab.waitForFunction((it) => document.getElementById(it)?.closest(".leaf")?.hasAttribute("hidden") === false, {}, id);
}

for (const kind of ["chromium", "firefox"]) {
  test(`pages, ways back, search and downloads work from one file (${kind})`, async () => {
    await withBrowser(async (browser) => {
      const { tab, take } = await watchedTab(browser);
      await tab.goto(url, { waitUntil: "load" });
      assert.deepEqual(await shown(tab), ["d-cover"]);

      await tab.$eval(".whole-contents a[href='#report/part-3/index']", (it) => it.click());
      await tab.waitForFunction(() => document.title.includes("Targets and affected countries"));
      assert.deepEqual(await shown(tab), ["report/part-3/index"]);
      await tab.evaluate(() => window.scrollTo(0, 700));
      await tab.waitForFunction(() => history.state?.y === 700);

      // A reference, the way to its source, and back to where one was.
      const source = await tab.$eval("[id='report/part-3/index'] a.more", (it) => it.hash.slice(1));
      await tab.$eval("[id='report/part-3/index'] a.more", (it) => it.click());
      await tab.waitForFunction((it) => dossierWhole.leaf()?.id === it, {}, source);
      await tab.evaluate(() => history.back());
      await tab.waitForFunction(() => dossierWhole.leaf()?.id === "report/part-3/index");
      await tab.waitForFunction(() => Math.abs(window.scrollY - 700) < 2);

      // The search leads to the passage and marks it.
      await tab.keyboard.press("/");
      await tab.waitForSelector("dialog[open] input");
      await tab.keyboard.type("telecom data");
      await tab.waitForSelector("dialog .found a[href*='mark=']");
      const hit = await tab.$eval("dialog .found a[href*='mark=']", (it) => it.hash.slice(1).split("?")[0]);
      await tab.$eval("dialog .found a[href*='mark=']", (it) => it.click());
      await tab.waitForSelector("mark.found-here");
      assert.equal(await tab.evaluate(() => dossierWhole.place().id), decodeURIComponent(hit));

      // The search page and the filter of the sources keep their state in the address.
      await go(tab, "search?q=hospital", "search");
      await tab.waitForSelector("[id='search'] .found");
      await go(tab, "sources/index?sort=cited", "sources/index");
      await tab.waitForSelector("#d-flat li");
      assert.equal(await tab.$eval("#d-filter-sort", (it) => it.value), "cited");

      // The files are in the file.
      const links = await tab.$$eval("#d-files a", (all) => all.map((it) => [it.id, it.download, it.href.slice(0, 5)]));
      assert.ok(links.some((it) => it[0] === "d-files/bibliography.bib"));
      assert.deepEqual(links.filter((it) => !it[1] || it[2] !== "data:"), []);
      assert.deepEqual(await take(), []);
    }, kind);
  });

  test(`an address leads to its place at once, and what is hidden is found (${kind})`, async () => {
    await withBrowser(async (browser) => {
      const { tab, take } = await watchedTab(browser);
      await tab.goto(`${url}#report/part-3/index/what-is-missing`, { waitUntil: "load" });
      await tab.waitForFunction(() => dossierWhole.leaf()?.id === "report/part-3/index");
      const top = () => document.getElementById("report/part-3/index/what-is-missing").getBoundingClientRect().top;
      await tab.waitForFunction(`Math.abs((${top})()) < 60`);
      assert.deepEqual(await tab.$$eval(".leaf[hidden]", (all) => [...new Set(all.map((it) => it.getAttribute("hidden")))]), ["until-found"]);
      assert.deepEqual(await take(), []);
    }, kind);
  });
}

test("without scripts everything can be read, and links lead to their places", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(url, { waitUntil: "load" });
    const heights = await page.$$eval("#d-cover, [id='method'], [id='imprint']", (all) => all.map((it) => it.getBoundingClientRect().height));
    assert.equal(heights.length, 3);
    assert.deepEqual(heights.filter((it) => it < 50), []);
  });
});

test("every link within the file leads somewhere, and no id stands twice", () => {
  const text = readFileSync(file, "utf8");
  const html = text.replace(/<script[^]*?<\/script>|<style>[^]*?<\/style>/g, "");
  const ids = [...html.matchAll(/<[a-z][^<>]*? id="([^"]*)"/g)].map((it) => it[1]);
  assert.equal(ids.length, new Set(ids).size);
  const known = new Set(ids);
  const hrefs = [...html.matchAll(/ href="#([^"?]*)/g)].map((it) => decodeURIComponent(it[1]));
  assert.ok(hrefs.length > 5000);
  assert.deepEqual([...new Set(hrefs.filter((it) => it && !known.has(it.replaceAll("&amp;", "&"))))], []);
  assert.doesNotMatch(html, / (src|poster)="(?!data:)/);
});

// Judges are slow on eighty thousand elements: they get the frame and one page of each kind.
function sampled() {
  const seen = new Set();
  const parts = readFileSync(file, "utf8").split(/\n(?=<div class="leaf )/);
  const kept = parts.filter((it, at) => {
    const kind = /^<div class="([^"]*)"/.exec(it)?.[1];
    // The last page closes what all of them stand in.
    return at === 0 || at >= parts.length - 2 || it.includes('id="d-cover"') || (it.length < 60_000 && !seen.has(kind) && seen.add(kind));
  });
  return kept.join("\n");
}

test("html-validate finds nothing", async () => {
  const html = sampled().replace(/<script[^]*?<\/script>|<style>[^]*?<\/style>/g, "");
  assert.deepEqual(await invalid(html.replace(/<li><a id="d-files[^]*?<\/li>\n/g, "")), []);
});

test("axe-core finds nothing, light and dark and at 320 pixels", async () => {
  const page = join(scratch, "sampled.html");
  writeFileSync(page, sampled());
  await withBrowser(async (browser) => {
    const { tab } = await watchedTab(browser);
    for (const [width, emulate] of [[1280, MEDIA.light], [320, MEDIA.dark]]) {
      await tab.setViewport({ width, height: 800 });
      await emulate(tab);
      for (const fragment of ["d-cover", "index", "search?q=hospital"]) {
        await tab.goto("about:blank");
        await tab.goto(`${pathToFileURL(page).href}#${fragment}`, { waitUntil: "load" });
        assert.deepEqual(await violations(tab), [], `${fragment} at ${width}`);
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${fragment} is ${wide} pixels wider than ${width}`);
      }
    }
  });
});

// The text of each sheet.
function sheets(pdf) {
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  return text.split("\f").slice(0, -1);
}

function times(text, what) {
  return text.split(what).length - 1;
}

for (const kind of ["chromium", "firefox"]) {
  test(`every sheet bears the label twice (${kind})`, async () => {
    const page = pathToFileURL(bundle(small(), "html", join(scratch, `print-${kind}`))).href;
    await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      await tab.goto(page, { waitUntil: "load" });
      const pdf = join(scratch, `${kind}.pdf`);
      await tab.pdf({ path: pdf, preferCSSPageSize: true });
      const printed = sheets(pdf);
      assert.ok(printed.length >= 4, `${printed.length} sheets`);
      const few = printed.filter((it) => times(it, "TLP:GREEN") < 2);
      assert.deepEqual(few, []);
      assert.equal(times(printed.join(""), "Well."), 1);
    }, kind);
  });
}

// The dossier with everything that is hard to print.
const MARKED = join(ROOT, "tests/browser/marked");

// Each sheet that lacks a label at its head or its foot, or has next to nothing between them.
function faults(sheets, label) {
  const labels = sheets.flatMap((it, at) => unlabelled(it, label).map((fault) => `${at + 1}: ${fault}`));
  return [...labels, ...nearlyBlank(sheets).map((it) => `${it}: all but blank`)];
}

for (const kind of ["chromium", "firefox"]) {
  test(`long tables, hidden words and overviews leave no sheet blank (${kind})`, async () => {
    const file = bundle(MARKED, "html", join(scratch, `marked-${kind}`), {}, ["--edition", "internal"]);
    await withBrowser(async (browser) => {
      const tab = await browser.newPage();
      await tab.goto(pathToFileURL(file).href, { waitUntil: "load" });
      const found = await printed(tab, { timeout: 120_000 });
      assert.ok(found.length > 40 && found.length < 70, `${found.length} sheets`);
      assert.deepEqual(faults(found, "TLP:RED"), []);
    }, kind);
  });
}

test("no sheet of a PDF is all but blank, and a planted one is found", () => {
  const made = (root, to) => read(bundle(root, "pdf", join(scratch, to), {}, ["--edition", "public"]));
  const sheets = made(MARKED, "marked-pdf");
  assert.deepEqual(faults(sheets, "TLP:CLEAR"), []);
  const planted = join(scratch, "planted");
  cpSync(MARKED, planted, { recursive: true });
  cpSync(join(ROOT, "themes"), join(planted, "themes"), { recursive: true });
  const css = join(planted, "themes/briefing/static/whole.css");
  writeFileSync(css, `${readFileSync(css, "utf8")}\n@media print { .sheet::after { content: ""; display: block; height: 1px; break-before: page } }\n`);
  assert.deepEqual(faults(made(planted, "planted-pdf"), "TLP:CLEAR"), [`${sheets.length + 1}: all but blank`]);
});

test("a PDF tells what changed since an earlier bundle", () => {
  const root = join(scratch, "since");
  cpSync(small(), root, { recursive: true });
  const old = bundle(root, "zip", join(scratch, "since-zip"));
  writeFileSync(join(root, "content/a/three.md"), "---\ntitle: Third page\nmarking: TLP:GREEN\n---\nIt is new.\n");
  const pdf = bundle(root, "pdf", join(scratch, "since-pdf"), {}, ["--since", old]);
  const told = sheets(pdf).find((it) => /What has changed|What changed/.test(it) && !it.includes("Contents"));
  assert.match(told ?? "", /Third page/);
  assert.deepEqual(faults(read(pdf), "TLP:GREEN"), []);
  const html = bundle(root, "html", join(scratch, "since-html"));
  const refused = spawnSync(DOSSIER, ["bundle", root, "--as", "pdf", "-d", join(scratch, "since-none"), "--since", html], { encoding: "utf8" });
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /the pages alone, no inventory/);
});

test("the PDF is tagged, numbered and linked, and twice the same", () => {
  const root = small();
  const env = { SOURCE_DATE_EPOCH: "1700000000" };
  const first = bundle(root, "pdf", join(scratch, "pdf-1"), env);
  cpSync(root, join(scratch, "elsewhere"), { recursive: true });
  const second = bundle(join(scratch, "elsewhere"), "pdf", join(scratch, "pdf-2"), { ...env, TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8" });
  assert.ok(readFileSync(first).equals(readFileSync(second)), "two runs differ");
  const info = execFileSync("pdfinfo", [first], { encoding: "utf8" });
  assert.match(info, /^Title: +TLP:GREEN · Small & fine$/m);
  assert.match(info, /^Tagged: +yes$/m);
  assert.match(info, /^Creator: +dossier /m);
  assert.match(info, /^CreationDate: +Tue Nov 14 /m);
  execFileSync("qpdf", ["--check", first]);
  const printed = sheets(first);
  assert.equal(printed.filter((it) => times(it, "TLP:GREEN") < 2).length, 0);
  // The contents name the sheet on which the page begins.
  const number = (title) => Number(new RegExp(`${title} +(\\d+)$`, "m").exec(printed[0])?.[1]);
  for (const [title, words] of [["First page", "A paragraph that fills"], ["Second page", "Back to"]]) {
    assert.equal(number(title), 1 + printed.findIndex((it) => it.includes(words)), title);
  }
  const objects = execFileSync("qpdf", ["--qdf", "--object-streams=disable", first, "-"], { encoding: "latin1", maxBuffer: 1 << 28 });
  for (const part of ["/Outlines", "/StructTreeRoot", "/Lang (en)", "/Dests"]) assert.ok(objects.includes(part), part);
  assert.ok(times(objects, "/Subtype /Link") > 5);
});

test("without a Chromium there is a way out, and nothing is left behind", () => {
  const run = (env) =>
    spawnSync(DOSSIER, ["bundle", small(), "--as", "pdf", "-d", join(scratch, "none")], {
      env: { ...process.env, TMPDIR: scratch, ...env },
      encoding: "utf8",
    });
  const missing = run({ PATH: scratch, CHROME_PATH: "" });
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /no Chromium is installed[^]*install Chromium/);
  const broken = run({ CHROME_PATH: "/bin/false" });
  assert.equal(broken.status, 2);
  assert.match(broken.stderr, /`\/bin\/false` failed/);
  const idle = run({ CHROME_PATH: "/bin/true" });
  assert.match(idle.stderr, /ended without printing/);
  assert.deepEqual(readdirSync(scratch).filter((it) => it.startsWith("dossier-")), []);
});
