#!/usr/bin/env python3
"""Hides a canary in every way that the scanner must see through, and says how many it sees.
The last line is `sensitivity FOUND of FORMS`; exit code 1 below 95 per cent.
"""

import base64
import bz2
import codecs
import gzip
import hashlib
import io
import lzma
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
import zlib

import scan
from canaries import token


def zipped(name, data, comment=b"", extra=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        info = zipfile.ZipInfo(name)
        info.extra = extra
        pack.writestr(info, data)
        pack.comment = comment
    return out.getvalue()


def png(kind, data):
    body = kind + data
    chunk = struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk


def raw_deflate(data):
    pack = zlib.compressobj(wbits=-15)
    return pack.compress(data) + pack.flush()


def brotli(data):
    line = "process.stdout.write(require('zlib').brotliCompressSync(require('fs').readFileSync(0)))"
    return subprocess.run(["node", "-e", line], input=data, capture_output=True, check=True).stdout


def forms(word):
    """Names of forms, and the files that hold the word so."""
    raw = word.encode()
    page = f"<p>before {word} behind</p>".encode() * 3
    yield "plain", raw
    yield "upper case", word.upper().encode()
    yield "entities, decimal", "".join(f"&#{ord(it)};" for it in word).encode()
    yield "entities, hexadecimal", "".join(f"&#x{ord(it):x};" for it in word).encode()
    yield "percent", "".join(f"%{ord(it):02X}" for it in word).encode()
    yield "percent, twice", urllib.parse.quote("".join(f"%{ord(it):02X}" for it in word)).encode()
    yield "\\u escapes", "".join(f"\\u{ord(it):04x}" for it in word).encode()
    yield "\\u{} escapes", "".join(f"\\u{{{ord(it):x}}}" for it in word).encode()
    yield "\\x escapes", "".join(f"\\x{ord(it):02x}" for it in word).encode()
    yield "CSS escapes", "".join(f"\\{ord(it):x} " for it in word).encode()
    yield "octal escapes", "".join(f"\\{ord(it):03o}" for it in word).encode()
    yield "quoted-printable", "".join(f"={ord(it):02X}" for it in word).encode()
    yield "UTF-16, little", word.encode("utf-16-le")
    yield "UTF-16, big", b"x" + word.encode("utf-16-be")
    yield "UTF-32", word.encode("utf-32-le")
    for at in range(3):
        yield f"base64, offset {at}", base64.b64encode(b"x" * at + b"-- " + raw + b" --")
    yield "base64, URL-safe", base64.urlsafe_b64encode(b"\xff\xfe\xfb " + raw)
    yield "base64, twice", base64.b64encode(base64.b64encode(b"a" + raw))
    yield "base64 in lines", base64.encodebytes(b"q" * 50 + raw + b"q" * 60)
    yield "base32", base64.b32encode(raw)
    yield "base85", base64.a85encode(raw, adobe=True)
    yield "hexadecimal", raw.hex().encode()
    yield "hexadecimal with colons", raw.hex(":").encode()
    yield "numbers", ", ".join(str(it) for it in raw).encode()
    yield "bits", " ".join(f"{it:08b}" for it in raw).encode()
    yield "data URI", b"<img src=\"data:text/plain;base64," + base64.b64encode(page) + b"\">"
    yield "gzip", b"...." + gzip.compress(page)
    yield "gzip in base64", base64.b64encode(gzip.compress(page))
    yield "zlib", b"...." + zlib.compress(page)
    yield "raw deflate", raw_deflate(page)
    yield "brotli", brotli(page)
    yield "bzip2", b"...." + bz2.compress(page)
    yield "xz", lzma.compress(page)
    yield "zip", zipped("a.html", page)
    yield "zip, name", zipped(f"{word}.html", b"x")
    yield "zip, comment", zipped("a.html", b"x", comment=raw)
    yield "zip, extra field", zipped("a.html", b"x", extra=b"\x99\x99" + struct.pack("<H", len(raw)) + raw)
    yield "zip in a zip", zipped("b.zip", zipped("a.html", page))
    yield "zip without a directory", zipped("a.html", page)[:-60]
    yield "PNG, tEXt", png(b"tEXt", b"Comment\0" + raw)
    yield "PNG, zTXt", png(b"zTXt", b"Comment\0\0" + zlib.compress(page))
    yield "PNG, iTXt", png(b"iTXt", b"Comment\0\1\0en\0\0" + zlib.compress(page))
    yield "PDF stream", b"1 0 obj <</Filter /FlateDecode>> stream\r\n" + zlib.compress(page) + b"endstream"
    yield "EXIF", b"\xff\xd8\xff\xe1\0\x40Exif\0\0" + raw + b"\xff\xd9"
    yield "reversed", word[::-1].encode()
    yield "rot13", codecs.encode(word, "rot13").encode()
    yield "split by tags", "".join(f"<b>{it}</b>" for it in word).encode()
    yield "split by lines", "\n".join(word[at:at + 3] for at in range(0, 16, 3)).encode()
    yield "split by soft hyphens", "\u00ad".join(word).encode()
    yield "split by invisible blanks", "\u200b".join(word).encode()
    yield "split by hyphens", "-".join(word).encode()
    yield "joined in a script", '"+"'.join(word[at:at + 2] for at in range(0, 16, 2)).encode()
    yield "wide letters", "".join(chr(ord(it) - 0x20 + 0xFF00) for it in word).encode()
    yield "tag characters", "".join(chr(0xE0000 + ord(it)) for it in word).encode()
    yield "trigrams", " ".join(word[at:at + 3] for at in range(14)).encode()
    for name in ("md5", "sha1", "sha256"):
        yield f"digest {name}", hashlib.new(name, raw).hexdigest().encode()


def main():
    dice, found, missed, total = random.Random("controls"), 0, [], 0
    tokens = {name: token(dice) for name, _ in forms("zq" + "b" * 14)}
    groups = scan.by_start(tokens.values())
    with tempfile.TemporaryDirectory() as folder:
        for at, (name, word) in enumerate(tokens.items()):
            data = dict(forms(word))[name]
            (pathlib.Path(folder) / f"{at}.bin").write_bytes(b"head\n" + data if name in ("plain", "EXIF") else data)
        finds = scan.scan_tree(folder, groups)
    hit = {(it[0], it[2]) for it in finds}
    for at, (name, word) in enumerate(tokens.items()):
        total += 1
        if (word, f"{at}.bin") in hit:
            found += 1
        else:
            missed.append(name)
    # Whoever finds what is not there would find everything.
    strangers = [it for it in finds if tokens[list(tokens)[int(it[2][:-4])]] != it[0]]
    print(f"missed: {', '.join(missed) or 'none'}; found where it is not: {len(strangers)}")
    print(f"sensitivity {found} of {total}")
    sys.exit(found * 45 < 43 * total or bool(strangers))


if __name__ == "__main__":
    main()
