#!/usr/bin/env python3
"""Writes a dossier with a canary in everything that may be closed, and in everything beside
it that must never be published.

    canaries.py OUT        OUT/CANARY/dossier, OUT/canaries.json, OUT/environment

A canary is a word of 16 consonants that stands nowhere else. `level` says which editions
may hold it: 0 public, 1 partners, 2 internal; 9 none at all.
"""

import json
import os
import pathlib
import random
import struct
import sys
import zlib

LETTERS = "bcdfghjklmpqrtvwxz"
LABELS = ["TLP:CLEAR", "TLP:AMBER", "TLP:RED"]


def token(dice):
    return "zq" + "".join(dice.choice(LETTERS) for _ in range(14))


class Nest:
    """Hands canaries out and writes files."""

    def __init__(self, out):
        self.out, self.dice, self.known = pathlib.Path(out), random.Random("canaries"), []
        self.root = self.out / self.new("path of the dossier", 9) / "dossier"

    def new(self, what, level):
        word = token(self.dice)
        self.known.append({"token": word, "what": what, "level": level})
        return word

    def write(self, path, data):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path


def png(notes):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    for kind, data in notes:
        out += chunk(kind, data)
    return out + chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + chunk(b"IEND", b"")


def noted_png(nest, what):
    text = nest.new(f"{what}: tEXt", 9).encode()
    packed = nest.new(f"{what}: zTXt", 9).encode()
    wide = nest.new(f"{what}: iTXt", 9).encode()
    exif = nest.new(f"{what}: eXIf", 9).encode()
    own = nest.new(f"{what}: private chunk", 9).encode()
    behind = nest.new(f"{what}: behind the end", 9).encode()
    return png([(b"tEXt", b"Comment\0" + text), (b"zTXt", b"Author\0\0" + zlib.compress(packed)),
                (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + wide), (b"eXIf", b"MM\0*" + exif),
                (b"prVt", own)]) + behind


def noted_jpeg(nest, what):
    """A JPEG of 1×1 with EXIF, XMP and a comment."""
    def segment(mark, data):
        return bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data
    tables = segment(0xDB, bytes([0]) + bytes([1] * 64))
    frame = segment(0xC0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))
    huffman = segment(0xC4, bytes([0, 1] + [0] * 15 + [0])) + segment(0xC4, bytes([0x10, 1] + [0] * 15 + [0]))
    scan = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + b"\x3f"
    notes = (segment(0xE1, b"Exif\0\0II*\0" + nest.new(f"{what}: EXIF", 9).encode())
             + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + nest.new(f"{what}: XMP", 9).encode())
             + segment(0xED, b"Photoshop 3.0\0" + nest.new(f"{what}: IPTC", 9).encode())
             + segment(0xFE, nest.new(f"{what}: comment", 9).encode()))
    return b"\xff\xd8" + notes + tables + frame + huffman + scan + b"\xff\xd9"


def svg(nest, what, level):
    return (f"<?xml version=\"1.0\"?><!-- {nest.new(f'{what}: comment', 9)} -->"
            f"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
            f"<metadata>{nest.new(f'{what}: metadata', 9)}</metadata>"
            f"<title>{nest.new(f'{what}: title', level)}</title><desc>{nest.new(f'{what}: desc', level)}</desc>"
            f"<rect width=\"9\" height=\"9\"/><text y=\"5\">{nest.new(f'{what}: text', level)}</text></svg>")


def parts(nest, level, where, cite):
    """Every kind of text there is, as lines."""
    def c(what):
        return nest.new(f"{where}: {what}", level)
    definition = c("link definition")
    return [
        f"{c('words')} *{c('emphasis')}* **{c('strong')}** ~~{c('deleted')}~~ `{c('inline code')}` ${c('mathematics')}$ x^{c('superscript')}^ H~{c('subscript')}~.",
        f"[{c('link text')}](https://{c('host')}.example/{c('path of a URL')} \"{c('title of a link')}\") and <https://{c('autolink')}.example/>.",
        f"![{c('alternative text')}](bilder/{where_name(where)}.png \"{c('title of an image')}\") [{c('span')}]{{.{c('class')} data-x=\"{c('attribute value')}\" {c('attribute key')}=x}}.",
        f"[see {c('prefix')} @{cite}, p. 3 {c('suffix')}] [[index|{c('text of a wiki link')}]] [text][{definition}].",
        "", f"> {c('quote')}", "", f"> [!NOTE]\n> {c('alert')}", "",
        f"- {c('item')}\n- [ ] {c('task')}\n  - {c('nested item')}", "",
        f"| {c('head of a table')} | b |\n|---|---|\n| {c('cell')} | y |", "", f"Table: {c('caption')}", "",
        f"{c('term')}\n: {c('definition')}", "",
        f"```sql {{#{c('id of code')}}}\nselect {c('code')} -- {c('comment in code')}\n```", "",
        f"A note[^{where_name(where)}].", "",
        f"[{c('claim')}.]{{.claim #{c('id of a claim')} confidence=high}} [@{cite}, p. 2]", "",
        f"::: {{.contradiction #{c('id of a contradiction')} topic=\"{c('topic')}\"}}\n- {c('position')}: a [@{cite}].\n- {c('other position')}: b [@{cite}].\n\nReading: {c('reading')}.\n:::", "",
        f"::: {{.event date=\"2024-02-16\"}}\n{c('event')} [@{cite}].\n:::", "",
        f"### {c('heading')} {{#{c('id of a heading')}}}", "", f"{c('below a heading')}.", "",
        f"[^{where_name(where)}]: {c('footnote')}.", "",
    ], definition


