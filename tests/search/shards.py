"""Decodes every shard of a built site by the description in docs/search.md, with no code
in common with the program or its client, and prints all that a reader could learn from
them: a letter for the kind, a tab, the text. Complains about files that nothing names and
names without a file.
"""

import base64
import gzip
import json
import pathlib
import re
import sys

STATEMENT = re.compile(r'dossierSearch\.take\("([^"]+)","([A-Za-z0-9+/=]*)"\);\n')


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def number(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def bytes(self, length):
        self.at += length
        assert self.at <= len(self.data)
        return self.data[self.at - length:self.at]

    def word(self, before):
        shared, length = self.number(), self.number()
        return before[:shared] + self.bytes(length)


class Site:
    def __init__(self, folder):
        self.folder, self.named, self.out = folder, {"root"}, []
        self.root = json.loads(self.load("root"))

    def load(self, name):
        text = (self.folder / f"{name}.js").read_text("ascii")
        found = STATEMENT.fullmatch(text)
        assert found and found[1] == name, name
        self.named.add(name)
        data = base64.b64decode(found[2], validate=True)
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data

    def say(self, kind, text):
        self.out.append(f"{kind}\t{text}".replace("\n", " "))

    def list(self, name):
        """Pairs of first key and shard."""
        whole = self.root[name]
        pairs = list(zip(whole["keys"], split(whole["names"])))
        if not whole["parts"]:
            return pairs
        parts = [json.loads(self.load(f"c/{it}")) for _, it in pairs]
        for (first, _), part in zip(pairs, parts):
            assert part[0][0] == first
        return [pair for keys, names in parts for pair in zip(keys, split(names))]

    def terms(self):
        before = b""
        for first, name in self.list("terms"):
            reader, word, sizes = Reader(self.load(f"t/{name}")), b"", []
            for at in range(reader.number()):
                word = reader.word(word)
                assert word > before and (at or word.decode() == first)
                before = word
                count, size = reader.number(), reader.number()
                far = reader.bytes(10).decode() if count > 4096 else None
                sizes.append((count, size, far))
                self.say("t", word.decode())
            for count, size, far in sizes:
                units = postings(reader.bytes(size), count <= 128)
                units += postings(self.load(f"o/{far}"), False) if far else []
                assert len(units) == len(set(units)) == count
                assert all(unit < self.root["units"] for unit in units)
            assert reader.at == len(reader.data)

    def positions(self):
        for first, name in self.list("positions"):
            reader, word, sizes = Reader(self.load(f"p/{name}")), b"", []
            for _ in range(reader.number()):
                word = reader.word(word)
                sizes.append(reader.number())
            for size in sizes:
                reader.bytes(size)
            assert reader.at == len(reader.data)

    def words(self, name, folder, turn):
        found = set()
        for _, shard in self.list(name):
            reader, word = Reader(self.load(f"{folder}/{shard}")), b""
            for _ in range(reader.number()):
                word = reader.word(word)
                text = word.decode()[::turn]
                self.say(folder, text)
                ways = [reader.bytes(reader.number()).decode()
                        for _ in range(reader.number() % 4)]
                found.add((text, tuple(ways)))
                for way in ways:
                    self.say(folder, way)
        return found

    def texts(self):
        for name, folder in [("texts", "x"), ("faces", "m"), ("names", "y")]:
            for _, shard in self.list(name):
                self.say(folder, json.dumps(json.loads(self.load(f"{folder}/{shard}")),
                                            ensure_ascii=False))

    def rest(self):
        for facet, name in self.root["facets"].items():
            reader = Reader(self.load(f"b/{name}"))
            for _ in range(reader.number()):
                value = reader.bytes(reader.number()).decode()
                count = reader.number()
                if reader.number():
                    bits = reader.bytes((self.root["pages"] + 7) // 8)
                    assert sum(bin(it).count("1") for it in bits) == count
                else:
                    for _ in range(count):
                        reader.number()
                self.say("b", f"{facet} {value}")
        spread = Reader(self.load(f"u/{self.root['spread']}"))
        units = sum(spread.number() for _ in range(self.root["pages"]))
        assert units == self.root["units"]
        if self.root["dates"]:
            self.load(f"d/{self.root['dates']}")

    def check(self):
        files = {str(it.relative_to(self.folder).with_suffix(""))
                 for it in self.folder.rglob("*.js")}
        assert files == self.named, files ^ self.named


def split(names):
    return [names[at:at + 10] for at in range(0, len(names), 10)]


def postings(data, is_short):
    reader, units, unit = Reader(data), [], 0
    while reader.at < len(data):
        if is_short:
            unit += reader.number() >> 5
            units.append(unit)
            continue
        level, count, unit = reader.number(), reader.number(), 0
        assert level < 31
        for _ in range(count):
            unit += reader.number()
            units.append(unit)
    return units


def main():
    site = Site(pathlib.Path(sys.argv[1]) / "search")
    site.terms()
    site.positions()
    assert site.words("forward", "f", 1) == site.words("backward", "r", -1)
    site.texts()
    site.rest()
    site.check()
    print("\n".join(site.out))


main()
