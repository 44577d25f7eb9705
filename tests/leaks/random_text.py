"""The text of a page of a random dossier."""

import posixpath
import re

from random_dossier import MONTHS
from words import ENTITIES, secret

CONFIDENCE = ["high", "moderate", "low"]


def cap(text):
    return text[:1].upper() + text[1:]


class Text:
    def __init__(self, maker, page):
        self.maker, self.page, self.lang = maker, page, page.lang
        self.notes, self.after, self.in_table = [], [], False

    def dice(self, path, level):
        return self.maker.dice(f"text/{self.page.at}/{path}", level)

    def body(self):
        page = self.page
        dice = self.dice("body", page.level)
        closed_notes = dice.random() < 0.15 and page.level < 4
        lines = [] if page.has_title else [f"# {page.title}", ""]
        lines += self.several("lead", page.level, dice.randint(1, 3))
        lines += ["## First {#s0}", ""] + self.several("first", page.level, 2)
        for at in range(dice.randint(1, 3)):
            lines += self.section(f"s{at + 1}", page.level, 2, dice)
        # Behind a marked section they would be as closed as that.
        mark = f" {{marking=\"{self.maker.labels[min(page.level + 1, 4)]}\"}}"
        lines += ["## Notes" + (mark if closed_notes and not self.after else ""), ""]
        lines += self.notes + self.after
        return "\n".join(lines) + "\n"

    def section(self, path, level, depth, dice):
        own_level = self.maker.higher(dice, level)
        own = self.dice(path, own_level)
        if self.maker.is_cut(own_level) and own.random() < 0.25:
            return []
        mark = self.mark(own_level, level, own)
        sign = "#" * depth
        title = self.inline(f"{path}/title", own_level, own.randint(1, 2), plain=True)
        anchor = f"#{path.replace('/', '-')}"
        said = " ".join(it for it in [anchor if own.random() < 0.5 else "", mark] if it)
        lines = [f"{sign} {cap(title)}" + (f" {{{said}}}" if said else ""), ""]
        lines += self.several(path, own_level, own.randint(1, 3))
        if depth < 4 and own.random() < 0.5:
            lines += self.section(f"{path}/sub", own_level, depth + 1, own)
        return lines

    def mark(self, level, around, dice):
        """`marking=…` where it must be said, or may be."""
        if level > around or dice.random() < 0.1:
            quote = '"' if dice.random() < 0.7 or "+" in self.maker.labels[level] else ""
            return f"marking={quote}{self.maker.labels[level]}{quote}"
        return ""

    # Blocks.

    def several(self, path, level, count, depth=0):
        """Some blocks, the first of them as open as what they stand in."""
        lines = []
        dice = self.dice(f"{path}/blocks", level)
        for at in range(count):
            own_level = level if at == 0 else self.maker.higher(dice, level)
            lines += self.block(f"{path}/b{at}", own_level, level, depth)
            lines += self.inserted(f"{path}/b{at}/more", level, depth)
        return lines

    def inserted(self, path, level, depth):
        """What is written in between when everything closed is thrown anew."""
        above = self.maker.above
        if above is None or level > above or above >= 4 or self.maker.salt == 0:
            return []
        dice = self.dice(path, 9)
        if dice.random() < 0.8:
            return []
        return self.block(f"{path}/x", dice.randint(above + 1, 4), level, depth)

    def block(self, path, level, around, depth):
        dice = self.dice(path, level)
        if self.maker.is_cut(level) and level > around and dice.random() < 0.2:
            return []
        kinds = [self.paragraph, self.paragraph, self.div, self.list, self.table, self.code,
                 self.quote, self.figure, self.claim, self.claim, self.event, self.terms,
                 self.contradiction, self.comment, self.footnote]
        if depth >= 2:
            kinds = [self.paragraph, self.list, self.claim, self.code]
        lines = dice.choice(kinds)(path, level, around, dice, depth)
        return [*lines, ""]

    def wrapped(self, lines, level, around, dice, more=""):
        """Some blocks, in a div if they need a marking."""
        mark = self.mark(level, around, dice)
        if not mark and not more:
            return lines
        said = " ".join(it for it in [more, mark] if it)
        return [f"::: {{{said}}}", *lines, ":::"]

    def paragraph(self, path, level, around, dice, depth):
        text = f"{self.inline(path, level, dice.randint(2, 5))} {self.word(dice, level)}."
        if level > around and dice.random() < 0.4:
            return [f"[{text}]{{{self.mark(level, around, dice)}}}"]
        return self.wrapped([cap(text)], level, around, dice)

    def div(self, path, level, around, dice, depth):
        inner = self.several(f"{path}/in", level, dice.randint(1, 3), depth + 1)[:-1]
        return self.wrapped(inner, level, around, dice, dice.choice([".note", ".box", ".wide"]))

    def list(self, path, level, around, dice, depth):
        lines, number, mark = [], 0, self.bullet(path, dice)
        is_loose = dice.random() < 0.25
        task = "[ ] " if dice.random() < 0.1 and mark == "-" else ""
        for at in range(dice.randint(2, 5)):
            own_level = level if at == 1 else self.maker.higher(dice, level)
            own = self.dice(f"{path}/i{at}", own_level)
            if self.maker.is_cut(own_level) and own_level > level and own.random() < 0.2:
                continue
            number += 1
            sign = f"{number}." if mark == "1." else mark
            said = self.mark(own_level, level, own)
            text = self.inline(f"{path}/i{at}", own_level, own.randint(1, 3))
            lines.append(f"{sign} {task}{text}" + (f" {{{said}}}" if said else ""))
            if depth < 2 and own.random() < 0.25:
                inner = self.list(f"{path}/i{at}/l", own_level, own_level, own, depth + 1)
                lines += [(" " * (len(sign) + 1) + it).rstrip() for it in inner]
            lines += [""] if is_loose else []
        return self.wrapped(lines[:-1] if is_loose else lines, level, around, dice)

    def bullet(self, path, dice):
        """Never that of the block before: two lists with nothing open between them would
        become one, and the blank lines that are left decide how that is set."""
        at = re.search(r"/b([0-9]+)$", path)
        return ["-", "*", "1."][int(at[1]) % 3] if at else dice.choice(["-", "*", "1."])

    def table(self, path, level, around, dice, depth):
        head = [self.word(dice, level), self.word(dice, level)]
        lines = [f"| {head[0]} | {head[1]} |", "|---|--:|"]
        # A table of which no row is left goes; one without rows stays.
        bare = level < 4 and dice.random() < 0.15
        for at in range(dice.randint(2, 4)):
            own_level = level if at == 0 else self.maker.higher(dice, level)
            own_level = max(own_level, level + 1) if bare else own_level
            own = self.dice(f"{path}/r{at}", own_level)
            if self.maker.is_cut(own_level) and own_level > level and at and own.random() < 0.2:
                continue
            said = self.mark(own_level, level, own)
            self.in_table = True
            cells = [self.inline(f"{path}/r{at}/{it}", own_level, own.randint(1, 2)) for it in "ab"]
            self.in_table = False
            place = own.random() < 0.5
            inside = f" {{{said}}}" if said and place else ""
            behind = f" {{{said}}}" if said and not place else ""
            lines.append(f"| {cells[0]} | {cells[1]}{inside} |{behind}")
        if dice.random() < 0.4:
            lines += ["", f"Table: {self.inline(f'{path}/caption', level, 2)}"]
        return self.wrapped(lines, level, around, dice)

    def code(self, path, level, around, dice, depth):
        said = self.mark(level, around, dice)
        info = "sql" + (f" {{{said}}}" if said else "")
        return [f"```{info}", f"select {self.word(dice, level)} from {self.word(dice, level)};",
                "-- end", "```"]

    def quote(self, path, level, around, dice, depth):
        inner = self.several(f"{path}/q", level, dice.randint(1, 2), depth + 2)[:-1]
        lines = [f"> {it}".rstrip() for it in inner]
        if dice.random() < 0.3:
            lines.insert(0, f"> [!{dice.choice(['NOTE', 'WARNING'])}]")
        return self.wrapped(lines, level, around, dice)

    def figure(self, path, level, around, dice, depth):
        said = self.mark(level, around, dice)
        return [self.picture(path, level, dice) + (f"{{{said}}}" if said else "")]

    def picture(self, path, level, dice):
        image = dice.choice([it for it in self.maker.images if it.level <= level])
        way = posixpath.relpath(image.path, self.page.folder or ".")
        return f"![{self.maker.words(dice, level, self.lang, 1, 4)}]({way})"

    def claim(self, path, level, around, dice, depth):
        name = f"c-{self.page.at}-{path.replace('/', '-')}"
        if level and dice.random() < 0.5:
            name = f"c-{secret(dice)}"
        source = self.citation(path, level, dice, must=True)
        said = f".claim #{name} confidence={dice.choice(CONFIDENCE)}"
        open_ = [it for it, at in self.maker.claims if at == 0]
        if level and open_ and self.lang == "en" and dice.random() < 0.3:
            said += f" contradicts={dice.choice(open_)}"
        elif opponents := self.opponents(path, level):
            said += f' contradicts="{" ".join(opponents)}"'
        if self.lang == "en":
            self.maker.claims.append((name, level))
        mark = self.mark(level, around, dice)
        text = self.maker.words(dice, level, self.lang).capitalize()
        if dice.random() < 0.6:
            return [f"[{text}.]{{{said}{' ' + mark if mark else ''}}} {source}"] if not mark else \
                self.wrapped([f"[{text}.]{{{said}}} {source}"], level, around, dice)
        return self.wrapped([f"{text} {source}."], level, around, dice, said)

    def opponents(self, path, level):
        """Claims that a claim disputes, more closed ones among them."""
        found = []
        for at in range(level, 5) if self.lang == "en" else []:
            own = self.dice(f"{path}/opponent", at)
            known = [it for it, other in self.maker.claims if other == at]
            if known and own.random() < 0.06:
                found.append(own.choice(known))
        return found

    def event(self, path, level, around, dice, depth):
        text = cap(self.inline(path, level, 2))
        cite = self.citation(path, level, dice, must=True)
        return self.wrapped([f"{text} {cite}."], level, around, dice,
                            f'.event date="{dice.choice(MONTHS)}"')

    def terms(self, path, level, around, dice, depth):
        """Terms and definitions, of which either may be more closed than the other."""
        lines = []
        for at in range(dice.randint(1, 3)):
            # A term without a definition of which something is left goes as well.
            own_level = level if at == 0 else self.maker.higher(dice, level)
            lines.append(self.term(f"{path}/t{at}", own_level, level))
            for other in range(dice.randint(1, 2)):
                higher = self.maker.higher(dice, own_level)
                lines.append(self.meaning(f"{path}/t{at}/m{other}", higher, own_level))
            lines.append("")
        return self.wrapped(lines[:-1], level, around, dice)

    def term(self, path, level, around):
        own = self.dice(path, level)
        words = self.maker.words(own, level, self.lang, 1, 2)
        said = self.mark(level, around, own)
        return f"[{words}]{{{said}}}" if said else words

    def meaning(self, path, level, around):
        own = self.dice(path, level)
        said = self.mark(level, around, own)
        return f": {self.inline(path, level, 2)}" + (f" {{{said}}}" if said else "")

    def contradiction(self, path, level, around, dice, depth):
        if depth:
            return self.paragraph(path, level, around, dice, depth)
        topic = self.maker.words(dice, level, self.lang, 2, 4)
        name = f"k-{self.page.at}-{path.replace('/', '-')}"
        lines = []
        for at in range(dice.randint(2, 4)):
            own_level = level if at < 2 else self.maker.higher(dice, level)
            own = self.dice(f"{path}/k{at}", own_level)
            said = self.mark(own_level, level, own)
            value = self.maker.words(own, own_level, self.lang, 1, 2).capitalize()
            cite = self.citation(f"{path}/k{at}", own_level, own, must=True)
            lines.append(f"- {value}: {self.maker.words(own, own_level, self.lang, 1, 3)} {cite}."
                         + (f" {{{said}}}" if said else ""))
        return self.wrapped(lines, level, around, dice,
                            f'.contradiction #{name} topic="{topic}?"' + self.resolved(path, level))

    def resolved(self, path, level):
        """The source that settles it, which may be more closed."""
        for at in range(level, 5):
            own = self.dice(f"{path}/resolved", at)
            known = [it for it in self.maker.sources if it.level == at]
            if known and own.random() < 0.08:
                return f' resolved-by="@{own.choice(known).key}"'
        return ""

    def comment(self, path, level, around, dice, depth):
        # A block that holds a comment alone would be empty before the cut, or only after it.
        # Outside of the block it would show where the block was: it keeps lists apart.
        said = cap(self.word(dice, level)) + "."
        return self.wrapped([self.unseen(path), "", said], level, around, dice)

    def unseen(self, path):
        hidden = self.dice(f"{path}/comment", 9)
        return f"<!-- {self.maker.words(hidden, 4, self.lang)} -->"

    def footnote(self, path, level, around, dice, depth):
        """A sentence with a footnote, which may be more closed than the sentence."""
        label = f"n{path.replace('/', '')}"
        note_level = self.maker.higher(dice, level)
        own = self.dice(f"{path}/note", note_level)
        text = self.inline(f"{path}/note", note_level, 2)
        note = [f"[^{label}]: {text} {self.word(own, note_level)}."]
        if note_level > self.page.level:
            note = [f"::: {{{self.mark(note_level, self.page.level, own) or 'marking=' + self.maker.labels[note_level]}}}",
                    *note, ":::"]
        if note_level > level and own.random() < 0.3:
            # Nothing refers to this one: a finding of the editions that hold it.
            note.insert(-1, f"[^u{label}]: {self.word(own, note_level)}.\n")
        self.notes += [*note, ""]
        line = f"{self.maker.words(dice, level, self.lang).capitalize()}[^{label}] {self.word(dice, level)}."
        return self.wrapped([line], level, around, dice)

    # Lines.

    def word(self, dice, level):
        return self.maker.name(dice, level)

    def inline(self, path, level, count, plain=False):
        """Some parts of a sentence, the first of them as open as the sentence."""
        parts = []
        dice = self.dice(f"{path}/line", level)
        for at in range(count):
            own_level = level if at == 0 else self.maker.higher(dice, level)
            parts += self.part(f"{path}/p{at}", own_level, level, plain or at == 0)
            parts += self.slipped_in(f"{path}/p{at}/more", level)
        return " ".join(parts)

    def slipped_in(self, path, level):
        above = self.maker.above
        if above is None or level > above or above >= 4 or self.maker.salt == 0:
            return []
        dice = self.dice(path, 9)
        if dice.random() < 0.9:
            return []
        return self.part(f"{path}/x", dice.randint(above + 1, 4), level, False)

    def part(self, path, level, around, plain):
        dice = self.dice(path, level)
        if level > around:
            if self.maker.is_cut(level) and dice.random() < 0.2:
                return []
            return [self.closed(path, level, around, dice)]
        if plain or dice.random() < 0.35:
            return [self.maker.words(dice, level, self.lang)]
        return [self.open(path, level, dice)]

    def closed(self, path, level, around, dice):
        said = "{" + self.mark(level, around, dice) + "}"
        way = dice.random()
        if way < 0.55:
            inner = self.open(path, level, dice) if dice.random() < 0.5 else \
                self.maker.words(dice, level, self.lang)
            if inner.startswith("["):
                inner = f"{self.word(dice, level)} {inner}"
            return f"[{inner}]{said}"
        if way < 0.65:
            return f"*[{self.maker.words(dice, level, self.lang)}]{said}*"
        if way < 0.75:
            return f"`{self.word(dice, level)}`{said}"
        if way < 0.88:
            return self.to_page(dice, level, wiki=False) + said
        return self.picture(path, level, dice) + said

    def open(self, path, level, dice):
        words = self.maker.words(dice, level, self.lang, 1, 3)
        ways = [
            lambda: f"*{words}*", lambda: f"**{words}**", lambda: f"`{words}`",
            lambda: f"[{words}](https://{self.word(dice, level)}.example/)",
            lambda: self.to_page(dice, level), lambda: self.to_page(dice, level),
            lambda: self.citation(path, level, dice), lambda: self.citation(path, level, dice),
            lambda: dice.choice(ENTITIES), lambda: self.picture(path, level, dice),
            lambda: f"x^2^ and H~2~O", lambda: f"${dice.choice('abc')}^2$",
            lambda: f"~~{words}~~", lambda: f"[{words}]{{.term}}",
            lambda: self.by_definition(path, dice, level),
            lambda: f"{words} {self.unseen(path)}",
            lambda: self.quotation(dice, level),
        ]
        return dice.choice(ways)()

    def to_page(self, dice, level, wiki=None):
        """A link to any page, open or not."""
        page = dice.choice([it for it in self.maker.fixed if it.lang == "en"])
        words = self.maker.words(dice, level, self.lang, 1, 3)
        way = dice.randrange(4) if wiki is None else 0
        if way == 1 and not self.in_table:
            return f"[[{self.maker.id(page)}|{words}]]"
        if way == 2 and page.level <= level:
            return f"[[{self.maker.id(page)}]]"
        anchor = "#s0" if dice.random() < 0.3 else ""
        return f"[{words}]({posixpath.relpath(self.maker.path(page), self.page.folder or '.')}{anchor})"

    def by_definition(self, path, dice, level):
        if level > self.page.level:
            return self.maker.words(dice, level, self.lang)
        page = dice.choice([it for it in self.maker.fixed if it.lang == "en"])
        label = f"r-{path.replace('/', '-')}"
        way = posixpath.relpath(self.maker.path(page), self.page.folder or ".")
        self.after += [f"[{label}]: {way}"]
        return f"[{self.maker.words(dice, level, self.lang, 1, 3)}][{label}]"

    def quotation(self, dice, level):
        """Words of a source, mostly as its archived text has them."""
        known = [it for it in self.maker.citable(level) if it.quotable]
        if not known:
            return self.maker.words(dice, level, self.lang)
        source = dice.choice(known)
        words = dice.choice(source.quotable)
        words = words if dice.random() < 0.98 else f"{words} {self.word(dice, level)}"
        return f"[“{words}”]{{.quote}} [@{source.key}]"

    def citation(self, path, level, dice, must=False):
        """A cluster; some of its sources may be more closed than the text."""
        # One of them is as open as the text, and supports what it says.
        first = dice.choice(self.maker.citable(level))
        items = [first]
        while dice.random() < 0.35 and len(items) < 4:
            items.append(dice.choice(self.maker.sources))
        dice.shuffle(items)
        said = []
        for at, source in enumerate(items):
            lead = dice.choice(["", "", "see ", "cf. "]) if source is not first else ""
            pages = f", p. {dice.randint(1, 9)}" if dice.random() < 0.6 else ""
            said.append(f"{lead}@{source.key}{pages}")
        if len(items) == 1 and not must and dice.random() < 0.2:
            return f"@{items[0].key} [p. {dice.randint(1, 9)}]"
        return "[" + "; ".join(said) + "]"
