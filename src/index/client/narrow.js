
// ---- Narrowing down: phrases, what must not occur, facets, dates.

// The positions of one shard: a map from term to its bytes.
function readPlaces(bytes) {
  var reader = new Reader(bytes), terms = [], word = "", out = new Map();
  for (var count = reader.number(); count > 0; count--) {
    terms.push([word = reader.word(word), reader.number()]);
  }
  terms.forEach(it => {
    out.set(it[0], bytes.subarray(reader.at, reader.at += it[1]));
  });
  return out;
}

// Where a term stands: a map from unit to places.
Index.prototype.places = async function (term) {
  var found = await this.shards.find(this.root.positions, term, order, 1), out = new Map();
  if (!found.length) return out;
  var shard = await this.shards.get("p/" + found[0].name, readPlaces);
  var reader = new Reader(shard.get(term) || new Uint8Array(0)), unit = 0;
  while (reader.at < reader.bytes.length) {
    var places = [], place = 0;
    unit += reader.number();
    for (var count = reader.number(); count > 0; count--) places.push(place += reader.number());
    out.set(unit, places);
  }
  return out;
};

// The units in which words follow each other; what stands everywhere may be any word.
Index.prototype.following = async function (words) {
  var self = this, parts = words.filter(it => !it.joined);
  var lists = await Promise.all(parts.map(async token => {
    var terms = termsOf(token, self.root.stems);
    if (terms.some(it => self.common.has(it))) return null;
    return Promise.all(terms.map(it => self.places(it)));
  }));
  var base = parts.length ? parts[0].place : 0, all = null;
  lists.forEach((maps, at) => {
    if (!maps) return;
    var offset = parts[at].place - base, here = new Map();
    maps.forEach(map => {
      map.forEach((places, unit) => {
        var starts = here.get(unit) || new Set();
        places.forEach(it => {
          var start = it - offset;
          if (!all || (all.has(unit) && all.get(unit).has(start))) starts.add(start);
        });
        if (starts.size) here.set(unit, starts);
      });
    });
    all = here;
  });
  return all && new Set(all.keys());
};

// The pages of units.
Index.prototype.pagesOf = function (units) {
  var self = this, pages = new Set();
  units.forEach(it => { pages.add(self.owners[it]); });
  return pages;
};

// The pages that a clause names.
Index.prototype.naming = async function (clause) {
  var self = this, words = tokens(normalise(clause.text)).filter(isAsked), pages = new Set();
  var joined = words.filter(it => it.joined);
  if (words.length > 1 && !joined.length) {
    return self.pagesOf((await self.following(words)) || []);
  }
  var answer = { found: [] };
  await self.add(answer, joined[0] || words[0] || { text: "" }, 1, clause.title ? TITLE : "");
  await Promise.all(answer.found.map(async it => {
    self.pagesOf(await self.everywhere(it.entry)).forEach(page => { pages.add(page); });
  }));
  return pages;
};

// The values of a facet: [{value, pages}].
Index.prototype.facet = function (name) {
  var self = this, shard = self.root.facets[name];
  if (!shard) return Promise.resolve([]);
  return self.shards.get("b/" + shard, bytes => {
    var reader = new Reader(bytes), out = [];
    for (var count = reader.number(); count > 0; count--) {
      var value = reader.text(reader.number()), left = reader.number(), pages = [], page = 0;
      if (reader.number() === 0) {
        for (; left > 0; left--) pages.push(page += reader.number());
      } else {
        for (; page < self.root.pages; page++) {
          if (bytes[reader.at + (page >> 3)] >> (page & 7) & 1) pages.push(page);
        }
        reader.at += Math.ceil(self.root.pages / 8);
      }
      out.push({ value: value, pages: pages });
    }
    return out;
  });
};

// The filters of a question and of its options as sets of pages: [{facet, not, pages}].
Index.prototype.filters = async function (question, options, said) {
  var self = this, wanted = question.filters.map(it => {
    return { facet: it.facet, not: it.not, values: [it.value], said: it.said };
  });
  Object.keys(options || {}).forEach(name => {
    var values = [].concat(options[name] || []);
    if (values.length) wanted.push({ facet: name, not: false, values: values });
  });
  var made = await Promise.all(wanted.map(async it => {
    var keys = it.values.map(plain), pages = new Set(), values = await self.facet(it.facet);
    function add(found) { found.pages.forEach(page => { pages.add(page); }); }
    var same = values.filter(value => keys.indexOf(plain(value.value)) >= 0);
    if (!same.length && it.said) {
      same = values.filter(value => plain(value.value).includes(keys[0]));
    }
    same.forEach(add);
    if (!same.length) {
      said.push({ code: "unknown-filter", words: [it.facet + ":" + it.values.join(", ")] });
    }
    return { facet: it.facet, not: it.not, pages: pages, known: same.length > 0 };
  }));
  return made.filter(it => it.known || !it.not);
};

function plain(value) { return fold(normalise(String(value))); }

function passes(filters, page, but) {
  return filters.every(it => {
    return (but && it.facet === but && !it.not) || it.pages.has(page) !== it.not;
  });
}

// How often each value occurs among pages, were it not for the filters of its own facet.
Index.prototype.count = async function (names, found, filters) {
  var self = this, out = {};
  await Promise.all(names.map(async name => {
    var values = await self.facet(name);
    var here = new Uint8Array(self.root.pages);
    found.forEach(page => { here[page] = passes(filters, page, name) ? 1 : 0; });
    var counts = values.map(it => {
      return [it.value, it.pages.reduce((n, page) => n + here[page], 0)];
    }).filter(it => it[1]);
    out[name] = counts.sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
  }));
  return out;
};

// Pages by date, the newest first; those without a date come last.
Index.prototype.byDate = async function (found, scores) {
  if (!this.root.dates) return found;
  var pages = this.root.pages;
  var dates = await this.shards.get("d/" + this.root.dates, bytes => {
    var reader = new Reader(bytes), out = [];
    for (var page = 0; page < pages; page++) out.push(reader.number());
    return out;
  });
  return found.sort((a, b) => dates[b] - dates[a] || scores[b] - scores[a] || a - b);
};
