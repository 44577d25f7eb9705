// Lets a reader choose between light and dark. Without this script, or without storage,
// the page follows the system. Runs before the first paint, so nothing flickers.
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
      button.textContent = place.dataset.label + ": " + place.dataset[current];
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

  // The navigation scrolls by itself; the page that one reads should be in sight there.
  function showCurrent() {
    var menu = document.getElementById("d-menu");
    var link = menu && menu.querySelector("[aria-current]");
    if (!link || menu.scrollHeight <= menu.clientHeight) return;
    var far = link.getBoundingClientRect().top - menu.getBoundingClientRect().top;
    if (far > menu.clientHeight * 0.7) menu.scrollTop = far - menu.clientHeight * 0.4;
  }

  document.addEventListener("DOMContentLoaded", function () {
    addSwitch();
    unfoldWide();
    showCurrent();
  });
})();
