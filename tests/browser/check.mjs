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

const features = async (tab, all) => {
  const session = await tab.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: all });
};

// The text spacing that WCAG 1.4.12 asks pages to bear.
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

// Further ways; each prepares a tab, and some each page.
export const WAYS = {
  ...MEDIA,
  "320 pixels": (tab) => tab.setViewport({ width: 320, height: 640 }),
  "forced colours": (tab) => features(tab, [{ name: "forced-colors", value: "active" }]),
  "wide spacing": async (tab) => {
    await tab.setBypassCSP(true);
    await tab.evaluateOnNewDocument((css) => {
      document.addEventListener("DOMContentLoaded", () => {
        const style = document.createElement("style");
        style.textContent = css;
        document.head.append(style);
      });
    }, SPACING);
  },
};

// What axe-core finds in the page that is open: violations, and what it cannot decide.
export async function judged(tab, { fingers = false } = {}) {
  await tab.evaluate(axe);
  // Nobody presses a link on paper.
  const isPaper = await tab.evaluate(() => matchMedia("print").matches);
  const rules = { "target-size": { enabled: fingers && !isPaper } };
  return tab.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations", "incomplete"], rules }), rules);
}

// Violations that axe-core finds in the page that is open.
export async function violations(tab) {
  return told((await judged(tab)).violations);
}

// What axe-core leaves to people, and why each of it was let pass: rule, and what was seen.
const REVIEWED = JSON.parse(readFileSync(new URL("./reviewed.json", import.meta.url), "utf8"));

// Violations, and what axe-core cannot decide and nobody has looked at.
export async function doubts(tab) {
  const found = await judged(tab, { fingers: true });
  return told([...found.violations, ...found.incomplete.filter((it) => !(it.id in REVIEWED))]);
}

// What axe-core found, one line a rule with the first places.
export function told(found) {
  return found.map((it) => {
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
