// A dossier that is served from a folder of its own, and ways to ask the server that no
// browser would use.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
export const PROGRAM = process.env.DOSSIER_PROGRAM ?? join(HERE, "../../target/debug/dossier");
const SMALL = join(HERE, "../browser/searched");

// Starts `dossier serve` on a copy of a dossier, at a free port.
export async function serve({ from = SMALL, options = [], change = () => {}, port = 0 } = {}) {
  const root = mkdtempSync(join(tmpdir(), "dossier-serve-"));
  cpSync(from, root, { recursive: true });
  const dossier = new Dossier(root);
  change(dossier);
  const argv = ["serve", root, "--port", String(port), ...options];
  const server = spawn(PROGRAM, argv, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const listeners = new Set();
  for (const pipe of [server.stdout, server.stderr]) {
    pipe.on("data", (it) => {
      said += it;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise((done) => server.once("exit", (code, signal) => done({ code, signal })));
  ended.then(() => listeners.forEach((it) => it()));
  let isOver = false;
  ended.then(() => (isOver = true));

  // Waits until the server has said something.
  const says = (pattern, after = 0) =>
    new Promise((done, failed) => {
      const look = () => {
        const found = pattern.exec(said.slice(after));
        if (found) done(found);
        else if (isOver) failed(new Error(`the server has ended and said:\n${said}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });

  const served = {
    dossier, says, ended, pid: server.pid,
    get said() { return said; },
    stop: async () => {
      server.kill("SIGTERM");
      const end = await ended;
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
      return end;
    },
  };
  const [, base] = await Promise.race([says(/serving at (http:\S+)/), ended.then(() => [])]);
  if (!base) return served;
  served.base = base;
  served.port = Number(new URL(base).port);
  return served;
}

// The files of a dossier.
class Dossier {
  constructor(root) { this.root = root; }
  at(path) { return join(this.root, path); }
  read(path) { return readFileSync(this.at(path), "utf8"); }
  write(path, text) {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }
  edit(path, from, to) {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
    this.write(path, text.replace(from, to));
  }
  remove(path) { rmSync(this.at(path), { recursive: true }); }
}

// Sends bytes and gives all that comes back until the server closes: {text, time in ms}.
export function raw(port, bytes, { host = "127.0.0.1", half = false } = {}) {
  return new Promise((done, failed) => {
    const began = performance.now();
    const socket = connect(port, host);
    const chunks = [];
    socket.on("connect", () => (half ? socket.end(bytes) : socket.write(bytes)));
    socket.on("data", (it) => chunks.push(it));
    socket.on("error", (error) => (chunks.length ? undefined : failed(error)));
    socket.on("close", () => done({ text: Buffer.concat(chunks).toString("latin1"), time: performance.now() - began }));
  });
}

// One request as it is written, and the parsed answer; `via` is the address of the server,
// `host` what the request calls it.
export async function ask(port, target, { method = "GET", headers = {}, host = `localhost:${port}`, via = "127.0.0.1" } = {}) {
  const lines = [`${method} ${target} HTTP/1.1`];
  if (host !== null) lines.push(`Host: ${host}`);
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values].flat()) lines.push(`${name}: ${value}`);
  }
  lines.push("Connection: close", "", "");
  return parsed((await raw(port, lines.join("\r\n"), { host: via })).text);
}

export function parsed(text) {
  const end = text.indexOf("\r\n\r\n");
  const [first, ...lines] = text.slice(0, end).split("\r\n");
  const headers = {};
  for (const line of lines) {
    const at = line.indexOf(":");
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  return { status: Number(first.split(" ")[1]), headers, body: text.slice(end + 4) };
}
