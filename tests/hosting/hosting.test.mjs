// The examples of docs/hosting.md with the real servers: every page, the headers, what is
// not there, who may read, and the search.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { watchedTab, withBrowser } from "../browser/browser.mjs";
import { ask, build } from "../browser/searched.mjs";
import { Site } from "../browser/site.mjs";
import { example, policy } from "./document.mjs";
import { READER, SERVERS, start } from "./servers.mjs";

const site = Site.sample();
const POLICY = policy(site.text("index.html"), site.text("404.html"));
const LASTING = "private, max-age=31536000, immutable";
const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
const TYPES = {
  html: /^text\/html; ?charset=utf-8$/i,
  css: /^text\/css; ?charset=utf-8$/i,
  js: /^(text|application)\/javascript; ?charset=utf-8$/i,
  json: /^application\/json/,
  svg: /^image\/svg\+xml/,
  txt: /^text\/plain/,
  woff2: /^font\/woff2$/,
  xml: /^(text|application)\/xml/,
  bib: /^application\/x-bibtex; ?charset=utf-8$/i,
  ris: /^application\/x-research-info-systems; ?charset=utf-8$/i,
};
const isLasting = (path) =>
  /(^|\/)assets\/.+\.[0-9a-f]{8}\.(css|js|woff2)$|^search\/[a-z]\/[0-9a-z]{10}\.js$/.test(path);

let internal;
before(() => { internal = build(); });
after(() => internal.remove());

