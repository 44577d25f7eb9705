#!/usr/bin/env python3
"""Deletes from a copy of a dossier what an edition may not hold, as an editor would by hand.

    strip.py DOSSIER EDITION OUT      strip.py . public /tmp/public

It shares no code with dossier: a site built from OUT must be, byte for byte, the one that
`dossier build --edition` makes of DOSSIER. docs/leaks.md tells what is compared and why.
"""

import pathlib
import posixpath
import re
import shutil
import sys

import library as managers
import matter
import prose
from inlines import KEY, attributes
from matter import Word

TLP = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
# What the page of a folder says of the pages below, though it is cut itself.
CASCADED = ("marking", "restrictions", "kind", "lang", "listed", "search", "draft")
# What a translation never takes from its original.
OWN = ("lang", "draft")
# What may be a mapping with a text and a marking of its own.
MARKABLE = ("title", "summary", "description", "aliases", "tags", "covers", "bears-on",
            "source", "nocite", "extra")
ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*:", re.I)


class Page:
    """A Markdown file: its name, its front matter as lines, what that says, its text."""

    def __init__(self, path, text, languages):
        self.path = path
        self.front, self.body = split(text)
        self.told = {}
        self.entries = []
        if self.front is not None:
            self.entries = matter.entries(self.front)
            self.told = {key: matter.entry(it) for key, it in self.entries if key}
        folder, name = posixpath.split(path)
        stem = name[:-3]
        stem, dot, lang = stem.rpartition(".") if "." in stem else (stem, "", "")
        known = dot and (lang in languages or languages and re.fullmatch("[a-z]{2}", lang))
        self.suffix = lang if known else None
        if not known:
            stem = name[:-3]
        self.folder = folder
        self.is_index = stem == "index" or stem.lower() == "readme"
        self.id = (folder or "index") if self.is_index else posixpath.join(folder, stem)

    def has(self, key):
        return key in self.told

    def rewrite(self, key, value):
        """Replaces an entry of the front matter; without a value it goes."""
        line = [] if value is None else [f"{key}: {matter.write(value)}"]
        known = any(it == key for it, _ in self.entries)
        if known:
            self.entries = [(it, line if it == key else lines) for it, lines in self.entries]
        else:
            self.entries.append((key, line))

    def text(self):
        lines = [line for _, it in self.entries for line in it]
        return "\n".join(["---", *lines, "---", self.body]) if self.front is not None else self.body


def split(text):
    lines = text.split("\n")
    if lines[0].strip() == "---":
        for at, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return lines[1:at], "\n".join(lines[at + 1:])
    return None, text


