// The examples of docs/hosting.md as an administrator would copy them, with the places of
// this machine put in.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DOCUMENT = fileURLToPath(new URL("../../docs/hosting.md", import.meta.url));

// The one block of a language.
export function example(language) {
  const blocks = [...readFileSync(DOCUMENT, "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.filter((it) => it[1] === language).map((it) => it[2]);
  if (found.length !== 1) throw new Error(`${found.length} examples in ${language}, not one`);
  return found[0];
}

// Puts other words in; every one of them must stand in the example.
export function fitted(text, words) {
  return Object.entries(words).reduce((fitted, [from, to]) => {
    if (!fitted.includes(from)) throw new Error(`the example does not say \`${from}\``);
    return fitted.replaceAll(from, to);
  }, text);
}

// The policy of a page, as its directives by name.
function directives(page) {
  const [, all] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page);
  return new Map(all.split("; ").map((it) => [it.split(" ")[0], it]));
}

// The policy that the pages carry, as a header says it: that of `page`, and what the style
// in `missing`, the page for what is not there, needs besides.
export function policy(page, missing) {
  const all = directives(page);
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(missing);
  const digest = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
  // Its own policy allows this style and no other.
  assert.equal(directives(missing).get("style-src"), `style-src ${digest}`);
  all.set("style-src", `${all.get("style-src")} ${digest}`);
  return [...all.values(), "frame-ancestors 'none'"].join("; ");
}