def where_name(where):
    return "".join(it if it.isalnum() else "-" for it in where)


def page(nest, level, cite):
    """A page that is closed as a whole."""
    def c(what):
        return nest.new(f"page: {what}", level)
    where = f"page {level}"
    lines, definition = parts(nest, level, where, cite)
    name = c("name of a file")
    note = nest.new("page: reference in front matter", level)
    front = ["---", f"title: \"{c('title')}\"", "kind: organisation", f"marking: {LABELS[level]}",
             f"summary: \"{c('summary')}\"", f"aliases: [{c('alias')}, Open name]", f"tags: [{c('tag')}, shared]",
             "date: 2024-05-05", f"extra: {{{c('extra key')}: {c('extra value')}, list: [{c('extra in a list')}]}}",
             f"relations: [{{type: {c('type of a relation')}, to: index, source: \"[@{cite}]\"}}]",
             f"nocite: \"@{note}\"",
             "references:", f"  - {{id: {note}, type: book, title: \"{c('title of a reference')}\", issued: \"2024\"}}", "---"]
    nest.write(f"content/closed/{name}.md", "\n".join(front + lines + [f"[{definition}]: https://{c('target of a definition')}.example/"]) + "\n")
    nest.write(f"content/closed/bilder/{where_name(where)}.png", noted_png(nest, where))
    return name


def source(nest, level):
    def c(what):
        return nest.new(f"source: {what}", level)
    key = c("key")
    return key, f"""  - id: {key}
    type: report
    title: "{c('title')}"
    author: [{{family: {c('author')}, given: A.}}]
    publisher: "{c('publisher')}"
    container-title: "{c('container')}"
    URL: "https://{c('URL')}.example/x"
    DOI: "10.1000/{c('DOI')}"
    note: "{c('note')}"
    abstract: "{c('abstract')}"
    keyword: "{c('keyword')}"
    issued: "2024"
    accessed: "2024-05-01"
    other-ids: [{c('other key')}]
    custom:
      marking: {LABELS[level]}
      grade: A1
      seen: full
      archive: {{url: "https://archive.example/{c('archive')}", date: 2024-05-05, text: archive/{c('name of an archived text')}.txt}}
      outline: [{{id: "1", title: "{c('outline')}", page: "1-9"}}]
      descriptor: "{c('descriptor')}"
"""


