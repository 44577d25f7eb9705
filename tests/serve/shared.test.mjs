// What `dossier serve` does otherwise when it is asked to: it listens to other machines,
// shows them what is marked, and looks at the files now and then.
import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { ask, raw, serve } from "./served.mjs";

const MARKED = fileURLToPath(new URL("../browser/marked", import.meta.url));
// An address of this machine that is none of the two at which a server listens by itself.
const OTHER = "127.0.0.2";

async function serving(settings, work) {
  const served = await serve(settings);
  try {
    await work(served);
  } finally {
    await served.stop();
  }
}

// What the server holds open for the system to tell it of changes.
function watches(pid) {
  const open = `/proc/${pid}/fd`;
  const target = (it) => {
    try { return readlinkSync(join(open, it)); } catch { return ""; }
  };
  return readdirSync(open).filter((it) => target(it).includes("inotify")).length;
}

async function until(holds) {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 50));
}

test("other addresses are served when asked for, with a warning", async () => {
  await serving({ options: ["--host", "0.0.0.0"] }, async ({ port, said }) => {
    const answer = await ask(port, "/index.html", { host: `${OTHER}:${port}`, via: OTHER });
    assert.equal(answer.status, 200);
    assert.equal((await ask(port, "/", { host: "evil.example", via: OTHER })).status, 421);
    assert.match(said, /warning: other machines can read this dossier, without a password/);
    assert.match(said, /nothing of what is served is marked/);
  });
  await serving({}, async ({ port, said }) => {
    await assert.rejects(raw(port, "GET / HTTP/1.1\r\n\r\n", { host: OTHER }), /ECONNREFUSED/);
    assert.doesNotMatch(said, /warning: other machines/);
  });
});

test("one address is served alone", async () => {
  await serving({ options: ["--host", OTHER] }, async ({ port }) => {
    assert.equal((await ask(port, "/", { host: `${OTHER}:${port}`, via: OTHER })).status, 200);
    await assert.rejects(raw(port, "GET / HTTP/1.1\r\n\r\n"), /ECONNREFUSED/);
  });
});

test("what is marked is not shown to other machines", async () => {
  await serving({ from: MARKED, options: ["--host", "0.0.0.0"] }, async (served) => {
    const { code } = await served.ended;
    assert.notEqual(code, 0);
    assert.match(served.said, /the dossier holds TLP:RED, and `--host` shows it/);
    assert.match(served.said, /--edition.*--share-marked/);
  });
});

test("an edition without marked things is shown to them", async () => {
  const options = ["--host", "0.0.0.0", "--edition", "public"];
  await serving({ from: MARKED, options }, async ({ port }) => {
    assert.equal((await ask(port, "/index.html", { via: OTHER })).status, 200);
  });
});

test("who says so shows marked things, and is told how high", async () => {
  const options = ["--host", "0.0.0.0", "--share-marked"];
  await serving({ from: MARKED, options }, async ({ port, said }) => {
    const { status, body } = await ask(port, "/index.html", { via: OTHER });
    assert.deepEqual([status, body.includes("TLP:")], [200, true]);
    assert.match(said, /what is served is marked up to TLP:RED/);
  });
});

test("a marking that comes while others read is not shown to them", async () => {
  await serving({ options: ["--host", "0.0.0.0"] }, async ({ dossier, port, says }) => {
    const before = (await ask(port, "/index.html", { via: OTHER })).body;
    const text = dossier.read("content/index.md");
    const marked = text.startsWith("---\n")
      ? text.replace("---\n", "---\nmarking: TLP:AMBER\n")
      : `---\nmarking: TLP:AMBER\n---\n${text}`;
    dossier.write("content/index.md", `${marked}\nA canary sings.\n`);
    await says(/the dossier holds TLP:AMBER/);
    const now = await ask(port, "/index.html", { via: OTHER });
    assert.deepEqual([now.status, now.body.includes("canary")], [200, false]);
    assert.equal(now.body.length, before.length, "the last good site stays");
    dossier.write("content/index.md", `${text}\nA robin sings.\n`);
    await until(async () => (await ask(port, "/index.html", { via: OTHER })).body.includes("robin"));
  });
});

test("files are looked at now and then where nobody tells of changes", async () => {
  await serving({ options: ["--poll"] }, async ({ dossier, pid, port }) => {
    assert.equal(watches(pid), 0, "the system is not asked to tell");
    const text = dossier.read("content/index.md");
    dossier.write("content/index.md", `${text}\nA robin sings.\n`);
    await until(async () => (await ask(port, "/index.html")).body.includes("robin"));
    dossier.write("content/new.md", "# A new page\n");
    await until(async () => (await ask(port, "/new.html")).status === 200);
  });
  await serving({}, async ({ pid }) => assert.ok(watches(pid) > 0));
});