for (const name of Object.keys(SERVERS)) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await start(name, { public: site.root, internal: internal.root });
      // What a server may find in such a folder although no build puts it there.
      mkdirSync(join(server.www, "public/.git"));
      mkdirSync(join(server.www, "public/bare"));
      for (const path of [".env", ".git/config", "bare/seen.txt"]) writeFileSync(join(server.www, "public", path), "hidden");
    });
    after(() => server?.stop());

    const get = (path, options) => fetched(server.base, path, options);

    test("every file is there with its type and its headers", async () => {
      assert.ok(site.pages.length > 100);
      const faults = await all([...site.files], async (path) => {
        const answer = await get(`/public/${encodeURI(path)}`);
        const caching = isLasting(path) ? LASTING : "no-cache";
        const type = TYPES[path.split(".").pop()];
        assert.equal(answer.status, 200);
        assert.ok(type, "no type is expected");
        assert.match(answer.headers["content-type"], type);
        assert.equal(answer.headers["cache-control"], caching);
        holds(answer.headers, HEADERS);
        assert.ok(answer.headers.etag || answer.headers["last-modified"], "nothing to ask again by");
      });
      assert.deepEqual(faults, []);
    });

    test("who has the newest gets 304", async () => {
      const lasting = [...site.files].find(isLasting);
      for (const path of ["index.html", "sitemap.xml", lasting]) {
        const { headers } = await get(`/public/${path}`);
        const byTag = await get(`/public/${path}`, { "if-none-match": headers.etag });
        assert.equal(byTag.status, 304, `${path} by tag`);
        assert.equal(byTag.body, "");
        holds(byTag.headers, { "cache-control": headers["cache-control"] });
        const byTime = await get(`/public/${path}`, { "if-modified-since": headers["last-modified"] });
        assert.equal(byTime.status, 304, `${path} by time`);
      }
    });

    test("the folder of an edition shows its home page", async () => {
      assert.equal((await get("/public/")).body, site.text("index.html"));
      const moved = await get("/public");
      assert.ok([301, 302, 307, 308].includes(moved.status), moved.status);
      assert.equal(new URL(moved.headers.location, server.base).href, `${server.base}/public/`);
    });

    test("what is not there shows the page that says so, at any depth", async () => {
      const paths = ["gone.html", "report/gone.html", "a/b/c/gone", "assets/style.00000000.css", "search/t/0000000000.js"];
      for (const path of paths) {
        const answer = await get(`/public/${path}`);
        assert.equal(answer.status, 404, path);
        assert.equal(answer.body, site.text("404.html"), path);
        holds(answer.headers, { ...HEADERS, "cache-control": "no-cache" });
        assert.match(answer.headers["content-type"], TYPES.html);
      }
    });

    test("no folder is listed", async () => {
      for (const path of ["/", "/public/bare/", "/public/assets/", "/public/search/"]) {
        const answer = await get(path);
        assert.ok([403, 404].includes(answer.status), `${path}: ${answer.status}`);
        assert.doesNotMatch(answer.body, /seen\.txt|style\.|public/, path);
      }
    });

    test("no hidden file and nothing outside is served", async () => {
      const outside = ["/../passwords", "/public/../../passwords", "/public/%2e%2e/%2e%2e/passwords", "/public/..%2f..%2fpasswords", "/public/..%5c..%5cpasswords"];
      for (const path of ["/public/.env", "/public/.git/config", "/public/%2eenv", "/public/report/.env", ...outside]) {
        const answer = await get(path);
        assert.ok([400, 403, 404].includes(answer.status), `${path}: ${answer.status}`);
        assert.doesNotMatch(answer.body, /hidden|apr1/, path);
      }
    });

    test("nothing but reading is answered", async () => {
      for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
        const answer = await get("/public/index.html", {}, method);
        assert.notEqual(answer.status, 201, method);
        assert.notEqual(answer.status, 204, method);
        assert.equal((await get("/public/index.html")).body, site.text("index.html"), method);
      }
    });

    test("an edition asks for the password of its readers", async () => {
      const authorization = `Basic ${Buffer.from(`${READER.name}:${READER.password}`).toString("base64")}`;
      const wrong = `Basic ${Buffer.from(`${READER.name}:guess`).toString("base64")}`;
      for (const path of ["index.html", "gone.html", "inventory.json", "search/root.js"]) {
        assert.equal((await get(`/internal/${path}`)).status, 401, path);
        assert.equal((await get(`/internal/${path}`, { authorization: wrong })).status, 401, path);
      }
      assert.equal((await get("/internal/index.html", { authorization })).status, 200);
      const gone = await get("/internal/gone.html", { authorization });
      assert.deepEqual([gone.status, gone.body.includes("<main>")], [404, true]);
    });

    test("the search finds and the pages keep their policy in a browser", async () => {
      await withBrowser(async (browser) => {
        const { tab, take } = await watchedTab(browser, new RegExp(`^(${server.base}/|data:|about:)`));
        await tab.authenticate({ username: READER.name, password: READER.password });
        const found = await ask(tab, `${server.base}/internal/`, "Überwachung");
        assert.equal(found.pages[0], "behoerden.html");
        await tab.goto(`${server.base}/public/index.html`, { waitUntil: "load" });
        assert.ok(await tab.evaluate(() => [...document.styleSheets].some((it) => it.cssRules.length > 50)));
        assert.deepEqual(await take(), []);
        await tab.goto(`${server.base}/public/gone.html`, { waitUntil: "load" });
        assert.equal(await tab.$eval("main", (it) => getComputedStyle(it).maxWidth), "612px", "the page for what is not there has no looks");
        const faults = await take();
        assert.deepEqual(faults.filter((it) => !/404/.test(it)), []);
      });
    });
  });
}

test("the examples that are not run say the same", () => {
  const iis = example("xml");
  execFileSync("python3", ["-c", "import sys, xml.dom.minidom as it; it.parse(sys.stdin)"], { input: iis });
  assert.ok(iis.includes(`value="${POLICY}"`));
  const { SecurityHeadersConfig } = JSON.parse(example("json"));
  assert.equal(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy, POLICY);
});

// Asks without the niceties of `fetch`, which would tidy the path.
function fetched(base, path, headers = {}, method = "GET") {
  const { hostname, port } = new URL(base);
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (it) => (body += it));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, body }));
    });
    asked.on("error", failed).end();
  });
}

function holds(headers, expected) {
  for (const [name, value] of Object.entries(expected)) assert.equal(headers[name], value, name);
}

// What fails, by path, a few at a time.
async function all(paths, check) {
  const faults = [];
  const worker = async () => {
    for (let path; (path = paths.pop()); ) await check(path).catch((it) => faults.push(`${path}: ${it.message}`));
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return faults.slice(0, 10);
}
