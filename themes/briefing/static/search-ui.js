// The search as readers use it: in a dialog on every page, and with facets on the search
// page. Keeps nothing; the query stands in the address of the search page.
(function () {
  "use strict";
  const words = window.dossierSearchWords;
  const { make, count, worded, items, facets, said, FACETS } = window.dossierResults;
  const opener = document.getElementById("d-search-open");
  const DELAY = 120;
  const STEP = 30;
  const IN_DIALOG = 12;

  // The file that holds all pages, if this is one.
  const whole = window.dossierWhole;

  // What stands around the search, as the link to it says.
  const places = {
    root: opener.dataset.root,
    index: whole ? whole.address(opener.dataset.index) : opener.dataset.index,
    page: opener.href ?? opener.dataset.page,
  };

  // What is asked stands behind this in the address of the search page.
  const SIGN = whole ? "?" : "#";

  // Where there are several languages, readers are shown what is in theirs, unless they ask
  // for another one or for all.
  const OWN = document.querySelector(".languages") ? [document.documentElement.lang] : [];
  const ALL = "all";

  let engine = null;

  // Opens the index; after a failure the next call tries again.
  function ready() {
    engine ??= window.dossierSearch.open(whole ? { load: whole.load } : { base: `${places.root}search/` }).catch((error) => {
      engine = null;
      throw error;
    });
    return engine;
  }

  // Asks the index. One that was published anew since it was opened has lost its parts: it
  // is opened again, once.
  async function answer(q, options) {
    try {
      return await (await ready()).search(q, options);
    } catch (error) {
      if (error.code !== "missing") throw error;
      engine = null;
      return (await ready()).search(q, options);
    }
  }

  // `q=…&kind=press&sort=date` and what it means.
  function read(hash) {
    const asked = new URLSearchParams(hash.replace(/^[#?]/, ""));
    const filters = {};
    for (const facet of FACETS) {
      if (asked.has(facet)) filters[facet] = asked.getAll(facet);
    }
    filters.language = (filters.language ?? OWN).filter((it) => it !== ALL);
    const sort = asked.get("sort") === "date" ? "date" : "relevance";
    return { q: asked.get("q") ?? "", sort, filters, limit: STEP };
  }

  // What the address says; `?q=…` is what other programs know to ask.
  function addressed() {
    return whole ? whole.query() : location.hash || location.search;
  }

  function written({ q, sort, filters }) {
    const asked = new URLSearchParams(q ? [["q", q]] : []);
    for (const facet of FACETS) {
      const values = filters[facet] ?? [];
      const isOwn = facet === "language" && String(values) === String(OWN);
      for (const value of isOwn ? [] : values) asked.append(facet, value);
    }
    if (OWN.length && !filters.language?.length) asked.append("language", ALL);
    if (sort === "date") asked.set("sort", sort);
    return String(asked);
  }

  // The field, the results, and what is said about them; one for the dialog, one for the page.
  class Finder {
    constructor(id, state) {
      this.state = state;
      this.turn = 0;
      this.field = make("input", { type: "search", id: `${id}-field`, autocomplete: "off", spellcheck: false });
      this.field.setAttribute("aria-describedby", `${id}-help`);
      const label = make("label", { htmlFor: this.field.id }, words["search-label"]);
      this.form = make("form", {}, label, this.field);
      this.form.setAttribute("role", "search");
      this.help = make("p", { id: `${id}-help`, className: "search-help" }, words["search-help"]);
      this.status = make("div", { className: "search-status" });
      this.status.setAttribute("role", "status");
      this.list = make("ol", { className: "found-list" });
      this.list.setAttribute("aria-label", words["search-results"]);
      this.field.addEventListener("input", () => this.soon());
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask({ q: this.field.value }), DELAY);
    }

    // Takes over what has changed and shows the results for it.
    async ask(change = {}) {
      clearTimeout(this.timer);
      Object.assign(this.state, change);
      const turn = ++this.turn;
      this.changed();
      const isNarrow = ([facet, it]) => it.length && !(facet === "language" && String(it) === String(OWN));
      const isFiltered = Object.entries(this.state.filters).some(isNarrow);
      if (!this.state.q.trim() && !isFiltered) return this.show(null);
      this.list.setAttribute("aria-busy", "true");
      try {
        const { q, sort, filters, limit } = this.state;
        const found = await answer(q, { limit, offset: 0, sort, filters, snippets: true });
        // A slow answer to an earlier question is no answer.
        if (turn === this.turn) this.show(found);
      } catch (error) {
        if (turn === this.turn) this.fail(error);
      }
    }

    show(found) {
      this.list.removeAttribute("aria-busy");
      this.found = found;
      this.status.replaceChildren();
      this.list.replaceChildren(...(found ? items(places.root, found) : []));
      this.list.hidden = !found?.hits.length;
      this.help.hidden = Boolean(found);
      if (!found) return;
      const total = found.total ? count(found.total, "search-count") : words["search-none"];
      this.status.append(make("p", { className: "search-total" }, total));
      if (found.said?.length) this.status.append(make("ul", { className: "said" }, ...said(found.said)));
    }

    fail(error) {
      this.show(null);
      const word = words[`search-error-${error.code}`] ?? words["search-error-load"];
      const index = make("a", { href: places.index }, words["a-z"]);
      this.status.append(make("p", { className: "search-error" }, `${word} `, index));
    }

    changed() {}
  }

  // Arrow keys walk from the field through the links of the results and back.
  function walk(event, field, list) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const stops = [field, ...[...list.querySelectorAll("a[href]")].filter((it) => it.getClientRects().length)];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  let dialog = null;

  class DialogFinder extends Finder {
    constructor() {
      super("d-search-dialog", { ...read(""), limit: IN_DIALOG });
      this.all = make("a", { className: "search-all", href: places.page }, words["search-all"]);
      this.all.hidden = true;
      const close = make("button", { type: "button", className: "search-close search-button" }, words["search-close"]);
      close.addEventListener("click", () => this.dialog.close());
      const head = make("div", { className: "search-head" }, this.form, close);
      const body = make("div", { className: "search-body" }, this.help, this.status, this.list, this.all);
      this.dialog = make("dialog", { className: "search-dialog" }, head, body);
      this.dialog.setAttribute("aria-label", words.search);
      document.body.append(this.dialog);
      this.listen();
    }

    listen() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (!this.field.value.trim()) return;
        // In a single file the page of the search is on this page, below the dialog.
        this.dialog.close();
        location.href = this.whole(this.field.value);
      });
      this.dialog.addEventListener("keydown", (event) => walk(event, this.field, this.dialog));
      // A click beside the dialog closes it; so does a result on the page that one reads.
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog || event.target.closest("a")) this.dialog.close();
      });
    }

    whole(q) {
      return `${places.page}${SIGN}${written({ ...this.state, q })}`;
    }

    changed() {
      this.all.href = this.whole(this.state.q);
    }

    show(found) {
      super.show(found);
      this.all.hidden = !found?.total;
      this.dialog.querySelector(".search-body").scrollTop = 0;
    }
  }

  // Opens the dialog; the browser gives the focus back to where it was.
  function open() {
    dialog ??= new DialogFinder();
    if (dialog.dialog.open) return;
    dialog.dialog.showModal();
    dialog.field.focus();
    dialog.field.select();
    ready().catch((error) => dialog.fail(error));
  }

  class PageFinder extends Finder {
    constructor(place) {
      super("d-search-page", read(addressed()));
      this.place = place;
      this.sort = make("select", { id: "d-search-sort" });
      for (const name of ["relevance", "date"]) {
        this.sort.append(make("option", { value: name }, words[`search-sort-${name}`]));
      }
      const label = make("label", { htmlFor: this.sort.id }, words["search-sort"]);
      this.sorting = make("p", { className: "search-sort" }, label, this.sort);
      this.facets = make("div", { className: "facets" });
      const summary = make("summary", {}, words["search-narrow"]);
      this.narrow = make("details", { className: "narrow" }, summary, this.facets);
      this.more = make("button", { type: "button", className: "search-more search-button" }, words["search-more"]);
      this.paper = make("p", { className: "search-paper" });
      const bar = make("div", { className: "search-bar" }, this.status, this.sorting);
      const found = make("div", { className: "search-found" }, this.paper, bar, this.list, this.more);
      place.replaceChildren(this.form, this.help, make("div", { className: "search-columns" }, this.narrow, found));
      this.listen();
      this.restore();
    }

    listen() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.ask({ q: this.field.value, limit: STEP });
      });
      this.sort.addEventListener("change", () => this.ask({ sort: this.sort.value, limit: STEP }));
      this.more.addEventListener("click", () => this.showMore());
      this.form.addEventListener("keydown", (event) => walk(event, this.field, this.list));
      this.list.addEventListener("keydown", (event) => walk(event, this.field, this.list));
      window.addEventListener("hashchange", () => this.restore());
      window.addEventListener("beforeprint", () => this.unfold());
      const wide = matchMedia("(min-width: 62rem)");
      const fit = () => (this.narrow.open = wide.matches);
      wide.addEventListener("change", fit);
      fit();
    }

    // Does what the address says, unless it says what is shown already.
    restore() {
      if (whole && !whole.holds(this.place)) return;
      const asked = read(addressed());
      if (this.found && written(asked) === written(this.state)) return;
      this.field.value = asked.q;
      this.sort.value = asked.sort;
      this.ask(asked);
    }

    changed() {
      const hash = written(this.state);
      if (whole) return whole.holds(this.place) && whole.say(hash);
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
    }

    soon() {
      this.state.limit = STEP;
      super.soon();
    }

    show(found) {
      // Rebuilding the facets must not take the focus away from the one just chosen.
      const { name, value } = document.activeElement?.closest(".facets input") ?? {};
      super.show(found);
      this.sorting.hidden = !found;
      this.facets.replaceChildren(...(found ? facets(found.facets, this.state, (...it) => this.choose(...it)) : []));
      this.narrow.hidden = !this.facets.children.length;
      const same = [...this.facets.querySelectorAll("input")].find((it) => it.name === name && it.value === value);
      same?.closest("details")?.setAttribute("open", "");
      same?.focus();
      this.more.hidden = !found || found.hits.length >= found.total;
      this.paper.textContent = found ? this.told() : "";
    }

    choose(facet, value, isChosen) {
      const others = (this.state.filters[facet] ?? []).filter((it) => it !== value);
      const values = isChosen ? [...others, value] : others;
      this.ask({ filters: { ...this.state.filters, [facet]: values }, limit: STEP });
    }

    // Shows more, and goes on where the list ended before.
    async showMore() {
      const before = this.list.children.length;
      await this.ask({ limit: this.state.limit + STEP });
      this.list.children[before]?.querySelector("a")?.focus();
    }

    // The question as it stands on paper.
    told() {
      const chosen = FACETS.flatMap((facet) =>
        (this.state.filters[facet] ?? []).map((it) => `${words[`facet-${facet}`]}${words.colon} ${worded(facet, it)}`),
      );
      return [`${words.search}${words.colon} ${this.state.q}`, ...chosen].join(" · ");
    }

    // What is folded on the screen is not on paper.
    unfold() {
      for (const it of this.list.querySelectorAll("details")) it.open = true;
    }
  }

  // Makes the search page.
  function page(place) {
    place.parentElement.querySelector(".search-plain").hidden = true;
    const finder = new PageFinder(place);
    if (!finder.state.q) finder.field.focus();
  }

  window.dossierFinder = { open, page };
})();
