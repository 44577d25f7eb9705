// The servers as Debian ships them, started with the examples of docs/hosting.md on a free
// port, without the rights of root and without touching the settings of the machine.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { example, fitted } from "./document.mjs";

const NOBODY = 65534;
const isRoot = process.getuid() === 0;
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

// Who may read the edition `internal`. The password is as secret as this file.
export const READER = { name: "analyst", password: "a dossier" };

// How each server is told its example and started in `home`: [program, ...arguments].
export const SERVERS = {
  nginx(home, port) {
    const words = {
      "listen       80;": `listen 127.0.0.1:${port};`,
      "/srv/dossier": join(home, "www"),
      "/etc/nginx/dossier-internal.htpasswd": passwords(home),
    };
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const main = `
      worker_processes 1; daemon off; pid nginx.pid; error_log stderr warn;
      events { worker_connections 256; }
      http {
        include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
        ${temporary.map((it) => `${it}_temp_path ${it};`).join("\n")}
        gzip on; include dossier.conf;
      }`;
    writeFileSync(join(home, "dossier.conf"), fitted(example("nginx"), words));
    writeFileSync(join(home, "nginx.conf"), main);
    return ["nginx", "-p", home, "-c", "nginx.conf", "-e", "stderr"];
  },

  apache(home, port) {
    const words = {
      "*:80": `127.0.0.1:${port}`,
      "/srv/dossier": join(home, "www"),
      "/etc/apache2/dossier-internal.htpasswd": passwords(home),
    };
    // What Debian enables by itself, and `headers`, which the page asks for.
    const modules =
      "mpm_event authn_core authn_file authz_core authz_user auth_basic alias autoindex deflate dir filter mime negotiation headers";
    const main = [
      ...modules.split(" ").map((it) => `LoadModule ${it}_module /usr/lib/apache2/modules/mod_${it}.so`),
      `Listen 127.0.0.1:${port}`,
      "TypesConfig /etc/mime.types",
      `ServerRoot ${home}`,
      `PidFile ${join(home, "apache.pid")}`,
      `DefaultRuntimeDir ${home}`,
      "ServerName localhost",
      // Only a file or a program can take them, for standard error is a socket here.
      `ErrorLog "|/bin/cat 1>&2"`,
      "LogLevel warn",
      "Include dossier.conf",
    ];
    writeFileSync(join(home, "dossier.conf"), fitted(example("apache"), words));
    writeFileSync(join(home, "apache.conf"), `${main.join("\n")}\n`);
    return ["apache2", "-d", home, "-f", join(home, "apache.conf"), "-D", "FOREGROUND"];
  },

  caddy(home, port) {
    const digest = execFileSync("caddy", ["hash-password", "--plaintext", READER.password], { env: { PATH, HOME: home } });
    const words = {
      "\ndossier.example {": `\nhttp://127.0.0.1:${port} {`,
      "/srv/dossier": join(home, "www"),
      "{$DOSSIER_INTERNAL_PASSWORD}": String(digest).trim(),
    };
    const options = "{\n\tadmin off\n\tauto_https off\n}\n";
    writeFileSync(join(home, "Caddyfile"), options + fitted(example("caddyfile"), words));
    return ["caddy", "run", "--config", join(home, "Caddyfile"), "--adapter", "caddyfile"];
  },
};

// Serves the editions (folders by name) and gives the address, without a slash at the end.
export async function start(name, editions) {
  const home = mkdtempSync(join(tmpdir(), `dossier-${name}-`));
  mkdirSync(join(home, "www"));
  for (const [edition, folder] of Object.entries(editions)) {
    cpSync(folder, join(home, "www", edition), { recursive: true });
  }
  const port = await freePort();
  const [program, ...rest] = SERVERS[name](home, port);
  handOver(home);
  const who = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const server = spawn(program, rest, { ...who, cwd: home, env: { PATH, HOME: home }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const pipe of [server.stdout, server.stderr]) pipe.on("data", (it) => (said += it));
  const ended = new Promise((done) => server.once("exit", done).once("error", done));
  const base = `http://127.0.0.1:${port}`;
  await answers(base, ended, () => said);
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { base, www: join(home, "www"), stop };
}

function passwords(home) {
  const path = join(home, "passwords");
  // The form that nginx and Apache both read, with a fixed salt.
  const digest = execFileSync("openssl", ["passwd", "-apr1", "-salt", "dossier", READER.password], { env: { PATH } });
  writeFileSync(path, `${READER.name}:${String(digest).trim()}\n`);
  return path;
}

// The servers run as nobody where the tests run as root.
function handOver(home) {
  if (isRoot) execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, home]);
  chmodSync(home, 0o755);
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

// Asks until somebody answers, or the server has ended.
async function answers(base, ended, said) {
  let isOver = false;
  ended.then(() => (isOver = true));
  while (!isOver) {
    const answer = await fetch(`${base}/public/index.html`).catch(() => null);
    if (answer) return void (await answer.arrayBuffer());
    await new Promise((again) => setTimeout(again, 20));
  }
  throw new Error(`the server did not start:\n${said()}`);
}
