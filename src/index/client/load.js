
// ---- Shards: fetched by script elements, for nothing else works from file://.

var VERSION = 1, PATIENCE = 30000, NAME = 10;

// What went wrong, as a code and in words.
function fault(code, words) {
  var error = new Error(words);
  error.name = "SearchError";
  error.code = code;
  return error;
}

// Called by each shard with its name and its bytes in base64.
function take(name, text) {
  var script = document.currentScript;
  if (script && script.dossierTake) script.dossierTake(text);
}

// Loads a shard of the index below `base` by a script element.
function loadScript(base) {
  return function (name) {
    return new Promise((resolve, reject) => {
      var script = document.createElement("script"), timer;
      function end(settle, value) {
        clearTimeout(timer);
        script.dossierTake = script.onerror = script.onload = null;
        script.remove();
        settle(value);
      }
      function missing() {
        end(reject, fault("missing", "a part of the search index cannot be loaded: " + name));
      }
      script.dossierTake = function (text) { end(resolve, text); };
      script.onerror = missing;
      script.onload = function () { if (script.dossierTake) missing(); };
      timer = setTimeout(() => {
        end(reject, fault("timeout", "a part of the search index does not arrive: " + name));
      }, PATIENCE);
      script.src = base + name + ".js";
      document.head.appendChild(script);
    });
  };
}

// The bytes of a shard: base64, mostly of gzip.
function unpack(text) {
  var binary = atob(text), bytes = new Uint8Array(binary.length);
  for (var at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return Promise.resolve(bytes);
  if (typeof DecompressionStream === "undefined") {
    return Promise.reject(fault("old-browser", "this browser is too old for the search index"));
  }
  var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer().then(it => new Uint8Array(it));
}

var utf8 = new TextDecoder();

function json(bytes) { return JSON.parse(utf8.decode(bytes)); }

// Reads numbers and words from the bytes of a shard.
function Reader(bytes) {
  this.bytes = bytes;
  this.at = 0;
}
Reader.prototype.number = function () {
  var number = 0, shift = 0, byte;
  do {
    byte = this.bytes[this.at++];
    number += (byte & 127) * Math.pow(2, shift);
    shift += 7;
  } while (byte > 127);
  return number;
};
Reader.prototype.text = function (length) {
  var bytes = this.bytes, at = this.at, end = this.at += length, text = "";
  for (; at < end && bytes[at] < 128; at++) text += String.fromCharCode(bytes[at]);
  return at < end ? text + utf8.decode(bytes.subarray(at, end)) : text;
};
// Reads a word that shares its first bytes with the word before it.
Reader.prototype.word = function (before) {
  var shared = this.number(), length = this.number();
  return head(before, shared) + this.text(length);
};

// The characters that the first bytes of a word stand for.
function head(word, bytes) {
  for (var at = 0, used = 0; used < bytes; at++) {
    var code = word.charCodeAt(at);
    used += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0xd800 || code > 0xdfff ? 3 : 2;
  }
  return word.slice(0, at);
}

// The shards of one index, each loaded once.
function Shards(load) {
  this.load = load;
  this.known = new Map();
  this.bytes = 0;
}
// What `read` makes of a shard.
Shards.prototype.get = function (name, read) {
  var self = this, known = self.known.get(name);
  if (known) return known;
  var made = self.load(name).then(text => {
    self.bytes += text.length + name.length + 27;
    return unpack(text);
  }).then(read);
  self.known.set(name, made);
  // What failed once may succeed later.
  made.catch(() => { self.known.delete(name); });
  return made;
};

// The place of the last key that is not behind `key`.
function lastBefore(keys, key, compare) {
  var low = 0, high = keys.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (compare(keys[middle], key) <= 0) low = middle + 1; else high = middle;
  }
  return low - 1;
}

function numeric(a, b) { return a - b; }

function nameAt(names, at) { return names.slice(at * NAME, (at + 1) * NAME); }

// The shards of a list from the one that holds `key`, `count` at most: [{key, name}].
Shards.prototype.find = function (list, key, compare, count) {
  var self = this, at = Math.max(0, lastBefore(list.keys, key, compare));
  if (!list.keys.length) return Promise.resolve([]);
  if (!list.parts) return Promise.resolve(cutOut(list.keys, list.names, at, count));
  return self.part(list, at).then(part => {
    var found = Math.max(0, lastBefore(part[0], key, compare));
    var here = cutOut(part[0], part[1], found, count);
    if (here.length === count || at + 1 >= list.keys.length) return here;
    return self.part(list, at + 1).then(next => {
      return here.concat(cutOut(next[0], next[1], 0, count - here.length));
    });
  });
};
Shards.prototype.part = function (list, at) {
  return this.get("c/" + nameAt(list.names, at), json);
};

function cutOut(keys, names, at, count) {
  var out = [];
  for (; at < keys.length && out.length < count; at++) {
    out.push({ key: keys[at], name: nameAt(names, at) });
  }
  return out;
}
