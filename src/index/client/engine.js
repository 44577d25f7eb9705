
// ---- The engine.

var FACETS = ["kind", "part", "language", "marking", "year", "outlet"];
var SHORTLIST = 10, BRIEF = 6, SECTIONS = 3, WORTH = 0.5;

function Engine(index) { this.index = index; }

// Opens the index below `base`; `load` may replace the script elements.
async function open(options) {
  options = options || {};
  var shards = new Shards(options.load || loadScript(options.base || "search/"));
  var root = await shards.get("root", json);
  if (root.version !== VERSION) {
    throw fault("version", "the search index is of another version than this page; reload it");
  }
  var bytes = await shards.get("u/" + root.spread, it => it);
  return new Engine(new Index(root, shards, new Reader(bytes)));
}

// Answers a question; docs/search.md tells of the options and the answer.
Engine.prototype.search = async function (text, options) {
  options = options || {};
  var started = now(), index = this.index, question = parse(text), said = [];
  if (options.titles) question.clauses.forEach(it => { it.title = true; });
  var filters = await index.filters(question, options.filters, said);
  var asked = await this.ask(question, said);
  var only = await this.phrases(question, asked, said);
  var scored = asked.answers.length ? index.score(asked.answers, only) : this.everything(question, filters);
  var all = await this.without(question, scored.pages, said);
  if (options.titles) all = thorough(all, scored.counts, asked.answers.length);
  var found = all.filter(it => passes(filters, it));
  var marker = new Marker(weights(asked.answers, index.dull), index.root.stems);
  var offset = options.offset || 0, limit = options.limit === undefined ? 10 : options.limit;
  var closer = options.rerank === undefined ? SHORTLIST : options.rerank, best;
  if (options.sort === "date") best = await index.byDate(found, scored.scores);
  else {
    best = foremost(found, scored.scores, Math.max(offset + limit, closer));
    await this.rerank(best, scored, asked, closer && await this.titled(best, found, asked, closer));
  }
  return {
    hits: await this.hits(best.slice(offset, offset + limit), scored, marker,
      options.snippets !== false),
    total: found.length,
    facets: await index.count(facetNames(options.facets), all, filters),
    said: said,
    time: now() - started,
    mark: text => marker.mark(text)
  };
};

// Pages by title: [{path, title, kind, language, …}].
Engine.prototype.suggest = async function (text, options) {
  var limit = (options && options.limit) || 8;
  return (await this.search(text, { titles: true, limit: limit, snippets: false, facets: false,
    rerank: 0 })).hits;
};

// The pages that answer every word, if there are any.
function thorough(all, counts, wanted) {
  var best = all.filter(it => counts[it] >= wanted);
  return best.length ? best : all;
}

function facetNames(wanted) {
  return wanted === false ? [] : Array.isArray(wanted) ? wanted : FACETS;
}

// The answers to the words of a question: {answers, words}.
Engine.prototype.ask = async function (question, said) {
  var index = this.index, words = [];
  question.clauses.forEach(clause => {
    if (clause.not) return;
    clause.words = tokens(normalise(clause.text)).filter(isAsked);
    clause.words.forEach(it => { it.clause = clause; words.push(it); });
  });
  var last = words[words.length - 1];
  var answers = await Promise.all(words.map(token => {
    var isLast = token.clause === last.clause && token.end === last.end;
    return index.answer(token, question.open && isLast && !token.clause.phrase,
      token.clause.title);
  }));
  answers = onlyWhole(answers);
  weighChains(answers);
  await Promise.all(answers.filter(isStrange).map(it => index.respell(it, said)));
  await index.rename(words, answers);
  return { words: words, answers: this.telling(answers, said) };
};

// The last character of a dense run is asked for by the pair that it ends.
function isAsked(token) { return !token.gram || !token.joined; }

// Whether a word may be mistyped: it is written nowhere, and so is the chain it belongs to.
function isStrange(answer) {
  var token = answer.token;
  return !answer.exact && !answer.known && !token.gram && !token.clause.title &&
    token.text.length > 2 && !DIGIT.test(token.text);
}

// Whether a chain is a number of something, as a CVE, an address or a date: three parts or
// more, all of them with digits but the first. Another number is no answer.
function isNumber(parts) {
  return parts.length > 2 && parts.slice(1).every(it => DIGIT.test(it.token.text));
}

