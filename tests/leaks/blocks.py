"""Markdown as blocks, as far as cutting needs them: what stands in what, and which lines
it is made of. Written again, a block that was not changed gives its own lines.
"""

import re

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*([^`]*)$")
DIV = re.compile(r"^ {0,3}(:{3,})\s*(.*?)\s*:*\s*$")
HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?))?\s*$")
ITEM = re.compile(r"^( {0,3})([-*+]|\d{1,9}[.)])( +|$)")
QUOTE = re.compile(r"^ {0,3}> ?")
NOTE = re.compile(r"^ {0,3}\[\^([^\]]+)\]:\s*")
DEFINITION = re.compile(r"^ {0,3}\[([^\]^]+)\]:\s*(\S+)")
RULE = re.compile(r"^ {0,3}([-*_])(\s*\1){2,}\s*$")
DELIMITERS = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
MEANING = re.compile(r"^ {0,3}:( +)")
CAPTION = re.compile(r"^(?:Table:|table:|:(?!:))\s*")


class Block:
    """A block: its kind, its own lines, what is inside, and what was said of it."""

    def __init__(self, kind, lines=(), inside=None, said="", **more):
        self.kind, self.lines, self.inside, self.said = kind, list(lines), inside, said
        self.__dict__.update(more)

    def is_list(self):
        return self.kind == "list"


def parse(lines):
    """The blocks that some lines hold."""
    return Reader(lines).blocks()


class Reader:
    def __init__(self, lines):
        self.lines, self.at, self.found = lines, 0, []

    def line(self, ahead=0):
        at = self.at + ahead
        return self.lines[at] if at < len(self.lines) else None

    def take(self, kind, count, inside=None, said="", **more):
        lines = self.lines[self.at:self.at + count]
        self.at += count
        self.found.append(Block(kind, lines, inside, said, **more))

    def blocks(self):
        while self.at < len(self.lines):
            self.step()
        return self.found

    def step(self):
        line = self.line()
        if not line.strip():
            return self.take("blank", 1)
        for way in (self.code, self.comment, self.div, self.heading, self.rule, self.quote,
                    self.list, self.note, self.definition, self.table, self.indented):
            if way(line):
                return None
        return self.paragraph()

    def code(self, line):
        match = FENCE.match(line)
        if not match:
            return False
        count = 1
        close = re.compile(r"^ {0,3}" + re.escape(match[1][0]) + "{%d,}\\s*$" % len(match[1]))
        while self.line(count) is not None and not close.match(self.line(count)):
            count += 1
        self.take("code", count + 1, said=braces_at_end(match[2]))
        return True

    def comment(self, line):
        if not line.lstrip().startswith("<!--"):
            return False
        count = 1
        while "-->" not in self.line(count - 1) and self.line(count) is not None:
            count += 1
        self.take("comment", count)
        return True

    def div(self, line):
        match = DIV.match(line)
        if not match or not match[2]:
            return False
        depth, count, fence = 1, 1, None
        while depth and self.line(count) is not None:
            here = self.line(count)
            fence, depth = div_depth(here, fence, depth)
            count += 1
        inner = self.lines[self.at + 1:self.at + count - 1]
        more = {"open": line, "close": self.lines[self.at + count - 1]}
        brace = match[2].find("{")
        said = match[2][brace:] if brace >= 0 else ""
        self.take("div", count, parse(inner), said, **more)
        return True

    def heading(self, line):
        match = HEADING.match(line)
        if not match:
            return False
        self.take("heading", 1, said=braces_at_end(match[2] or ""), level=len(match[1]))
        return True

    def rule(self, line):
        if not RULE.match(line):
            return False
        self.take("rule", 1)
        return True

    def quote(self, line):
        if not QUOTE.match(line):
            return False
        count = 0
        while self.line(count) is not None and QUOTE.match(self.line(count)):
            count += 1
        inner = [QUOTE.sub("", it, count=1) for it in self.lines[self.at:self.at + count]]
        alert = None
        if inner and re.match(r"^\[!(\w+)\]\s*$", inner[0]):
            alert, inner = inner[0], inner[1:]
        self.take("quote", count, parse(inner), alert=alert)
        return True

    def list(self, line):
        match = ITEM.match(line)
        if not match:
            return False
        kind = match[2][-1]
        items = []
        while (match := self.line() is not None and ITEM.match(self.line())):
            if match[2][-1] != kind or RULE.match(self.line()):
                break
            items.append(self.item(match))
        self.found.append(Block("list", inside=items, ordered=kind in ".)"))
        return True

    def item(self, match):
        width = match.end() if match[3] else match.end() + 1
        first, at = self.line(), self.at
        inner = [first[match.end():]]
        self.at += 1
        while (line := self.line()) is not None:
            if not line.strip():
                following = next((it for it in self.lines[self.at:] if it.strip()), "")
                inside = following.startswith(" " * width)
                if not inside and not ITEM.match(following):
                    break
                inner.append("")
            elif line.startswith(" " * width):
                inner.append(line[width:])
            else:
                break
            self.at += 1
        blanks = 0
        while inner and not inner[-1]:
            inner.pop()
            blanks += 1
        task = re.match(r"\[[ xX]\] ", inner[0]) if inner else None
        if task:
            inner[0] = inner[0][task.end():]
        return Block("item", self.lines[at:self.at], parse(inner), width=width,
                     mark=first[:match.end()] + (task[0] if task else ""), blanks=blanks)

    def note(self, line):
        match = NOTE.match(line)
        if not match:
            return False
        count, inner = 1, [line[match.end():]]
        while (here := self.line(count)) is not None:
            if here.startswith("    "):
                inner.append(here[4:])
            elif not here.strip() and (self.line(count + 1) or "").startswith("    "):
                inner.append("")
            else:
                break
            count += 1
        self.take("note", count, parse(inner), label=match[1].lower())
        return True

    def definition(self, line):
        match = DEFINITION.match(line)
        if not match or self.line().lstrip().startswith("[@"):
            return False
        self.take("definition", 1, label=match[1].lower(), dest=match[2].strip("<>"))
        return True

    def table(self, line):
        below = self.line(1)
        if "|" not in line or below is None or not DELIMITERS.match(below):
            return False
        count = 2
        while self.line(count) is not None and "|" in self.line(count):
            count += 1
        rows = [Block("row", [it], said=row_said(it))
                for it in self.lines[self.at + 2:self.at + count]]
        head = self.lines[self.at:self.at + 2]
        self.take("table", count, rows, head=head, caption=None, gap=0)
        table = self.found[-1]
        gap = 0
        while self.line(gap) == "":
            gap += 1
        if self.line(gap) is not None and CAPTION.match(self.line(gap)):
            caption = []
            self.at += gap
            while self.line() is not None and self.line().strip():
                caption.append(self.line())
                self.at += 1
            table.gap, table.caption = gap, caption
            table.said = braces_at_end("\n".join(caption))
        return True

    def indented(self, line):
        if not line.startswith("    "):
            return False
        count = 1
        while (here := self.line(count)) is not None and here.startswith("    "):
            count += 1
        self.take("code", count)
        return True

    def paragraph(self):
        count = 1
        while (here := self.line(count)) is not None and here.strip():
            if interrupts(here):
                break
            if MEANING.match(here):
                return self.terms(count)
            count += 1
        return self.take("paragraph", count)

    def terms(self, count):
        """Terms and their definitions; `count` lines are terms."""
        terms = self.lines[self.at:self.at + count]
        self.at += count
        meanings = []
        while (match := self.line() is not None and MEANING.match(self.line())):
            width = match.end()
            inner = [self.line()[width:]]
            self.at += 1
            while (here := self.line()) is not None and here.startswith(" " * width):
                inner.append(here[width:])
                self.at += 1
            meanings.append(Block("meaning", inside=parse(inner), width=width))
        self.found.append(Block("terms", terms, meanings))


def div_depth(line, fence, depth):
    """The open code fence and how many divs are open, behind a line."""
    code = FENCE.match(line)
    if fence:
        closed = code and code[1].startswith(fence) and not code[2].strip()
        return (None if closed else fence), depth
    if code:
        return code[1], depth
    match = DIV.match(line)
    if match:
        depth += 1 if match[2] else -1
    return None, depth


def interrupts(line):
    """Whether a line ends the paragraph before it."""
    item = ITEM.match(line)
    return bool(FENCE.match(line) or DIV.match(line) or HEADING.match(line)
                or QUOTE.match(line) or RULE.match(line)
                or line.lstrip().startswith("<!--")
                or item and item[3] and item[2] in ("-", "*", "+", "1.", "1)"))


def braces_at_end(text):
    """The attributes at the end of a text, with their braces."""
    match = re.search(r"(?:^|\s)(\{[^{}]*\})\s*$", text)
    return match[1] if match else ""


def row_said(line):
    """The attributes of a row: at the end of its last cell or behind it."""
    bare = line.strip()
    return braces_at_end(bare.strip("|").strip()) or braces_at_end(bare)


def write(blocks):
    """The lines of some blocks."""
    out = []
    for block in blocks:
        out.extend(lines_of(block))
    return out


def lines_of(block):
    if block.kind == "div":
        return [block.open, *write(block.inside), block.close]
    if block.kind == "quote":
        inner = ([block.alert] if block.alert else []) + write(block.inside)
        return [f"> {it}".rstrip() for it in inner]
    if block.kind == "list":
        return [line for it in block.inside for line in item_lines(it)]
    if block.kind == "note":
        first, *rest = write(block.inside) or [""]
        return [f"[^{block.label}]: {first}", *(f"    {it}".rstrip() for it in rest)]
    if block.kind == "table":
        rows = [line for row in block.inside for line in row.lines]
        caption = [""] * block.gap + block.caption if block.caption else []
        return block.head + rows + caption
    if block.kind == "terms":
        out = list(block.lines)
        for meaning in block.inside:
            first, *rest = write(meaning.inside) or [""]
            pad = " " * meaning.width
            out.append((":" + pad[1:] + first).rstrip())
            out.extend((pad + it).rstrip() for it in rest)
        return out
    return block.lines


def item_lines(item):
    first, *rest = write(item.inside) or [""]
    pad = " " * item.width
    inner = [(item.mark + first).rstrip(), *((pad + it).rstrip() for it in rest)]
    return inner + [""] * item.blanks
