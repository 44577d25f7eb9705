#!/usr/bin/env python3
"""Looks for canaries in whatever they may hide in: files, names, archives, streams, data
URIs, encodings, texts that are split, the search.

    scan.py CANARIES.json LEVEL PATH …    those above LEVEL, or in any edition (-1)

Prints `token  what it marks  how it was hidden  file` for each find; exit code 1 with any.
"""

import base64
import binascii
import bz2
import codecs
import hashlib
import html
import io
import json
import lzma
import pathlib
import quopri
import re
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
import zlib

# Canaries look like nothing else: no vowels, so that stemmers leave them alone.
CANARY = re.compile(r"zq[bcdfghjklmpqrtvwxz]{10,14}")
DEPTH = 4
LARGEST = 1 << 24
BRACKETS = re.compile(r"<[^<>]*>")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\u034f]")
TAGS = {chr(0xE0000 + code): chr(code) for code in range(32, 127)}


def scan_bytes(data, tokens):
    """Pairs of a token and the way to it."""
    found, seen, todo = set(), set(), [(data, "plain")]
    while todo:
        data, way = todo.pop()
        mark = hash(data)
        if mark in seen or not data:
            continue
        seen.add(mark)
        for text, how in readings(data):
            for match in CANARY.finditer(text):
                for token in tokens.get(match[0][:12], ()):
                    found.add((token, f"{way} {how}".strip()))
        found |= {(token, f"{way} digest") for token in digests(data, tokens)}
        if way.count(">") < DEPTH:
            todo += [(inner, f"{way} > {kind}") for inner, kind in inside(data)
                     if len(inner) <= LARGEST]
    return found


def readings(data):
    """Texts that the bytes may be, without what hides a word."""
    for text, how in texts(data):
        low = text.lower()
        yield low, how
        yield low[::-1], f"{how} reversed"
        yield codecs.encode(low, "rot13"), f"{how} rot13"
        bare = BRACKETS.sub("", low)
        bare = INVISIBLE.sub("", bare)
        yield bare, f"{how} between tags"
        yield re.sub(r"[\s\-_.·,;:|\"'+=\\/*&()\[\]]+", "", bare), f"{how} parted"
        folded = unicodedata.normalize("NFKD", low)
        if folded != low:
            folded = "".join(it for it in folded if not unicodedata.combining(it))
            yield folded, f"{how} other letters"
        tags = "".join(TAGS.get(it, "") for it in text)
        if tags:
            yield tags.lower(), f"{how} tag characters"


def texts(data):
    text = data.decode("utf-8", "replace")
    yield text, ""
    yield data.decode("latin-1"), "latin-1"
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        if b"\0" in data:
            for at in range(2 if "16" in name else 4):
                yield data[at:].decode(name, "replace"), name
    if "&" in text:
        yield html.unescape(text), "entities"
        yield html.unescape(html.unescape(text)), "entities twice"
    if "%" in text:
        yield urllib.parse.unquote(text), "percent"
        yield urllib.parse.unquote(urllib.parse.unquote(text)), "percent twice"
    if "\\" in text:
        yield unescaped(text), "escapes"
        yield re.sub(r"\\([0-7]{3})", lambda it: chr(int(it[1], 8)), text), "octal escapes"
    if "=" in text:
        yield quopri.decodestring(data).decode("utf-8", "replace"), "quoted-printable"
    if "+" in text and "-" in text:
        try:
            yield data.decode("utf-7"), "utf-7"
        except (UnicodeDecodeError, ValueError):
            pass
    numbers = re.findall(r"(?:\d{2,3}[,;\s]+){11,}\d{2,3}", text)
    for run in numbers:
        codes = [int(it) for it in re.findall(r"\d+", run)]
        yield "".join(chr(it) for it in codes if it < 256), "numbers"
        yield "".join(chr(int(str(it), 8)) for it in codes if not re.search("[89]", str(it))), "octal numbers"
    bits = re.findall(r"(?:[01]{8}[\s,]*){12,}", text)
    for run in bits:
        run = re.sub(r"[^01]", "", run)
        yield "".join(chr(int(run[at:at + 8], 2)) for at in range(0, len(run) - 7, 8)), "bits"
    grams = re.findall(r"\b[a-z]{3}\b", text.lower())
    yield joined(grams), "trigrams"


