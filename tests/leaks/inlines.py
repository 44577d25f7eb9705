"""What stands in a line: finds spans, links, images, citations and footnote marks, and
cuts those that are closed. What was cut leaves a mark behind until the blanks around it
and the brackets that held nothing else are gone, too.
"""

import re

HOLE = "\x00"
KEY = re.compile(r"(-?)@(\{[^{}\s]+\}|[\w][\w:.#$%&\-+?<>~/]*)")


def attributes(text):
    """Id, classes and pairs of `{#id .class key="value"}`; None if it is something else."""
    rest, said = text[1:-1].strip(), []
    while rest:
        match = re.match(r'''([#.][^\s{}"'=]+|-)(?:\s+|$)''', rest)
        if match:
            said.append((match[1], None))
        else:
            match = re.match(r'''([A-Za-z_][\w:.-]*)=("((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s{}"']*)(?:\s+|$)''', rest)
            if not match:
                return None
            value = match[3] if match[3] is not None else match[4]
            said.append((match[1], value if value is not None else match[2]))
        rest = rest[match.end():]
    return said


def marking(text):
    """The marking that attributes give, if they give one."""
    said = attributes(text) if text else None
    return next((value for key, value in said or [] if key == "marking"), None)


def cut(text, rules):
    """The text without what is closed; nothing but blanks and marks if nothing is left."""
    return close(Line(text, rules).cut())


def is_empty(text):
    return not text.replace(HOLE, "").strip()


def close(text):
    """Takes the marks away, and what holds nothing but them."""
    if HOLE not in text:
        return text
    before = None
    while before != text:
        before = text
        text = re.sub(r"\x00[ \t\n]*\x00", HOLE, text)
        text = re.sub(r"(?<![*_~^\\])(\*{1,3}|_{1,3}|~{1,2}|\^)\x00\1(?![*_~^])", HOLE, text)
        text = re.sub(r"!?\[\s*\x00\s*\](\([^()]*\)|\[[^\[\]]*\])?(\{[^{}]*\})?", HOLE, text)
    # A line that held nothing else, blanks where a line ends, blanks behind.
    text = re.sub(r"(?m)^[ \t]*\x00[ \t]*\n", "", text)
    text = re.sub(r"\n[ \t]*\x00[ \t]*\Z", "", text)
    text = re.sub(r"[ \t]*\x00[ \t]*(?=\n|\Z)", "", text)
    text = re.sub(r"(?:(?<=[ \t\n])|\A)\x00[ \t]*", "", text)
    return text.replace(HOLE, "")


