
// ---- Analysis: the same steps as src/index/analysis, see docs/search.md.

// First and last of each run of characters that part words, in hexadecimal.
var PARTING = runs("0-2f,3a-40,5b-60,7b-a9,ab-b1,b4,b6-b8,bb,bf,d7,f7,2c2-2c5,2d2-2df,387," +
  "55a-55f,589-58f,5be,5c0,5c3,5c6,5f3-5f4,600-60f,61b-61f,66a-66d,6d4,700-70f,964-965,970," +
  "e3f,e4f,e5a-e5b,f04-f14,104a-104f,10fb,1360-1368,1680,17d4-17db,1800-180a,2000-206f," +
  "207a-207e,208a-208e,20a0-20cf,2190-2bff,2cf9-2cff,2e00-2e7f,2ff0-3004,3008-3020,3030," +
  "3036-3037,303d-303f,30a0,30fb,e000-f8ff,fd3e-fd3f,fe10-fe6f,fff0-ffff,1f000-1faff," +
  "e0000-10ffff");
// The same of scripts without blanks between words.
var DENSE = runs("e00-eff,1000-109f,1100-11ff,1780-17ff,2e80-2fef,3005-3007,3021-302f," +
  "3031-3035,3038-303c,3041-31ff,3400-4dbf,4e00-9fff,ac00-d7af,f900-faff,20000-3ffff");
var UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
var MARKS = /[\u0300-\u036f]/g;
var PLAIN = /^[\0-\x7f]*$/;
var DIGIT = /[0-9]/, UNSTEMMED = /[0-9\u0250-\uffff]/;
var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l",
  "ı": "i", "þ": "th" };
var LINKS = ["[.]", "(.)", "[@]", "-", "\u2010", ".", "_", "'", "\u2019", "@", "&"];
var PARTS = 12, LONGEST = 64;
var APART = 0, SPACED = 1, TIGHT = 2;

var simplified = {};
for (var h = 0; h < HAN.length; h += 2) simplified[HAN[h]] = HAN[h + 1];

var stemmers = { en: new EnglishStemmer(), de: new GermanStemmer() };

function runs(text) {
  return text.split(",").map(run => {
    var ends = run.split("-");
    return [parseInt(ends[0], 16), parseInt(ends[ends.length - 1], 16)];
  });
}

function within(runs, code) {
  var low = 0, high = runs.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (runs[middle][1] < code) low = middle + 1; else high = middle;
  }
  return low < runs.length && runs[low][0] <= code;
}

var classes = new Uint8Array(65536);

function classOf(code) {
  if (code > 65535) return classify(code);
  return (classes[code] || (classes[code] = classify(code) + 1)) - 1;
}

function classify(code) {
  if (code < 128) {
    var letter = code | 32;
    return (letter > 96 && letter < 123) || (code > 47 && code < 58) ? SPACED : APART;
  }
  if (within(PARTING, code)) return APART;
  return code >= 0xe00 && within(DENSE, code) ? TIGHT : SPACED;
}

// NFKC, lower case, every sigma alike, nothing unseen, Han characters simplified.
function normalise(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").replace(UNSEEN, "").replace(/[\u3400-\u9fff]/g, c => simplified[c] || c).toLowerCase().replace(/ς/g, "σ");
}

// A normalised word without the marks over its letters.
function fold(word) {
  if (PLAIN.test(word)) return word;
  return word.normalize("NFD").replace(MARKS, "").normalize("NFC")
    .replace(/[ßæœøđðłıþ]/g, c => LETTERS[c]);
}

// The tokens of a normalised text: {text, gram, joined, place, start, end, chain}.
function tokens(text) {
  var out = [], at = 0, place = 0, chain = 0;

  function classAt(at) { return at < text.length ? classOf(text.codePointAt(at)) : APART; }
  function wide(at) { return text.codePointAt(at) > 0xffff ? 2 : 1; }
  function endOf(at, wanted) {
    while (at < text.length && classAt(at) === wanted) at += wide(at);
    return at;
  }
  function emit(word, start, end, gram, joined) {
    out.push({ text: word, gram: gram, joined: joined, place: place, start: start, end: end,
      chain: chain });
  }
  function dense(start) {
    var end = endOf(start, TIGHT), from = start, middle = start + wide(start);
    while (middle < end) {
      var next = middle + wide(middle);
      emit(text.slice(from, next), from, next, true, false);
      place++;
      from = middle;
      middle = next;
    }
    // The last one begins no pair; alone it must be found all the same.
    emit(text.slice(from, end), from, end, true, from > start);
    place++;
    return end;
  }
  function linked(start) {
    var parts = [], at = start, link = "";
    for (;;) {
      var end = endOf(at, SPACED), part = text.slice(at, end);
      var genitive = part === "s" && (link === "'" || link === "\u2019");
      if (genitive) { at = end; break; }
      parts.push([part, at, end]);
      at = end;
      link = LINKS.find(it => text.startsWith(it, end));
      if (!link || classAt(end + link.length) !== SPACED) break;
      at = end + link.length;
    }
    join(parts);
    parts.forEach(it => {
      emit(cut(it[0]), it[1], it[2], false, false);
      place++;
    });
    return at;
  }
  function join(parts) {
    if (parts.length < 2 || parts.length > PARTS) return;
    var joined = "";
    parts.forEach(it => {
      var digits = DIGIT.test(joined.slice(-1)) && DIGIT.test(it[0][0]);
      joined += (digits ? "." : "") + it[0];
    });
    if (cut(joined) === joined) {
      emit(joined, parts[0][1], parts[parts.length - 1][2], false, true);
    }
  }

  while (at < text.length) {
    var kind = classAt(at);
    if (kind === APART) at += wide(at);
    else at = kind === TIGHT ? dense(at) : linked(at);
    chain++;
  }
  return out;
}

// No more than the longest term.
function cut(text) {
  return text.length <= LONGEST ? text : Array.from(text).slice(0, LONGEST).join("");
}

var stemmed = {};

// The term of a token in one language; "" stands for none.
function termOf(token, stem) {
  if (token.gram) return token.text;
  var stemmer = stemmers[stem], known = stemmed[stem];
  if (!stemmer || UNSTEMMED.test(token.text)) return fold(token.text);
  if (!known || known.size > 20000) known = stemmed[stem] = new Map();
  var term = known.get(token.text);
  if (term === undefined) {
    // The one word of 460,000 in which the two releases of Snowball differ.
    var word = token.text === "skis" && stem === "en" ? "ski" : token.text;
    known.set(token.text, term = fold(stemmer.stemWord(word)));
  }
  return term;
}

// Every term that a token may stand for, and the token as it is written.
function termsOf(token, stems) {
  var found = stems.map(it => termOf(token, it));
  found.push(termOf(token, ""));
  return found.filter((it, at) => it && found.indexOf(it) === at);
}

// Compares strings by code points, as bytes of UTF-8 compare.
function order(a, b) {
  var length = Math.min(a.length, b.length);
  for (var at = 0; at < length; at++) {
    var x = a.charCodeAt(at), y = b.charCodeAt(at);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}
