"""Compares citations and entries in the bundled styles with pandoc, which reads the same
style files and the same items.

styles/items.json are the items, styles/clusters.txt the clusters, cited in that order. What
differs must stand in styles/differences.txt with a reason; what stands there must still
differ. `--print` prints the lines that the file would need.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE / "styles"
STYLES = HERE.parent.parent / "src" / "csl" / "styles"
# Whether a narrative citation of the style names anybody: pandoc shows the number alone.
COMPARED = {
    "dossier-numeric": False,
    "ieee": False,
    "iso690-numeric-en": False,
    "din-1505-2-numeric": False,
    "apa": True,
    "harvard-cite-them-right": True,
    "iso690-author-date-en": True,
    "deutsche-gesellschaft-fur-psychologie": True,
    "chicago-author-date": True,
}
LANGS = {"en": "en-US", "de": "de-DE", "fr": "fr-FR"}
# The styles of which French is compared, too.
FRENCH = ["dossier-numeric"]
# pandoc knows the labels of the page's language only.
LABELS = {
    "en": {},
    "de": {"pp.": "S.", "p.": "S.", "chap.": "Kap.", "sec.": "Abschn.", "fig.": "Abb."},
    "fr": {"pp.": "p.", "sec.": "sect."},
}
# At least so many of 100 clusters and entries agree, style by style.
FEWEST = 75


def main(dossier, pandoc, prints):
    known = read_differences()
    faults = []
    for style, is_named in COMPARED.items():
        for lang in [it for it in LANGS if it != "fr" or style in FRENCH]:
            cases = [it for it in clusters(lang) if is_named or not it.startswith("@")]
            with tempfile.TemporaryDirectory() as folder:
                ours = read_ours(dossier, Path(folder), style, lang, cases)
                theirs = read_theirs(pandoc, Path(folder), style, lang, cases)
            faults += compare(style, lang, ours, theirs, known, prints)
    faults += [f"{it}: listed as a difference, but agrees now" for it in known]
    for fault in faults:
        print(f"not ok - {fault}")
    return len(faults)


def compare(style, lang, ours, theirs, known, prints):
    faults = []
    for kind in ("cluster", "entry"):
        same = 0
        assert set(ours[kind]) == set(theirs[kind]), (style, lang, kind)
        for case, our in ours[kind].items():
            their = theirs[kind][case]
            key = f"{style} {lang} {case}"
            reason = known.pop(key, None)
            if our == their:
                same += 1
                if reason:
                    faults.append(f"{key}: listed as a difference, but agrees now")
            elif prints:
                print(f"{key}\n   ours:   {our}\n   pandoc: {their}")
            elif not reason:
                faults.append(f"{key}\n   ours:   {our}\n   pandoc: {their}")
        count = len(ours[kind])
        print(f"# {style} {lang}: {same} of {count} {kind} texts are pandoc's")
        if kind == "cluster" and same * 100 < FEWEST * count:
            faults.append(f"{style} {lang}: only {same} of {count} clusters agree")
    return faults


def clusters(lang):
    text = (DATA / "clusters.txt").read_text("utf-8")
    for english, label in LABELS[lang].items():
        text = text.replace(f" {english} ", f" {label} ")
    lines = text.splitlines()
    return [it for it in lines if it.strip() and not it.startswith("#")]


def read_differences():
    """`STYLE LANG CASE`, and the reason on an indented line below."""
    known = {}
    waiting = []
    for line in (DATA / "differences.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            known.update({it: line.strip() for it in waiting})
            waiting = []
        else:
            waiting.append(line)
    assert not waiting, "a difference has no reason"
    return known


def page(cases):
    return "\n".join(f"::: {{.case}}\nAB {case} YZ\n:::\n" for case in cases)


def read_ours(dossier, folder, style, lang, cases):
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / "references.json").write_text((DATA / "items.json").read_text("utf-8"))
    (content / "index.md").write_text(f"---\ntitle: T\n---\n{page(cases)}", "utf-8")
    (folder / "book.toml").write_text(
        f'[book]\ntitle = "T"\nsrc = "content"\nlanguage = "{lang}"\n'
        "[output.html]\nsmart-punctuation = false\n"
        f'[dossier]\nbibliography = ["references.json"]\ncsl = "{style}"\n'
    )
    command = [dossier, "build", str(folder), "-d", str(folder / "site"), "--quiet"]
    subprocess.run(command, check=True)
    text = (folder / "site" / "index.html").read_text("utf-8")
    found = re.findall(r'<div class="case">\s*<p>(.*?)</p>\s*</div>', text, re.S)
    assert len(found) == len(cases), f"{len(found)} of {len(cases)} clusters"
    entry = r'<li id="ref-([^"]+)"[^>]*>\s*<span class="entry"[^>]*>(.*?)</span>\s*<span class="entry-marks'
    entries = dict(re.findall(entry, text, re.S))
    return {
        "cluster": dict(zip(cases, map(plain, found))),
        "entry": {key: plain(it) for key, it in entries.items()},
    }


def plain(markup):
    return tidy(html.unescape(re.sub(r"<[^>]+>", "", markup)))


def tidy(text):
    text = text.replace("AB ", "").replace(" YZ", "")
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    text = re.sub(r"[“”„‟\"«»]", '"', text)
    text = re.sub(r"[‘’‚']", "'", text)
    return text.strip()


def read_theirs(pandoc, folder, style, lang, cases):
    file = folder / "page.md"
    file.write_text(page(cases), "utf-8")
    command = [
        pandoc, "-f", "markdown-smart", "-t", "json", "--citeproc", str(file),
        "--bibliography", str(DATA / "items.json"), "--csl", str(STYLES / f"{style}.csl"),
        "-M", f"lang={LANGS[lang]}", "-M", "link-citations=false",
    ]  # fmt: skip
    tree = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    found, entries = [], {}
    for block in tree["blocks"]:
        if block["t"] != "Div":
            continue
        (name, classes, _), inner = block["c"]
        if "case" in classes:
            found.append(text_of(inner))
        elif name == "refs":
            for it in inner:
                key = it["c"][0][0].removeprefix("ref-")
                entries[key] = without_number(text_of(it["c"][1]))
    return {
        "cluster": dict(zip(cases, map(tidy, found))),
        "entry": {key: tidy(it) for key, it in entries.items()},
    }


def without_number(text):
    return re.sub(r"^\s*[\[(]?\d+[\]).]+\s*", "", text)


def text_of(node):
    if isinstance(node, list):
        return "".join(map(text_of, node))
    if not isinstance(node, dict):
        return ""
    kind, inner = node.get("t"), node.get("c")
    if kind == "Str":
        return inner
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        return f'"{text_of(inner[1])}"'
    if kind in ("Cite", "Link", "Span", "Div"):
        text = text_of(inner[1])
        marked = kind == "Span" and any(it.startswith("csl-left") for it in inner[0][1])
        return text + " " if marked else text
    return text_of(inner) if isinstance(inner, list) else ""


if __name__ == "__main__":
    import pypandoc

    sys.exit(main(sys.argv[1], pypandoc.get_pandoc_path(), "--print" in sys.argv) > 0)
