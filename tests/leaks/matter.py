"""The little YAML that front matter and libraries of sources are written in: read into
lists, mappings and words, and written again in one line. Scalars stay as they were
written, quotes and all, so that nothing changes its meaning on the way.
"""

import json
import re

KEY = re.compile(r'''(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\-\[\]{},&*!|>'"%@`][^:#]*?|-[^\s:][^:#]*?)\s*:(?:\s+|$)''')


class Word(str):
    """A scalar as it was written."""

    def text(self):
        """What it says."""
        if self[:1] == '"':
            try:
                return json.loads(self)
            except ValueError:
                return self[1:-1]
        if self[:1] == "'":
            return self[1:-1].replace("''", "'")
        return str(self)


class Unreadable(Exception):
    """What is not in the little YAML."""


def entries(lines):
    """The entries of a block mapping: pairs of a key and its lines. Comments and blank
    lines go with the entry before them, those in front with none."""
    found, indent = [], None
    for line in lines:
        bare = line.strip()
        depth = len(line) - len(line.lstrip(" "))
        starts = bare and not bare.startswith("#") and (indent is None or depth <= indent)
        if starts and not (bare.startswith("- ") or bare == "-"):
            match = KEY.match(bare)
            if not match:
                raise Unreadable(line)
            indent = depth if indent is None else indent
            found.append((Word(match["key"]).text(), [line]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    return found


def items(lines):
    """The items of a block list, each as its lines; what stands in front is the first."""
    head, found, indent = [], [], None
    for line in lines:
        bare = line.strip()
        depth = len(line) - len(line.lstrip(" "))
        starts = bare.startswith("- ") or bare == "-"
        if starts and (indent is None or depth == indent):
            indent = depth
            found.append([line])
        elif found:
            found[-1].append(line)
        else:
            head.append(line)
    return head, found


def read(lines):
    """The value that block lines hold: a dict, a list or a word."""
    lines = [it for it in lines if it.strip() and not it.strip().startswith("#")]
    if not lines:
        return Word("~")
    first = lines[0].strip()
    if first.startswith("- ") or first == "-":
        return [item(it) for it in items(lines)[1]]
    if first[0] not in "[{\"'" and KEY.match(first):
        return {key: entry(it) for key, it in entries(lines) if key is not None}
    return flow(" ".join(it.strip() for it in lines))


def item(lines):
    """The value of one `- …`."""
    lead = lines[0].index("-")
    rest = lines[0][lead + 1:]
    pad = len(rest) - len(rest.lstrip(" "))
    first = " " * (lead + 1 + pad) + rest.strip()
    return read([first, *lines[1:]])


def entry(lines):
    """The value of one `key: …`."""
    first = lines[0].strip()
    rest = first[KEY.match(first).end():].strip()
    if re.fullmatch(r"[|>][+-]?\d?(\s+#.*)?", rest):
        return folded(rest[0], lines[1:])
    if not rest or rest.startswith("#"):
        return read(lines[1:])
    return flow(" ".join([rest, *(it.strip() for it in lines[1:] if it.strip())]))


def folded(sign, lines):
    """A text in `|` or `>`."""
    pad = min((len(it) - len(it.lstrip()) for it in lines if it.strip()), default=0)
    parts = [it[pad:].rstrip("\n") for it in lines]
    joint = "\n" if sign == "|" else " "
    return Word(json.dumps(joint.join(parts).rstrip() + "\n", ensure_ascii=False))


def flow(text):
    """A value in one line."""
    value, at = flow_value(text, 0, "")
    rest = text[at:].strip()
    if rest and not rest.startswith("#"):
        raise Unreadable(text)
    return value


def flow_value(text, at, ends):
    while text[at:at + 1].isspace():
        at += 1
    sign = text[at:at + 1]
    if sign == "[":
        return flow_list(text, at + 1)
    if sign == "{":
        return flow_map(text, at + 1)
    if sign in ('"', "'") and sign:
        end = quoted_end(text, at)
        return Word(text[at:end]), end
    end = at
    while end < len(text) and text[end] not in ends:
        if text[end] == "#" and end and text[end - 1] == " ":
            break
        if ends and text[end] == ":" and text[end + 1:end + 2] in ("", " "):
            break
        end += 1
    return Word(text[at:end].strip()), end


def quoted_end(text, at):
    quote, end = text[at], at + 1
    while end < len(text):
        if text[end] == "\\" and quote == '"':
            end += 1
        elif text[end] == quote:
            if quote == "'" and text[end + 1:end + 2] == "'":
                end += 1
            else:
                return end + 1
        end += 1
    raise Unreadable(text)


def flow_list(text, at):
    found = []
    while True:
        at = skip(text, at)
        if text[at:at + 1] == "]":
            return found, at + 1
        value, at = flow_value(text, at, ",]}")
        found.append(value)
        at = comma(text, at, "]")


def flow_map(text, at):
    found = {}
    while True:
        at = skip(text, at)
        if text[at:at + 1] == "}":
            return found, at + 1
        key, at = flow_value(text, at, ",:}")
        at = skip(text, at)
        value = Word("~")
        if text[at:at + 1] == ":":
            value, at = flow_value(text, at + 1, ",]}")
        found[key.text()] = value
        at = comma(text, at, "}")


def skip(text, at):
    while text[at:at + 1].isspace():
        at += 1
    if at >= len(text):
        raise Unreadable(text)
    return at


def comma(text, at, end):
    at = skip(text, at)
    if text[at] == ",":
        return at + 1
    if text[at] == end:
        return at
    raise Unreadable(text)


def write(value):
    """The value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{word(it)}: {write(value[it])}" for it in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write(it) for it in value) + "]"
    # A plain scalar of a block may hold what parts scalars in a line.
    if value[:1] not in ('"', "'") and re.search(r"[,\[\]{}#]|: ", value):
        return json.dumps(str(value), ensure_ascii=False)
    return str(value)


def word(key):
    return key if re.fullmatch(r"[\w-]+", key) else json.dumps(key, ensure_ascii=False)


def text(value):
    """What a scalar says; nothing for other values."""
    return value.text().strip() if isinstance(value, Word) else None


def texts(value):
    """One text, or a list of texts."""
    values = value if isinstance(value, list) else [value]
    return [it.text().strip() for it in values if isinstance(it, Word) and it != "~"]