class Dossier:
    def __init__(self, root, edition):
        self.root, self.edition = pathlib.Path(root), edition
        self.book = (self.root / "book.toml").read_text()
        self.labels = scheme(self.book)
        table = tables(self.book)[edition]
        self.ceiling = self.labels.index(setting(table, "ceiling", ""))
        self.withheld = setting(table, "links", "text") == "withheld"
        self.cut_names, self.places = set(), {}
        self.src = setting(self.book, "src", "src")
        self.language = setting(self.book, "language", "en")
        self.languages = re.findall(r'"([^"]+)"', (re.search(r"^languages\s*=\s*\[(.*?)\]", self.book, re.M | re.S) or [0, ""])[1])
        content = self.root / self.src
        names = sorted(str(it.relative_to(content)) for it in content.rglob("*")
                       if it.is_file() and not any(p.startswith(".") for p in it.relative_to(content).parts))
        self.pages = [Page(it, (content / it).read_text(), self.languages) for it in names
                      if it.endswith(".md") and it.split(".")[0] != "SUMMARY"]
        told = re.search(r"^bibliography\s*=\s*\[(.*?)\]", self.book, re.M | re.S)
        said = re.findall(r'"([^"]+)"', told[1]) if told else ["references.yaml", "references.yml", "references.json"]
        texts = {it: (content / it).read_text() for it in names if it in said}
        self.libraries = {it: text for it, text in texts.items() if re.search(r"\.ya?ml$", it)}
        self.managed = {it: text for it, text in texts.items() if it not in self.libraries}
        self.cascade()
        self.open = [it for it in self.pages if it.marking is not None and self.may(it.marking)]
        self.sources()
        self.closed = {self.file_at(page, matter.text(it["path"])) for page in self.pages
                       for it in page.told.get("attachments", []) if not self.may_attach(page, it)}

    def may(self, label):
        return label is None or self.labels.index(label) <= self.ceiling

    def may_attach(self, page, item):
        """An attachment without a marking has that of the page that names it."""
        return self.may(matter.text(item["marking"]) if "marking" in item else page.marking)

    def cascade(self):
        """What folders say of the pages below."""
        self.cascades = {(it.folder, it.suffix): (it, it.told["cascade"])
                         for it in self.pages if it.is_index and it.has("cascade")}
        for page in self.pages:
            page.given, page.sticky = {}, {}
            for index, told in self.above(page):
                for key, value in told.items():
                    if key in CASCADED and not page.has(key):
                        page.given.setdefault(key, (value, index))
        self.originals()
        for page in self.pages:
            own = page.original.told if page.original else {}
            said = page.told.get("marking", own.get("marking", page.given.get("marking", [None])[0]))
            page.marking = matter.text(said) if said is not None else None

    def originals(self):
        """Of which page each translation is one: that in the main language, otherwise that in
        the first of the others."""
        groups = {}
        for page in self.pages:
            page.original = None
            said = {key: page.told.get(key, page.given.get(key, [None])[0]) for key in OWN}
            spoken = page.told.get("lang", Word(page.suffix) if page.suffix else said["lang"])
            page.lang = matter.text(spoken) if spoken is not None else self.language
            if said["draft"] is None or matter.text(said["draft"]) != "true":
                groups.setdefault(page.id, []).append(page)
        order = [self.language, *self.languages]
        rank = {it: at for at, it in reversed(list(enumerate(order)))}
        for group in groups.values():
            first = min(group, key=lambda it: rank.get(it.lang, len(order)))
            for page in group:
                if page.lang != first.lang:
                    page.original = first

    def above(self, page):
        folder = page.folder
        while True:
            for suffix in ([page.suffix, None] if page.suffix else [None]):
                if (folder, suffix) in self.cascades:
                    yield self.cascades[folder, suffix]
            if not folder:
                return
            folder = posixpath.dirname(folder)

    def sources(self):
        """The lowest marking of each source, and which keys are left."""
        self.markings, self.further = {}, {}
        for text in self.libraries.values():
            for item in library_items(text)[1]:
                self.source(matter.item(item), None)
        self.records = {it: managers.read(it, text, self.labels) for it, text in self.managed.items()}
        for record in (it for all_ in self.records.values() for it in all_):
            self.source(record.item(), None)
        for page in self.pages:
            for key in ("references", "citations"):
                for item in page.told.get(key, []):
                    self.source(item, page)
        self.left = {it for it, markings in self.markings.items()
                     if any(self.may(m) for m in markings)}

    def source(self, item, page):
        marking = self.own_marking(item)
        own = marking
        if page is not None and page not in self.open:
            # As closed as its page, and an unmarked page is open to nobody.
            marking = page.marking or self.labels[-1]
            if not (page.marking and self.may(page.marking)):
                marking = max(marking, own or marking, key=self.labels.index)
                if self.may(marking):
                    marking = None
                    return
        key = matter.text(item["id"])
        self.markings.setdefault(key, []).append(marking)
        for further in matter.texts(item.get("other-ids", [])):
            self.further[further] = key

    def is_cut_source(self, key):
        key = self.further.get(key, key)
        return key in self.markings and key not in self.left

    def is_open_item(self, item):
        return self.may(self.own_marking(item))

    def own_marking(self, item):
        """What a source says of itself: below `custom`, or as a keyword."""
        own = item.get("custom", {}).get("marking")
        keywords = ",".join(it or "" for it in matter.texts(item.get("keyword", [])))
        named = managers.named(keywords, self.labels)
        return managers.highest(self.labels, matter.text(own) if own is not None else None, named)

    # Names and links.

    def page_named(self, name):
        """The pages that a name could mean: open ones first."""
        folded = name.split("#")[0].strip().casefold()
        for tier in (lambda it: [it.id], lambda it: [posixpath.basename(it.id)],
                     lambda it: [title(it)], lambda it: matter.texts(it.told.get("aliases", []))):
            found = [it for it in self.pages if folded in [x.casefold() for x in tier(it)]]
            if any(it in self.open for it in found):
                return "open"
        for tier in (lambda it: [it.id, posixpath.basename(it.id), title(it)],
                     lambda it: matter.texts(it.told.get("aliases", []))):
            if any(folded in [x.casefold() for x in tier(it)] for it in self.pages):
                return "cut"
        return None

    def wiki(self, page, name):
        """Whether what a wiki link means is cut."""
        meant = self.page_named(name) if name.split("#")[0] else "open"
        if meant != "open":
            return "gone" if meant == "cut" and not self.leads_on(page, name.split("#")[0]) else None
        folded = name.split("#")[0].casefold()
        known = [it for it in self.open if folded in (it.id.casefold(), posixpath.basename(it.id).casefold())]
        return self.place((known or [page])[0].path, name)

    def file_at(self, page, dest):
        """The path below the content folder that a link on a page means."""
        path = dest.split("#")[0].split("?")[0]
        path = re.sub(r"%([0-9A-Fa-f]{2})", lambda it: chr(int(it[1], 16)), path)
        return posixpath.normpath(posixpath.join(page.folder, path))

    def way(self, page, dest):
        """Where a link leads now: None as before, "gone" to nothing."""
        if ADDRESS.match(dest) or dest.startswith("//"):
            return None
        if dest.startswith("#"):
            return self.place(page.path, dest)
        path = self.file_at(page, dest)
        if not path.endswith(".md"):
            return "gone" if path in self.closed else None
        known = [it for it in self.pages if it.path == path]
        if known and known[0] not in self.open:
            # Another language may still have the page, or the folder a list of its pages.
            return None if self.leads_on(page, known[0].id) else "gone"
        return self.place(path, dest)

    def leads_on(self, page, name):
        twin = any(it.id == name and it.suffix == page.suffix for it in self.open)
        return twin or any(f"{it.folder}/".startswith(f"{name}/") for it in self.open)

    def place(self, path, dest):
        """Whether a link leads to a place that is cut from an open page."""
        before, after = self.places.get(path, (set(), set()))
        anchor = dest.partition("#")[2]
        return "gone" if anchor in before - after else None


