"""Compares how sources are read with pandoc, field by field.

Both programs read the libraries in references/. pandoc's answer is its tree, so that
markup, protected capitals and dates in words can be compared; ours is CSL-JSON.

What differs must stand in references/deviations.txt with a reason; what stands there must
still differ. At least 95 of 100 fields must agree, on at least 120 entries.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent / "references"
READERS = {"biblatex.bib": "biblatex", "bibtex.bibtex": "bibtex", "library.ris": "ris"}
READERS |= {"fields.yaml": "markdown", "fields.json": "csljson"}
CAPITALS = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN"}
CAPITALS |= {"pmid": "PMID", "pmcid": "PMCID", "event": "event-title"}
FEWEST = 120


def main(dossier, pandoc):
    deviations = read_deviations()
    entries = fields = agreed = 0
    faults = []
    for name, reader in READERS.items():
        ours, theirs = read_ours(dossier, HERE / name), read_theirs(pandoc, HERE / name, reader)
        entries += len(theirs)
        if list(ours) != list(theirs):
            faults.append(f"{name}: other keys: {sorted(set(ours) ^ set(theirs))}")
        for key in theirs:
            our, their = ours.get(key, {}), theirs[key]
            for field in sorted(set(our) | set(their)):
                fields += 1
                place = f"{key} {field}"
                known = deviations.pop(place, None)
                if agree(our.get(field), their.get(field), field, reader):
                    agreed += 1
                    if known:
                        faults.append(f"{place}: listed as a deviation, but agrees now")
                elif not known:
                    faults.append(f"{place}\n   ours:   {our.get(field)}\n   pandoc: {their.get(field)}")
    faults += [f"{it}: listed as a deviation, but no such field" for it in deviations]
    share = agreed / fields
    if entries < FEWEST:
        faults.append(f"only {entries} entries")
    if share < 0.95:
        faults.append(f"only {share:.2%} of the fields agree")
    for fault in faults:
        print(f"not ok - {fault}")
    print(f"# {agreed} of {fields} fields of {entries} entries agree with pandoc ({share:.2%})")
    return len(faults)


def agree(our, their, field, reader):
    """Capitals of titles stay as they were written; pandoc takes those of English away."""
    if reader in ("biblatex", "bibtex") and "title" in field and our and their:
        return our.casefold() == their.casefold()
    return our == their


def read_deviations():
    """`KEY FIELD …`, and the reason on indented lines below."""
    known, last = {}, []
    for line in (HERE / "deviations.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            known |= {it: known[it] + line.strip() for it in last}
            fresh = True
        else:
            if not last or known[last[0]]:
                last = []
            key, *fields = line.split()
            last += [f"{key} {it}" for it in fields]
            known |= {it: "" for it in last}
    assert all(known.values()), "a deviation has no reason"
    return known


def read_ours(dossier, file):
    command = [dossier, "--quiet", "export", "references", "--lang", "en", str(file)]
    out = subprocess.run(command, capture_output=True, text=True).stdout
    return {it["id"]: our_fields(it) for it in json.loads(out)}


def our_fields(item):
    return {key: our_value(it) for key, it in item.items() if key not in ("id", "custom")}


def our_value(value):
    if isinstance(value, list):
        return [dict(sorted(it.items())) for it in value]
    if isinstance(value, dict):
        return our_date(value)
    return squeeze(str(value))


def our_date(date):
    if "literal" in date:
        return date["literal"]
    points = ["-".join(f"{it:02}" for it in point) for point in date["date-parts"]]
    season = f"-{20 + date['season']}" if "season" in date else ""
    return "/".join(points) + season + ("~" if date.get("circa") else "")


def read_theirs(pandoc, file, reader):
    text = file.read_text("utf-8")
    if reader == "markdown":
        text = f"---\n{text}\n---\n"
    command = [pandoc, "-f", reader, "-t", "json"]
    out = subprocess.run(command, input=text, check=True, capture_output=True, text=True)
    references = json.loads(out.stdout)["meta"]["references"]["c"]
    items = [their_fields(it["c"]) for it in references]
    return {it.pop("id"): it for it in items}


def their_fields(item):
    fields = {CAPITALS.get(key, key): their_value(it) for key, it in item.items()}
    fields = {key: it for key, it in fields.items() if key not in ("other-ids", "custom")}
    for key in ("issued", "accessed", "event-date", "original-date"):
        if isinstance(fields.get(key), dict):
            fields[key] = their_date(fields[key])
    return {key: it for key, it in fields.items() if it not in ("", [], None)}


def their_value(node):
    kind, inside = node["t"], node["c"]
    if kind == "MetaList":
        return [their_value(it) for it in inside]
    if kind == "MetaMap":
        return dict(sorted((key, their_value(it)) for key, it in inside.items()))
    if kind == "MetaInlines":
        return squeeze(text_of(inside))
    if kind == "MetaBlocks":
        return squeeze(" ".join(text_of(it["c"]) for it in inside))
    return squeeze(str(inside))


def their_date(date):
    return date.get("literal", json.dumps(date))


TAGS = {"Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub", "SmallCaps": "sc"}


def text_of(node):
    if isinstance(node, list):
        return "".join(text_of(it) for it in node)
    kind, inside = node["t"], node.get("c")
    if kind == "Str":
        return inside
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in TAGS:
        return f"<{TAGS[kind]}>{text_of(inside)}</{TAGS[kind]}>"
    if kind == "Code":
        return inside[1]
    if kind == "Math":
        return f"${inside[1]}$"
    if kind in ("RawInline", "Note"):
        return ""
    if kind == "Quoted":
        quotes = "‘’" if inside[0]["t"] == "SingleQuote" else "“”"
        return quotes[0] + text_of(inside[1]) + quotes[1]
    if kind == "Span" and "nocase" in inside[0][1]:
        return f'<span class="nocase">{text_of(inside[1])}</span>'
    if kind == "Cite":
        return text_of(inside[1])
    return text_of(inside[1] if kind in ("Span", "Link") else inside)


def squeeze(text):
    return re.sub(r"[ \n]+", " ", text).strip(" ")


if __name__ == "__main__":
    import pypandoc

    sys.exit(1 if main(sys.argv[1], pypandoc.get_pandoc_path()) else 0)
