// Many readers, slow ones, and the end: `dossier serve` under load.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { ask, parsed, raw, serve } from "./served.mjs";

const MANY = 10_000;
const SLOW = 1_500;
const MIB = 1024 * 1024;

let served, port;
before(async () => {
  served = await serve();
  port = served.port;
});
after(() => served.stop());

const memory = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${served.pid}/status`, "utf8"))[1]) * 1024;

test("requests may come one after the other, and all at once", async () => {
  const one = `GET /.dossier/live.css HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
  const { text } = await raw(port, one.repeat(2000) + last);
  assert.equal(text.match(/HTTP\/1\.1 200 OK/g).length, 2001);
  const alone = (await ask(port, "/.dossier/live.css")).body;
  assert.equal(text.slice(-alone.length), alone);
});

test("a request may come in pieces", async () => {
  const bytes = "GET /index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const text = await new Promise((done) => {
    let got = "";
    const socket = connect(port, "127.0.0.1").setNoDelay();
    socket.on("data", (it) => (got += it)).on("close", () => done(got));
    const send = (at) => (at < bytes.length ? socket.write(bytes[at], () => send(at + 1)) : undefined);
    socket.on("connect", () => send(0));
  });
  assert.equal(parsed(text).status, 200);
});

test(`${MANY} connections stay open, answer twice and cost at most 64 MiB`, async () => {
  const before = memory();
  const sockets = [];
  const request = "GET /actors/anxun.html HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const round = (socket) =>
    new Promise((done, failed) => {
      let got = "";
      const read = (it) => {
        got += it.toString("latin1");
        const length = Number(/content-length: (\d+)/i.exec(got)?.[1] ?? Infinity);
        const head = got.indexOf("\r\n\r\n");
        if (head < 0 || got.length < head + 4 + length) return;
        socket.off("data", read).off("close", failed);
        done(Number(got.split(" ")[1]));
      };
      socket.on("data", read).once("close", failed);
      socket.write(request);
    });
  const open = () =>
    new Promise((done, failed) => {
      const socket = connect(port, sockets.length % 2 ? "127.0.0.1" : "::1");
      sockets.push(socket);
      socket.once("connect", () => done(socket)).once("error", failed);
    });
  const few = async (jobs) => {
    const statuses = [];
    const worker = async () => {
      for (let job; (job = jobs.pop()); ) statuses.push(await job());
    };
    await Promise.all(Array.from({ length: 100 }, worker));
    return statuses;
  };
  const first = await few(Array.from({ length: MANY }, () => async () => round(await open())));
  const second = await few(sockets.map((it) => () => round(it)));
  const grown = memory() - before;
  for (const socket of sockets) socket.destroy();
  assert.deepEqual([first, second].map((it) => it.filter((one) => one === 200).length), [MANY, MANY]);
  assert.ok(grown <= 64 * MIB, `${(grown / MIB).toFixed(1)} MiB`);
  console.log(`# ${MANY} connections: ${(grown / MIB).toFixed(1)} MiB`);
});

test(`${SLOW} slow heads are dropped, and others are answered meanwhile`, async () => {
  const began = performance.now();
  const slow = Array.from({ length: SLOW }, () =>
    new Promise((done) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("connect", () => socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n"));
      const timer = setInterval(() => socket.write("X: y\r\n"), 1000);
      socket.on("error", () => {}).on("data", () => {});
      socket.on("close", () => {
        clearInterval(timer);
        done(performance.now() - began);
      });
    }),
  );
  const silent = new Promise((done) => connect(port, "127.0.0.1").on("close", () => done(performance.now() - began)).resume());
  for (let at = 0; at < 20; at++) assert.equal((await ask(port, "/")).status, 200);
  const times = [...(await Promise.all(slow)), await silent];
  assert.equal((await ask(port, "/")).status, 200);
  console.log(`# the slowest was dropped after ${(Math.max(...times) / 1000).toFixed(1)} s`);
});

test("who takes nothing of an answer is dropped", async () => {
  const socket = connect(port, "127.0.0.1").pause().on("error", () => {});
  await new Promise((done) => socket.on("connect", done));
  // The server's end of this very connection, as the kernel knows it; 01 is ESTABLISHED.
  const hex = (it) => `:${it.toString(16).toUpperCase().padStart(4, "0")}`;
  const ends = [hex(port), hex(socket.localPort)];
  const isOpen = () =>
    readFileSync("/proc/net/tcp", "utf8").split("\n").some((line) => {
      const [, local, remote, state] = line.trim().split(/\s+/);
      return state === "01" && local.endsWith(ends[0]) && remote.endsWith(ends[1]);
    });
  socket.write("GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20_000));
  await until(isOpen);
  await until(() => !isOpen());
  socket.destroy();
  assert.equal((await ask(port, "/")).status, 200);
});

test("the server ends when it is asked to, and gives its port back", async () => {
  const other = await serve();
  const changes = connect(other.port, "127.0.0.1");
  const closed = new Promise((done) => changes.on("close", done));
  changes.write("GET /.dossier/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await new Promise((done) => changes.on("data", (it) => String(it).includes("data: ") && done()));
  assert.deepEqual(await other.stop(), { code: 0, signal: null });
  await closed;
  await assert.rejects(ask(other.port, "/"), /ECONNREFUSED/);
});

// Waits for a condition; the test runner gives up some day.
async function until(holds) {
  while (!holds()) await new Promise((again) => setTimeout(again, 50));
}