def title(page):
    said = page.told.get("title")
    if said is not None:
        return matter.text(said)
    match = re.search(r"^# +(.*?)\s*$", page.body, re.M)
    return re.sub(r"\s*\{[^{}]*\}$", "", match[1]) if match else ""


class Rules:
    """What is closed on one page."""

    def __init__(self, dossier, page):
        self.dossier, self.page = dossier, page
        self.definitions, self.notes, self.keeps_citations = {}, set(), False
        self.once_used = set(re.findall(r"\[\^([^\]]+)\](?!:)", page.body.lower()))
        self.may, self.withheld = dossier.may, dossier.withheld
        self.is_cut_source = dossier.is_cut_source

    def has_note(self, label):
        return label in self.notes or label not in self.once_defined()

    def once_defined(self):
        return set(re.findall(r"^[ >]*\[\^([^\]]+)\]:", self.page.body.lower(), re.M))

    def inside_cluster(self):
        inner = Rules(self.dossier, self.page)
        inner.definitions, inner.notes = self.definitions, self.notes
        inner.keeps_citations = True
        return inner

    def way(self, dest):
        return self.dossier.way(self.page, dest)

    def wiki(self, name):
        return self.dossier.wiki(self.page, name)

    def attributes(self, said):
        """Attributes without keys and names of what is cut."""
        pairs = attributes(said)
        if not pairs:
            return said
        for key, value in pairs:
            if key == "resolved-by" and self.is_cut_source(value.lstrip("@")):
                said = re.sub(r"\s*resolved-by=(\"[^\"]*\"|\S+?)(?=[\s}])", "", said)
            if key == "contradicts":
                names = value.split()
                left = [it for it in names if it not in self.dossier.cut_names]
                if left != names:
                    new = f' contradicts="{" ".join(left)}"' if left else ""
                    said = re.sub(r"\s*contradicts=(\"[^\"]*\"|[^\s}]+)", new, said)
        return said