// Numbers count as a whole: neither their parts nor, where they are quoted, numbers that
// they begin.
function onlyWhole(answers) {
  return answers.filter(it => it.token.joined && !it.token.gram).reduce((left, joined) => {
    var token = joined.token;
    var parts = left.filter(it => it !== joined && it.token.chain === token.chain &&
      it.token.clause === token.clause);
    if (!isNumber(parts)) return left;
    token.clause.isNumber = parts.length + 1 === token.clause.words.length;
    if (token.clause.phrase && !joined.exact) joined.found = [];
    joined.isLost = !joined.found.length;
    return left.filter(it => parts.indexOf(it) < 0);
  }, answers);
}

// Where the joined form of a chain is found, its parts count less; where its parts are
// found, it need not be.
function weighChains(answers) {
  answers.filter(it => it.token.joined).forEach(joined => {
    var parts = answers.filter(it => {
      return it !== joined && it.token.clause === joined.token.clause &&
        it.token.chain === joined.token.chain;
    });
    if (joined.exact) parts.forEach(it => { it.weight = PART; it.known = true; });
    else joined.known = parts.every(it => it.exact);
  });
}

// Leaves out what is so common that it says nothing beside the rest.
Engine.prototype.telling = function (answers, said) {
  var index = this.index;
  function isCommon(answer) {
    return answer.exact && !answer.others.length && !answer.token.clause.phrase &&
      answer.found.some(it => it.weight > 0.7 && index.dull.has(it.entry.term));
  }
  answers.forEach(it => {
    it.rarity = it.found.reduce((least, one) => one.weight < 0.5 ? least : Math.min(least, one.idf), 20);
  });
  var missing = answers.filter(it => {
    if (it.found.length || it.others.length) return false;
    return it.isLost || !(it.token.joined || it.known);
  });
  if (missing.length) said.push({ code: "missing", words: texts(missing) });
  var found = answers.filter(it => it.found.length || it.others.length);
  var telling = found.filter(it => !isCommon(it));
  if (!telling.length) return found;
  var common = found.filter(it => isCommon(it) && !it.known);
  if (common.length) said.push({ code: "common", words: texts(common) });
  return telling;
};

// The words as they were asked, in lower case.
function texts(answers) {
  return answers.map(it => normalise(it.token.clause.text).slice(it.token.start, it.token.end));
}

function weights(answers, dull) {
  var out = new Map();
  function add(answer) {
    answer.found.forEach(it => {
      var term = it.entry.term.replace(TITLE, "");
      if (answers.length > 1 && dull.has(term)) return;
      out.set(term, Math.max(out.get(term) || 0, it.weight * it.idf * answer.weight));
    });
    answer.others.forEach(parts => { parts.forEach(add); });
  }
  answers.forEach(add);
  return out;
}

// The units in which every phrase stands, or null where there is none to insist on.
Engine.prototype.phrases = async function (question, asked, said) {
  var only = null;
  for (var i = 0; i < question.clauses.length; i++) {
    var clause = question.clauses[i];
    if (!clause.phrase || clause.not || clause.title || clause.words.length < 2 ||
      clause.isNumber) continue;
    var found = await this.index.following(clause.words);
    if (!found) continue;
    var both = only ? new Set(Array.from(found).filter(it => only.has(it)))
      : found;
    if (both.size) only = both;
    else said.push({ code: "no-phrase", words: [clause.text] });
  }
  return only;
};

// Every page, where a question only narrows down.
Engine.prototype.everything = function (question, filters) {
  var index = this.index, out = index.blank();
  var only = !question.clauses.some(it => !it.not);
  if (!only || !(question.clauses.length + filters.length)) return out;
  for (var page = 0; page < index.root.pages; page++) {
    out.pages.push(page);
    out.bests[page] = index.firsts[page];
  }
  return out;
};

Engine.prototype.without = async function (question, pages, said) {
  var index = this.index, clauses = question.clauses.filter(it => it.not);
  var sets = await Promise.all(clauses.map(it => index.naming(it)));
  if (clauses.length) said.push({ code: "excluded", words: clauses.map(it => it.text) });
  return pages.filter(page => !sets.some(set => set.has(page)));
};

// Puts pages whose titles hold every word of a short question behind the first `count`, so
// that they are looked at too; returns how many there are then.
Engine.prototype.titled = async function (best, found, asked, count) {
  var index = this.index, words = asked.words.filter(it => !it.joined), pages = null;
  if (words.length > BRIEF || words.some(it => it.gram)) return count;
  for (var i = 0; i < words.length && !(pages && !pages.size); i++) {
    var answer = { found: [] };
    await index.add(answer, words[i], 1, TITLE);
    var units = [].concat.apply([], answer.found.map(it => it.entry.postings().units));
    var here = index.pagesOf(units);
    pages = pages ? new Set(Array.from(pages).filter(it => here.has(it))) : here;
  }
  var known = new Set(best.slice(0, count));
  var more = found.filter(it => pages && pages.has(it) && !known.has(it)).slice(0, SHORTLIST);
  var rest = best.slice(count).filter(it => more.indexOf(it) < 0);
  best.length = Math.min(best.length, count);
  var close = best.length + more.length;
  Array.prototype.push.apply(best, more.concat(rest));
  return close;
};