class Line:
    def __init__(self, text, rules):
        self.text, self.rules, self.at, self.out = text, rules, 0, []

    def cut(self):
        while self.at < len(self.text):
            self.step()
        return "".join(self.out)

    def take(self, end):
        self.out.append(self.text[self.at:end])
        self.at = end

    def step(self):
        text, at = self.text, self.at
        sign = text[at]
        if sign == "\\":
            return self.take(at + 2)
        if sign == "`":
            return self.code()
        if sign == "$":
            return self.formula()
        if sign == "<":
            end = text.find(">", at)
            autolink = end > 0 and re.match(r"<(https?:|mailto:|!--)", text[at:])
            return self.take((text.find("-->", at) + 3 if text.startswith("<!--", at) else end + 1) if autolink else at + 1)
        if sign == "[" or text.startswith("![", at):
            return self.bracket()
        if sign in "@-" and (at == 0 or not text[at - 1].isalnum()) and KEY.match(text, at):
            return self.spoken()
        return self.take(at + 1)

    def code(self):
        run = re.match(r"`+", self.text[self.at:])[0]
        end = self.text.find(run, self.at + len(run))
        while end > 0 and self.text[end + len(run):end + len(run) + 1] == "`":
            end = self.text.find(run, end + len(run) + 1)
        if end < 0:
            return self.take(self.at + len(run))
        end += len(run)
        said = self.braces(end)
        if said and not self.rules.may(marking(said)):
            self.hole(end + len(said))
        else:
            self.take(end + len(said or ""))

    def formula(self):
        match = re.match(r"\$\$?[^$]+\$\$?", self.text[self.at:])
        self.take(self.at + (len(match[0]) if match else 1))

    def hole(self, end):
        self.out.append(HOLE)
        self.at = end

    def braces(self, at):
        """The attributes at a place, with their braces."""
        match = re.match(r"\{(?:[^{}\"']|\"(?:[^\"\\]|\\.)*\"|'[^']*')*\}", self.text[at:])
        return match[0] if match and attributes(match[0]) is not None else None

    def pair(self, at):
        """The place behind the bracket that closes the one at a place."""
        depth, text = 0, self.text
        while at < len(text):
            if text[at] == "\\":
                at += 1
            elif text[at] == "`":
                run = re.match(r"`+", text[at:])[0]
                end = text.find(run, at + len(run))
                at = end + len(run) - 1 if end > 0 else at
            elif text[at] == "[":
                depth += 1
            elif text[at] == "]":
                depth -= 1
                if depth == 0:
                    return at + 1
            at += 1
        return None

    def bracket(self):
        is_image = self.text[self.at] == "!"
        start = self.at + is_image
        end = self.pair(start)
        if end is None:
            return self.take(start + 1)
        inner = self.text[start + 1:end - 1]
        rest = self.text[end:]
        if inner.startswith("^"):
            return self.note(inner[1:], end)
        if inner.startswith("[") and inner.endswith("]") and not is_image:
            if not inner.startswith(("[@", "[-@")):
                return self.wiki(inner[1:-1], end)
        target = re.match(r"\(\s*(<[^<>]*>|[^\s()]*)(\s+(\"[^\"]*\"|'[^']*'))?\s*\)", rest)
        if target:
            dest = target[1].strip("<>")
            return self.link(is_image, inner, dest, end, end + target.end())
        label = re.match(r"\[([^\[\]]*)\]", rest)
        name = ((label[1] if label and label[1] else inner)).lower()
        if name in self.rules.definitions and not self.braces(end):
            dest = self.rules.definitions[name]
            return self.link(is_image, inner, dest, end, end + (label.end() if label else 0))
        said = self.braces(end)
        if said is not None:
            return self.span(inner, end, said)
        if re.search(KEY, inner):
            return self.cluster(inner, end)
        self.out.append(self.text[self.at:start + 1])
        self.at = start + 1
        self.out.append(Line(inner, self.rules).cut())
        self.out.append("]")
        self.at = end
        return None

    def note(self, label, end):
        if self.rules.has_note(label.lower()):
            self.take(end)
        else:
            self.hole(end)

    def span(self, inner, end, said):
        if not self.rules.may(marking(said)):
            return self.hole(end + len(said))
        left = close(Line(inner, self.rules).cut())
        changed = left != inner
        if changed and is_empty(left):
            return self.hole(end + len(said))
        self.out.append(f"[{left}]" + self.rules.attributes(said))
        self.at = end + len(said)
        return None

    def link(self, is_image, inner, dest, end, to):
        said = self.braces(to) or ""
        if said and not self.rules.may(marking(said)):
            return self.hole(to + len(said))
        left = close(Line(inner, self.rules).cut())
        if left != inner and is_empty(left) and not is_image:
            return self.hole(to + len(said))
        if self.rules.way(dest) == "gone":
            self.out.append(self.instead("" if is_image else left))
        else:
            self.out.append(("!" if is_image else "") + f"[{left}]" + self.text[end:to] + said)
        self.at = to + len(said)
        return None

    def wiki(self, inner, end):
        name, bar, shown = inner.partition("|")
        said = self.braces(end) or ""
        if said and not self.rules.may(marking(said)):
            return self.hole(end + len(said))
        left = close(Line(shown, self.rules).cut())
        way = self.rules.wiki(name.strip())
        if way == "gone":
            self.out.append(self.instead(left))
        elif bar and left != shown and is_empty(left):
            self.out.append(HOLE)
        else:
            self.out.append(f"[[{name}{bar}{left}]]" + said)
        self.at = end + len(said)
        return None

    def instead(self, text):
        """What stands where a link to something cut stood."""
        if self.rules.withheld:
            return r"\[withheld\]"
        return text if text.strip() else HOLE

    def cluster(self, inner, end):
        """`[see @a, p. 3; @b]` without the sources that are cut."""
        kept = []
        for item in split(inner):
            key = KEY.search(item)
            if key and self.rules.is_cut_source(key[2].strip("{}")):
                continue
            kept.append(close(Line(item, self.rules.inside_cluster()).cut()))
        if not kept:
            return self.hole(end)
        # The first one needs no blank in front.
        self.out.append("[" + ";".join([kept[0].lstrip() if kept[0] != split(inner)[0] else kept[0], *kept[1:]]) + "]")
        self.at = end
        return None

    def spoken(self):
        """`@key [p. 3]` in a sentence."""
        match = KEY.match(self.text, self.at)
        name = match[2]
        end = match.end()
        if not name.startswith("{"):
            bare = name.rstrip(":.#$%&-+?<>~/")
            end -= len(name) - len(bare)
            name = bare
        if self.rules.keeps_citations or not self.rules.is_cut_source(name.strip("{}")):
            return self.take(end)
        behind = re.match(r" \[[^\[\]]*\](?![({\[])", self.text[end:])
        return self.hole(end + (behind.end() if behind else 0))


def split(inner):
    """The items of a cluster: parted by semicolons outside of brackets."""
    parts, depth, from_ = [], 0, 0
    for at, sign in enumerate(inner):
        depth += (sign in "[{") - (sign in "]}")
        if sign == ";" and depth == 0:
            parts.append(inner[from_:at])
            from_ = at + 1
    return [*parts, inner[from_:]]