def scheme(book):
    """The labels that the dossier uses, lowest first."""
    own = re.search(r"^\[dossier\.marking\]\s*$(.*?)(?=^\[|\Z)", book, re.M | re.S)
    return re.findall(r'\blabel\s*=\s*"([^"]+)"', own[1]) if own else TLP


def tables(book):
    """The tables of the editions by name, each as its text."""
    found = re.finditer(r"^\[dossier\.editions\.([^\]]+)\]\s*$(.*?)(?=^\[|\Z)", book, re.M | re.S)
    return {it[1]: it[2] for it in found}


def setting(book, key, default):
    match = re.search(rf'^{key}\s*=\s*"([^"]*)"', book, re.M)
    return match[1] if match else default


def library_items(text):
    """What stands in front of the items of a library, and the items."""
    lines = text.split("\n")
    at = next((n for n, it in enumerate(lines) if re.match(r"references:", it)), -1)
    head, found = matter.items(lines[at + 1:])
    return lines[:at + 1] + head, found


def strip(root, edition, out):
    out = pathlib.Path(out)
    first = Dossier(root, edition)
    texts = {it.path: cut_page(first, it) for it in first.open}
    # What names and places are gone is known when everything is cut once.
    dossier = Dossier(root, edition)
    dossier.cut_names = names_of(it.body for it in dossier.pages) - names_of(texts.values())
    dossier.places = {it.path: (places(it.body), places(texts[it.path])) for it in dossier.open}
    texts = {it.path: cut_page(dossier, it) for it in dossier.open}
    write(out / "book.toml", cut_book(dossier))
    for path, text in texts.items():
        write(out / dossier.src / path, text)
    for path, text in {**cut_libraries(dossier, texts), **cut_managed(dossier)}.items():
        write(out / dossier.src / path, text)
    summary = dossier.root / dossier.src / "SUMMARY.md"
    if summary.exists():
        write(out / dossier.src / "SUMMARY.md", cut_summary(dossier, summary.read_text()))
    cut_records(dossier, texts, out)
    copy_rest(dossier, out, texts)
    check(dossier, out)


def check(dossier, out):
    """A stripper that has overlooked something must not go on in silence."""
    closed = "|".join(re.escape(it) for it in dossier.labels[dossier.ceiling + 1:])
    left = re.compile(r"marking\s*[=:]\s*[\"']?(%s)(?![\w+])" % closed) if closed else None
    for file in sorted(out.rglob("*")):
        if left and file.suffix in (".md", ".yaml", ".yml") and file.is_file():
            # What a folder says of pages that are gone marks nothing here.
            text = re.sub(r"^cascade:.*\n(?:[ \t]+.*\n)*", "", file.read_text(), flags=re.M)
            found = left.search(text)
            if found:
                sys.exit(f"{file.relative_to(out)}: `{found[0]}` is left; cut it by hand")
    for path in dossier.managed:
        text = (out / dossier.src / path).read_text()
        left = [it for it in managers.read(path, text, dossier.labels) if not dossier.may(it.marking)]
        if left:
            sys.exit(f"{path}: `{left[0].key}` is left; cut it by hand")