// The words of a text, as one tells whether they are those of another.
function spoken(words) {
  return words.filter(it => !it.joined).map(it => fold(it.text)).join(" ");
}

// Looks closer at the best pages, where a question is short.
Engine.prototype.rerank = async function (best, scored, asked, count) {
  var self = this, length = asked.words.filter(it => !it.joined).length;
  var words = asked.answers.filter(it => !it.token.joined || it.exact).filter(it => !it.known);
  if (!count || !words.length || length > BRIEF || best.length < 2 ||
    words.some(it => it.token.gram)) return;
  var close = best.slice(0, count), said = spoken(asked.words);
  var most = close.reduce((most, it) => Math.max(most, scored.scores[it]), 0);
  await Promise.all(close.map(async page => {
    var unit = await self.unit(scored.bests[page]), title = unit.page.title;
    var head = locate(title + "\n" + (unit.heading || ""));
    scored.scores[page] += closeness(locate(title), words) +
      Math.max(closeness(head, words), closeness(unit.located(), words));
    // What is asked for by its name comes first.
    if (spoken(tokens(normalise(title))) === said) scored.scores[page] += 2 * most + 1;
  }));
  foremost(close, scored.scores, close.length).forEach((it, at) => { best[at] = it; });
};

// What is stored of a unit: {page, anchor, heading, text, portion, located}.
Engine.prototype.unit = async function (unit) {
  var index = this.index, where = await index.shards.find(index.root.texts, unit, numeric, 1);
  var shard = await index.shards.get("x/" + where[0].name, json), at = unit - shard.first[1];
  var record = shard.units[at];
  return {
    page: shard.pages[record[0]], anchor: record[1], heading: record[2], text: record[3],
    portion: record[4],
    located: () => record.located || (record.located = locate(record[3]))
  };
};

Engine.prototype.face = async function (page) {
  var index = this.index, where = await index.shards.find(index.root.faces, page, numeric, 1);
  return (await index.shards.get("m/" + where[0].name, json))[page - where[0].key];
};

Engine.prototype.hits = function (shown, scored, marker, snippets) {
  var self = this;
  return Promise.all(shown.map(async page => {
    var unit = snippets ? await self.unit(scored.bests[page]) : null;
    var hit = { page: page, score: scored.scores[page], anchor: null, heading: null };
    Object.assign(hit, unit ? unit.page : await self.face(page));
    if (!unit) return hit;
    Object.assign(hit, passage(unit, marker));
    hit.sections = await Promise.all(self.sections(page, scored).map(async other => {
      var made = passage(await self.unit(other), marker);
      made.score = scored.units[other];
      return made;
    }));
    return hit;
  }));
};

function passage(unit, marker) {
  var made = { anchor: unit.anchor, heading: unit.heading,
    snippet: marker.snippet(unit.text, unit.located()) };
  if (unit.portion) made.portion = unit.portion;
  return made;
}

// Further units of a page that answer nearly as well.
Engine.prototype.sections = function (page, scored) {
  var index = this.index, units = scored.units, best = scored.bests[page], out = [];
  for (var it = index.firsts[page]; it < index.firsts[page + 1]; it++) {
    if (it !== best && units[it] > WORTH * units[best]) out.push(it);
  }
  return out.sort((a, b) => units[b] - units[a]).slice(0, SECTIONS);
};

// Marks the words of a question in any text, without an index.
function marker(text, stems) {
  var weights = new Map();
  stems = stems || ["en", "de"];
  parse(text).clauses.forEach(clause => {
    if (clause.not) return;
    tokens(normalise(clause.text)).forEach(token => {
      termsOf(token, stems).forEach(it => { weights.set(it, 1); });
    });
  });
  return new Marker(weights, stems);
}

function now() { return typeof performance === "undefined" ? Date.now() : performance.now(); }

global.dossierSearch = {
  open: open,
  take: take,
  marker: marker,
  analysis: { normalise: normalise, fold: fold, tokens: tokens, term: termOf }
};
})(typeof globalThis === "undefined" ? self : globalThis);
