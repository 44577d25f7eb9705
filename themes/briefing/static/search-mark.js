// Marks on a page what a search has found there, and takes the marks away again. The
// address says what: `#at=ANCHOR&mark=WORD&mark=WORD`. Only text nodes are touched.
(function () {
  "use strict";
  const words = window.dossierSearchWords;
  const MOST = 500;
  const UNBROKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
  const LETTER = /[\p{L}\p{N}\p{M}]/u;

  // The file that holds all pages, if this is one.
  const whole = window.dossierWhole;

  let marks = [];
  let bar = null;
  let at = -1;

  // Waits for the page: Firefox takes a new `:target` only once it is there.
  function arrive() {
    if (document.readyState === "complete") setTimeout(read);
    else window.addEventListener("load", () => setTimeout(read), { once: true });
  }

  // Reads the address, makes it an ordinary one, and marks what it asked for.
  function read() {
    const asked = new URLSearchParams(whole ? whole.query() : location.hash.slice(1));
    const place = whole ? whole.place() : settle(asked.get("at"));
    whole?.say("");
    clear();
    mark(asked.getAll("mark").slice(0, 20));
    if (marks.length === 0) return;
    showBar();
    show(first(place));
  }

  // Replaced, not assigned: the way back leads to the results, and `:target` is right.
  function settle(anchor) {
    location.replace("#" + encodeURIComponent(anchor ?? ""));
    if (!anchor) history.replaceState(null, "", location.pathname + location.search);
    return anchor && document.getElementById(anchor);
  }

  function mark(asked) {
    const pattern = patternOf(asked);
    const scope = whole?.leaf() ?? document.querySelector("main article") ?? document.body;
    if (!pattern) return;
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (isText(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
    });
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) markIn(text, pattern);
  }

  function patternOf(asked) {
    const parts = asked.filter(Boolean).sort((a, b) => b.length - a.length);
    const escaped = parts.map((it) => it.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return escaped.length ? new RegExp(escaped.join("|"), "giu") : null;
  }

  // Text that a reader sees, outside of drawings, formulas and controls.
  function isText(node) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.namespaceURI !== "http://www.w3.org/1999/xhtml") return false;
    return !parent.closest("script, style, button, nav, .hidden, .references, .referrers");
  }

  function markIn(text, pattern) {
    const spans = [...text.data.matchAll(pattern)].filter((it) => isWhole(text.data, it));
    // From the end, so that the places before stay where they are.
    const made = [];
    for (const span of spans.reverse()) {
      if (marks.length + made.length >= MOST) break;
      const range = document.createRange();
      range.setStart(text, span.index);
      range.setEnd(text, span.index + span[0].length);
      const element = document.createElement("mark");
      element.className = "found-here";
      range.surroundContents(element);
      made.unshift(element);
    }
    marks.push(...made);
  }

  // A word is marked where it stands alone; Chinese has no gaps between words.
  function isWhole(text, match) {
    if (UNBROKEN.test(match[0])) return true;
    const before = [...text.slice(Math.max(0, match.index - 2), match.index)].pop() ?? "";
    const after = [...text.slice(match.index + match[0].length, match.index + match[0].length + 2)][0] ?? "";
    return !LETTER.test(before) && !LETTER.test(after);
  }

  // The first mark of the passage that was found; of the page if it has none.
  function first(anchor) {
    if (!anchor) return 0;
    const follows = (it) => anchor.contains(it) || anchor.compareDocumentPosition(it) & 4;
    return Math.max(0, marks.findIndex(follows));
  }

  function show(place) {
    marks[at]?.classList.remove("is-current");
    at = (place + marks.length) % marks.length;
    const element = marks[at];
    for (let it = element.closest("details:not([open])"); it; it = it.parentElement?.closest("details:not([open])")) {
      it.open = true;
    }
    element.classList.add("is-current");
    element.scrollIntoView({ block: "center" });
    bar.querySelector("output").textContent = words["search-marks"]
      .replace("{n}", at + 1)
      .replace("{x}", marks.length);
  }

  function showBar() {
    bar = document.createElement("section");
    bar.className = "mark-bar";
    bar.setAttribute("aria-label", words["search-marked"]);
    bar.append(
      document.createElement("output"),
      control("search-previous-mark", () => show(at - 1)),
      control("search-next-mark", () => show(at + 1)),
      control("search-unmark", clear),
    );
    document.body.append(bar);
    document.addEventListener("keydown", onKey);
  }

  function control(word, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "search-button";
    button.textContent = words[word];
    button.addEventListener("click", act);
    return button;
  }

  function onKey(event) {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) clear();
  }

  // Puts every text back as it was.
  function clear() {
    for (const element of marks) {
      const parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent.normalize();
    }
    marks = [];
    at = -1;
    bar?.remove();
    bar = null;
    document.removeEventListener("keydown", onKey);
  }

  // Marks belong to the page that they stand on.
  whole?.onShow(clear);

  // A result on the page that one reads already changes nothing but the address.
  window.addEventListener("hashchange", () => {
    if (/[#&?]mark=/.test(location.hash)) arrive();
  });

  window.dossierMark = { arrive, clear };
})();