def places(text):
    """The anchors of a page: ids that are written, and headings."""
    headings = re.findall(r"^#+ +(.*?)(?: *\{[^{}]*\})?$", text, re.M)
    return names_of([text]) | {slug(it) for it in headings}


def slug(heading):
    words = re.sub(r"\[([^\[\]]*)\](\([^()]*\)|\{[^{}]*\})?|[*`~^$]", r"\1", heading).lower()
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", words)).strip("-")


def names_of(texts):
    return {it for text in texts for it in re.findall(r"#([\w-]+)[^{}]*\}", text)}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def cut_page(dossier, page):
    for key, (value, index) in page.given.items():
        original = page.original if page.original in dossier.open and key not in OWN else None
        if original and original.has(key):
            continue
        # What is written into the original would come before what folders say of its translation.
        above = original.given.get(key) if original else None
        if index not in dossier.open or above and above[1] not in dossier.open:
            page.rewrite(key, value)
    front(dossier, page)
    rules = Rules(dossier, page)
    page.body = prose.cut(page.body, rules)
    return page.text()


def front(dossier, page):
    """Cuts what front matter says of what is cut."""
    told = page.told
    for key in ("references", "citations"):
        if key in told:
            left = [cut_item(dossier, it) for it in told[key] if dossier.is_open_item(it)]
            if left != told[key]:
                page.rewrite(key, left or None)
    if "attachments" in told:
        left = [it for it in told["attachments"] if dossier.may_attach(page, it)]
        page.rewrite("attachments", left or None)
    if "relations" in told:
        left = [relation(dossier, page, it) for it in told["relations"]]
        left = [it for it in left if it is not None]
        if left != told["relations"]:
            page.rewrite("relations", left or None)
    for key in MARKABLE:
        if key in told:
            left = open_values(dossier, told[key])
            if left != told[key]:
                page.rewrite(key, left)
    source = matter.text(told.get("source", Word("~"))) or ""
    if dossier.is_cut_source(source.lstrip("@")):
        page.rewrite("source", None)
    some(page, "bears-on", lambda it: dossier.page_named(it) != "cut")
    some(page, "covers", lambda it: not dossier.is_cut_source(re.split(r"[# ]", it.lstrip("@"))[0]))
    some(page, "nocite", lambda it: not dossier.is_cut_source(it.lstrip("@").strip("{}")))


def open_values(dossier, value):
    """A value without the mappings in it that have a higher marking; None without any."""
    if isinstance(value, dict):
        if "marking" in value and not dossier.may(matter.text(value["marking"])):
            return None
        left = {key: open_values(dossier, it) for key, it in value.items()}
        return {key: it for key, it in left.items() if it is not None} or None
    if isinstance(value, list):
        left = [open_values(dossier, it) for it in value]
        return [it for it in left if it is not None] or None
    return value


def some(page, key, keeps):
    """Keeps some of the texts of an entry."""
    value = page.told.get(key)
    if value is None:
        return
    values = value if isinstance(value, list) else [value]
    if key == "nocite" and not isinstance(value, list):
        values = [Word(f'"{it}"') for it in re.split(r"[,;\s\[\]]+", value.text()) if it]
    left = [it for it in values if keeps(matter.text(it) or matter.text(it["text"]))]
    if left != values:
        page.rewrite(key, left or None)


def relation(dossier, page, item):
    marking = item.get("marking")
    if marking is not None and not dossier.may(matter.text(marking)):
        return None
    if dossier.page_named(matter.text(item["to"])) == "cut":
        return None
    if "source" in item:
        rules = Rules(dossier, page)
        before = item["source"].text()
        left = prose.inlines.cut(before, rules)
        if left != before and not left.strip():
            return None
        if left != before:
            item = {**item, "source": Word('"' + left.replace('"', '\\"') + '"')}
    return item


