
// ---- Terms and what they say of units.

var LEVELS = 31, SHORT = 128, INLINE = 4096, TITLE = "\u0001";
var PREFIX = 0.35, ALONE = 0.7, PREFIXES = 48, PART = 0.4, REST = 0.6, SYNONYM = 0.8;

// The terms of one shard: {terms, counts, starts, sizes, rests, bytes}.
function readTerms(bytes) {
  var reader = new Reader(bytes), count = reader.number(), word = "", start = 0;
  var shard = { terms: [], counts: [], starts: [], sizes: [], rests: [], bytes: null, lists: [] };
  for (var at = 0; at < count; at++) {
    shard.terms.push(word = reader.word(word));
    shard.counts.push(reader.number());
    shard.sizes.push(reader.number());
    shard.starts.push(start);
    shard.rests.push(shard.counts[at] > INLINE ? reader.text(NAME) : "");
    start += shard.sizes[at];
  }
  shard.bytes = bytes.subarray(reader.at);
  return shard;
}

// The units of a term with the level of each: {units, levels}.
function readPostings(bytes, short) {
  var reader = new Reader(bytes), units = [], levels = [], unit = 0;
  while (reader.at < bytes.length) {
    if (short) {
      var both = reader.number();
      units.push(unit += Math.floor(both / 32));
      levels.push(both % 32);
      continue;
    }
    var level = reader.number(), count = reader.number();
    for (unit = 0; count > 0; count--) {
      units.push(unit += reader.number());
      levels.push(level);
    }
  }
  return { units: units, levels: levels };
}

function Entry(shard, at) {
  this.shard = shard;
  this.at = at;
  this.term = shard.terms[at];
  this.count = shard.counts[at];
}
Entry.prototype.postings = function () {
  var shard = this.shard, at = this.at;
  if (!shard.lists[at]) {
    var bytes = shard.bytes.subarray(shard.starts[at], shard.starts[at] + shard.sizes[at]);
    shard.lists[at] = readPostings(bytes, this.count <= SHORT);
  }
  return shard.lists[at];
};

function Index(root, shards, spread) {
  this.root = root;
  this.shards = shards;
  this.owners = new Int32Array(root.units);
  this.firsts = new Int32Array(root.pages + 1);
  for (var page = 0, unit = 0; page < root.pages; page++) {
    this.firsts[page] = unit;
    unit += spread.number();
    this.owners.fill(page, this.firsts[page], unit);
  }
  this.firsts[root.pages] = root.units;
  this.common = new Set(root.common);
  this.dull = new Set(root.common.concat(root.small));
}

// The entry of a term, or null.
Index.prototype.entry = async function (term) {
  var found = await this.shards.find(this.root.terms, term, order, 1);
  if (!found.length) return null;
  var shard = await this.shards.get("t/" + found[0].name, readTerms);
  var at = lastBefore(shard.terms, term, order);
  return at >= 0 && shard.terms[at] === term ? new Entry(shard, at) : null;
};

// Every unit of a term, also those that stand apart.
Index.prototype.everywhere = async function (entry) {
  var rest = entry.shard.rests[entry.at], units = entry.postings().units;
  if (!rest) return units;
  var far = await this.shards.get("o/" + rest, it => readPostings(it, false));
  return units.concat(far.units);
};

// The most frequent terms that go on from `start`.
Index.prototype.longer = async function (start) {
  var found = await this.shards.find(this.root.terms, start, order, 2), entries = [];
  for (var i = 0; i < found.length; i++) {
    if (i > 0 && !found[i].key.startsWith(start)) break;
    var shard = await this.shards.get("t/" + found[i].name, readTerms);
    var at = Math.max(0, lastBefore(shard.terms, start, order));
    for (; at < shard.terms.length; at++) {
      var term = shard.terms[at];
      if (term.startsWith(start)) { if (term !== start) entries.push(new Entry(shard, at)); }
      else if (order(term, start) > 0) break;
    }
  }
  return entries.sort((a, b) => b.count - a.count).slice(0, PREFIXES);
};

Index.prototype.idf = function (count) {
  return Math.log(1 + (this.root.units - count + 0.5) / (count + 0.5));
};

