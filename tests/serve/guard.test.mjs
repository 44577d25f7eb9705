// Who may ask `dossier serve`, and for what: the battery against the real server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, raw, parsed, serve } from "./served.mjs";

let served, port;
before(async () => {
  served = await serve({ change: (it) => { it.write(".env", "SECRET"); it.write("content/.env", "SECRET"); it.write("content/notes.txt", "SECRET"); } });
  port = served.port;
});
after(() => served.stop());

test("the server answers by its own names only", async () => {
  for (const host of ["localhost", `localhost:${port}`, "127.0.0.1", `127.0.0.1:${port}`, "[::1]", `[::1]:${port}`, "LocalHost"]) {
    assert.equal((await ask(port, "/", { host })).status, 200, host);
  }
  for (const host of ["evil.example", `evil.example:${port}`, "localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "192.168.1.1", "localhost.", "x.localhost", "localhost:99999", "localhost:", ""]) {
    const answer = await ask(port, "/", { host });
    assert.ok([400, 421].includes(answer.status), `${host}: ${answer.status}`);
    assert.doesNotMatch(answer.body, /<html/);
  }
  assert.equal((await ask(port, "/", { host: null })).status, 400);
  assert.equal((await ask(port, "/", { headers: { Host: "evil.example" } })).status, 400, "two hosts");
  assert.equal((await ask(port, "http://evil.example/")).status, 421, "an absolute address");
  const old = parsed((await raw(port, "GET / HTTP/1.0\r\n\r\n")).text);
  assert.equal(old.status, 400);
});

test("both addresses of this machine are served, and no other", async () => {
  for (const host of ["127.0.0.1", "::1"]) {
    const answer = parsed((await raw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, { host })).text);
    assert.equal(answer.status, 200, host);
  }
  const { networkInterfaces } = await import("node:os");
  const others = Object.values(networkInterfaces()).flat().filter((it) => !it.internal && it.family === "IPv4");
  for (const { address } of others) await assert.rejects(raw(port, "GET / HTTP/1.1\r\n\r\n", { host: address }), /ECONNREFUSED/);
});

test("pages of others can neither listen nor read", async () => {
  const paths = ["/index.html", "/search/root.js", "/.dossier/events", "/.dossier/told", "/.dossier/page?path=%2F"];
  for (const path of paths) {
    for (const origin of ["http://evil.example", "null", `https://localhost:${port}`, "http://localhost:1"]) {
      const answer = await ask(port, path, { headers: { Origin: origin } });
      assert.equal(answer.status, 403, `${path} for ${origin}`);
    }
    for (const site of ["cross-site", "same-site"]) {
      const answer = await ask(port, path, { headers: { "Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script" } });
      assert.equal(answer.status, 403, `${path} from ${site}`);
    }
  }
  const link = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
  assert.equal((await ask(port, "/index.html", { headers: link })).status, 200, "a link from elsewhere");
  assert.equal((await ask(port, "/.dossier/told", { headers: link })).status, 403);
  assert.equal((await ask(port, "/index.html", { headers: { ...link, "Sec-Fetch-Dest": "iframe" } })).status, 403);
  assert.equal((await ask(port, "/.dossier/told", { headers: { Origin: `http://localhost:${port}` } })).status, 200);
});

test("nothing says that others may read", async () => {
  for (const path of ["/index.html", "/search/root.js", "/.dossier/told", "/gone", "/.dossier/live.js"]) {
    for (const headers of [{}, { Origin: `http://localhost:${port}` }, { Origin: "http://evil.example" }]) {
      const answer = await ask(port, path, { headers });
      assert.deepEqual(Object.keys(answer.headers).filter((it) => it.startsWith("access-control")), [], path);
      assert.equal(answer.headers["cross-origin-resource-policy"], "same-origin");
      assert.equal(answer.headers["x-content-type-options"], "nosniff");
      assert.equal(answer.headers["referrer-policy"], "no-referrer");
      assert.match(answer.headers["content-security-policy"], /default-src 'none'.*(frame-ancestors|connect-src)/);
    }
  }
});