def joined(grams):
    """Words whose trigrams stand one behind another."""
    out = ""
    for gram in grams:
        out += gram[-1] if out[-2:] == gram[:2] else f" {gram}"
    return out


def unescaped(text):
    """Without the escapes of JSON, JavaScript, CSS, C and Python."""
    def letter(match):
        code = next(it for it in match.groups() if it)
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return match[0]
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})"
                  r"|\\([0-9a-fA-F]{1,6})\s?", letter, text)


def inside(data):
    """What is packed in the bytes, and how."""
    yield from archives(data)
    yield from streams(data)
    text = data.decode("latin-1")
    for run in re.findall(r"[A-Za-z0-9+/_-]{16,}={0,2}", text):
        plain = run.rstrip("=").replace("-", "+").replace("_", "/")
        for at in range(4):
            part = plain[at:]
            part = part[:len(part) // 4 * 4] if len(part) % 4 == 1 else part
            try:
                yield base64.b64decode(part + "=" * (-len(part) % 4)), "base64"
            except binascii.Error:
                pass
    parted = re.sub(r"[\s\"+]+", "", text)
    if parted != text and re.search(r"[A-Za-z0-9+/]{24,}", parted) and len(data) < 1 << 20:
        for run in re.findall(r"(?:[A-Za-z0-9+/]{20,}[\r\n]+){2,}[A-Za-z0-9+/=]+", text):
            try:
                yield base64.b64decode(re.sub(r"\s", "", run)), "base64 in lines"
            except binascii.Error:
                pass
    for run in re.findall(r"(?:[0-9a-fA-F]{2}[\s:,]?){12,}", text):
        digits = re.sub(r"[^0-9a-fA-F]", "", run)
        for at in (0, 1):
            part = digits[at:]
            yield bytes.fromhex(part[:len(part) // 2 * 2]), "hex"
    for run in re.findall(r"[A-Z2-7]{16,}={0,6}", text):
        try:
            yield base64.b32decode(run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 8)), "base32"
        except binascii.Error:
            pass
    for run in re.findall(r"<~(.*?)~>", text, re.S):
        try:
            yield base64.a85decode(run), "base85"
        except ValueError:
            pass


def archives(data):
    if b"PK\3\4" in data or b"PK\5\6" in data:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as pack:
                yield pack.comment, "zip comment"
                for info in pack.infolist():
                    yield info.filename.encode(), "zip name"
                    yield info.comment + b" " + info.extra, "zip extra"
                    yield pack.read(info), "zip"
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
            pass
        for match in re.finditer(rb"PK\x03\x04", data):
            head = data[match.start():match.start() + 30]
            if len(head) == 30:
                skip = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
                yield from unpacked(data[match.start() + 30 + skip:], -15, "deflate")


def streams(data):
    for match in re.finditer(rb"\x1f\x8b\x08", data):
        yield from unpacked(data[match.start():], 31, "gzip")
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        yield from unpacked(data[match.start():], 15, "zlib")
    for match in re.finditer(rb"BZh[1-9]1AY&SY", data):
        try:
            yield bz2.BZ2Decompressor().decompress(data[match.start():]), "bz2"
        except OSError:
            pass
    for match in re.finditer(rb"\xfd7zXZ\0", data):
        try:
            yield lzma.LZMADecompressor().decompress(data[match.start():]), "xz"
        except lzma.LZMAError:
            pass
    if not is_text(data):
        for at in range(3):
            yield from unpacked(data[at:], -15, "deflate")
    # Pictures have packed notes behind a name, PDF has streams.
    for match in re.finditer(rb"(?:zTXt|iTXt)[^\0]{1,79}\0", data):
        for skip in range(6):
            yield from unpacked(data[match.end() + skip:], 15, "picture")
    for match in re.finditer(rb"stream\r?\n", data):
        yield from unpacked(data[match.end():], 15, "pdf")
    if not is_text(data):
        opened = brotli(data)
        if opened:
            yield opened, "brotli"


def is_text(data):
    try:
        data.decode()
        return b"\0" not in data
    except UnicodeDecodeError:
        return False


def unpacked(data, window, kind):
    try:
        out = zlib.decompressobj(window).decompress(data, LARGEST)
    except zlib.error:
        return
    if len(out) > 8:
        yield out, kind


NODE = """
const zlib = require('zlib');
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  let out = '';
  try { out = zlib.brotliDecompressSync(Buffer.from(line, 'base64'), { maxOutputLength: 1 << 24 }).toString('base64'); } catch {}
  console.log(out);
});
"""


class Brotli:
    """Node knows brotli, Python does not."""
    process = None

    @classmethod
    def open(cls, data):
        if cls.process is None:
            cls.process = subprocess.Popen(["node", "-e", NODE], stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE)
        cls.process.stdin.write(base64.b64encode(data) + b"\n")
        cls.process.stdin.flush()
        return base64.b64decode(cls.process.stdout.readline())


def brotli(data):
    return Brotli.open(data) if len(data) <= 1 << 20 else b""


def digests(data, tokens):
    low = data.lower()
    if not re.search(rb"[0-9a-f]{32}|[a-z0-9+/]{22}==?", low):
        return
    for group in tokens.values():
        for token in group:
            for digest in digest_forms(token):
                if digest in data or digest in low:
                    yield token


MADE = {}


def digest_forms(token):
    if token not in MADE:
        raw = [hashlib.new(it, form).digest() for it in ("md5", "sha1", "sha256", "sha512")
               for form in (token.encode(), f"{token}\n".encode())]
        MADE[token] = [binascii.hexlify(it)[:32] for it in raw] + [base64.b64encode(it)[:20] for it in raw]
    return MADE[token]


def scan_tree(path, tokens):
    """Every find below a path: token, way, file."""
    path = pathlib.Path(path)
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = set()
    for file in files:
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        names = scan_bytes(name.encode(), tokens)
        found |= {(token, f"name: {way}", name) for token, way in names}
        if file.is_symlink():
            target = str(file.readlink()).encode()
            found |= {(t, f"link: {way}", name) for t, way in scan_bytes(target, tokens)}
        elif file.is_file():
            found |= {(t, way, name) for t, way in scan_bytes(file.read_bytes(), tokens)}
    if (path / "search").is_dir():
        found |= {(t, f"search: {way}", "search") for t, way in scan_bytes(search(path), tokens)}
    return found


def search(site):
    """All that a reader could learn from the search: every term, text and facet."""
    decoder = pathlib.Path(__file__).parent.parent / "search" / "shards.py"
    done = subprocess.run([sys.executable, decoder, site], capture_output=True, check=True)
    return done.stdout


def by_start(tokens):
    groups = {}
    for token in tokens:
        groups.setdefault(token[:12], []).append(token)
    return groups


def main():
    canaries = json.loads(pathlib.Path(sys.argv[1]).read_text())
    above = int(sys.argv[2])
    wanted = {it["token"]: it for it in canaries if it["level"] > above}
    finds = set()
    for path in sys.argv[3:]:
        finds |= scan_tree(path, by_start(wanted))
    for token in sorted({it[0] for it in finds}, key=lambda it: wanted[it]["what"]):
        # The plainest way is enough.
        ways = sorted({it[1:] for it in finds if it[0] == token}, key=lambda it: (len(it[0]), it))
        for way, file in ways[:2]:
            print(f"{token}\t{wanted[token]['what']}\t{way}\t{file}")
    print(f"{len(wanted)} canaries, {len({it[0] for it in finds})} found", file=sys.stderr)
    sys.exit(bool(finds))


if __name__ == "__main__":
    main()
