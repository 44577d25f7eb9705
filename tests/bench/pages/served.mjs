// Serves a folder as a web server does: packed, by its type, and what has a digest in its name
// for ever.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
};

function answer(root, path) {
  const file = join(root, normalize(decodeURIComponent(path)));
  const body = gzipSync(readFileSync(file));
  const isNamedByDigest = /\.[0-9a-f]{8,}\.\w+$/.test(file);
  const headers = {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-encoding": "gzip",
    "cache-control": isNamedByDigest ? "public, max-age=31536000, immutable" : "no-cache",
  };
  return [200, headers, body];
}

// The address of the served folder, and how to end it.
export async function served(root) {
  const server = createServer((request, response) => {
    let told = [404, {}, ""];
    try {
      told = answer(root, new URL(request.url, "http://localhost").pathname);
    } catch {
      // It stays 404.
    }
    response.writeHead(told[0], told[1]).end(told[2]);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
