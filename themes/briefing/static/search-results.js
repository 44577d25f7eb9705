// Draws what a search has found: results grouped by page, and the facets beside them.
// Everything that comes from the index is set as text, never as markup.
(function () {
  "use strict";
  const words = window.dossierSearchWords;
  const SECTIONS = 3;
  const VALUES = 8;
  const FACETS = ["kind", "part", "source", "outlet", "language", "marking", "year"];
  const PREFIX = { kind: "kind-", source: "csl-", language: "language-" };

  function make(name, properties = {}, ...children) {
    const { lang, ...rest } = properties;
    const element = Object.assign(document.createElement(name), rest);
    if (lang) Object.assign(element, { lang, dir: "auto" });
    element.append(...children.filter((it) => it !== null));
    return element;
  }

  function number(n, lang) {
    return new Intl.NumberFormat(lang).format(n);
  }

  // A number of things in words, in the form that their language takes for it.
  function count(n, word) {
    const { lang, forms } = words[word];
    const form = forms[new Intl.PluralRules(lang).select(n)] ?? forms.other;
    return form.replace("{n}", number(n, lang));
  }

  // A value of a facet in words.
  function worded(facet, value) {
    if (facet === "part") return words.part.replace("{x}", value);
    const base = facet === "language" ? value.split("-")[0].toLowerCase() : value;
    return words[(PREFIX[facet] ?? "") + base] ?? value;
  }

  // Where a place on the page of a hit is, with the words that the page marks on arrival.
  function address(root, path, { anchor, snippet }) {
    const whole = window.dossierWhole;
    const page = root + path.split("/").map(encodeURIComponent).join("/");
    const marks = new Set((snippet ?? []).filter((it) => it.hit).map((it) => it.text));
    if (whole) return whole.address(path, anchor, `${new URLSearchParams([...marks].slice(0, 12).map((it) => ["mark", it]))}`);
    if (marks.size === 0) return anchor ? `${page}#${encodeURIComponent(anchor)}` : page;
    const asked = new URLSearchParams(anchor ? [["at", anchor]] : []);
    for (const mark of [...marks].slice(0, 12)) asked.append("mark", mark);
    return `${page}#${asked}`;
  }

  // Text with the words marked that were found in it.
  function marked(pieces) {
    return pieces.map((it) => (it.hit ? make("mark", {}, it.text) : it.text));
  }

  function snippet({ snippet: pieces }, lang, ...before) {
    return pieces?.length ? make("p", { className: "found-text", lang }, ...before, ...marked(pieces)) : null;
  }

  // A marking as the pages show it.
  function label(marking) {
    const tlp = () => `tlp-${marking.replace(/^TLP:/, "").replace("+", "-").toLowerCase()}`;
    return make("strong", { className: `marking ${window.dossierMarkings?.[marking] ?? tlp()}` }, marking);
  }

  // The marking of a passage, where the page as a whole has another one.
  function portion({ portion: marking }) {
    return marking ? [label(marking), " "] : [];
  }

  // The language of a hit, where it is not that of the page it is shown on.
  function other(hit) {
    return hit.language === document.documentElement.lang ? "" : hit.language;
  }

  // As the pages write dates: the day before the month. What is no plain date stays.
  function dated(date) {
    const plain = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
    if (!plain) return make("span", {}, date);
    const [, year, month, day] = plain;
    const lang = document.documentElement.lang.replace(/^en$/, "en-GB");
    const options = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" };
    const moment = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
    return make("time", { dateTime: date }, new Intl.DateTimeFormat(lang, options).format(moment));
  }

  // What of the source was consulted, and its grade.
  function evidence({ seen, grade } = {}) {
    return [
      seen ? make("span", { className: `seen seen-${seen}` }, words[`seen-${seen}`] ?? seen) : null,
      grade ? make("span", { className: `grade grade-${grade[0].toLowerCase()}` }, grade) : null,
    ];
  }

  function facts(hit) {
    const parts = [
      make("span", {}, worded("kind", hit.kind)),
      hit.date ? dated(hit.date) : null,
      other(hit) ? make("span", {}, worded("language", hit.language)) : null,
      ...evidence(hit.evidence),
      hit.marking ? label(hit.marking) : null,
    ];
    return make("p", { className: "found-facts" }, ...parts);
  }

  function section(root, hit, mark, place) {
    const link = make("a", { href: address(root, hit.path, place), lang: other(hit) }, ...marked(mark(place.heading ?? hit.title)));
    const heading = make("p", { className: "found-heading" }, ...portion(place), link);
    return make("li", {}, heading, snippet(place, other(hit)));
  }

  // A page: its title, its opening if that is the best place, then its sections.
  function item(root, hit, mark) {
    const places = [hit, ...(hit.sections ?? [])];
    const opening = places.find((it) => !it.anchor) ?? { anchor: null };
    const title = make("a", { href: address(root, hit.path, opening), lang: other(hit) }, ...marked(mark(hit.title)));
    const sections = places.filter((it) => it.anchor).map((it) => section(root, hit, mark, it));
    const shown = sections.slice(0, SECTIONS);
    const rest = sections.slice(SECTIONS);
    const more = make("summary", {}, count(rest.length, "search-more-here"));
    return make(
      "li",
      { className: "found" },
      make("p", { className: "found-title" }, title),
      facts(hit),
      // On paper there are no links: the address stands below the title.
      make("p", { className: "found-address" }, hit.path),
      snippet(opening, other(hit), ...portion(opening)),
      shown.length ? make("ul", { className: "found-sections" }, ...shown) : null,
      rest.length ? make("details", {}, more, make("ul", { className: "found-sections" }, ...rest)) : null,
    );
  }

  // The pages found, as items of a list.
  function items(root, found) {
    const mark = found.mark ?? ((text) => found.marker.mark(text));
    return found.hits.map((it) => item(root, it, mark));
  }

  function choice(facet, [value, n], state, changed) {
    const box = make("input", { type: "checkbox", checked: (state.filters[facet] ?? []).includes(value) });
    box.name = facet;
    box.value = value;
    box.addEventListener("change", () => changed(facet, value, box.checked));
    const amount = make("span", { className: "count" }, number(n, document.documentElement.lang));
    return make("li", {}, make("label", {}, box, ` ${worded(facet, value)} `, amount));
  }

  function fieldset(facet, values, state, changed) {
    const list = values.map((it) => choice(facet, it, state, changed));
    const set = make("fieldset", {}, make("legend", {}, words[`facet-${facet}`]));
    const chosen = (it) => it.querySelector("input").checked;
    const shown = list.filter((it, at) => at < VALUES || chosen(it));
    const rest = list.filter((it) => !shown.includes(it));
    set.append(make("ul", {}, ...shown));
    if (rest.length) {
      set.append(make("details", {}, make("summary", {}, count(rest.length, "search-more-values")), make("ul", {}, ...rest)));
    }
    return set;
  }

  // The facets that can tell results apart, and those that are chosen.
  function facets(found, state, changed) {
    const sets = [];
    for (const facet of FACETS) {
      const values = [...(found[facet] ?? [])];
      for (const value of state.filters[facet] ?? []) {
        if (!values.some((it) => it[0] === value)) values.push([value, 0]);
      }
      if (values.length > 1 || state.filters[facet]?.length) {
        sets.push(fieldset(facet, values, state, changed));
      }
    }
    return sets;
  }

  // What was left out, relaxed or corrected, in words.
  function said(list) {
    const quoted = (all) => all.map((it) => words["said-quoted"].replace("{x}", () => it)).join(", ");
    // `word` is what was asked, where `words` is what was taken instead.
    const line = ({ code, word, words: about = [] }) => {
      const told = words[`said-${code}`] ?? "{x}";
      return told.replace("{x}", () => quoted(word ? [word] : about)).replace("{y}", () => quoted(about));
    };
    return list.map((it) => make("li", {}, line(it)));
  }

  window.dossierResults = { make, count, worded, items, facets, said, FACETS };
})();
