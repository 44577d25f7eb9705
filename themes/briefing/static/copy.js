// Lets a copied passage take along what it rests on: behind the text stand the references
// that it cites, and the marking, title and dossier it was taken from. Single words, and
// what somebody types, are copied as they are.
(function () {
  "use strict";
  var CITATION = ".citation a[href^='#ref-'], .citation a[href^='#'][href*='/ref-']";
  // Shorter passages without a citation are names and numbers that are pasted somewhere.
  var SHORT = 80;

  function entryOf(link) {
    try {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  function references(fragment) {
    var seen = [];
    var lines = [];
    fragment.querySelectorAll(CITATION).forEach(function (link) {
      var item = entryOf(link);
      if (!item || seen.indexOf(item) >= 0) return;
      seen.push(item);
      var text = (item.querySelector(".entry") || item).textContent.trim().replace(/\s+/g, " ");
      lines.push((item.hasAttribute("value") ? "[" + item.value + "] " : "") + text);
    });
    return lines;
  }

  // `TLP:GREEN · Title · Dossier`, as the page has them. In the file that holds all pages
  // the title is that of the page around the passage.
  function origin(range) {
    var start = range.startContainer;
    var around = (start.nodeType === 1 ? start : start.parentElement).closest("article");
    var title = (around || document).querySelector("h1");
    var label = document.querySelector(".tlp-top .marking");
    var site = document.querySelector(".site-title");
    var words = [label, title, site].map(function (it) {
      return it ? it.textContent.trim() : "";
    });
    return words.filter(function (it, at) {
      return it && words.indexOf(it) === at;
    }).join(" · ");
  }

  // Addresses that hold for others as well; where the dossier lies on this disk does not.
  function portable(fragment) {
    fragment.querySelectorAll("a[href]").forEach(function (it) {
      if (/^https?:$/.test(it.protocol)) it.setAttribute("href", it.href);
      else it.removeAttribute("href");
    });
    return fragment;
  }

  function asHtml(fragment, lines) {
    var out = document.createElement("div");
    out.appendChild(portable(fragment));
    lines.forEach(function (line) {
      out.appendChild(document.createElement("p")).textContent = line;
    });
    return out.innerHTML;
  }

  document.addEventListener("copy", function (event) {
    var selection = window.getSelection();
    var main = document.querySelector("main");
    if (!event.clipboardData || !selection.rangeCount || selection.isCollapsed) return;
    var range = selection.getRangeAt(0);
    if (!main || !main.contains(range.commonAncestorContainer)) return;
    if (event.target.closest && event.target.closest("input, textarea, pre")) return;
    var text = selection.toString();
    var fragment = range.cloneContents();
    var lines = references(fragment);
    if (!lines.length && text.length < SHORT) return;
    lines.push(origin(range));
    event.clipboardData.setData("text/plain", text.trim() + "\n\n" + lines.join("\n") + "\n");
    event.clipboardData.setData("text/html", asHtml(fragment, lines));
    event.preventDefault();
  });
})();