def cut_item(dossier, item):
    """A source without the keys of origins that are cut."""
    custom = item.get("custom", {})
    origins = matter.texts(custom.get("derives-from", []))
    left = [it for it in origins if not dossier.is_cut_source(it)]
    if left == origins:
        return item
    custom = {key: value for key, value in custom.items() if key != "derives-from"}
    if left:
        custom["derives-from"] = [Word(it) for it in left]
    item = {key: value for key, value in item.items() if key != "custom"}
    return {**item, "custom": custom} if custom else item


def cut_libraries(dossier, texts):
    """The libraries without sources that are cut, and without those that have no marking
    and that nothing of the edition cites."""
    read = {path: library_items(text) for path, text in dossier.libraries.items()}
    wanted = wanted_sources(dossier, texts)
    return {path: library(dossier, head, items, wanted) for path, (head, items) in read.items()}


def cut_managed(dossier):
    """The libraries of reference managers without what is closed. What is unmarked stays: the
    edition lists it only where something cites it."""
    closed = lambda path: [it for it in dossier.records[path] if not dossier.may(it.marking)]
    return {path: managers.without(path, text, closed(path), dossier.is_cut_source)
            for path, text in dossier.managed.items()}


def wanted_sources(dossier, texts):
    """The sources of the libraries that are left."""
    read = {path: library_items(text) for path, text in dossier.libraries.items()}
    every = {matter.text(it["id"]): it for _, items in read.values() for it in map(matter.item, items)}
    every |= {it.key: it.item() for all_ in dossier.records.values() for it in all_}
    wanted = {key for key, it in every.items() if dossier.own_marking(it)}
    used = cited(texts.values())
    wanted |= set(every) if "*" in used else used & set(every)
    wanted = {it for it in wanted if dossier.is_open_item(every[it])}
    grown = wanted
    while grown:
        below = {it for key in grown for it in matter.texts(every[key].get("custom", {}).get("derives-from", []))}
        grown = {it for it in below if it in every and dossier.is_open_item(every[it])} - wanted
        wanted |= grown
    return {it: every[it] for it in wanted}


def library(dossier, head, found, wanted):
    lines = list(head)
    for item in found:
        value = matter.item(item)
        if matter.text(value["id"]) not in wanted:
            continue
        left = cut_item(dossier, value)
        lead = item[0][:item[0].index("-")]
        lines += item if left is value else [f"{lead}- {matter.write(left)}"]
    if not any(it.strip().startswith("-") for it in lines):
        lines = ["references: []", ""]
    return "\n".join(lines)


def cut_records(dossier, texts, out):
    """What is recorded of the sources that are left: answers of addresses, archived texts."""
    own = [it for text in texts.values() for it in references_of(text)]
    known = [*wanted_sources(dossier, texts).values(), *own]
    archives = [it.get("custom", {}).get("archive", Word("~")) for it in known]
    told = [it for it in archives if isinstance(it, dict)]
    for text in {matter.text(it["text"]) for it in told if "text" in it}:
        if (dossier.root / text).is_file():
            copy(dossier.root / text, out / text)
    lock = dossier.root / "sources.lock"
    if lock.is_file():
        addresses = {matter.text(it["URL"]) for it in known if "URL" in it}
        addresses |= {"https://doi.org/" + matter.text(it["DOI"]) for it in known if "DOI" in it}
        addresses |= {matter.text(it["url"]) for it in told if "url" in it}
        addresses |= {matter.text(it) for it in archives if isinstance(it, Word)}
        head, *visits = lock.read_text().split("[[address]]")
        visits = [it for it in visits if re.search(r'^url = "(.*)"$', it, re.M)[1] in addresses]
        write(out / "sources.lock", "[[address]]".join([head, *visits]))


def references_of(text):
    """The sources in the front matter of a page."""
    told = {key: matter.entry(it) for key, it in matter.entries(split(text)[0] or []) if key}
    return [*told.get("references", []), *told.get("citations", [])]


