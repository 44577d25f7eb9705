// The file that holds all pages: shows one of them at a time, as the fragment of the
// address says: `#press/bbc/what?mark=word`. Without this script all pages stand below each
// other, and fragments lead to them. Runs before the first paint, so nothing flickers.
(function () {
  "use strict";
  var root = document.documentElement;
  var COVER = "d-cover";
  var ALL = "d-whole";
  var FILES = "d-files/";
  var listeners = [];
  var shown = null;
  var title = "";
  var timer = 0;

  root.classList.add("one");

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  }

  function encode(id) {
    return id.split("/").map(encodeURIComponent).join("/");
  }

  // What the address says: the id of a place, and what stands behind `?`.
  function asked() {
    var hash = location.hash.slice(1);
    var at = hash.indexOf("?");
    return {
      id: decode(at < 0 ? hash : hash.slice(0, at)) || COVER,
      query: at < 0 ? "" : hash.slice(at + 1),
    };
  }

  function leafOf(place) {
    return place ? place.closest(".leaf") : null;
  }

  // ---- showing ----

  function each(use) {
    Array.prototype.forEach.call(document.querySelectorAll(".leaf"), use);
  }

  function hide(leaf) {
    // What is hidden so is still found by the search of the browser.
    if (!leaf.hasAttribute("hidden")) leaf.setAttribute("hidden", "until-found");
  }

  function showAll() {
    each(function (leaf) {
      leaf.removeAttribute("hidden");
    });
    shown = null;
    root.dataset.view = "all";
    document.title = title;
    markCurrent("");
  }

  function show(leaf) {
    if (shown === leaf && root.dataset.view !== "all") return;
    if (shown) hide(shown);
    else each(hide);
    leaf.removeAttribute("hidden");
    shown = leaf;
    root.dataset.view = leaf.id === COVER ? "cover" : "page";
    document.title = leaf.id === COVER ? title : leaf.dataset.title;
    markCurrent(leaf.id);
    listeners.forEach(function (tell) {
      tell(leaf);
    });
  }

  function markCurrent(id) {
    Array.prototype.forEach.call(document.querySelectorAll(".site-head a, .menu a"), function (link) {
      if (id && decode(link.hash.slice(1)) === id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }

  function unfold(place) {
    for (var it = place.closest("details"); it; it = it.parentElement.closest("details")) {
      if (!it.contains(place.closest("summary"))) it.open = true;
    }
  }

  // Goes where the address says. `isNew` is the first time, when nobody has come from
  // another page.
  function go(isNew) {
    var id = asked().id;
    var place = document.getElementById(id);
    if (id === ALL) {
      showAll();
    } else {
      var leaf = leafOf(place);
      if (!leaf && place && (shown || root.dataset.view === "all")) return;
      if (!leaf) place = leaf = document.getElementById(COVER);
      if (root.dataset.view !== "all" || leaf.id === COVER) show(leaf);
    }
    var state = history.state;
    if (state && typeof state.y === "number") window.scrollTo(0, state.y);
    else if (!place.classList.contains("leaf")) arrive(place);
    else if (root.dataset.view === "all" && id !== ALL) place.scrollIntoView();
    else begin(isNew);
  }

  function arrive(place) {
    unfold(place);
    place.scrollIntoView();
  }

  // At the top of a page, the keyboard too.
  function begin(isNew) {
    window.scrollTo(0, 0);
    if (!isNew) document.getElementById("d-content").focus({ preventScroll: true });
  }

  // ---- the way back ----

  function replace(state, hash) {
    try {
      history.replaceState(state, "", hash);
    } catch (error) {
      // Some browsers keep the address of a file as it is.
    }
  }

  function keep() {
    clearTimeout(timer);
    timer = 0;
    replace({ y: window.scrollY }, location.hash || "#" + COVER);
  }

  window.addEventListener(
    "scroll",
    function () {
      clearTimeout(timer);
      timer = setTimeout(keep, 200);
    },
    { passive: true },
  );

  window.addEventListener("popstate", function () {
    clearTimeout(timer);
    timer = 0;
  });

  window.addEventListener("hashchange", function () {
    go(false);
  });

  // The search of the browser has found something on another page, or a link leads there.
  document.addEventListener("beforematch", function (event) {
    var leaf = leafOf(event.target);
    if (!leaf || root.dataset.view === "all") return;
    if (leafOf(document.getElementById(asked().id)) !== leaf) {
      history.pushState(null, "", "#" + encode(leaf.id));
    }
    show(leaf);
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href^='#']") : null;
    if (!link) return;
    if (timer) keep();
    // A file is taken along at once, without the way over the list of files.
    var id = decode(link.hash.slice(1));
    var file = id.indexOf(FILES) === 0 ? document.getElementById(id) : null;
    if (file) {
      event.preventDefault();
      file.click();
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    title = document.title;
    if ("scrollRestoration" in history) history.scrollRestoration = "manual";
    go(true);
    root.classList.add("ready");
    // Now that there is a place to go to.
    if (location.hash) go(true);
  });

  // ---- for the other scripts ----

  var shards = null;

  window.dossierWhole = {
    // The page that is shown; none where all are.
    leaf: function () {
      return shown;
    },
    // The place on it that the address names.
    place: function () {
      return document.getElementById(asked().id);
    },
    query: function () {
      return asked().query;
    },
    // Whether the page that is shown holds a node.
    holds: function (node) {
      return Boolean(shown && shown.contains(node));
    },
    // Says in the address what a page shows, without going anywhere.
    say: function (query) {
      replace(history.state, "#" + encode(asked().id) + (query ? "?" + query : ""));
    },
    // The address of a place, by the path that its page has in a folder.
    address: function (path, anchor, query) {
      var page = path.replace(/\.html$/, "");
      return "#" + encode(anchor ? page + "/" + anchor : page) + (query ? "?" + query : "");
    },
    // Tells of every page that is shown, and of the one that is shown now.
    onShow: function (tell) {
      listeners.push(tell);
      if (shown) tell(shown);
    },
    // A shard of the search, for `dossierSearch.open`.
    load: function (name) {
      shards = shards || JSON.parse(document.getElementById("d-shards").textContent);
      if (Object.prototype.hasOwnProperty.call(shards, name)) return Promise.resolve(shards[name]);
      var error = new Error("a part of the search index is missing: " + name);
      error.code = "missing";
      return Promise.reject(error);
    },
  };
})();
