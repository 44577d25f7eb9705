"""Libraries of sources in the formats of reference managers: `.bib`, `.ris`, `.json`. A keyword
that is a label is the marking of its source; what is closed is deleted with its record."""

import json
import re

from matter import Word

LABEL = re.compile(r"[:\-_+. ]+")


def named(text, labels):
    """The highest label among keywords, however it is spelt."""
    bare = lambda it: LABEL.sub("", it).upper()
    known = {bare(it): it for it in labels}
    found = [known[bare(it)] for it in re.split(r"[,;\n]", text.replace("{", "").replace("}", "")) if bare(it) in known]
    return max(found, key=labels.index, default=None)


def highest(labels, *markings):
    return max((it for it in markings if it), key=labels.index, default=None)


class Record:
    """One source: its keys, its marking, where it stands, what is known of it."""

    def __init__(self, key, marking, place, further=(), origins=(), addresses=()):
        self.key, self.marking, self.place = key, marking, place
        self.further, self.origins, self.addresses = further, origins, addresses

    def item(self):
        """The same as an item of the YAML that the stripper reads."""
        item = {"id": Word(self.key), "custom": {}}
        if self.marking:
            item["custom"]["marking"] = Word(self.marking)
        if self.origins:
            item["custom"]["derives-from"] = [Word(it) for it in self.origins]
        if self.further:
            item["other-ids"] = [Word(it) for it in self.further]
        for key, value in self.addresses:
            item[key] = Word(value)
        return item


def read(path, text, labels):
    """The records of a library."""
    formats = {"bib": bib, "bibtex": bib, "ris": ris, "json": csl}
    return formats[path.rpartition(".")[2].lower()](text, labels)


def without(path, text, closed, is_cut):
    """The text of a library without the closed records, and without origins that are cut."""
    if path.lower().endswith(".json"):
        return cut_csl(text, {it.place for it in closed}, is_cut)
    for start, end in sorted((it.place for it in closed), reverse=True):
        text = text[:start] + text[end:]
    return text


# CSL-JSON.

def csl_items(data):
    if isinstance(data, list):
        return data
    return next((data[it] for it in ("references", "citations", "items") if it in data), [])


def csl(text, labels):
    records = []
    for at, item in enumerate(csl_items(json.loads(text))):
        custom = item.get("custom") or {}
        keyword = item.get("keyword", "")
        keyword = ", ".join(keyword) if isinstance(keyword, list) else str(keyword)
        marking = highest(labels, custom.get("marking"), named(keyword, labels))
        addresses = [(it, str(item[it])) for it in ("URL", "DOI") if it in item]
        records.append(Record(str(item["id"]), marking, at, texts(item.get("other-ids")),
                              texts(custom.get("derives-from")), addresses))
    return records


def texts(value):
    values = value if isinstance(value, list) else [value]
    return [str(it) for it in values if it is not None]


def cut_csl(text, places, is_cut):
    data = json.loads(text)
    items = csl_items(data)
    left = [it for at, it in enumerate(items) if at not in places]
    lost = False
    for item in left:
        custom = item.get("custom") or {}
        origins = texts(custom.get("derives-from"))
        kept = [it for it in origins if not is_cut(it)]
        if kept != origins:
            lost = True
            custom.pop("derives-from")
            if kept:
                custom["derives-from"] = kept
            if not custom:
                item.pop("custom")
    if not places and not lost:
        return text
    items[:] = left
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


# RIS.

def ris(text, labels):
    records, fields, start, last = [], [], None, None
    at = 0
    for row in text.splitlines(keepends=True):
        tag = re.match(r"\s*([A-Z][A-Z0-9])\s{1,2}-(?:\s+(.*?))?\s*$", row)
        if tag and tag[1] == "TY":
            start, fields = at, []
        if start is not None and tag:
            last = [tag[1], tag[2] or ""]
            fields.append(last)
        elif start is not None and row.strip() and last:
            last[1] += "\n" + row.strip()
        at += len(row)
        if start is not None and tag and tag[1] == "ER":
            records.append(ris_record(fields, (start, at), labels))
            start = None
    return records


def ris_record(fields, place, labels):
    marking = highest(labels, *(named(value, labels) for tag, value in fields if tag == "KW"))
    key = next((value for tag, value in fields if tag == "ID" and value), None)
    if key is None and marking:
        raise SystemExit("a marked record of RIS has no `ID`; cut it by hand")
    names = {"UR": "URL", "DO": "DOI"}
    addresses = [(names[tag], value) for tag, value in fields if tag in names]
    return Record(key or f"record at {place[0]}", marking, place, addresses=addresses)


# BibTeX and BibLaTeX.

ENTRY = re.compile(r"^@(\w+)\s*\{\s*([^\s,{}=\"#]+)\s*,", re.M)
FIELD = re.compile(r"[,\s]([\w-]+)\s*=\s*")
SPECIAL = ("comment", "string", "preamble")


def bib(text, labels):
    entries = {}
    for match in ENTRY.finditer(text):
        if match[1].lower() not in SPECIAL:
            end = closing(text, text.index("{", match.start()))
            fields = bib_fields(text[match.end() - 1:end - 1])
            entries.setdefault(match[2], (match[1].lower(), fields, (match.start(), end)))
    records = []
    for key, (kind, fields, place) in entries.items():
        keywords = (entries[it][1].get("keywords", "") for it in lineage(key, entries))
        marking = highest(labels, *(named(it, labels) for it in keywords))
        addresses = [(it.upper(), fields[it]) for it in ("url", "doi") if it in fields]
        further = re.split(r"\s*,\s*", fields["ids"]) if "ids" in fields else ()
        records.append(Record(key, marking, place, further, addresses=addresses))
    return records


def lineage(key, entries):
    """An entry, and all from which it inherits: its title shows theirs."""
    seen, waiting = [], [key]
    while waiting:
        key = waiting.pop()
        if key in entries and key not in seen:
            seen.append(key)
            fields = entries[key][1]
            waiting += re.split(r"[\s,]+", fields.get("crossref", "") + "," + fields.get("xdata", ""))
    return seen


def closing(text, at):
    """Behind the brace that closes the one at a place."""
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return end + 1
    return len(text)


def bib_fields(text):
    fields, at = {}, 0
    while match := FIELD.search(text, at):
        at = match.end()
        if text[at:at + 1] == "{":
            end = closing(text, at)
            value = text[at + 1:end - 1]
        elif text[at:at + 1] == '"':
            end = text.index('"', at + 1) + 1
            value = text[at + 1:end - 1]
        else:
            end = at + len(re.match(r"[^,]*", text[at:])[0])
            value = text[at:end].strip()
        fields.setdefault(match[1].lower(), value)
        at = end
    return fields
