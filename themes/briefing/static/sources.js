// Filters and sorts the list of sources. Without this script the page is a set of plain
// lists. The state stands behind `#?` in the address, so that a view can be passed on.
(function () {
  "use strict";
  var FACETS = ["type", "outlet", "language", "grade", "year", "seen", "state"];
  var SORTS = ["groups", "title", "newest", "oldest", "outlet", "grade", "cited"];
  var NONE = "-";

  // The file that holds all pages, if this is one.
  var whole = window.dossierWhole;

  // There ids begin with that of their page.
  function find(id) {
    return document.querySelector("[id='" + id + "'], [id$='/" + id + "']");
  }

  function start() {
    var place = find("d-filter");
    var library = find("d-library");
    if (!place || !library) return;
    var words = place.dataset;
    var lang = document.documentElement.lang;
    var collator = new Intl.Collator(lang, { numeric: true });
    var numbers = new Intl.NumberFormat(lang);
    var groups = Array.prototype.map.call(library.querySelectorAll(".group"), function (it) {
      return { box: it, list: it.querySelector("ul"), count: it.querySelector(".count") };
    });
    var rows = [];
    groups.forEach(function (group) {
      Array.prototype.forEach.call(group.list.children, function (item) {
        var row = { item: item, group: group, at: rows.length, title: item.querySelector("a").textContent };
        FACETS.forEach(function (facet) {
          row[facet] = item.dataset[facet] || NONE;
        });
        row.date = item.dataset.date || "";
        row.cited = Number(item.dataset.cited) || 0;
        row.words = fold([row.title, row.outlet, item.dataset.key].join(" "));
        rows.push(row);
      });
    });
    var lists = find("d-lists");
    var state = { q: "", sort: SORTS[0] };
    var controls = {};
    var status = build();
    read();
    window.addEventListener("hashchange", read);

    function fold(text) {
      return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    }

    // ---- what is chosen ----

    function read() {
      if (whole && !whole.holds(place)) return show();
      var hash = whole ? "#?" + whole.query() : location.hash;
      if (hash && hash.slice(0, 2) !== "#?") return;
      var given = new URLSearchParams(hash.slice(2));
      state = { q: given.get("q") || "", sort: given.get("sort") };
      if (SORTS.indexOf(state.sort) < 0) state.sort = SORTS[0];
      FACETS.forEach(function (facet) {
        var value = given.get(facet);
        if (value && controls[facet] && controls[facet].values.indexOf(value) >= 0) state[facet] = value;
      });
      controls.q.value = state.q;
      controls.sort.value = state.sort;
      show();
    }

    function write() {
      var given = new URLSearchParams();
      ["q"].concat(FACETS).forEach(function (key) {
        if (state[key]) given.set(key, state[key]);
      });
      if (state.sort !== SORTS[0]) given.set("sort", state.sort);
      var hash = given.toString();
      if (whole) return whole.say(hash);
      try {
        history.replaceState(null, "", hash ? "#?" + hash : location.pathname + location.search);
      } catch (error) {
        // Some browsers keep the address of a file as it is; the filter works all the same.
      }
    }

    function fits(row, except) {
      return (
        (!state.q || fold(state.q).split(/\s+/).every(function (it) { return row.words.indexOf(it) >= 0; })) &&
        FACETS.every(function (facet) {
          return facet === except || !state[facet] || row[facet] === state[facet];
        })
      );
    }

    // ---- what is shown ----

    function show() {
      var shown = rows.filter(function (row) {
        row.item.hidden = !fits(row, null);
        return !row.item.hidden;
      });
      var isGrouped = state.sort === SORTS[0];
      arrange(isGrouped);
      var isWhole = isGrouped && shown.length === rows.length;
      if (lists) lists.hidden = !isWhole;
      controls.reset.hidden = isWhole;
      FACETS.forEach(offer);
      var pattern = shown.length === 0 ? words.none : words.shown;
      status.textContent = pattern
        .replace("{n}", numbers.format(shown.length))
        .replace("{x}", numbers.format(rows.length));
    }

    function arrange(isGrouped) {
      var flat = find("d-flat");
      if (isGrouped) {
        rows.forEach(function (row) { row.group.list.appendChild(row.item); });
        if (flat) flat.remove();
      } else {
        flat = flat || library.appendChild(document.createElement("ul"));
        flat.id = "d-flat";
        flat.className = "source-list";
        rows.slice().sort(order).forEach(function (row) { flat.appendChild(row.item); });
      }
      groups.forEach(function (group) {
        var left = rows.filter(function (row) { return row.group === group && !row.item.hidden; }).length;
        group.box.hidden = !isGrouped || left === 0;
        group.count.textContent = numbers.format(left);
      });
    }

    function order(a, b) {
      return by(a, b) || collator.compare(a.title, b.title) || a.at - b.at;
    }

    function by(a, b) {
      switch (state.sort) {
        case "newest":
          return missing(a.date, b.date) || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0);
        case "oldest":
          return missing(a.date, b.date) || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
        case "cited":
          return b.cited - a.cited;
        case "outlet":
        case "grade":
          return missing(a[state.sort] !== NONE, b[state.sort] !== NONE) || collator.compare(a[state.sort], b[state.sort]);
        default:
          return 0;
      }
    }

    // What is not known comes last, whichever way the rest is sorted.
    function missing(a, b) {
      return (a ? 0 : 1) - (b ? 0 : 1);
    }

    // How many sources each choice would leave, given the other choices.
    function offer(facet) {
      var control = controls[facet];
      if (!control) return;
      var counts = {};
      rows.forEach(function (row) {
        if (fits(row, facet)) counts[row[facet]] = (counts[row[facet]] || 0) + 1;
      });
      control.select.value = state[facet] || "";
      control.values.forEach(function (value, at) {
        var option = control.select.options[at + 1];
        var count = counts[value] || 0;
        option.textContent = (value === NONE ? words.unknown : value) + " (" + numbers.format(count) + ")";
        option.disabled = count === 0 && state[facet] !== value;
      });
    }

    // ---- the controls ----

    function build() {
      var grid = document.createElement("div");
      grid.className = "filter-grid";
      controls.q = document.createElement("input");
      controls.q.type = "search";
      controls.q.autocomplete = "off";
      controls.q.addEventListener("input", function () { choose("q", controls.q.value.trim()); });
      add(grid, "q", words.q, controls.q);
      FACETS.forEach(function (facet) {
        var values = distinct(facet);
        if (values.length < 2) return;
        var select = document.createElement("select");
        select.appendChild(new Option(words.all, ""));
        values.forEach(function (value) { select.appendChild(new Option(value, value)); });
        select.addEventListener("change", function () { choose(facet, select.value); });
        controls[facet] = { select: select, values: values };
        add(grid, facet, words[facet], select);
      });
      controls.sort = document.createElement("select");
      SORTS.forEach(function (it) {
        controls.sort.appendChild(new Option(words["sort" + it.charAt(0).toUpperCase() + it.slice(1)], it));
      });
      controls.sort.addEventListener("change", function () { choose("sort", controls.sort.value); });
      add(grid, "sort", words.sort, controls.sort);
      controls.reset = document.createElement("button");
      controls.reset.type = "button";
      controls.reset.textContent = words.reset;
      controls.reset.addEventListener("click", reset);
      var line = document.createElement("div");
      line.className = "filter-line";
      var told = document.createElement("p");
      told.setAttribute("role", "status");
      line.append(told, controls.reset);
      place.append(grid, line);
      place.hidden = false;
      return told;
    }

    function add(grid, name, label, control) {
      var box = document.createElement("label");
      var text = document.createElement("span");
      text.textContent = label;
      control.id = "d-filter-" + name;
      box.append(text, control);
      grid.appendChild(box);
    }

    function distinct(facet) {
      var values = rows.map(function (row) { return row[facet]; });
      values = values.filter(function (it, at) { return values.indexOf(it) === at; });
      return values.sort(function (a, b) {
        if (facet === "year") return a === NONE ? 1 : b === NONE ? -1 : a < b ? 1 : -1;
        return missing(a !== NONE, b !== NONE) || collator.compare(a, b);
      });
    }

    function choose(key, value) {
      if (value) state[key] = value;
      else delete state[key];
      show();
      write();
    }

    function reset() {
      state = { q: "", sort: SORTS[0] };
      controls.q.value = "";
      controls.sort.value = state.sort;
      show();
      write();
      controls.q.focus();
    }
  }

  document.addEventListener("DOMContentLoaded", start);
})();
