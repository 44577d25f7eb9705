// Leads to the search. The link to the search page becomes a button that opens the search
// in a dialog; `/` and Ctrl-K do the same. What the search needs is loaded when it is
// asked for. Whoever comes from a result sees the words marked.
(function () {
  "use strict";
  var link = document.getElementById("d-search-open");
  // In the file that holds all pages the search page is one of them, shown or not.
  var whole = window.dossierWhole;
  var page = whole ? null : document.getElementById("d-search");
  if (!link) return;
  var data = link.dataset;

  // The older ones among browsers keep the link, and the search page says what is wrong.
  var isAble = typeof HTMLDialogElement === "function" && typeof Promise === "function";

  // Loads a script, or a style sheet.
  function load(url) {
    return new Promise(function (done, failed) {
      var isStyle = /\.css$/.test(url);
      var made = document.createElement(isStyle ? "link" : "script");
      if (isStyle) made.rel = "stylesheet";
      made[isStyle ? "href" : "src"] = url;
      made.onload = done;
      made.onerror = function () {
        made.remove();
        failed(new Error(url));
      };
      document.head.appendChild(made);
    });
  }

  // A script is loaded once; one that did not load is asked for again.
  var known = {};
  function need(url) {
    // The file that holds all pages holds all scripts and sheets, too.
    if (whole) return Promise.resolve();
    if (!known[url]) {
      known[url] = load(url);
      known[url].catch(function () {
        known[url] = null;
      });
    }
    return known[url];
  }

  // Several scripts, one after the other.
  function withScripts(urls, use) {
    return urls
      .split(" ")
      .reduce(function (before, url) {
        return before.then(function () {
          return need(url);
        });
      }, Promise.resolve())
      .then(use);
  }

  // Without its scripts the search cannot open; the search page tells why and what else helps.
  function open(event) {
    if (event) event.preventDefault();
    withScripts(data.ui, function () {
      window.dossierFinder.open();
    }).catch(function () {
      location.href = link.href;
    });
  }

  var button = document.createElement("button");
  button.id = link.id;
  button.type = "button";
  button.className = "search-open search-button";
  button.textContent = link.textContent;
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ Control+K");
  var hint = document.createElement("kbd");
  hint.textContent = "/";
  hint.setAttribute("aria-hidden", "true");
  button.appendChild(hint);
  button.addEventListener("click", open);
  Object.keys(data).forEach(function (name) {
    button.dataset[name] = data[name];
  });
  button.dataset.page = link.href;

  var made = null;
  function makePage(leaf) {
    var place = leaf.querySelector("[id$='/d-search']");
    if (!place || made === place || !isAble) return;
    made = place;
    window.dossierFinder.page(place);
  }

  function isWriting(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  function isShortcut(event) {
    if (event.altKey || event.defaultPrevented || isWriting(event.target)) return false;
    var isControl = event.ctrlKey || event.metaKey;
    if (event.key === "/") return !isControl && document.documentElement.dataset.keys !== "off";
    return isControl && !event.shiftKey && event.key.toLowerCase() === "k";
  }

  document.addEventListener("keydown", function (event) {
    if (!isShortcut(event)) return;
    var field = page && page.querySelector("input[type=search]");
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (!page && isAble) {
      open(event);
    }
  });

  if (page) {
    if (!isAble) return;
    withScripts(data.ui, function () {
      window.dossierFinder.page(page);
    }).catch(function () {
      // The page says already where to look without the search.
    });
    return;
  }
  if (isAble) link.replaceWith(button);
  if (whole) whole.onShow(makePage);
  if (/[#&?]mark=/.test(location.hash)) {
    withScripts(data.mark, function () {
      window.dossierMark.arrive();
    }).catch(function () {
      // The page is there; only the marks are not.
    });
  }
})();
