
// ---- Words that are written otherwise: mistyped, as ends of compounds, other names.

var NEAR = [0, 0.6, 0.4], NEAREST = 12, ENDING = 0.5, SHARDS = 12, NAMES = 5, WORDS = 5;
// The least letters of a part of a compound, those of a stem that stands for a word, and the
// most between two parts.
var PIECE = 5, LONG = 7, LINK = 2;

// The words of one shard: [{word, often, ways}].
function readWords(bytes) {
  var reader = new Reader(bytes), words = [], word = "";
  for (var count = reader.number(); count > 0; count--) {
    word = reader.word(word);
    var both = reader.number(), ways = [];
    for (var left = both % 4; left > 0; left--) ways.push(reader.text(reader.number()));
    words.push({ word: word, often: Math.floor(both / 4), ways: ways });
  }
  return words;
}

// The words of a list that begin with `start`.
Index.prototype.beginning = async function (list, folder, start) {
  var shards = this.shards, found = await shards.find(list, start, order, SHARDS), out = [];
  for (var i = 0; i < found.length; i++) {
    if (i > 0 && !found[i].key.startsWith(start)) break;
    (await shards.get(folder + found[i].name, readWords)).forEach(it => {
      if (it.word.startsWith(start)) out.push(it);
    });
  }
  return out;
};

function reversed(word) { return Array.from(word).reverse().join(""); }

// How many edits lie between two words, also swaps of neighbours; more than `limit` is
// limit + 1.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  var before = [], row = [], last = [];
  for (var j = 0; j <= b.length; j++) row.push(j);
  for (var i = 1; i <= a.length; i++) {
    last = before;
    before = row;
    row = [i];
    for (j = 1; j <= b.length; j++) {
      var best = Math.min(before[j] + 1, row[j - 1] + 1,
        before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, last[j - 2] + 1);
      }
      row.push(best);
    }
  }
  return Math.min(row[b.length], limit + 1);
}

// The words near a word that is written nowhere: [{word, ways, often, far}]. One edit
// leaves the first or the last half whole; two leave the first or the last third, mostly.
Index.prototype.near = async function (word, limit) {
  var letters = Array.from(word), length = letters.length;
  var keep = limit > 1 ? Math.floor(length / 3) : Math.floor((length - 1) / 2);
  var start = letters.slice(0, keep).join(""), end = letters.slice(length - keep).join("");
  var lists = await Promise.all([this.beginning(this.root.forward, "f/", start),
    this.beginning(this.root.backward, "r/", reversed(end))]);
  var near = new Map();
  lists.forEach((list, at) => {
    list.forEach(it => {
      var other = at ? reversed(it.word) : it.word;
      var far = at && limit === 1 && other.endsWith(word) ? 0 : distance(word, other, limit);
      if (far <= limit) {
        near.set(other, { word: other, ways: it.ways, often: it.often, far: far });
      }
    });
  });
  var all = Array.from(near.values());
  return all.sort((a, b) => a.far - b.far || b.often - a.often || order(a.word, b.word));
};

// Answers a word that is written nowhere with words like it, and says which.
Index.prototype.respell = async function (answer, said) {
  var self = this, word = fold(answer.token.text), begun = answer.found.length > 0;
  var found = await self.near(word, 1), bare = word.replace(/([aou])e/g, "$1");
  if (!found.length && bare !== word) found = await self.near(bare, 1);
  if (!found.length && !begun && word.length > 5) found = await self.near(word, 2);
  if (!found.length && !begun) found = await self.within(word);
  var endings = found.filter(it => it.far === 0).slice(0, NEAREST);
  var typos = found.filter(it => it.far > 0).slice(0, NEAREST);
  await Promise.all(endings.concat(typos).map(it => {
    var weight = it.far ? NEAR[it.far] : ENDING;
    return Promise.all([it.word].concat(it.ways).map(way => {
      return self.add(answer, { text: way }, weight, "");
    }));
  }));
  if (typos.length && !endings.length && !begun) {
    var words = typos.slice(0, 3).map(it => it.ways[0] || it.word);
    said.push({ code: "corrected", word: answer.token.text, words: words });
  }
};

// The words that a compound is made of, as far as they are written: what it ends with, and
// what it begins with. Another inflection of it counts as all of it.
Index.prototype.within = async function (word) {
  var self = this;
  if (word.length < 2 * PIECE) return [];
  var lists = await Promise.all([self.beginning(self.root.forward, "f/", word.slice(0, PIECE)),
    self.beginning(self.root.backward, "r/", reversed(word.slice(-PIECE)))]);
  var forward = lists[0].map(it => apart(it, it.word));
  var same = forward.filter(it => self.root.stems.some(stem => {
    var kept = termOf({ text: word }, stem);
    return kept.length >= LONG && kept !== word && it.word.startsWith(kept);
  }));
  if (same.length) return same;
  var heads = longest(lists[1].map(it => apart(it, reversed(it.word))), it => word.endsWith(it));
  var rest = word.length - (heads.length ? heads[0].word.length : 0);
  var firsts = forward.filter(it => {
    return !heads.length || (it.word.length <= rest && rest - it.word.length <= LINK);
  });
  return heads.concat(longest(firsts, it => word.startsWith(it)));
};

// A listed word as one that is written otherwise than what was asked.
function apart(listed, word) {
  return { word: word, ways: listed.ways, often: listed.often, far: 2 };
}

function longest(words, fits) {
  var all = words.filter(it => it.word.length >= PIECE && fits(it.word));
  return all.sort((a, b) => b.word.length - a.word.length).slice(0, 1);
}

// The keys of what blanks part in a question: [{key, token}].
function keysOf(words) {
  var out = [], chain = null;
  words.forEach(it => {
    if (it.clause.not || it.clause.title) return;
    var last = out[out.length - 1], same = last && chain === it.chain && last.clause === it.clause;
    if (!same) out.push({ key: fold(it.text), token: it, clause: it.clause });
    else if (it.gram) last.key += it.text.slice(1);
    else if (!last.token.joined) last.key += fold(it.text);
    chain = it.chain;
  });
  return out;
}

// Lets names of entities in a question answer for each other.
Index.prototype.rename = async function (words, answers) {
  var self = this, keys = keysOf(words);
  await Promise.all(keys.map(async (first, at) => {
    for (var end = Math.min(keys.length, at + WORDS); end > at; end--) {
      var key = keys.slice(at, end).map(it => it.key).join("");
      var others = await self.names(key);
      if (!others) continue;
      var answer = answers.find(it => it.token === first.token);
      answer.others = await self.alternatives(others);
      return;
    }
  }));
};

Index.prototype.names = async function (key) {
  var found = await this.shards.find(this.root.names, key, order, 1);
  if (!found.length) return null;
  var shard = await this.shards.get("y/" + found[0].name, it => new Map(json(it)));
  return shard.get(key);
};

// Each name as the answers that must come together; short names first.
Index.prototype.alternatives = async function (names) {
  var self = this, all = names.map(name => {
    var found = tokens(normalise(name)).filter(isAsked), joined = found.filter(it => it.joined);
    var one = joined.length === 1 && joined[0].end - joined[0].start >=
      found[found.length - 1].end - found[0].start;
    return one ? joined : found.filter(it => !it.joined);
  }).filter(it => it.length);
  all.sort((a, b) => a.length - b.length);
  var made = await Promise.all(all.slice(0, NAMES).map(name => Promise.all(name.map(it => self.answer(it, false, false)))));
  return made.filter(parts => parts.every(it => it.exact));
};