def open_page(nest, keys, names):
    """The home page: open, with closed parts of every kind and level."""
    lines = ["---", "title: Home", "marking: TLP:CLEAR", f"summary: {nest.new('control: summary', 0)}",
             "tags: [shared" + "".join(f", {{text: {nest.new('field: tag', at)}, marking: {LABELS[at]}}}" for at in (1, 2)) + "]",
             "aliases: [Front" + "".join(f", {{text: {nest.new('field: alias', at)}, marking: {LABELS[at]}}}" for at in (1, 2)) + "]",
             "extra:", f"  open: {nest.new('open extra, which no theme shows', 9)}"]
    lines += [f"  closed{at}: {{value: {nest.new('field: extra', at)}, marking: {LABELS[at]}}}" for at in (1, 2)]
    lines += ["relations:"] + [
        f"  - {{type: {nest.new('relation: type', at)}, to: other, source: \"[{nest.new('relation: prefix', at)} @open-source]\", marking: {LABELS[at]}}}" for at in (1, 2)]
    lines += ["---", f"# Home {nest.new('control: heading', 0)}", "",
              f"{nest.new('control: words', 0)} [@open-source, p. 1].",
              f"<!-- {nest.new('comment in a line', 9)} -->", "", f"<!--\n{nest.new('comment of its own', 9)}\n-->", "",
              f"Beside <!-- {nest.new('comment within a line', 9)} --> words.", "",
              f"Beside %%{nest.new('comment of Obsidian within a line', 9)}%% words.", "",
              f"%%\n{nest.new('comment of Obsidian', 9)}\n%%", "",
              f"<div>\n{nest.new('control: words in HTML', 0)} %%{nest.new('comment of Obsidian in HTML', 9)}%%\n</div>", "",
              "![open](bilder/open.png) ![open](bilder/open.jpg) ![open](bilder/open.svg)", ""]
    for at in (1, 2):
        mark = f"marking=\"{LABELS[at]}\""
        inner, definition = parts(nest, at, f"block {at}", "open-source")
        lines += ["::: {%s #%s}" % (mark, nest.new("block: id", at))] + inner + [":::", ""]
        nest.write(f"content/bilder/{where_name(f'block {at}')}.png", noted_png(nest, f"block {at}"))
        def c(what):
            return nest.new(f"part: {what}", at)
        lines += [
            f"Open words, [{c('span')}]{{{mark}}} `{c('code')}`{{{mark}}} [{c('link')}](https://{c('URL')}.example/){{{mark}}} ![{c('alternative text')}](bilder/{where_name(f'block {at}')}.png){{{mark}}}.", "",
            f"- open\n- {c('item')} {{{mark}}}\n- open", "",
            f"| a | b |\n|---|---|\n| open | x |\n| {c('cell')} | y | {{{mark}}}", "",
            f"Term\n: open\n: {c('definition')} {{{mark}}}", "",
            f"::: {{.contradiction #k{at} topic=\"Open\"}}\n- Ten: x [@open-source].\n- Two: y [@open-source].\n- {c('position')}: z [@{keys[at]}]. {{{mark}}}\n:::", "",
            f"Cites two [@open-source; see @{keys[at]}, p. {at}]. Links to [open text](closed/{names[at]}.md) and to [[{names[at]}|open text]].", "",
            f"::: {{.claim #{c('id of a claim')} confidence=high {mark}}}\n{c('claim')} [@{keys[at]}].\n:::", "",
            f"```text {{{mark}}}\n{c('code block')}\n```", ""]
    for at in (1, 2):
        lines += [f"## {nest.new('section: heading', at)} {{#{nest.new('section: id', at)} marking=\"{LABELS[at]}\"}}", "",
                  f"{nest.new('section: text', at)}[^s{at}].", "", f"[^s{at}]: {nest.new('section: footnote', at)}.", ""]
    lines += ["## End", "", "Words.", "",
              f"[{nest.new('label of a definition that is not used', 9)}]: https://{nest.new('target of a definition that is not used', 9)}.example/ \"{nest.new('title of a definition that is not used', 9)}\""]
    nest.write("content/index.md", "\n".join(lines) + "\n")
    nest.write("content/bilder/open.png", noted_png(nest, "open PNG"))
    nest.write("content/bilder/open.jpg", noted_jpeg(nest, "open JPEG"))
    nest.write("content/bilder/open.svg", svg(nest, "open SVG", 0))
    nest.write("content/other.md", "---\ntitle: Other\nkind: organisation\nmarking: TLP:CLEAR\n---\nSee [[index]] [@open-source].\n")


def book(nest, names):
    redirects = "\n".join(f'"/{nest.new("redirect", at)}.html" = "/closed/{names[at]}.html"' for at in (1, 2))
    editions = "\n".join(f'[dossier.editions.{name}]\nceiling = "{LABELS[at]}"\ntitle = "{nest.new("title of the edition", at) if at else "Open"}"\n'
                         for at, name in enumerate(["public", "partners", "internal"]))
    nest.write("book.toml", f"""# {nest.new('comment in book.toml', 9)}
[book]
title = "Canaries"
language = "en"
src = "content"
authors = ["Somebody"]

[build]
build-dir = "{nest.new('build-dir', 9)}"
extra-watch-dirs = ["{nest.new('extra-watch-dirs', 9)}"]

[preprocessor.{nest.new('name of a preprocessor', 9)}]
command = "{nest.new('command of a preprocessor', 9)}"

[output.{nest.new('name of an output', 9)}]
optional = true

[output.html.redirect]
{redirects}

[output.html.playground]
editable = false # {nest.new('comment behind a setting', 9)}

[dossier]
theme = "nest"
languages = ["en"]
bibliography = ["references.yaml", "records.bib", "records.ris"]
base-url = "https://dossier.example/x/"
autolinks = true

{editions}""")


