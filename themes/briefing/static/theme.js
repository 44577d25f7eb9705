// Lets a reader choose between light and dark, and tells the keys. Without this script, or
// without storage, the page follows the system. Runs before the first paint, so nothing
// flickers.
(function () {
  "use strict";
  var KEY = "dossier-scheme";
  var ORDER = ["system", "light", "dark"];
  var root = document.documentElement;

  function stored() {
    try {
      var value = localStorage.getItem(KEY);
      return ORDER.indexOf(value) < 0 ? "system" : value;
    } catch (error) {
      return "system";
    }
  }

  function store(value) {
    try {
      localStorage.setItem(KEY, value);
    } catch (error) {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  }

  function apply(value) {
    if (value === "system") {
      delete root.dataset.scheme;
    } else {
      root.dataset.scheme = value;
    }
  }

  var current = stored();
  apply(current);

  function addSwitch() {
    var place = document.getElementById("d-scheme");
    if (!place) return;
    var button = document.createElement("button");
    button.type = "button";
    var say = function () {
      button.textContent = place.dataset.label + " " + place.dataset[current];
    };
    button.addEventListener("click", function () {
      current = ORDER[(ORDER.indexOf(current) + 1) % ORDER.length];
      apply(current);
      store(current);
      say();
    });
    say();
    place.appendChild(button);
  }

  // The keys of the site in a dialog. Single keys can be switched off there, for who speaks
  // to the computer types by accident; `data-keys` on the page tells the search.
  var KEYS = "dossier-keys";

  function areKeysOff() {
    try {
      return localStorage.getItem(KEYS) === "off";
    } catch (error) {
      return false;
    }
  }

  function setKeys(areOff) {
    if (areOff) root.dataset.keys = "off";
    else delete root.dataset.keys;
    try {
      localStorage.setItem(KEYS, areOff ? "off" : "on");
    } catch (error) {
      // As above.
    }
  }

  if (areKeysOff()) root.dataset.keys = "off";

  function element(name, text, parent) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function makeHelp(say) {
    var dialog = element("dialog");
    dialog.className = "help";
    dialog.setAttribute("aria-labelledby", "d-help-title");
    element("h2", say.title, dialog).id = "d-help-title";
    var list = element("dl", "", dialog);
    [["/", document.getElementById("d-search-open") && say.search], ["?", say.help], ["Esc", say.close], ["Tab", say.skip]].forEach(function (it) {
      if (!it[1]) return;
      var line = element("div", "", list);
      element("kbd", it[0], element("dt", "", line));
      element("dd", it[1], line);
    });
    var label = element("label", "", dialog);
    var box = element("input", "", label);
    box.type = "checkbox";
    box.checked = !areKeysOff();
    element("span", say.single, label);
    box.addEventListener("change", function () {
      setKeys(!box.checked);
    });
    var close = element("button", say.close, dialog);
    close.type = "button";
    close.addEventListener("click", function () {
      dialog.close();
    });
    document.body.appendChild(dialog);
    return dialog;
  }

  function addHelp() {
    var place = document.getElementById("d-help");
    if (!place || !window.HTMLDialogElement) return;
    var dialog = null;
    var open = function () {
      dialog = dialog || makeHelp(place.dataset);
      if (!dialog.open) dialog.showModal();
    };
    var button = element("button", "?", place);
    button.type = "button";
    button.className = "help-open";
    button.setAttribute("aria-label", place.dataset.title);
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", "?");
    button.addEventListener("click", open);
    document.addEventListener("keydown", function (event) {
      var at = event.target;
      var isWriting = at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName);
      if (event.key !== "?" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
      if (root.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
    });
  }

  // On wide screens there is room for what is folded on narrow ones. The style sheet shows
  // it there anyway; this also says so to those who do not see it.
  function unfoldWide() {
    [[".menu", "(min-width: 62rem)"], [".toc", "(min-width: 75rem)"]].forEach(function (it) {
      var folded = document.querySelectorAll(it[0]);
      if (!folded.length) return;
      var wide = matchMedia(it[1]);
      var fit = function () {
        Array.prototype.forEach.call(folded, function (details) {
          details.open = wide.matches;
        });
      };
      fit();
      if (wide.addEventListener) wide.addEventListener("change", fit);
    });
  }

  // Browsers that do not know `::details-content` print nothing of what is folded.
  function unfoldOnPaper() {
    var opened = [];
    addEventListener("beforeprint", function () {
      opened = Array.prototype.slice.call(document.querySelectorAll(".proof:not([open])"));
      opened.forEach(function (it) {
        it.open = true;
      });
    });
    addEventListener("afterprint", function () {
      opened.forEach(function (it) {
        it.open = false;
      });
    });
  }

  // The navigation scrolls by itself; the page that one reads should be in sight there.
  function showCurrent() {
    var menu = document.getElementById("d-menu");
    var link = menu && menu.querySelector("[aria-current]");
    if (!link || menu.scrollHeight <= menu.clientHeight) return;
    var far = link.getBoundingClientRect().top - menu.getBoundingClientRect().top;
    if (far > menu.clientHeight * 0.7) menu.scrollTop = far - menu.clientHeight * 0.4;
  }

  // Buttons are added as soon as their place is read, before the first paint: what comes
  // later would push the page down where the line of tools breaks.
  function whenRead(id, act) {
    if (document.getElementById(id)) return act();
    var watch = new MutationObserver(function () {
      if (!document.getElementById(id)) return;
      watch.disconnect();
      act();
    });
    watch.observe(root, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", function () {
      watch.disconnect();
    });
  }

  whenRead("d-scheme", addSwitch);
  whenRead("d-help", addHelp);
  document.addEventListener("DOMContentLoaded", function () {
    unfoldWide();
    unfoldOnPaper();
    showCurrent();
  });
})();
