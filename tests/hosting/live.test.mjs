// Publishing over a live folder, seen by readers of a real server: a page that was loaded
// before the exchange still gets its looks and scripts, and its search goes on.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { watchedTab, withBrowser } from "../browser/browser.mjs";
import { start } from "./servers.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PROGRAM = process.env.DOSSIER_PROGRAM ?? join(HERE, "../../target/debug/dossier");
const STYLE = readFileSync(join(HERE, "../../themes/briefing/static/style.css"), "utf8");
const CITE = readFileSync(join(HERE, "../../themes/briefing/static/cite.js"), "utf8");
const SWAPS = 15;
const run = promisify(execFile);

let root, dossier, server;

before(async () => {
  root = mkdtempSync(join(tmpdir(), "dossier-live-"));
  dossier = join(root, "dossier");
  cpSync(join(HERE, "../browser/searched"), dossier, { recursive: true });
  mkdirSync(join(dossier, "themes/changing/static"), { recursive: true });
  writeFileSync(join(dossier, "themes/changing/theme.toml"), 'name = "changing"\ncontract = 1\nextends = "briefing"\n');
  const book = readFileSync(join(dossier, "book.toml"), "utf8");
  writeFileSync(join(dossier, "book.toml"), book.replace("[dossier]\n", '[dossier]\ntheme = "changing"\n'));
  await publish(join(root, "first"), 0);
  server = await start("nginx", { public: join(root, "first") });
});

after(async () => {
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

// Publishes a generation with a text, a style and a script of its own.
async function publish(folder, generation) {
  const write = (path, text) => writeFileSync(join(dossier, path), text);
  const text = `---\ntitle: Generation ${generation}\n---\nThe word is generation${"abcdefghij"[generation % 10].repeat(3)}.\n`;
  write("content/generation.md", text);
  write("themes/changing/static/style.css", `${STYLE}\nmain { --generation: ${generation}; }\n`);
  write("themes/changing/static/cite.js", `${CITE}\nvoid ${generation};\n`);
  await run(PROGRAM, ["build", dossier, "-d", folder, "--quiet"]);
}

const live = () => join(server.www, "public");

async function got(path) {
  const answer = await fetch(`${server.base}/public/${path}`);
  return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
}

// What a page loads: its styles and scripts.
function needs(html) {
  return [...String(html).matchAll(/(?:href|src)="(assets\/[^"]+\.(?:css|js))"/g)].map((it) => it[1]);
}

test("a page that was loaded before the exchange gets its looks after it, once", async () => {
  let before = null;
  for (let generation = 1; generation <= SWAPS; generation++) {
    const page = await got("index.html");
    const asked = needs(page.body);
    assert.ok(asked.length >= 3, `${asked}`);
    await publish(live(), generation);
    for (const path of asked) {
      const { status, body } = await got(path);
      assert.equal(status, 200, `${path} of generation ${generation - 1}`);
      const digest = createHash("sha256").update(body).digest("hex").slice(0, 8);
      assert.ok(path.includes(`.${digest}.`), `${path} is not what its name says`);
    }
    if (before) assert.equal((await got(before)).status, 404, "the generation before that is gone");
    before = asked.find((it) => /\/style\.[^/]+\.css$/.test(it));
  }
});

test("readers without a pause see whole files and pages of one generation each", async () => {
  let isOver = false;
  let pages = 0;
  const reader = async () => {
    while (!isOver) {
      const { status, body } = await got("generation.html");
      assert.equal(status, 200);
      const said = [...String(body).matchAll(/Generation (\d+)/g)].map((it) => it[1]);
      assert.equal(new Set(said).size, 1, `${said}`);
      assert.ok(String(body).trimEnd().endsWith("</html>"));
      pages++;
    }
  };
  const publisher = async () => {
    for (let generation = 100; generation < 100 + SWAPS; generation++) await publish(live(), generation);
  };
  const readers = [reader(), reader(), reader()];
  await Promise.race([publisher(), ...readers]);
  isOver = true;
  await Promise.all(readers);
  assert.ok(pages > SWAPS, `${pages} pages`);
});

test("an open page keeps its looks and its search in a browser", async () => {
  await withBrowser(async (browser) => {
    await publish(live(), 201);
    const { tab, take } = await watchedTab(browser, new RegExp(`^(${server.base}/|data:|about:)`));
    // The exchange happens between the page and its stylesheet.
    await tab.setRequestInterception(true);
    let isSwapped = false;
    tab.on("request", async (request) => {
      if (!isSwapped && request.resourceType() === "stylesheet") {
        isSwapped = true;
        await publish(live(), 202);
      }
      request.continue();
    });
    await tab.goto(`${server.base}/public/generation.html`, { waitUntil: "load" });
    assert.ok(isSwapped);
    const style = await tab.evaluate(() => getComputedStyle(document.querySelector("main")).getPropertyValue("--generation"));
    assert.equal(style.trim(), "201");
    assert.equal(await tab.$eval("h1", (it) => it.textContent), "Generation 201");
    assert.deepEqual(await take(), []);

    await asks(tab, "lantern", (text) => text.includes("antern"));
    await publish(live(), 203);
    await asks(tab, "generationddd", (text) => text.includes("Generation 203"));
    // The old parts of the index were asked for, and were gone.
    const faults = await take();
    assert.ok(faults.length, "the old index was not asked");
    assert.deepEqual(faults.filter((it) => !/404|^failed: .*\/search\/|execute script .*\/search\//.test(it)), []);
  });
});

// Asks in the dialog of the page that is open, until the answer is there.
async function asks(tab, query, isRight) {
  if (!(await tab.$("dialog[open]"))) await tab.click("#d-search-open");
  const field = await tab.waitForSelector("dialog[open] input[type=search]");
  await field.evaluate((it) => (it.value = ""));
  await field.type(query);
  const shown = await tab.waitForFunction(
    (query) => {
      const dialog = document.querySelector("dialog[open]");
      const isDone = dialog.querySelector(".search-total, .search-error") && !dialog.querySelector("[aria-busy]");
      const all = dialog.querySelector(".search-all");
      return isDone && decodeURIComponent(all.href).includes(query) ? dialog.textContent : null;
    },
    {},
    query,
  );
  const text = await shown.jsonValue();
  assert.ok(isRight(text), text);
}

test("no content of the generation before stays", async () => {
  const shard = () => JSON.parse(readFileSync(join(live(), "inventory.json"))).files.map((it) => it.path);
  await publish(live(), 301);
  const before = shard();
  await publish(live(), 302);
  const now = new Set(shard());
  const gone = before.filter((it) => !now.has(it));
  const stay = gone.filter((it) => existsSync(join(live(), it)));
  assert.ok(gone.some((it) => it.startsWith("search/")), `${gone}`);
  assert.deepEqual(stay.map((it) => it.replace(/\.[0-9a-f]{8}\./, ".")), ["assets/cite.js", "assets/style.css"]);
});
