
// ---- The engine.

function Engine(index) { this.index = index; }

// Opens the index below `base`; `load` may replace the script elements.
async function open(options) {
  var base = options.base || "search/";
  var shards = new Shards(options.load || loadScript(base));
  var root = await shards.get("root", json);
  if (root.version !== VERSION) {
    throw fault("version", "the search index is of another version than this page; reload it");
  }
  var spread = await shards.get("u/" + root.spread, function (it) { return new Reader(it); });
  return new Engine(new Index(root, shards, spread));
}

// Answers a question; see docs/search.md.
Engine.prototype.search = async function (text, options) {
  options = options || {};
  var started = now(), index = this.index, question = parse(text), said = [];
  var answers = await this.answers(question, said);
  var found = index.score(answers);
  var offset = options.offset || 0, limit = options.limit === undefined ? 10 : options.limit;
  var shown = found.slice(offset, offset + limit);
  var marker = new Marker(weights(answers), index.root.stems);
  var hits = options.bare ? shown : await this.hits(shown, marker, options.snippets !== false);
  return { hits: hits, total: found.length, facets: {}, said: said, time: now() - started,
    marker: marker };
};

Engine.prototype.answers = async function (question, said) {
  var index = this.index, words = [];
  question.clauses.filter(function (it) { return !it.not; }).forEach(function (clause) {
    tokens(normalise(clause.text)).forEach(function (it) { words.push(it); });
    words.forEach(function (it) { if (!it.clause) it.clause = clause; });
  });
  var last = words[words.length - 1];
  var answers = await Promise.all(words.map(function (token) {
    var isLast = question.open && token.end === last.end && token.clause === last.clause;
    return index.answer(token, { prefix: isLast && !token.clause.phrase });
  }));
  answers.forEach(function (it) { it.weight = 1; });
  weighChains(answers);
  return this.telling(answers, said);
};

// Where the joined form of a chain is found, its parts count less.
function weighChains(answers) {
  answers.forEach(function (joined) {
    if (!joined.token.joined || !joined.exact) return;
    answers.forEach(function (it) {
      if (it !== joined && it.token.clause === joined.token.clause &&
        it.token.chain === joined.token.chain) it.weight = PART;
    });
  });
}

// Leaves out what is so common that it says nothing beside the rest.
Engine.prototype.telling = function (answers, said) {
  var index = this.index;
  function isCommon(answer) {
    return answer.found.some(function (it) { return index.common.has(it.entry.term); });
  }
  var telling = answers.filter(function (it) { return it.found.length && !isCommon(it); });
  if (!telling.length) return answers;
  var left = answers.filter(isCommon).map(function (it) { return it.token.text; });
  if (left.length) said.push({ code: "common", words: left });
  var missing = answers.filter(function (it) { return !it.found.length && !it.token.joined; });
  if (missing.length) {
    said.push({ code: "missing", words: missing.map(function (it) { return it.token.text; }) });
  }
  return telling;
};

function weights(answers) {
  var out = new Map();
  answers.forEach(function (answer) {
    answer.found.forEach(function (it) {
      out.set(it.entry.term, Math.max(out.get(it.entry.term) || 0, it.weight * it.idf));
    });
  });
  return out;
}

Engine.prototype.hits = function (shown, marker, snippets) {
  var index = this.index;
  return Promise.all(shown.map(async function (it) {
    var where = await index.shards.find(index.root.texts, it.unit, numeric, 1);
    var text = await index.shards.get("x/" + where[0].name, json);
    var unit = text.units[it.unit - text.first[1]], page = text.pages[unit[0]];
    var hit = { page: it.page, score: it.score, anchor: unit[1], heading: unit[2] };
    Object.keys(page).forEach(function (key) { hit[key] = page[key]; });
    if (snippets) hit.snippet = marker.snippet(unit[3]);
    return hit;
  }));
};

function now() { return typeof performance === "undefined" ? Date.now() : performance.now(); }

global.dossierSearch = {
  open: open,
  take: take,
  analysis: { normalise: normalise, fold: fold, tokens: tokens, term: termOf }
};
})(typeof globalThis === "undefined" ? self : globalThis);
