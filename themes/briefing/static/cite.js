// Shows the reference of a citation beside it, on hover, focus or tap. What it shows is
// copied from the list of references on the same page; without this script a citation
// leads there. As WCAG 1.4.13 asks: Escape takes the card away, the pointer may move onto
// it, and it stays until pointer and focus have left.
(function () {
  "use strict";
  // In the file that holds all pages the id of a reference begins with that of its page.
  var CITATION = ".citation a[href^='#ref-'], .citation a[href^='#'][href*='/ref-']";
  var SHOW = 150;
  var HIDE = 300;
  var MARGIN = 8;

  var card = null;
  var shown = null;
  var timer = 0;
  // Set while Escape has sent the card away and pointer or focus is still there.
  var dismissed = null;
  var touched = null;

  function citationOf(target) {
    return target instanceof Element ? target.closest(CITATION) : null;
  }

  function entryOf(link) {
    try {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  function element(name, className, text) {
    var it = document.createElement(name);
    it.className = className;
    if (text) it.textContent = text;
    return it;
  }

  function copy(node) {
    var it = node.cloneNode(true);
    it.removeAttribute("id");
    it.querySelectorAll("[id]").forEach(function (inner) {
      inner.removeAttribute("id");
    });
    return it;
  }

  // Grade and state of the copy, each with what it means: a title is out of reach for
  // fingers and keys.
  function meaning(mark) {
    var line = element("span", "cite-card-mark");
    line.appendChild(copy(mark)).removeAttribute("title");
    if (mark.title) line.appendChild(document.createTextNode(" · " + mark.title));
    return line;
  }

  function build(link, entry) {
    // Spans only: the card stands within the paragraph, behind its citation, so that
    // the tab key leads into it.
    var it = element("span", "cite-card");
    it.id = "d-cite-card";
    it.setAttribute("role", "group");
    it.setAttribute("aria-label", link.textContent);
    it.appendChild(element("span", "cite-card-place", link.textContent));
    var text = entry.querySelector(".entry");
    if (text) it.appendChild(copy(text));
    entry.querySelectorAll(".grade, .seen").forEach(function (mark) {
      it.appendChild(meaning(mark));
    });
    var more = entry.querySelector("a.more");
    if (more) it.appendChild(copy(more));
    return it;
  }

  // Below the line of the citation; above it where there is no room below.
  function place(link) {
    var box = link.getClientRects();
    var line = box[box.length - 1];
    var origin = (card.offsetParent || document.body).getBoundingClientRect();
    var room = document.documentElement.clientWidth - MARGIN;
    var left = Math.max(MARGIN, Math.min(line.left, room - card.offsetWidth));
    var below = line.bottom + card.offsetHeight + MARGIN <= window.innerHeight;
    var above = !below && box[0].top - card.offsetHeight >= MARGIN;
    var top = above ? box[0].top - card.offsetHeight : line.bottom;
    card.style.left = left - origin.left + "px";
    card.style.top = top - origin.top + "px";
  }

  function show(link) {
    clearTimeout(timer);
    if (shown === link || dismissed === link) return;
    var entry = entryOf(link);
    hide();
    if (!entry) return;
    link.removeAttribute("title");
    card = build(link, entry);
    link.closest(".citation").insertAdjacentElement("afterend", card);
    shown = link;
    place(link);
  }

  function hide() {
    clearTimeout(timer);
    if (card) card.remove();
    card = shown = null;
  }

  function later(action, time) {
    clearTimeout(timer);
    timer = setTimeout(action, time);
  }

  // Whether pointer or focus is on the citation or its card.
  function isHeld() {
    return [shown, card].some(function (it) {
      return it && (it.matches(":hover") || it.contains(document.activeElement));
    });
  }

  function leave() {
    later(function () {
      if (!isHeld()) hide();
    }, HIDE);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = citationOf(event.target);
    if (link) later(show.bind(null, link), SHOW);
    else if (card && card.contains(event.target)) clearTimeout(timer);
  });

  document.addEventListener("pointerout", function (event) {
    var link = citationOf(event.target);
    if (link && link === dismissed && !link.contains(event.relatedTarget)) dismissed = null;
    if (shown) leave();
    else clearTimeout(timer);
  });

  document.addEventListener("focusin", function (event) {
    var link = citationOf(event.target);
    if (link && !touched) show(link);
  });

  document.addEventListener("focusout", function (event) {
    if (citationOf(event.target) === dismissed) dismissed = null;
    if (shown) leave();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !card) return;
    var inside = card.contains(document.activeElement);
    dismissed = shown;
    if (inside) shown.focus();
    hide();
    event.stopPropagation();
  });

  // A first tap shows the card, a second one follows the link; a tap elsewhere ends it.
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch" ? citationOf(event.target) : null;
    if (shown && !touched && !card.contains(event.target)) leave();
  });

  document.addEventListener("click", function (event) {
    var link = citationOf(event.target);
    if (link && link === touched && link !== shown && entryOf(link)) {
      event.preventDefault();
      dismissed = null;
      show(link);
    } else if (card && !card.contains(event.target)) {
      hide();
    }
    touched = null;
  });

  window.addEventListener("resize", hide);
})();
