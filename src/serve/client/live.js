// Follows the author: takes over new stylesheets, loads the page anew where it has changed,
// and shows what was found. Only `dossier serve` adds this script; no published page has it.
(function () {
  "use strict";
  const mine = document.currentScript.dataset.page;
  const KEY = "dossier-live";
  const WORKER = "/.dossier/worker.js";

  // ---- The place on the page.

  // The heading or block with an id that stands last above the upper edge.
  function place() {
    let found = null;
    for (const it of document.querySelectorAll("main [id]")) {
      if (it.getClientRects().length === 0) continue;
      const top = it.getBoundingClientRect().top;
      if (top > 1) break;
      found = { id: it.id, top };
    }
    return { path: location.pathname, y: scrollY, ...found };
  }

  function reload() {
    sessionStorage.setItem(KEY, JSON.stringify(place()));
    location.reload();
  }

  // Goes back to where the reader was, even if the text above has grown.
  function restore() {
    const before = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (before?.path !== location.pathname) return;
    const restoration = history.scrollRestoration;
    history.scrollRestoration = "manual";
    const anchor = before.id && document.getElementById(before.id);
    const y = anchor ? scrollY + anchor.getBoundingClientRect().top - before.top : before.y;
    scrollTo({ top: y, behavior: "instant" });
    history.scrollRestoration = restoration;
  }

  // ---- The stylesheets.

  // Puts new ones beside the old ones, and takes the old ones away once they are there.
  function dress(styles) {
    const links = [...document.querySelectorAll('link[rel="stylesheet"]')];
    const old = links.filter((it) => !styles.includes(it.getAttribute("href")));
    const known = links.map((it) => it.getAttribute("href"));
    const added = styles.filter((it) => !known.includes(it));
    const last = links.at(-1);
    let waiting = added.length;
    const done = () => {
      if (--waiting <= 0) for (const it of old) it.remove();
    };
    for (const href of added) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      link.onload = link.onerror = done;
      if (last) last.before(link);
      else document.head.append(link);
    }
    if (!added.length) done();
  }

  // ---- What was found.

  let panel = null;
  // What was last shown and sent away.
  let dismissed = "";

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  // Outside of the page's styles, and they outside of it.
  function open() {
    const host = make("div", { id: "dossier-live", lang: "en" });
    const root = host.attachShadow({ mode: "open" });
    const badge = make("button", { type: "button", className: "badge", hidden: true });
    const heading = make("h2", { id: "heading" });
    const note = make("p", {});
    const list = make("div", { className: "findings", tabIndex: 0 });
    list.setAttribute("role", "group");
    list.setAttribute("aria-labelledby", "heading");
    const close = make("button", { type: "button" }, "Close (Esc)");
    const dialog = make("dialog", {}, make("div", { className: "head" }, heading, close), note, list);
    dialog.setAttribute("aria-labelledby", "heading");
    const said = make("p", { className: "said" });
    said.setAttribute("role", "status");
    root.append(make("link", { rel: "stylesheet", href: "/.dossier/live.css" }), dialog, badge, said);
    close.addEventListener("click", () => dialog.close());
    badge.addEventListener("click", () => show());
    dialog.addEventListener("close", () => {
      dismissed = panel.shown;
    });
    document.body.append(host);
    return { badge, heading, note, list, dialog, close, said, shown: "" };
  }

  function show() {
    if (!panel.dialog.open) panel.dialog.showModal();
    panel.close.focus();
  }

  function counted(told) {
    const count = (list, word) => (list.length ? [`${list.length} ${word}${list.length > 1 ? "s" : ""}`] : []);
    return [...count(told.errors, "error"), ...count(told.warnings, "warning")].join(", ");
  }

  function tell(told, isGone) {
    const all = [...told.errors, ...told.warnings];
    if (!all.length && !isGone && !panel) return;
    panel ??= open();
    const what = counted(told);
    const shown = JSON.stringify(told);
    const isNew = shown !== panel.shown;
    panel.shown = shown;
    if (isNew) {
      panel.heading.textContent = what;
      panel.note.textContent = told["is_current"] ? "" : "The page shows the last good build.";
      panel.list.replaceChildren(...all.map((it) => make("pre", {}, it)));
    }
    const gone = isGone ? "this page is no longer there" : "";
    panel.badge.textContent = [gone, what].filter(Boolean).join("; ");
    panel.badge.hidden = !panel.badge.textContent;
    panel.badge.disabled = !what;
    panel.badge.className = told.errors.length || isGone ? "badge bad" : "badge";
    panel.said.textContent = panel.badge.textContent;
    if (told["is_current"]) {
      if (panel.dialog.open) panel.dialog.close();
      dismissed = "";
    } else if (isNew && shown !== dismissed) {
      show();
    }
  }

  // ---- The channel.

  // How long the shared worker may be silent. One that ended with the page before may not
  // say so.
  const PATIENCE = 3000;
  let isHeard = false;

  function read({ data }) {
    isHeard = true;
    document.documentElement.dataset.following = String(!data.isAway);
    if (data.isAway) return;
    const { told } = data;
    if (data.page && data.page.digest !== mine) return reload();
    if (data.page) dress(data.page.styles);
    tell(told, !data.page);
  }

  function connect(isShared) {
    const port = isShared ? new SharedWorker(WORKER).port : new Worker(WORKER);
    port.onmessage = read;
    port.postMessage({ path: location.pathname });
    // A page in the history does not listen; it asks when it is shown again.
    addEventListener("pagehide", () => port.postMessage({ isLeaving: true }));
    addEventListener("pageshow", (event) => {
      if (event.persisted) port.postMessage({ path: location.pathname });
    });
  }

  if (document.readyState === "complete") restore();
  else addEventListener("load", restore, { once: true });
  const hasShared = typeof SharedWorker === "function";
  connect(hasShared);
  if (hasShared) setTimeout(() => isHeard || connect(false), PATIENCE);
})();
