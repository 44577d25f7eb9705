// Chromium and Firefox, started so that nothing but the page under test can cause a request.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

// The settings that people have. The test driver would loosen them: it lets pages from
// `file://` read their neighbours, and a broken site would pass.
export const PREFERENCES = {
  "remote.prefs.recommended": false,
  "security.fileuri.strict_origin_policy": true,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "app.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

const KINDS = {
  chromium: () => ({
    executablePath: executable("Chromium", "CHROME_PATH", ["chromium", "chromium-browser", "google-chrome"]),
    args: FLAGS,
  }),
  firefox: () => ({
    browser: "firefox",
    executablePath: executable("Firefox", "FIREFOX_PATH", ["firefox-esr", "firefox"]),
    extraPrefsFirefox: PREFERENCES,
  }),
};

// Runs `use` with a fresh browser and takes everything away afterwards. `more` are further
// words to whoever starts it.
export async function withBrowser(use, kind = "chromium", more = {}) {
  const home = mkdtempSync(join(tmpdir(), `dossier-${kind}-`));
  const browser = await puppeteer.launch({
    ...KINDS[kind](),
    ...more,
    userDataDir: home,
    // A busy machine starts a browser slowly.
    timeout: 120_000,
    protocolTimeout: 120_000,
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function executable(program, variable, names) {
  for (const name of [process.env[variable], ...names].filter(Boolean)) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      continue;
    }
  }
  throw new Error(`${program} is missing: \`make test\` installs it, or set ${variable}`);
}

// A tab that notes everything that must not happen. `take()` hands the faults over.
export async function watchedTab(browser, allowed = /^(file|data):/) {
  const tab = await browser.newPage();
  let faults = [];
  tab.on("console", (it) => {
    if (["error", "warn", "assert"].includes(it.type())) faults.push(`console: ${it.text()}`);
  });
  tab.on("pageerror", (it) => faults.push(`script error: ${it.message}`));
  tab.on("requestfailed", (it) => faults.push(`failed: ${it.url()}`));
  tab.on("request", (it) => {
    if (!allowed.test(it.url())) faults.push(`request: ${it.url()}`);
  });
  await tab.evaluateOnNewDocument(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (it) => {
      window.violations.push(`policy: ${it.violatedDirective} ${it.blockedURI}`);
    });
  });
  const take = async () => {
    faults.push(...(await tab.evaluate(() => window.violations ?? [])));
    const taken = faults;
    faults = [];
    return taken;
  };
  return { tab, take };
}

// Does `visit(page, tab)` for all pages in a few tabs at once; results in order.
export async function visitAll(browser, pages, prepare, visit) {
  const results = new Array(pages.length);
  let next = 0;
  const worker = async () => {
    const watched = await watchedTab(browser);
    await prepare(watched.tab);
    while (next < pages.length) {
      const at = next++;
      results[at] = await visit(pages[at], watched);
    }
    await watched.tab.close();
  };
  await Promise.all([worker(), worker(), worker()]);
  return results;
}
