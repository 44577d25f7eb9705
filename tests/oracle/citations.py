"""Compares how citations are read with pandoc, item by item.

Every line of citations/LANG.txt is one case. Both programs read all cases in one file;
keys, modes and prefixes come from pandoc's tree, label, locator and suffix from its citation
processor, which is asked about each item alone with a style that shows how it parted them.

What differs must stand in citations/deviations.txt with a reason; what stands there must
still differ. At least 99 of 100 clusters must agree.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODES = {
    "NormalCitation": "normal",
    "SuppressAuthor": "suppress-author",
    "AuthorInText": "author-in-text",
}
LANGS = {"en": "en-US", "de": "de-DE"}
FEWEST = 300
# `(@a)` would define `a` for the whole file.
READER = "markdown-example_lists"


def main(dossier, pandoc):
    deviations = read_deviations()
    clusters = agreed = 0
    faults = []
    for lang in LANGS:
        cases = read_cases(lang)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{lang}.md"
            starts = write(file, cases)
            ours = read_ours(dossier, file, lang, starts)
            theirs = read_theirs(pandoc, file, lang, len(cases))
        for case, our, their in zip(cases, ours, theirs, strict=True):
            count = max(len(our), len(their), 1)
            same = sum(a == b for a, b in zip(our, their)) if our or their else 1
            clusters += count
            agreed += same
            known = deviations.pop((lang, case), None)
            if same == count and known:
                faults.append(f"{lang} {case}: listed as a deviation, but agrees now")
            elif same != count and not known:
                faults.append(f"{lang} {case}\n   ours:   {our}\n   pandoc: {their}")
    for lang, case in deviations:
        faults.append(f"{lang} {case}: listed as a deviation, but no such case")
    share = agreed / clusters
    for fault in faults:
        print(f"not ok - {fault}")
    if clusters < FEWEST:
        faults.append(f"only {clusters} clusters")
    if share < 0.99:
        faults.append(f"only {share:.2%} agree")
        print(f"not ok - only {share:.2%} of {clusters} clusters agree")
    print(f"# {agreed} of {clusters} clusters agree with pandoc ({share:.2%})")
    return len(faults)


def read_cases(lang):
    lines = (HERE / "citations" / f"{lang}.txt").read_text("utf-8").splitlines()
    cases = [it for it in lines if it.strip() and not is_comment(it)]
    assert len(set(cases)) == len(cases), "a case stands twice"
    return cases


def is_comment(line):
    return line.startswith("## ") or line.startswith("# Cases")


def read_deviations():
    """`LANG case`, and the reason on indented lines below."""
    known = {}
    for line in (HERE / "citations" / "deviations.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            known[last] += line.strip()
        else:
            lang, case = line.split(" ", 1)
            last = (lang, case)
            known[last] = ""
    assert all(known.values()), "a deviation has no reason"
    return known


def markdown_of(case):
    return case.replace("\\n", "\n").replace("\\u00a0", "\u00a0")


def write(file, cases):
    """Writes the cases one below the other, each in a div; returns their first lines."""
    lines, starts = [], []
    for case in cases:
        starts.append(len(lines) + 1)
        lines += [":::: case", "", *markdown_of(case).split("\n"), "", "::::", ""]
    file.write_text("\n".join(lines), "utf-8")
    return starts


def read_ours(dossier, file, lang, starts):
    command = [dossier, "export", "citations", "--lang", LANGS[lang], str(file)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = [[] for _ in starts]
    clusters = [json.loads(it) for it in out.splitlines()]
    # Notes come last there, and where they are referred to here.
    for cluster in sorted(clusters, key=lambda it: (it["line"], it["column"])):
        case = sum(it <= cluster["line"] for it in starts) - 1
        found[case].append([our_item(it) for it in cluster["items"]])
    return found


def our_item(item):
    return (
        item["key"],
        item["mode"],
        tidy(item["prefix"]),
        item["label"] or "",
        numbers(item["locator"] or ""),
        tidy(item["suffix"]),
    )


def read_theirs(pandoc, file, lang, count):
    tree = run_pandoc(pandoc, ["-f", READER, "-t", "json", str(file)])
    cases = [it for it in tree["blocks"] if it["t"] == "Div"]
    assert len(cases) == count, f"{len(cases)} divs for {count} cases"
    found = [list(cites(it)) for it in cases]
    items = [item for case in found for cluster in case for item in cluster]
    answers = iter(ask(pandoc, tree, items, lang))
    return [
        [[their_item(item, next(answers)) for item in cluster] for cluster in case]
        for case in found
    ]


def their_item(item, answer):
    label, locator, suffix = answer
    written = text_of(item["citationSuffix"])
    if not locator and "{" not in written:
        suffix = written
    prefix = tidy(text_of(item["citationPrefix"]))
    mode = MODES[item["citationMode"]["t"]]
    return (item["citationId"], mode, prefix, label, numbers(locator), tidy(suffix))


def cites(node):
    """The clusters in a tree, outermost first."""
    if isinstance(node, list):
        for it in node:
            yield from cites(it)
    elif isinstance(node, dict):
        if node.get("t") == "Cite":
            yield node["c"][0]
            for item in node["c"][0]:
                yield from cites(item["citationPrefix"])
                yield from cites(item["citationSuffix"])
        elif "c" in node:
            yield from cites(node["c"])


def ask(pandoc, tree, items, lang):
    """Label, locator and suffix of every item, as the citation processor parts them."""
    blocks = []
    for number, item in enumerate(items):
        mode = {"t": "NormalCitation"}
        suffix = without_cites(item["citationSuffix"])
        lone = item | {"citationPrefix": [], "citationSuffix": suffix, "citationMode": mode}
        cite = {"t": "Cite", "c": [[lone], [{"t": "Str", "c": "?"}]]}
        blocks.append({"t": "Para", "c": [cite]})
    document = {"pandoc-api-version": tree["pandoc-api-version"], "meta": {}, "blocks": blocks}
    keys = sorted({it["citationId"] for it in items})
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.json"
        references = [{"id": it, "type": "book", "title": it} for it in keys]
        library.write_text(json.dumps(references), "utf-8")
        options = ["-f", "json", "-t", "json", "--citeproc", f"--bibliography={library}"]
        options += [f"--csl={HERE / 'locator.csl'}", "-M", f"lang={LANGS[lang]}"]
        options += ["-M", "suppress-bibliography=true"]
        shown = run_pandoc(pandoc, options, json.dumps(document))
    answers = [text_of(it["c"][0]["c"][1]) for it in shown["blocks"]]
    return [part(it) for it in answers]


def part(shown):
    head, behind = shown.split("⟧", 1)
    label, locator = head.split("⟦", 1)[1].split("|", 1)
    return label, locator, behind


def without_cites(inlines):
    kept = []
    for it in inlines:
        if it["t"] == "Cite":
            continue
        if it["t"] in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript"):
            it = {"t": it["t"], "c": without_cites(it["c"])}
        kept.append(it)
    return kept


def text_of(node):
    if isinstance(node, list):
        return "".join(text_of(it) for it in node)
    kind, inside = node["t"], node.get("c")
    if kind == "Str":
        return inside
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math", "RawInline"):
        return inside[1]
    if kind == "Quoted":
        quotes = "‘’" if inside[0]["t"] == "SingleQuote" else "“”"
        return quotes[0] + text_of(inside[1]) + quotes[1]
    if kind in ("Link", "Image", "Span"):
        return text_of(inside[1])
    if kind in ("Cite", "Note"):
        return ""
    return text_of(inside)


def tidy(text):
    """Affixes as they are meant: the comma in front of them belongs to the style."""
    return squeeze(text).lstrip(",").strip()


def numbers(text):
    """The processor writes ranges with a dash, and lists with blanks."""
    return re.sub(r",\s*", ", ", squeeze(text).replace("–", "-"))


def squeeze(text):
    return " ".join(text.replace("\u00a0", " ").split())


def run_pandoc(pandoc, options, text=None):
    command = [pandoc, *options]
    out = subprocess.run(command, input=text, check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


if __name__ == "__main__":
    import pypandoc

    sys.exit(1 if main(sys.argv[1], pypandoc.get_pandoc_path()) else 0)
