// Judges of a page that come from elsewhere: axe-core and html-validate.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// How people may look at a page.
export const MEDIA = {
  light: (tab) => tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]),
  dark: (tab) => tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]),
  print: (tab) => tab.emulateMediaType("print"),
};

// Violations that axe-core finds in the page that is open.
export async function violations(tab) {
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((it) => {
    const places = it.nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`);
    return `${it.id} (${it.impact}): ${it.help}\n    ${places.join("\n    ")}`;
  });
}

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Taste, not validity.
    "attribute-boolean-style": "off",
    "doctype-style": "off",
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // An id may start with a digit since HTML 5.
    "valid-id": ["error", { relaxed: true }],
    // Old browsers and screen readers lose list semantics and landmarks without it.
    "no-redundant-role": "off",
  },
});

// What html-validate finds in a page.
export async function invalid(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((it) =>
    it.messages.map((one) => `${one.line}:${one.column}: ${one.ruleId}: ${one.message}`),
  );
}