def cited(texts):
    """The keys that some pages cite, read, cover or list."""
    keys = set()
    for text in texts:
        front, body = split(text)
        keys |= {it[2].strip("{}").rstrip(":.#$%&-+?<>~/") for it in KEY.finditer(body)}
        told = {key: matter.entry(it) for key, it in matter.entries(front or []) if key}
        for value in (told.get("nocite"), told.get("source"), told.get("relations")):
            keys |= {it[2].strip("{}*") or "*" for it in re.finditer(r"(-?)@(\{[^{}]+\}|[\w*][\w:.#$%&+?<>~/-]*)", str(value))}
        if isinstance(told.get("source"), Word):
            keys.add(matter.text(told["source"]).lstrip("@"))
        keys |= {re.split(r"[# ]", it.lstrip("@"))[0] for it in matter.texts(told.get("covers", []))}
        # Sources of the page's own may come from others.
        for item in references_of(text):
            keys |= set(matter.texts(item.get("custom", {}).get("derives-from", [])))
    return keys


def cut_summary(dossier, text):
    """The reading order without pages that are cut; what stood below one moves up."""
    content = {it.path for it in dossier.open}
    out, lost = [], []
    for line in text.split("\n"):
        match = re.match(r"^(\s*)([-*+]\s+)?\[(.*?)\]\((.*?)\)\s*$", line)
        if not match:
            lost = []
            out.append(line)
            continue
        depth = len(match[1])
        lost = [it for it in lost if it < depth]
        dest = posixpath.normpath(match[4].strip("<>").replace("%20", " ")) if match[4] else None
        if dest is not None and dest not in content:
            if match[2]:
                lost.append(depth)
            continue
        out.append(line[2 * len(lost):] if match[2] else line)
    return "\n".join(parts_with_chapters(out))


def parts_with_chapters(lines):
    out = []
    for at, line in enumerate(lines):
        if line.startswith("# ") and any(it.strip() for it in out):
            below = next((it for it in lines[at + 1:] if it.strip()), "")
            if not re.match(r"\s*[-*+]\s+\[", below):
                continue
        out.append(line)
    return out


def cut_book(dossier):
    """The settings without other editions, and without addresses that lead to nothing."""
    gone = {posixpath.splitext(it.path)[0] for it in dossier.pages if it not in dossier.open}
    out, skips = [], False
    for line in dossier.book.split("\n"):
        table = re.match(r"\[dossier\.editions\.([^\]]+)\]", line)
        if line.startswith("["):
            skips = bool(table) and table[1] != dossier.edition
        if skips:
            continue
        redirect = re.match(r'"?(/[^"]*)"?\s*=\s*"([^"]*)"\s*$', line)
        if redirect and redirect_stem(redirect[2]) in gone:
            continue
        out.append(line)
    return "\n".join(out)


def redirect_stem(target):
    stem = re.sub(r"(\.html)?(#.*)?$", "", target.lstrip("/"))
    return stem


def copy_rest(dossier, out, texts):
    """Attachments that an open page names, themes, citation styles."""
    named = set()
    for page in dossier.open:
        for dest in re.findall(r"\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*(\S+)", texts[page.path], re.M):
            named.add(dossier.file_at(page, dest[0] or dest[1]))
        for item in page.told.get("attachments", []):
            if dossier.may_attach(page, item):
                named.add(dossier.file_at(page, matter.text(item["path"])))
    content = dossier.root / dossier.src
    for file in sorted(content.rglob("*")):
        name = str(file.relative_to(content))
        if file.is_file() and name in named and not name.endswith(".md"):
            copy(file, out / dossier.src / name)
    for other in ("themes", "styles"):
        if (dossier.root / other).is_dir():
            shutil.copytree(dossier.root / other, out / other, dirs_exist_ok=True)


def copy(file, to):
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    strip(*sys.argv[1:])
