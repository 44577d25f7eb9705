
// ---- What results show: the passage, with the words that were found.

var WINDOW = 220, BEFORE = 60;

// Says for each stretch of a text whether it answers: {start, end, weight}.
function Marker(weights, stems) {
  this.weights = weights;
  this.stems = stems;
  this.initials = new Set();
  var self = this;
  weights.forEach(function (_, term) { self.initials.add(term[0]); });
}
Marker.prototype.weigh = function (token) {
  if (!this.initials.has(fold(token.text[0])[0])) return 0;
  var self = this;
  return termsOf(token, self.stems).reduce(function (most, it) {
    return Math.max(most, self.weights.get(it) || 0);
  }, 0);
};
Marker.prototype.find = function (text) {
  var self = this, found = [], pieces = /\S+/g, piece;
  while ((piece = pieces.exec(text))) {
    var plain = normalise(piece[0]), same = plain.length === piece[0].length;
    tokens(plain).forEach(function (token) {
      var weight = self.weigh(token);
      if (!weight) return;
      var start = piece.index + (same ? token.start : 0);
      var end = piece.index + (same ? token.end : piece[0].length);
      var last = found[found.length - 1];
      if (last && start <= last.end) {
        last.end = Math.max(last.end, end);
        last.weight = Math.max(last.weight, weight);
      } else {
        found.push({ start: start, end: end, weight: weight, term: token.text });
      }
    });
  }
  return found;
};

// A text as pieces that answer or do not: [{text, hit}].
Marker.prototype.pieces = function (text, start, end, found) {
  var out = [], at = start;
  found.forEach(function (it) {
    if (it.start < start || it.end > end) return;
    if (it.start > at) out.push({ text: text.slice(at, it.start), hit: false });
    out.push({ text: text.slice(it.start, it.end), hit: true });
    at = it.end;
  });
  if (at < end) out.push({ text: text.slice(at, end), hit: false });
  return out;
};
Marker.prototype.mark = function (text) {
  return this.pieces(text, 0, text.length, this.find(text));
};

// The best window of a text.
Marker.prototype.snippet = function (text) {
  var found = this.find(text), best = { start: 0, value: -1 };
  found.forEach(function (first, at) {
    var seen = new Set(), value = 0;
    for (var i = at; i < found.length && found[i].end - first.start <= WINDOW - BEFORE; i++) {
      value += seen.has(found[i].term) ? 0.1 * found[i].weight : found[i].weight;
      seen.add(found[i].term);
    }
    if (value > best.value) best = { start: first.start, value: value };
  });
  var start = edge(text, Math.max(0, best.start - BEFORE), best.start);
  var end = start + WINDOW >= text.length ? text.length : edge(text, start + WINDOW, start);
  var out = this.pieces(text, start, end, found);
  if (start > 0) out.unshift({ text: "… ", hit: false });
  if (end < text.length) out.push({ text: " …", hit: false });
  return out;
};

// The nearest border of a word between two places.
function edge(text, at, other) {
  if (at <= 0) return 0;
  var step = at < other ? 1 : -1;
  for (var i = at, n = 0; n < 30 && i !== other; i += step, n++) {
    if (/\s/.test(text[i - 1])) return i;
  }
  return /[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at;
}
