// The examples of docs/hosting.md as an administrator would copy them, with the places of
// this machine put in.
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

// The policy that the pages carry, as a header says it.
export function policy(page) {
  const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page);
  return `${meta[1]}; frame-ancestors 'none'`;
}