def records(nest):
    """Libraries of other programs, in which a keyword marks its source."""
    bib, ris = "", ""
    for at in (1, 2):
        def c(what):
            return nest.new(f"record: {what}", at)
        bib += (f"@report{{{c('key of BibTeX')},\n  title = {{{c('title of BibTeX')}}},\n"
                f"  author = {{{c('author of BibTeX')}, A.}},\n  institution = {{{c('institution of BibTeX')}}},\n"
                f"  note = {{{c('note of BibTeX')}}},\n  year = {{2024}},\n"
                f"  keywords = {{{c('keyword of BibTeX')}, {LABELS[at]}}},\n}}\n\n")
        ris += (f"TY  - RPRT\nID  - {c('key of RIS')}\nTI  - {c('title of RIS')}\nAU  - {c('author of RIS')}, A.\n"
                f"PB  - {c('publisher of RIS')}\nN1  - {c('note of RIS')}\nPY  - 2024\n"
                f"KW  - {c('keyword of RIS')}\nKW  - {LABELS[at]}\nER  - \n\n")
    nest.write("content/records.bib", f"% {nest.new('comment in BibTeX', 9)}\n\n{bib}")
    nest.write("content/records.ris", ris)


def beside(nest, keys):
    """What lies beside the pages and is never published."""
    for name in ("index.md~", ".index.md.swp", "#index.md#", "index.md.orig", "index.md.bak", ".env", ".git/config",
                 "notes.txt", "list.csv", "unlisted.bib", "data.yaml", "Thumbs.db", ".DS_Store", "page.md.txt"):
        nest.write(f"content/{name}", f"{nest.new(f'file beside: {name}', 9)}\n")
    for at in (1, 2):
        name = next(it["token"] for it in nest.known if it["what"] == "source: name of an archived text" and it["level"] == at)
        nest.write(f"archive/{name}.txt", f"{nest.new('archived text', 9)}\n")
    nest.write(f"{nest.new('file at the root', 9)}.txt", nest.new("text at the root", 9))
    nest.write(f"content/{nest.new('picture that nothing shows', 9)}.png", noted_png(nest, "picture that nothing shows"))
    nest.write("sources.lock", lock(nest, keys))
    os.symlink(f"/nonexistent/{nest.new('target of a symbolic link', 9)}", nest.root / "link")
    try:
        os.setxattr(nest.root / "content" / "index.md", "user.note", nest.new("extended attribute", 9).encode())
    except OSError:
        print("this file system has no extended attributes", file=sys.stderr)
    theme = (f"name = \"nest\"\ncontract = 1\nextends = \"briefing\"\n# {nest.new('comment in a theme', 9)}\n")
    nest.write("themes/nest/theme.toml", theme)
    nest.write(f"themes/nest/templates/{nest.new('name of a template', 9)}.html", f"{{# {nest.new('comment in a template', 9)} #}}\n")


def lock(nest, keys):
    """What the addresses of the closed sources answered."""
    urls = [it for it in nest.known if it["what"] == "source: URL"]
    answers = [f"""[[address]]
url = "https://{it['token']}.example/x"
state = "live"
code = 200
redirected = "https://{nest.new('where an address leads', it['level'])}.example/"
alive = "2026-11-20"
checked = "2026-11-20"
""" for it in urls]
    return "version = 1\n\n" + "\n".join(answers)


def main():
    nest = Nest(sys.argv[1])
    keys, texts = {}, []
    for at in (1, 2):
        keys[at], text = source(nest, at)
        texts.append(text)
    derived = "".join(f", {keys[at]}" for at in (1, 2))
    library = f"# {nest.new('comment in a library', 9)}\nreferences:\n" + "".join(texts) + f"""  - id: open-source
    type: report
    title: "{nest.new('control: title of a source', 0)}"
    author: [{{family: Ahrens, given: A.}}]
    issued: "2024"
    custom: {{grade: B2, seen: full, derives-from: [base{derived}]}}
  - id: base
    type: report
    title: Base
    issued: "2023"
"""
    nest.write("content/references.yaml", library)
    records(nest)
    nest.write("content/closed/index.md", f"---\ntitle: \"{nest.new('title of a folder', 2)}\"\nmarking: TLP:RED\ncascade: {{tags: [{nest.new('tag that is cascaded', 2)}], marking: TLP:RED}}\n---\n{nest.new('text of a folder', 2)}\n")
    names = {at: page(nest, at, keys[at]) for at in (1, 2)}
    open_page(nest, keys, names)
    beside(nest, keys)
    book(nest, names)
    environment = {it: f"/{nest.new(f'environment: {it}', 9)}" for it in ("HOME", "USER", "LOGNAME", "HOSTNAME", "TMPDIR", "PWD", "XDG_CACHE_HOME")}
    (nest.out / "environment").write_text("".join(f"{key}={value}\n" for key, value in environment.items()))
    (nest.out / "canaries.json").write_text(json.dumps(nest.known, indent=1))
    print(nest.root.relative_to(nest.out))


if __name__ == "__main__":
    main()
