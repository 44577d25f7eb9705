"""Writes random dossiers: the same seed gives the same one. Every piece of text has a level,
and draws from a stream of dice of its own, so that the pieces above a ceiling can be thrown
anew while all others stay: `Maker(seed, above=2, salt=1)` differs from `Maker(seed)` only
in what an audience with that ceiling never sees.
"""

import hashlib
import os
import posixpath
import random
import struct
import zlib

from words import ENGLISH, ENTITIES, FAMILIES, GERMAN, secret

LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
HOUSE = ["OPEN", "HOUSE", "STAFF", "BOARD", "CHAIR+ONE"]
SHORT = ["a", "b", "c", "d", "e"]
FOLDERS = ["report", "report/deep", "press", "actors", "notes/inner"]
KINDS = ["page", "press", "organisation", "person", "place", "term", "analysis", "event"]
STYLES = ["dossier-numeric", "apa", "chicago-author-date", "dossier-numeric",
          "harvard-cite-them-right", "chicago-notes-bibliography"]
MONTHS = ["2024-02-16", "2024-03", "2023", "2024-05-02", "2023-11-30~", "2022/2023"]


class Piece:
    """Something with a name that others refer to: a page, a source, a picture."""

    def __init__(self, **what):
        self.__dict__.update(what)


class Maker:
    def __init__(self, seed, above=None, salt=0):
        self.seed, self.above, self.salt = seed, above, salt
        self.files, self.claims, self.visits = {}, [], {}
        dice = self.dice("root", 0)
        self.labels = HOUSE if dice.random() < 0.2 else LABELS
        self.links = {it: dice.choice(["", "", 'links = "text"', 'links = "withheld"'])
                      for it in ("public", "partners", "internal")}
        self.editions = self.some_editions(dice)
        self.two = dice.random() < 0.6
        self.tongues = {it: dice.choice(["", "", "", "", 'languages = ["en"]', 'languages = ["de"]'])
                        if self.two else "" for it in self.editions}
        self.style = dice.choice(STYLES)
        self.is_lenient = dice.random() < 0.95
        self.autolinks = dice.random() < 0.5
        self.has_summary = dice.random() < 0.35
        self.search = dice.random() < 0.9
        self.folders = sorted(dice.sample(FOLDERS, dice.randint(1, 3)))
        self.sources = self.some_sources(dice)
        self.images = [self.image(at, dice) for at in range(4)]
        self.pages = self.some_pages(dice)
        own = random.Random(f"{self.seed}/managed")
        self.managed = [own.choice([0, 0, 1, 2, 3, 4]) for _ in range(3)]

    # Dice and levels.

    def is_cut(self, level):
        """Whether a piece of this level is thrown anew."""
        return self.above is not None and level > self.above

    def dice(self, path, level):
        return random.Random(f"{self.seed}/{path}/{self.salt if self.is_cut(level) else 0}")

    def higher(self, dice, level):
        """A level for a part of something: mostly the same."""
        if level >= 4 or dice.random() < 0.62:
            return level
        return dice.randint(level + 1, 4)

    def some_editions(self, dice):
        names = ["public", "partners", "internal"]
        ceilings = [0, *sorted(dice.sample([1, 2, 3, 4], dice.randint(1, 2)))]
        return dict(zip(names, ceilings))

    # Words.

    def words(self, dice, level, lang, least=2, most=7):
        count = dice.randint(least, most)
        if self.is_cut(level) and dice.random() < 0.2:
            count *= 10
        pool = GERMAN if lang == "de" else ENGLISH
        hidden = level > 0
        return " ".join(secret(dice) if hidden and dice.random() < 0.6 else dice.choice(pool)
                        for _ in range(count))

    def name(self, dice, level):
        return secret(dice) if level and dice.random() < 0.7 else dice.choice(ENGLISH)

    # Sources.

    def some_sources(self, dice):
        made = []
        for at in range(dice.randint(4, 7)):
            level = 0 if at < 2 else self.higher(dice, 0)
            own = self.dice(f"source/{at}", level)
            key = f"{self.name(own, level)}-{at}{SHORT[at % 5]}"
            made.append(Piece(at=at, level=level, key=key, origins=[], page=None))
        for one in made:
            own = self.dice(f"origins/{one.at}", one.level)
            others = [it for it in made if it.at < one.at]
            # Throwing an open source anew must not depend on how many others are closed.
            one.origins = [it for it in others if own.random() < 0.2]
        return made

    def source(self, one):
        dice = self.dice(f"source/{one.at}/text", one.level)
        year = dice.choice(["2023", "2024", "2024", "2024-05-02"])
        family = dice.choice(FAMILIES[:3])
        lines = [f"  - id: {one.key}", "    type: report",
                 f'    title: "{self.words(dice, one.level, "en").capitalize()}"',
                 f"    author: [{{family: {family}, given: {dice.choice('ABC')}.}}]",
                 f'    issued: "{year}"', f"    publisher: {self.name(dice, one.level)}"]
        if dice.random() < 0.4:
            lines.append(f'    note: "{self.words(dice, one.level, "en")}"')
        if dice.random() < 0.5:
            lines.append(f'    URL: "{self.address(dice, one)}"')
        custom = self.archive(one)
        if one.level or dice.random() < 0.3:
            custom.append(f'marking: "{self.labels[one.level]}"' if dice.random() < 0.5
                          else f"marking: {self.labels[one.level]}")
        if one.origins:
            keys = [it.key for it in one.origins]
            custom.append(f"derives-from: {keys[0]}" if len(keys) == 1 and dice.random() < 0.5
                          else f"derives-from: [{', '.join(keys)}]")
        if dice.random() < 0.6:
            custom += [f"grade: {dice.choice('ABC')}{dice.randint(1, 4)}", "seen: full"]
        if dice.random() < 0.3:
            custom.append(f'outline: [{{id: "1", title: "{self.words(dice, one.level, "en")}", page: "1-4"}}, {{id: "2", title: Two, page: "5-9"}}]')
        if custom and dice.random() < 0.5:
            lines += ["    custom:", *(f"      {it}" for it in custom)]
        elif custom:
            lines.append("    custom: {" + ", ".join(custom) + "}")
        return lines

    def address(self, dice, one):
        """An address of a source, of which the lock may tell something."""
        url = f"https://{self.name(dice, one.level)}.example/{one.at}"
        if dice.random() < 0.2:
            # One that open sources have as well is as open as they are.
            self.visits["https://shared.example/"] = "deviated"
            return "https://shared.example/"
        if dice.random() < 0.7:
            self.visits[url] = dice.choice(["live", "dead", "deviated"])
        return url

    def archive(self, one):
        """A copy of a source, and its text, in which quotations are looked for."""
        dice = self.dice(f"source/{one.at}/archive", one.level)
        one.quotable = None
        if dice.random() < 0.6:
            return []
        one.quotable = [self.words(dice, one.level, "en", 3, 5) for _ in range(3)]
        text = "\n".join(["It says:", *one.quotable, "And no more.", ""])
        file = f"archive/{one.key}.txt"
        said = [f"text: {file}"]
        if dice.random() < 0.5:
            url = f"https://archive.example/{self.name(dice, one.level)}/{one.at}"
            said += [f'url: "{url}"', "date: 2024-05-01"]
            if dice.random() < 0.5:
                self.visits[url] = "live"
        if dice.random() < 0.5:
            said.append(f"sha256: {hashlib.sha256(text.encode()).hexdigest()}")
        self.put(file, text)
        return ["archive: {" + ", ".join(said) + "}"]

    def lock(self):
        """What the addresses answered. Some are those of no source any more."""
        lines = ["version = 1"]
        dice = self.dice("lock", 9)
        visits = dict(self.visits)
        if dice.random() < 0.5:
            visits[f"https://{secret(dice)}.example/former"] = "dead"
        for url, state in sorted(visits.items()):
            code = {"live": 200, "deviated": 200, "dead": 404}[state]
            digest = hashlib.sha256(url.encode()).hexdigest()
            lines += ["", "[[address]]", f'url = "{url}"', f'state = "{state}"', f"code = {code}",
                      f'sha256 = "{digest}"', 'alive = "2024-03-01"', 'checked = "2024-09-01"']
        return "\n".join(lines) + "\n"

    def citable(self, level):
        return [it for it in self.sources if it.level <= level]

    # Pictures.

    def image(self, at, dice):
        level = 0 if at == 0 else self.higher(dice, 0)
        own = self.dice(f"image/{at}", level)
        return Piece(at=at, level=level, path=f"images/{self.name(own, level)}-{at}.png",
                     bytes=png(own))

    # Pages.

    def some_pages(self, dice):
        made = [Piece(at=0, level=0, folder="", name="index", title="Home", lang="en",
                      kind="page", aliases=[], is_index=True, twin=None)]
        for folder in self.folders:
            if dice.random() < 0.8:
                made.append(self.page(len(made), dice, folder, True))
        for _ in range(dice.randint(5, 8)):
            made.append(self.page(len(made), dice, dice.choice(["", *self.folders]), False))
        if self.two:
            for one in dice.sample(made[1:], min(4, len(made) - 1)):
                # Mostly as open as its original, and then it need not say so.
                level = one.level if dice.random() < 0.5 else self.higher(dice, 0)
                made.append(self.translation(len(made), one, level))
        self.cascades = {it: self.cascade(dice, it) for it in made if it.is_index and it.at}
        fixed = list(made)
        self.name_pages(fixed)
        extra = self.dice("extra", 9)
        for at in range(extra.randint(0, 3) if self.above is not None and self.above < 4 else 0):
            level = extra.randint(self.above + 1, 4)
            made.append(self.page(100 + at, extra, extra.choice(["", *self.folders]), False, level))
        self.name_pages(made[len(fixed):])
        self.fixed = fixed
        return made

    def page(self, at, dice, folder, is_index, level=None):
        given, kind = self.higher(dice, 0), dice.choice(KINDS)
        level = given if level is None else level
        own = self.dice(f"page/{at}", level)
        entity = kind in ("organisation", "person", "place")
        title = (ENTITIES[at % len(ENTITIES)] if entity and not level
                 else self.words(own, level, "en", 1, 3).capitalize() + f" {at}")
        aliases = [f"{self.words(own, level, 'en', 2, 2)} {at}"] if own.random() < 0.4 else []
        if level and own.random() < 0.3:
            # A name that an open page has with better right.
            aliases.append("Home")
        return Piece(at=at, level=level, folder=folder, name="index", title=title, lang="en",
                     kind=kind, aliases=aliases, is_index=is_index, twin=None)

    def name_pages(self, pages):
        """Names files. Twins share a name, which is as open as the more open of the two."""
        twins = {it.twin: it for it in pages if it.twin}
        for page in pages:
            if page.twin or page.is_index:
                continue
            level = min(page.level, twins[page].level if page in twins else 4)
            own = self.dice(f"name/{page.at}", level)
            lead = own.choice(["", "", "01-", "2024-02-"])
            page.name = f"{lead}{self.name(own, level)}-{page.at}"
        for page in pages:
            page.name = page.twin.name if page.twin else page.name

    def translation(self, at, one, level):
        own = self.dice(f"page/{at}", level)
        return Piece(at=at, level=level, folder=one.folder, name="index", lang="de",
                     title=self.words(own, level, "de", 1, 3).capitalize() + f" {at}",
                     kind=one.kind, aliases=[], is_index=False, twin=one)

    def cascade(self, dice, page):
        told = {}
        if dice.random() < 0.6:
            told["marking"] = dice.randint(0, 2)
        if dice.random() < 0.4:
            told["tags"] = [dice.choice(ENGLISH)]
        if dice.random() < 0.3:
            told["date"] = dice.choice(MONTHS)
        if dice.random() < 0.3:
            told["extra"] = {"note": dice.choice(ENGLISH)}
        if dice.random() < 0.2:
            told["restrictions"] = dice.choice(ENGLISH)
        return told

    def path(self, page):
        suffix = ".de" if page.lang == "de" else ""
        return posixpath.join(page.folder, f"{page.name}{suffix}.md")

    def id(self, page):
        if page.name == "index":
            return page.folder or "index"
        return posixpath.join(page.folder, page.name)

    def given_level(self, page):
        """The marking that the original, or else the folder, gives."""
        if page.twin:
            return page.twin.level
        folder = page.folder
        while True:
            for other, told in self.cascades.items():
                if other.folder == folder and "marking" in told:
                    return told["marking"]
            if not folder:
                return None
            folder = posixpath.dirname(folder)

    # Writing.

    def write(self, root):
        self.put("book.toml", self.book())
        library = ["references:"]
        for one in self.sources:
            library += self.source(one)
        self.put("content/references.yaml", "\n".join(library) + "\n")
        self.put("content/managed.bib", self.managed_bib())
        self.put("content/managed.ris", self.managed_ris())
        if self.visits:
            self.put("sources.lock", self.lock())
        for page in self.pages:
            self.put(f"content/{self.path(page)}", self.front(page) + self.body(page))
        if self.has_summary:
            self.put("content/SUMMARY.md", self.summary())
        for one in self.images:
            self.put(f"content/{one.path}", one.bytes)
        names = list(self.files)
        self.dice("order", 9).shuffle(names)
        for name in names:
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            data = self.files[name]
            with open(path, "wb") as out:
                out.write(data if isinstance(data, bytes) else data.encode())

    def managed_bib(self):
        """Sources of a reference manager that every page may list: marked by a keyword, or
        by what they inherit from."""
        entries = []
        for at, level in enumerate(self.managed):
            dice = self.dice(f"managed/{at}", level)
            said = self.labels[level] if dice.random() < 0.5 else self.labels[level].lower()
            wrong = ", tilte = {x}" if dice.random() < 0.2 else ""
            entries.append(f"@book{{managed-{at}, title = {{{self.words(dice, level, 'en')}}}{wrong}, "
                           f"author = {{{{{self.name(dice, level)}}}}}, date = {{2024}}, keywords = {{gangs, {said}}}}}\n")
            if dice.random() < 0.4:
                entries.append(f"@inbook{{part-{at}, crossref = {{managed-{at}}}, "
                               f"title = {{{self.words(dice, level, 'en')}}}, keywords = {{gangs}}}}\n")
        return "".join(entries)

    def managed_ris(self):
        records = []
        for at, level in enumerate(self.managed):
            dice = self.dice(f"record/{at}", level)
            records.append(f"TY  - RPRT\nID  - record-{at}\nTI  - {self.words(dice, level, 'en')}\n"
                           f"AU  - {self.name(dice, level)}\nPY  - 2024\nKW  - gangs\nKW  - {self.labels[level]}\nER  - \n\n")
        return "".join(records)

    def put(self, path, data):
        self.files[path] = data

    def book(self):
        lines = ["[book]", f'title = "A dossier {self.seed}"', 'authors = ["Somebody"]',
                 'language = "en"', 'src = "content"', "", "[dossier]",
                 "languages = " + ('["en", "de"]' if self.two else '["en"]'),
                 'bibliography = ["references.yaml", "managed.bib", "managed.ris"]', f'csl = "{self.style}"',
                 f"autolinks = {str(self.autolinks).lower()}",
                 'base-url = "https://dossier.example/x/"']
        if not self.search:
            lines.append("search = false")
        for name, ceiling in self.editions.items():
            lines += ["", f"[dossier.editions.{name}]", f'ceiling = "{self.labels[ceiling]}"']
            lines += [it for it in (self.links[name], self.tongues[name]) if it]
            if name == "internal":
                lines += ['title = "For us alone"', 'restrictions = "Not by e-mail"']
        if self.is_lenient:
            # Block quotes are random words: an error of each would leave few sites.
            lines += ["", "[dossier.levels]", '"cite/quote-not-found" = "warning"']
        if self.labels is HOUSE:
            levels = ", ".join(f'{{label = "{it}"}}' for it in HOUSE)
            lines += ["", "[dossier.marking]", 'name = "house"', f"levels = [{levels}]"]
        redirects = []
        for page in self.pages[1:4]:
            own = self.dice(f"redirect/{page.at}", page.level)
            if own.random() < 0.5 and page.name != "index" and page.lang == "en":
                redirects.append(f'"/old/{self.name(own, page.level)}-{page.at}.html" = "/{self.id(page)}.html"')
        if redirects:
            lines += ["", "[output.html.redirect]", *redirects]
        return "\n".join(lines) + "\n"

    def summary(self):
        lines = ["# Summary", "", "[Home](index.md)", ""]
        for at, page in enumerate(it for it in self.pages if it.lang == "en" and it.at):
            dice = self.dice(f"summary/{page.at}", page.level)
            deep = "  " if page.at % 3 == 2 and lines[-1].startswith("- [") else ""
            if page.at == 5:
                lines += ["", "# A part", ""]
                deep = ""
            title = self.words(dice, page.level, "en", 1, 2)
            lines.append(f"{deep}- [{title}]({self.path(page)})")
        return "\n".join(lines) + "\n"

    def front(self, page):
        dice = self.dice(f"front/{page.at}", page.level)
        given = self.given_level(page)
        lines = [f"title: {page.title}"] if dice.random() < 0.9 or not page.at else []
        page.has_title = bool(lines)
        if given != page.level or dice.random() < 0.3:
            lines.append(f"marking: {self.labels[page.level]}")
        if dice.random() < 0.15:
            lines.append(f'restrictions: "{self.words(dice, page.level, page.lang)}"')
        if page.kind != "page" and (not page.twin or dice.random() < 0.4):
            lines.append(f"kind: {page.kind}")
        if dice.random() < 0.5 or page.kind == "event":
            lines.append(f"date: {dice.choice(MONTHS)}")
        if dice.random() < 0.5:
            text = self.words(dice, page.level, page.lang, 4, 9).capitalize()
            lines += self.field(page, "summary", text)
        if page.aliases:
            lines.append(f"aliases: [{', '.join(page.aliases)}]")
        if dice.random() < 0.6:
            tags = {self.name(dice, page.level) for _ in range(dice.randint(1, 3))}
            lines.append(f"tags: [{', '.join(self.marked_too(page, 'tags', sorted(tags)))}]")
        if dice.random() < 0.3:
            note = self.marked_too(page, "extra", [f'"{self.words(dice, page.level, "en")}"'])
            lines += ["extra:", f"  notes: [{', '.join(note)}]"]
        lines += self.attachments(page)
        if dice.random() < 0.3:
            lines.append(f"order: {dice.randint(1, 20)}")
        if page.kind == "press" and dice.random() < 0.6:
            lines.append(f"source: {dice.choice(self.citable(page.level)).key}")
        if dice.random() < 0.2:
            lines.append(f"nocite: \"@{dice.choice(self.sources).key}\"")
        lines += self.relations(page, dice)
        if page in self.cascades and self.cascades[page]:
            told = self.cascades[page]
            lines.append("cascade:")
            if "marking" in told:
                lines.append(f"  marking: {self.labels[told['marking']]}")
            if "tags" in told:
                lines.append(f"  tags: [{told['tags'][0]}]")
            if "date" in told:
                lines.append(f"  date: {told['date']}")
            if "restrictions" in told:
                lines.append(f"  restrictions: {told['restrictions']}")
            if "extra" in told:
                lines.append(f"  extra: {{note: {told['extra']['note']}}}")
        if page.level and dice.random() < 0.3:
            lines += ["references:", f"  - {{id: {secret(dice)}-{page.at}, type: book, title: \"{self.words(dice, page.level, 'en')}\", issued: \"2024\"}}"]
        return "\n".join(["---", *lines, "---", ""])

    def field(self, page, key, text):
        """A text of front matter, sometimes more closed than its page."""
        pick = self.dice(f"field/{page.at}/{key}", page.level)
        level = self.higher(pick, page.level)
        if level == page.level or pick.random() < 0.5:
            return [f"{key}: {text}."]
        own = self.dice(f"field/{page.at}/{key}/text", level)
        if self.is_cut(level) and own.random() < 0.3:
            return []
        text = self.words(own, level, page.lang)
        return [f'{key}: {{text: "{text}", marking: "{self.labels[level]}"}}']

    def marked_too(self, page, key, items):
        """Items of a list, and some that are more closed than the page."""
        pick = self.dice(f"items/{page.at}/{key}", page.level)
        level = self.higher(pick, page.level)
        own = self.dice(f"items/{page.at}/{key}/text", level)
        if level == page.level or self.is_cut(level) and own.random() < 0.3:
            return items
        text, name = self.name(own, level), "value" if key == "extra" else "text"
        more = [f'{{{name}: {text}, marking: "{self.labels[level]}"}}']
        return more + items if own.random() < 0.5 else items + more

    def attachments(self, page):
        """Pictures with markings of their own, mostly more closed than what shows them."""
        # Such a marking holds for the whole dossier, wherever it is written, so that it
        # must not be thrown anew.
        dice = self.dice(f"attachment/{page.at}", 0)
        if dice.random() < 0.85 or page not in self.fixed:
            return []
        image = dice.choice([it for it in self.images if it.level == 0])
        way = posixpath.relpath(image.path, page.folder or ".")
        level = dice.choice([None, 1, 2, 3, 4]) if page.level else dice.randint(1, 4)
        mark = f', marking: "{self.labels[level]}"' if level is not None else ""
        return [f"attachments: [{{path: {way}{mark}}}]"]

    def relations(self, page, dice):
        if dice.random() < (0.8 if page.twin else 0.5):
            return ["relations: []"] if page.twin and dice.random() < 0.1 else []
        lines = []
        for at in range(dice.randint(1, 3)):
            level = self.higher(dice, page.level)
            own = self.dice(f"relation/{page.at}/{at}", level)
            to = own.choice([it for it in self.fixed[1:] if it.lang == "en" and it not in (page, page.twin)])
            source = own.choice(self.citable(level))
            kind = self.name(own, level)
            more = f"; @{own.choice(self.sources).key}" if own.random() < 0.4 else ""
            cites = f'"[@{source.key}, p. {own.randint(1, 9)}{more}]"'
            mark = f", marking: \"{self.labels[level]}\"" if level > page.level else ""
            if self.is_cut(level) and own.random() < 0.3:
                continue
            lines.append(f"  - {{type: {kind}, to: {self.id(to)}, source: {cites}{mark}}}")
        return ["relations:", *lines] if lines else []

    def body(self, page):
        from random_text import Text
        return Text(self, page).body()


def png(dice):
    """A picture of one pixel, with a note inside."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    pixel = zlib.compress(b"\0" + bytes(dice.randrange(256) for _ in range(3)))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    note = b"Comment\0" + secret(dice).encode()
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"tEXt", note)
            + chunk(b"IDAT", pixel) + chunk(b"IEND", b""))
