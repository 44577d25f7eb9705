
// ---- Terms and what they say of units.

var LEVELS = 31, SHORT = 128, INLINE = 4096;
var PREFIX = 0.35, ALONE = 0.7, PREFIXES = 48, PART = 0.4, REST = 0.6;

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
    var end = unit + spread.number();
    this.firsts[page] = unit;
    this.owners.fill(page, unit, end);
    unit = end;
  }
  this.firsts[root.pages] = root.units;
  this.common = new Set(root.common);
}

Index.prototype.terms = function (name) { return this.shards.get("t/" + name, readTerms); };

// The entry of a term, or null.
Index.prototype.entry = async function (term) {
  var found = await this.shards.find(this.root.terms, term, order, 1);
  if (!found.length) return null;
  var shard = await this.terms(found[0].name);
  var at = lastBefore(shard.terms, term, order);
  return at >= 0 && shard.terms[at] === term ? new Entry(shard, at) : null;
};

// The entries of terms that go on from `start`, the most frequent ones of this shard and
// the next.
Index.prototype.longer = async function (start) {
  var found = await this.shards.find(this.root.terms, start, order, 2), entries = [];
  for (var i = 0; i < found.length; i++) {
    if (i > 0 && !found[i].key.startsWith(start)) break;
    var shard = await this.terms(found[i].name);
    var at = Math.max(0, lastBefore(shard.terms, start, order));
    for (; at < shard.terms.length; at++) {
      var term = shard.terms[at];
      if (term.startsWith(start)) { if (term !== start) entries.push(new Entry(shard, at)); }
      else if (order(term, start) > 0) break;
    }
  }
  return entries.sort(function (a, b) { return b.count - a.count; }).slice(0, PREFIXES);
};

Index.prototype.idf = function (count) {
  return Math.log(1 + (this.root.units - count + 0.5) / (count + 0.5));
};

// Turns a token of the question into the entries that answer it: {token, entries: [{entry,
// weight, idf}], exact}.
Index.prototype.answer = async function (token, options) {
  var self = this, answer = { token: token, found: [], exact: false };
  var terms = termsOf(token, self.root.stems);
  var entries = await Promise.all(terms.map(function (it) { return self.entry(it); }));
  var own = entries[entries.length - 1];
  entries.forEach(function (it, at) {
    // A name that is also somebody's stem counts more than the stem.
    var weight = own && terms.length > 1 && at < entries.length - 1 ? 0.8 : 1;
    if (it) answer.found.push({ entry: it, weight: weight, idf: self.idf(it.count) });
  });
  answer.exact = answer.found.length > 0;
  var long = token.gram ? token.text.length === 1 : token.text.length > 1;
  if (long && (options.prefix || !answer.exact || (token.gram && token.text.length === 1))) {
    await self.prefixed(answer, options.prefix || token.gram);
  }
  return answer;
};

Index.prototype.prefixed = async function (answer, open) {
  var self = this, written = termOf(answer.token, "");
  if (!open && written.length < 4) return;
  var most = answer.found.reduce(function (most, it) { return Math.min(most, it.idf); }, 99);
  (await self.longer(written)).forEach(function (it) {
    if (answer.found.some(function (other) { return other.entry.term === it.term; })) return;
    var weight = answer.token.gram ? 1 : answer.exact ? PREFIX : ALONE;
    answer.found.push({ entry: it, weight: weight, idf: Math.min(most, self.idf(it.count)) });
  });
};

// Adds up what the answers say of every unit and every page.
Index.prototype.score = function (answers) {
  var self = this, units = new Float32Array(self.root.units);
  var pages = new Float32Array(self.root.pages);
  var here = new Float32Array(self.root.units), best = new Float32Array(self.root.pages);
  answers.forEach(function (answer) {
    var touched = [], owners = [];
    answer.found.forEach(function (it) {
      var list = it.entry.postings(), factor = it.weight * it.idf * answer.weight / LEVELS;
      for (var i = 0; i < list.units.length; i++) {
        var unit = list.units[i], value = factor * (list.levels[i] + 0.5);
        if (here[unit] === 0) touched.push(unit);
        if (value > here[unit]) here[unit] = value;
      }
    });
    touched.forEach(function (unit) {
      var page = self.owners[unit];
      units[unit] += here[unit];
      if (best[page] === 0) owners.push(page);
      if (here[unit] > best[page]) best[page] = here[unit];
      here[unit] = 0;
    });
    owners.forEach(function (page) { pages[page] += best[page]; best[page] = 0; });
  });
  return self.gather(units, pages);
};

// The pages that are answered, best first: [{page, unit, score}]. A page counts for its
// best unit, and for what its other units add.
Index.prototype.gather = function (units, pages) {
  var out = [];
  for (var page = 0; page < pages.length; page++) {
    if (pages[page] === 0) continue;
    var unit = this.firsts[page];
    for (var it = unit + 1; it < this.firsts[page + 1]; it++) {
      if (units[it] > units[unit]) unit = it;
    }
    var score = units[unit] + REST * (pages[page] - units[unit]);
    out.push({ page: page, unit: unit, score: score });
  }
  this.units = units;
  return out.sort(function (a, b) { return b.score - a.score || a.page - b.page; });
};
