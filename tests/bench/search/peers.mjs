// The engines that dossier is compared with, each set up as its manual advises, over the
// very documents of `dossier export search`. An engine is `{build, save, load, search}`:
// `save` gives the text that a page would load, `search` the places of documents, best first.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const FIELDS = { title: 4, heading: 2, aliases: 4, summary: 1, text: 1 };
const NAMES = Object.keys(FIELDS);

const minisearch = () => {
  const MiniSearch = require("minisearch");
  const options = { fields: NAMES, searchOptions: { prefix: true, fuzzy: 0.2, boost: FIELDS } };
  return {
    build: (documents) => {
      const index = new MiniSearch(options);
      index.addAll(documents);
      return index;
    },
    save: (index) => JSON.stringify(index),
    load: (text) => MiniSearch.loadJSON(text, options),
    search: (index, query) => index.search(query).map((it) => it.id),
  };
};

const elasticlunr = () => {
  const lib = require("elasticlunr");
  const fields = Object.fromEntries(NAMES.map((it) => [it, { boost: FIELDS[it] }]));
  return {
    build: (documents) => {
      const index = lib(function () {
        this.setRef("id");
        this.saveDocument(false);
        NAMES.forEach((it) => this.addField(it));
      });
      documents.forEach((it) => index.addDoc(it));
      return index;
    },
    save: (index) => JSON.stringify(index),
    load: (text) => lib.Index.load(JSON.parse(text)),
    search: (index, query) => index.search(query, { fields, expand: true, bool: "OR" }).map((it) => Number(it.ref)),
  };
};

const lunr = () => {
  const lib = require("lunr");
  require("lunr-languages/lunr.stemmer.support")(lib);
  require("lunr-languages/lunr.de")(lib);
  require("lunr-languages/lunr.multi")(lib);
  return {
    build: (documents) =>
      lib(function () {
        this.use(lib.multiLanguage("en", "de"));
        NAMES.forEach((it) => this.field(it, { boost: FIELDS[it] }));
        documents.forEach((it) => this.add(it));
      }),
    save: (index) => JSON.stringify(index),
    load: (text) => lib.Index.load(JSON.parse(text)),
    // Signs of its language for questions would be errors.
    search: (index, query) => index.search(query.replace(/[:~^*+-]/g, " ")).map((it) => Number(it.ref)),
  };
};

const flexsearch = () => {
  const { Document } = require("flexsearch");
  const make = () => new Document({ document: { id: "id", index: NAMES }, tokenize: "forward" });
  return {
    build: (documents) => {
      const index = make();
      documents.forEach((it) => index.add(it));
      return index;
    },
    save: async (index) => {
      const parts = {};
      await index.export((key, data) => void (parts[key] = data));
      return JSON.stringify(parts);
    },
    load: async (text) => {
      const index = make();
      for (const [key, data] of Object.entries(JSON.parse(text))) await index.import(key, data);
      return index;
    },
    // It ranks within a field only: places in the fields are added up by weight.
    search: (index, query) => {
      const scores = new Map();
      for (const { field, result } of index.search(query, { limit: 50, suggest: true })) {
        result.forEach((id, at) => scores.set(id, (scores.get(id) ?? 0) + FIELDS[field] / (at + 1)));
      }
      return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
    },
  };
};

export const PEERS = { minisearch, elasticlunr, lunr, flexsearch };
