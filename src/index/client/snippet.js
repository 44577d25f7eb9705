
// ---- What results show: the passage, with the words that were found.

var WINDOW = 220, BEFORE = 60, NEARBY = 8, BONUS = 0.2, EXACT = 0.05;

// The tokens of a text with their places in it, not in its normal form.
function locate(text) {
  var out = [], pieces = /\S+/g, place = 0, piece;
  while ((piece = pieces.exec(text))) {
    var normal = normalise(piece[0]), same = normal.length === piece[0].length, last = place;
    tokens(normal).forEach(it => {
      last = Math.max(last, place + it.place + 1);
      it.place += place;
      it.start = piece.index + (same ? it.start : 0);
      it.end = piece.index + (same ? it.end : piece[0].length);
      out.push(it);
    });
    place = last;
  }
  return out;
}

// Says which stretches of a text answer: {start, end, weight, term}.
function Marker(weights, stems) {
  this.weights = weights;
  this.stems = stems;
  this.initials = new Set();
  var self = this;
  weights.forEach((_, term) => { self.initials.add(term[0]); });
}
Marker.prototype.weigh = function (token) {
  if (!this.initials.has(fold(token.text[0])[0])) return 0;
  var self = this;
  return termsOf(token, self.stems).reduce((most, it) => Math.max(most, self.weights.get(it) || 0), 0);
};
Marker.prototype.find = function (located) {
  var self = this, found = [];
  located.forEach(it => {
    var weight = self.weigh(it), last = found[found.length - 1];
    if (!weight) return;
    if (last && it.start < last.end) {
      last.end = Math.max(last.end, it.end);
      last.weight = Math.max(last.weight, weight);
    } else {
      found.push({ start: it.start, end: it.end, weight: weight, term: it.text });
    }
  });
  return found;
};

// A text as pieces that answer or do not: [{text, hit}].
function pieces(text, start, end, found) {
  var out = [], at = start;
  found.forEach(it => {
    if (it.start < start || it.end > end) return;
    if (it.start > at) out.push({ text: text.slice(at, it.start), hit: false });
    out.push({ text: text.slice(it.start, it.end), hit: true });
    at = it.end;
  });
  if (at < end) out.push({ text: text.slice(at, end), hit: false });
  return out;
}
Marker.prototype.mark = function (text) {
  return pieces(text, 0, text.length, this.find(locate(text)));
};

// The best window of a text.
Marker.prototype.snippet = function (text, located) {
  var found = this.find(located), best = { start: 0, value: -1 };
  found.forEach((first, at) => {
    var seen = new Set(), value = 0;
    for (var i = at; i < found.length && found[i].end - first.start <= WINDOW - BEFORE; i++) {
      value += seen.has(found[i].term) ? 0.1 * found[i].weight : found[i].weight;
      seen.add(found[i].term);
    }
    if (value > best.value) best = { start: first.start, value: value };
  });
  var start = edge(text, Math.max(0, best.start - BEFORE), best.start);
  var end = start + WINDOW >= text.length ? text.length : edge(text, start + WINDOW, start);
  var out = pieces(text, start, end, found);
  if (start > 0) out.unshift({ text: "… ", hit: false });
  if (end < text.length) out.push({ text: " …", hit: false });
  return out;
};

// The nearest border of a word from one place towards another.
function edge(text, at, other) {
  if (at <= 0) return 0;
  var step = at < other ? 1 : -1;
  for (var i = at, n = 0; n < 30 && i !== other; i += step, n++) {
    if (/\s/.test(text[i - 1])) return i;
  }
  return /[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at;
}

// What a text earns for words that are written as asked, and stand close together.
function closeness(located, answers) {
  var places = new Map(), bonus = 0, last = null;
  located.forEach(it => {
    var word = fold(it.text);
    if (!places.has(word)) places.set(word, []);
    places.get(word).push(it.place);
  });
  answers.forEach(it => {
    var here = places.get(fold(it.token.text));
    if (here) bonus += EXACT * it.rarity;
    if (here && last) {
      var gap = nearest(last.places, here);
      if (gap <= NEARBY) bonus += BONUS * Math.min(it.rarity, last.rarity) / gap;
    }
    last = here ? { places: here, rarity: it.rarity } : null;
  });
  return bonus;
}

// The shortest distance between two ordered lists of places.
function nearest(a, b) {
  var best = Infinity, i = 0, j = 0;
  while (i < a.length && j < b.length) {
    best = Math.min(best, Math.max(1, Math.abs(a[i] - b[j])));
    if (a[i] < b[j]) i++; else j++;
  }
  return best;
}
