"""Cuts the text of a page: whole blocks and sections that are closed, and in what is left
what is closed within its lines. A block that is left with nothing goes, too.
"""

import re

import blocks
import inlines
from inlines import marking


def cut(text, rules):
    """The text without what is closed."""
    tree = blocks.parse(text.split("\n"))
    rules.definitions = {it.label: it.dest for it in walk(tree) if it.kind == "definition"}
    # Only what is open may say which footnotes are left; cutting one may free another.
    while True:
        rules.notes = labels(tree, rules)
        tree = sequence(tree, rules)
        lines = blocks.write(tree)
        used = set(re.findall(r"\[\^([^\]]+)\](?!:)", "\n".join(lines).lower()))
        left = [it for it in tree if it.kind != "note" or it.label in used or
                it.label not in rules.once_used]
        if len(left) == len(tree) and labels(left, rules) == rules.notes:
            return "\n".join(drop_definitions(tree, rules))
        tree = left


def walk(tree):
    for block in tree:
        yield block
        if block.inside:
            yield from walk(block.inside)


def labels(tree, rules):
    """The footnotes that are defined where it is open."""
    found = set()
    for block in sections(tree, rules):
        if block.kind == "note":
            found.add(block.label)
        if block.inside and is_open(block, rules):
            found |= labels(block.inside, rules)
    return found


def is_open(block, rules):
    return rules.may(level(block))


def level(block):
    """The marking of a block, if it has one."""
    if block.kind == "item":
        return item_level(block)
    return marking(block.said)


def item_level(item):
    """Attributes at the end of an item's own text, or a marking at its start."""
    first = next((it for it in item.inside if it.kind == "paragraph"), None)
    if first is None or item.inside[0] is not first:
        return None
    text = "\n".join(first.lines)
    front = re.match(r"\s*(\{[^{}]*\})(\s|$)", text)
    return marking(blocks.braces_at_end(text)) or marking(front[1] if front else "")


def sections(tree, rules):
    """The blocks that do not stand in a closed section."""
    closed = None
    for block in tree:
        if block.kind == "heading":
            if closed is not None and block.level <= closed:
                closed = None
            if closed is None and not is_open(block, rules):
                closed = block.level
        if closed is None:
            yield block


def sequence(tree, rules):
    left = [one(it, rules) for it in sections(tree, rules)]
    return [it for it in left if it is not None]


def one(block, rules):
    """The block without what is closed; None if nothing is left."""
    if not is_open(block, rules):
        return None
    if block.kind in ("paragraph", "heading"):
        return text_block(block, rules)
    if block.kind == "table":
        return table(block, rules)
    if block.kind == "terms":
        return terms(block, rules)
    if block.kind == "list":
        return list_(block, rules)
    if block.kind == "div":
        block.open = re.sub(r"\{.*\}", lambda it: rules.attributes(it[0]), block.open)
    if block.inside is None:
        return block
    before = blocks.write(block.inside)
    block.inside = trimmed(sequence(block.inside, rules))
    shows = any(it.kind not in ("blank", "comment") for it in block.inside)
    return block if shows or blocks.write(block.inside) == trimmed_lines(before) else None


def trimmed_lines(lines):
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def trimmed(tree):
    """Without blank lines at both ends."""
    while tree and tree[0].kind == "blank":
        tree = tree[1:]
    while tree and tree[-1].kind == "blank":
        tree = tree[:-1]
    return tree


def text_block(block, rules):
    text = "\n".join(block.lines)
    if block.kind == "heading":
        return heading(block, text, rules)
    left = cut_around(text, rules)
    if left != text and not bare(left):
        return None
    block.lines = left.split("\n")
    return block


def cut_around(text, rules):
    """The text of a paragraph; attributes at its end belong to what it stands in."""
    said = blocks.braces_at_end(text)
    if said:
        text = text[:text.rindex(said)]
        inner = inlines.cut(text.rstrip(), rules)
        return f"{inner} {said}".lstrip() if bare(inner) else ""
    return inlines.cut(text, rules)


def bare(text):
    """What text is left without attributes."""
    return re.sub(r"(?:^|\s)\{[^{}]*\}\s*$", "", text).strip()


def heading(block, text, rules):
    match = re.match(r"(\s*#{1,6}\s+)(.*?)(\s+\{[^{}]*\})?\s*$", text)
    if not match:
        return block
    left = inlines.cut(match[2], rules)
    if left != match[2] and not left.strip():
        return None
    block.lines = [match[1] + left + (match[3] or "")]
    return block


def list_(block, rules):
    before, marks = list(block.inside), [it.mark for it in block.inside]
    block.inside = []
    for item in before:
        kept = one(item, rules)
        if kept is not None:
            block.inside.append(kept)
    if block.inside and block.inside[-1] is not before[-1]:
        # The blank lines that part items go with them, those behind the list stay.
        block.inside[-1].blanks = before[-1].blanks
    if block.ordered and block.inside and block.inside[0] is not before[0]:
        first = block.inside[0]
        number = re.match(r"\s*\d+", marks[0])[0]
        first.mark = number + re.sub(r"^\s*\d+", "", first.mark)
        grown = len(first.mark) - first.width
        first.width += grown if not first.mark.rstrip().endswith("]") else 0
    return block if block.inside else None


def table(block, rules):
    rows = [it for it in block.inside if is_open(it, rules)]
    for row in rows:
        row.lines = [cells(row.lines[0], rules)]
    block.head = [cells(block.head[0], rules), block.head[1]]
    if block.inside and not rows:
        return None
    block.inside = rows
    if block.caption:
        text = "\n".join(block.caption)
        lead = blocks.CAPTION.match(text)[0]
        left = cut_around(text[len(lead):], rules)
        block.caption = (lead + left).split("\n") if bare(left) else None
    return block


def cells(line, rules):
    """A row, cell by cell: a bar behind a backslash or in code parts nothing."""
    parts = re.split(r"(?<!\\)\|", line)
    return "|".join(part if not part.strip() else cell(part, rules) for part in parts)


def cell(part, rules):
    lead = part[:len(part) - len(part.lstrip())]
    tail = part[len(part.rstrip()):]
    said = blocks.braces_at_end(part.strip())
    text = part.strip()[:len(part.strip()) - len(said)].rstrip() if said else part.strip()
    return lead + inlines.cut(text, rules) + (" " + said if said else "") + tail


def terms(block, rules):
    lines = [inlines.cut(it, rules) for it in block.lines]
    block.lines = [it for it in lines if it.strip()]
    kept = []
    for meaning in block.inside:
        first = meaning.inside[0] if meaning.inside else None
        text = "\n".join(first.lines) if first and first.kind == "paragraph" else ""
        if not rules.may(marking(blocks.braces_at_end(text))):
            continue
        meaning.inside = trimmed(sequence(meaning.inside, rules))
        if meaning.inside:
            kept.append(meaning)
    block.inside = kept
    return block if kept and block.lines else None


def drop_definitions(tree, rules):
    """The lines without link definitions that nothing uses any more."""
    text = "\n".join(blocks.write([it for it in tree if it.kind != "definition"])).lower()
    used = set(re.findall(r"\[([^\[\]]+)\]", text))
    return blocks.write([it for it in tree if it.kind != "definition" or it.label in used])