// Turns a token of the question into the entries that answer it: {token, found: [{entry,
// weight, idf}], exact, weight, others}.
Index.prototype.answer = async function (token, prefix, title) {
  var self = this, answer = { token: token, found: [], exact: false, weight: 1, others: [] };
  var lead = title ? TITLE : "";
  await self.add(answer, token, 1, lead);
  answer.exact = answer.found.length > 0;
  var single = token.gram && token.text.length === 1, written = lead + termOf(token, "");
  if (single || (token.gram ? false : prefix ? token.text.length > 1 :
    !answer.exact && token.text.length > 3)) {
    var least = answer.found.reduce((least, it) => Math.min(least, it.idf), 99);
    (await self.longer(written)).forEach(it => {
      self.take(answer, it, single ? 1 : answer.exact ? PREFIX : ALONE, least);
    });
  }
  return answer;
};

// Adds the entries of every term that a token may stand for.
Index.prototype.add = async function (answer, token, weight, lead) {
  var self = this, terms = termsOf(token, self.root.stems);
  var entries = await Promise.all(terms.map(it => self.entry(lead + it)));
  var own = entries[entries.length - 1];
  entries.forEach((it, at) => {
    // A name as it is written counts more than the stem that it shares with other words.
    var name = own && at < entries.length - 1 ? 0.8 : 1;
    if (it) self.take(answer, it, weight * name, 99);
  });
};

Index.prototype.take = function (answer, entry, weight, limit) {
  if (answer.found.some(it => it.entry.term === entry.term)) return;
  var idf = Math.min(limit, this.idf(entry.count));
  answer.found.push({ entry: entry, weight: weight, idf: idf });
};

// Calls `say(unit, value)` for what an answer says of units.
Index.prototype.tell = function (answer, say) {
  answer.found.forEach(it => {
    var list = it.entry.postings(), factor = it.weight * it.idf * answer.weight / LEVELS;
    for (var i = 0; i < list.units.length; i++) {
      say(list.units[i], factor * (list.levels[i] + 0.5));
    }
  });
  var self = this;
  answer.others.forEach(parts => {
    self.together(parts).forEach((value, unit) => {
      say(unit, value / parts.length * SYNONYM * answer.weight);
    });
  });
};

// What several answers say of the units that all of them know.
Index.prototype.together = function (parts) {
  var self = this, all = null;
  parts.forEach(part => {
    var here = new Map();
    self.tell(part, (unit, value) => {
      if (!all || all.has(unit)) here.set(unit, Math.max(here.get(unit) || 0, value));
    });
    if (all) here.forEach((value, unit) => { here.set(unit, value + all.get(unit)); });
    all = here;
  });
  return all || new Map();
};

// Adds up what the answers say of every unit and every page. A page counts for its best
// unit, and for what its other units add. Where `only` is given, other units do not answer:
// {pages, units, scores, bests, counts}.
Index.prototype.score = function (answers, only) {
  var self = this, owners = self.owners, found = self.blank();
  var units = found.units, here = new Float32Array(units.length);
  var sums = new Float32Array(self.root.pages), best = new Float32Array(self.root.pages);
  answers.forEach(answer => {
    var touched = [], named = [];
    self.tell(answer, (unit, value) => {
      if (here[unit] === 0) touched.push(unit);
      if (value > here[unit]) here[unit] = value;
    });
    touched.forEach(unit => {
      var page = owners[unit], value = here[unit];
      units[unit] += value;
      here[unit] = 0;
      if (best[page] === 0) named.push(page);
      if (value > best[page]) best[page] = value;
    });
    named.forEach(page => { sums[page] += best[page]; best[page] = 0; found.counts[page]++; });
  });
  for (var page = 0; page < sums.length; page++) {
    if (sums[page] === 0) continue;
    var unit = -1;
    for (var it = self.firsts[page]; it < self.firsts[page + 1]; it++) {
      if (only && !only.has(it)) continue;
      if (unit < 0 || units[it] > units[unit]) unit = it;
    }
    if (unit < 0) continue;
    found.pages.push(page);
    found.bests[page] = unit;
    found.scores[page] = units[unit] + REST * (sums[page] - units[unit]);
  }
  return found;
};

Index.prototype.blank = function () {
  var pages = this.root.pages;
  return { pages: [], units: new Float32Array(this.root.units), scores: new Float32Array(pages),
    bests: new Int32Array(pages), counts: new Uint8Array(pages) };
};

// The best `count` of some pages, in order.
function foremost(pages, scores, count) {
  var out = [];
  function isBefore(a, b) { return scores[a] > scores[b] || (scores[a] === scores[b] && a < b); }
  pages.forEach(page => {
    if (out.length >= count && !isBefore(page, out[out.length - 1])) return;
    var low = 0, high = out.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (isBefore(out[middle], page)) low = middle + 1; else high = middle;
    }
    out.splice(low, 0, page);
    if (out.length > count) out.pop();
  });
  return out;
}
