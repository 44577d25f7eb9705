"""Compares exported bibliographies with what pandoc reads in them, field by field.

Items come from bibliography/items.json, every one of them odd in its own way, and from the
library of the sample. Each is exported as CSL-JSON, BibLaTeX and RIS. CSL-JSON must hold
every field and keep to the data model of CSL; pandoc must find the same in all three.

What differs must stand in bibliography/deviations.txt as `FORMAT ITEM FIELD` with a reason;
`*` stands for every item. What stands there must still differ.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = HERE / "bibliography"
# The formats, and what pandoc calls them.
FORMATS = {"csl-json": "csljson", "bib": "biblatex", "ris": "ris"}
EVIDENCE = re.compile(r"^(grade|seen):|^TLP:")
WORD = re.compile(r"[\w.’'-]+")
BOOK = '[book]\nlanguage = "en"\nsrc = "content"\n[dossier]\nbibliography = ["items.json"]\n'
PAGE = "---\ntitle: T\nnocite: \"@*\"\n---\nx\n"


def main(dossier, pandoc):
    known = read_deviations()
    seen, faults, fields = set(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        odd = Path(folder)
        (odd / "content").mkdir()
        (odd / "book.toml").write_text(BOOK, "utf-8")
        (odd / "content/index.md").write_text(PAGE, "utf-8")
        (odd / "content/items.json").write_bytes((CASES / "items.json").read_bytes())
        for root in (odd, ROOT):
            ours = json.loads(export(dossier, root, "csl-json"))
            faults += invalid(ours)
            if root == odd:
                written = json.loads((CASES / "items.json").read_text("utf-8"))
                fields += compare("export", written, ours, known, seen, faults)
            for form, name in FORMATS.items():
                text = export(dossier, root, form)
                theirs = json.loads(run([pandoc, "-f", name, "-t", "csljson"], text))
                fields += compare(form, ours, theirs, known, seen, faults)
    faults += [f"{' '.join(it)}: listed as a deviation, but agrees" for it in known - seen]
    for fault in faults:
        print(f"not ok - {fault}")
    print(f"# {fields} fields compared, {len(seen)} deviations listed with reasons")
    return len(faults)


def export(dossier, root, form):
    edition = ["--edition", "public"] if root == ROOT else []
    return run([dossier, "export", "bibliography", str(root), "--format", form, *edition])


def run(command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def invalid(items):
    schema = json.loads((CASES / "csl-data.schema.json").read_text("utf-8"))
    errors = jsonschema.Draft7Validator(schema).iter_errors(items)
    return [f"CSL data model: {list(it.absolute_path)}: {it.message}" for it in errors]


def compare(form, first, second, known, seen, faults):
    """Compares two lists of items; returns how many fields were compared."""
    if len(first) != len(second):
        faults.append(f"{form}: {len(second)} of {len(first)} items came back")
        return 0
    fields = 0
    second = {it["id"]: it for it in second}
    for number, item in enumerate(first):
        other = second.get(item["id"]) or second.get(list(second)[number])
        one, two = plain(item, form), plain(other, form)
        for field in sorted(one.keys() | two.keys()):
            fields += 1
            if one.get(field) == two.get(field):
                continue
            listed = [(form, it, field) for it in (item["id"].replace(" ", "_"), "*")]
            listed = [it for it in listed if it in known]
            seen.update(listed)
            if not listed:
                faults.append(f"{form} {item['id']} {field}\n"
                              f"   written: {one.get(field)!r}\n   read:    {two.get(field)!r}")
    return fields


def plain(item, form):
    """The fields of an item in one shape."""
    fields = {}
    thin = form == "ris"
    item = in_ris(item) if thin else item
    for key, value in item.items():
        key = {"event": "event-title"}.get(key, key)
        if key == "custom":
            # Only CSL-JSON has the slot; pandoc does not pass it on.
            if form == "export":
                fields[key] = json.dumps(value, sort_keys=True)
        elif key == "keyword":
            words = [it.strip() for it in re.split("[,;]", value)]
            fields[key] = sorted(it for it in words if not EVIDENCE.match(it)) or None
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            # A name in RIS has no parts but those between its commas.
            fields[key] = [sorted(WORD.findall(it)) if thin else it for it in map(name, value)]
        elif isinstance(value, dict):
            parts, circa, words = date(value)
            # pandoc reads the year of RIS, not the date.
            fields[key] = parts[:1] and parts[0][:1] if thin else (parts, circa, words)
        else:
            fields[key] = text(key, value)
    return {key: value for key, value in fields.items() if value is not None}


def in_ris(item):
    """An item with what one tag of RIS means in several types of item."""
    item = dict(item)
    if "container-title" not in item and "collection-title" in item:
        item["container-title"] = item.pop("collection-title")
    numbers = [item.pop(it, None) for it in ("ISBN", "ISSN", "number", "collection-number")]
    item["ISSN"] = next((it for it in numbers if it), None)
    return {key: value for key, value in item.items() if value is not None}


def text(key, value):
    value = " ".join(str(value).split())
    if key == "language":
        return value.split("-")[0]
    if key == "page":
        return value.replace("--", "-").replace("–", "-")
    # pandoc makes quotes typographic.
    return re.sub("[“”‘’\"]", "'", value)


def name(name):
    if "literal" in name:
        return text("", name["literal"])
    order = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"]
    return text("", " | ".join(name[it] for it in order if name.get(it)))


def date(date):
    parts = [[int(it) for it in point] for point in date.get("date-parts", [])]
    return parts, bool(date.get("circa")), date.get("literal", "")


def read_deviations():
    """`FORMAT ITEM FIELD`, and the reason on indented lines below."""
    known, reasons = set(), {}
    for line in (CASES / "deviations.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            reasons.update({it: True for it in last})
        else:
            form, item, fields = line.split(" ", 2)
            last = [(form, item, it) for it in fields.split()]
            known.update(last)
    missing = known - reasons.keys()
    assert not missing, f"deviations without a reason: {missing}"
    return known


if __name__ == "__main__":
    import pypandoc

    sys.exit(1 if main(sys.argv[1], pypandoc.get_pandoc_path()) else 0)
