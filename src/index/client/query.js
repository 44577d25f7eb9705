
// ---- Questions: words, "phrases", -without, field:value.

var FIELDS = { kind: "kind", part: "part", lang: "language", language: "language",
  source: "source", outlet: "outlet", marking: "marking", tlp: "marking", year: "year",
  tag: "tag" };

// A blank behind the colon is forgiven. Browsers of before 2023 cannot look behind.
var SPACED_FIELD = /(^|\s)(-?(?:kind|part|lang|language|outlet|marking|tlp|year|tag)):\s+(?=\S)/gi;

// Reads a question into words, phrases and filters.
function parse(text) {
  var question = { clauses: [], filters: [], open: !/\s$/.test(text) };
  text = text.replace(/[„“”«»]/g, '"').replace(SPACED_FIELD, "$1$2:");
  // Two hyphens begin an option: `--force` is a word.
  var pattern = /((?:-(?!-)|\u2212)?)(?:([A-Za-z]+):(?=\S))?(?:"([^"]*)("?)|(\S+))/g, found;
  while ((found = pattern.exec(text))) read(found, question);
  return question;
}

function read(found, question) {
  var field = found[2] && found[2].toLowerCase(), phrase = found[3], word = found[5];
  var not = found[1] !== "", value = phrase === undefined ? word : phrase;
  if (field && FIELDS.hasOwnProperty(field)) {
    question.filters.push({ facet: FIELDS[field], not: not, value: value, said: found[0] });
    return;
  }
  if (field && field !== "title") {
    value = found[2] + ":" + value;
    field = undefined;
  }
  question.clauses.push({ text: value, phrase: phrase !== undefined, not: not, title: !!field });
}