test("only reading is answered", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO"]) {
    const answer = await ask(port, method === "CONNECT" ? `localhost:${port}` : "/index.html", { method });
    assert.equal(answer.status, 405, method);
    assert.equal(answer.headers.allow, "GET, HEAD", method);
  }
  const options = await ask(port, "*", { method: "OPTIONS" });
  assert.ok([400, 405].includes(options.status), `${options.status}`);
  const [get, head] = [await ask(port, "/index.html"), await ask(port, "/index.html", { method: "HEAD" })];
  assert.deepEqual([head.status, head.body], [200, ""]);
  assert.equal(head.headers["content-length"], get.headers["content-length"]);
  const body = await raw(port, "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nGET /");
  assert.equal(parsed(body.text).status, 400);
  assert.equal(body.text.match(/HTTP\/1\.1/g).length, 1, "the body is no second request");
});

test("nothing but the site is there", async () => {
  const targets = ["etc/passwd", "book.toml", "content/index.md", "SUMMARY.md", "notes.txt", ".env", ".git/config", "404"];
  const ups = ["/../", "/%2e%2e/", "/%2E%2e/", "/..%2f", "/..%5c", "/..\\", "/.%2e/", "/%252e%252e/", "/%c0%ae%c0%ae/", "/./../", "//", "/%2f", "/actors/../../", "/actors/%2e%2e/%2e%2e/", "/%00/", "/index.html/../../", "/?/../"];
  let asked = 0;
  for (const up of ups) {
    for (const target of targets) {
      for (const times of [1, 4]) {
        const answer = await ask(port, up.repeat(times) + target);
        const isHome = up === "/?/../" && answer.status === 200;
        assert.ok(isHome || [400, 404].includes(answer.status), `${up.repeat(times)}${target}: ${answer.status}`);
        assert.doesNotMatch(answer.body, /SECRET|root:|\[book\]/);
        asked++;
      }
    }
  }
  assert.ok(asked > 200);
  for (const path of ["/.env", "/content/.env", "/notes.txt", "/.dossier/", "/.dossier/../index.html", "/.dossier/x", "/assets/", "/index.html%00.css", "/INDEX.HTML", "/index.html/"]) {
    assert.equal((await ask(port, path)).status, 404, path);
  }
});

test("files have their types and validators", async () => {
  const site = JSON.parse((await ask(port, "/inventory.json")).body);
  for (const { path, size } of site.files) {
    const { status, headers, body } = await ask(port, `/${encodeURI(path)}`);
    assert.equal(status, 200, path);
    assert.match(headers["content-type"], /^(text|image|font|application)\/[a-z0-9+.-]+(; charset=utf-8)?$/, path);
    if (!path.endsWith(".html")) assert.equal(body.length, size, path);
    const again = await ask(port, `/${encodeURI(path)}`, { headers: { "If-None-Match": `"x", W/${headers.etag}` } });
    assert.deepEqual([again.status, again.body, again.headers.etag], [304, "", headers.etag], path);
  }
  const whole = await ask(port, "/index.html", { headers: { Range: "bytes=0-3" } });
  assert.deepEqual([whole.status, whole.body.includes("</html>")], [200, true], "a range may be left out of account");
});

test("the policy of a page is the one it carries", async () => {
  for (const path of ["/index.html", "/search.html", "/actors/anxun.html"]) {
    const { headers, body } = await ask(port, path);
    const carried = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(body)[1];
    assert.equal(headers["content-security-policy"], `${carried}; frame-ancestors 'none'`);
    assert.doesNotMatch(carried, /connect-src|unsafe/);
  }
});

test("long requests are refused, not read", async () => {
  const long = await raw(port, `GET /${"a".repeat(64 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  assert.ok([414, 431].includes(parsed(long.text).status), long.text.slice(0, 80));
  assert.equal((await ask(port, `/${"a".repeat(5000)}`)).status, 414);
  const heads = await raw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(64 * 1024)}\r\n\r\n`);
  assert.equal(parsed(heads.text).status, 431);
  const many = await raw(port, `GET / HTTP/1.1\r\nHost: localhost\r\n${"X: y\r\n".repeat(500)}\r\n`);
  assert.equal(parsed(many.text).status, 431);
});

test("what is no request ends the connection", async () => {
  for (const bytes of ["hello\r\n\r\n", "\x16\x03\x01\x02\x00\x01", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n"]) {
    const { text } = await raw(port, bytes, { half: true });
    assert.doesNotMatch(text, /^HTTP\/1\.[01] 2/, bytes);
  }
  assert.equal((await ask(port, "/")).status, 200);
});
