"""Holds the schemas of settings and front matter against what dossier says of them.

Every book.toml and every front matter of the sample and of the cases: what passes without
a finding of `load` or `parse` must be as docs/schemas says, and faults planted into the
sample must be found by both.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent.parent
# Each a line of settings or of front matter that neither may let pass.
PLANTED = {
    "book.toml": [
        "[book]\ntitel = 'x'", "[book]\ntitle = 3", "[dossier]\nlanguages = 'en'",
        "[dossier]\nlanguages = ['en_GB']", "[dossier]\nautolinks = 'yes'",
        "[dossier]\nbase-url = 'dossier.example'", "[dossier.editions.public]\ntitle = 'x'",
        "[dossier.editions.public]\nceiling = 'TLP:CLEAR'\nlinks = 'drop'",
        "[dossier.levels]\n'cite/unused-source' = 'loud'",
        "[dossier.marking]\nlevels = [{foreground = '#ffffff'}]",
        "[dossier.yardstick]\nterms = [{term = 'likely', low = 5, high = 101}]",
    ],
    "content/index.md": [
        "titel: x", "part: 0", "part: two", "lang: en_GB", "order: first", "draft: perhaps",
        "attachments: [{marking: TLP:CLEAR}]", "relations: [{type: a}]",
        "relations: [{type: a, to: b, form: c}]", "cascade: {title: x}", "extra: [1]",
        "title: {text: x, marking: TLP:CLEAR, colour: red}",
    ],
}


SETTINGS = "[book]\nsrc = 'content'\n[dossier]\n"


class Plain(yaml.SafeLoader):
    """YAML as front matter is read: a date is a text."""


Plain.yaml_implicit_resolvers = {
    sign: [it for it in all if it[0] != "tag:yaml.org,2002:timestamp"]
    for sign, all in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main(dossier):
    book, front = validator("book"), validator("front-matter")
    faults, seen = [], 0
    for root in [ROOT, *sorted((ROOT / "tests/cases").glob("*/*/"))]:
        blamed = told(dossier, root)
        files = [root / "book.toml", *sorted(root.glob("content/**/*.md"))]
        for file in files:
            name = file.relative_to(root).as_posix()
            if not file.exists() or name in blamed or not is_dossier(root):
                continue
            data, schema = (settings(file), book) if file.suffix == ".toml" else (matter(file), front)
            seen += 1
            faults += [f"{file.relative_to(ROOT)}: {it.json_path}: {it.message}"
                       for it in schema.iter_errors(data)]
    for name, planted in PLANTED.items():
        for text in planted:
            faults += plant(dossier, name, text, book if name == "book.toml" else front)
    if seen < 200:
        faults.append(f"only {seen} files were looked at")
    print(f"{seen} files, {sum(map(len, PLANTED.values()))} planted faults")
    print("\n".join(faults))
    return 1 if faults else 0


def validator(name):
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def told(dossier, root):
    """The files of which `load` or `parse` say anything."""
    run = subprocess.run([dossier, "check", root, "--format", "json"], capture_output=True, text=True)
    lines = [json.loads(it) for it in run.stdout.splitlines()]
    at = [it for it in lines if it.get("code", "load/").split("/")[0] in ("load", "parse")]
    return {it.get("file") for it in at} | ({"book.toml"} if run.returncode == 2 else set())


def is_dossier(root):
    return "[dossier" in (root / "book.toml").read_text()


def settings(file):
    return tomllib.loads(file.read_text("utf-8-sig"))


def matter(file):
    text = file.read_text().removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return {}
    return yaml.load(text[4:].split("\n---\n")[0], Plain) or {}


def plant(dossier, name, text, schema):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "book.toml").write_text(SETTINGS if name != "book.toml" else text + "\n")
        front = text if name != "book.toml" else "title: x"
        (root / "content/index.md").write_text(f"---\n{front}\n---\nText.\n")
        is_told = name in told(dossier, root)
        data = settings(root / name) if name == "book.toml" else matter(root / name)
        faults = [] if is_told else [f"dossier lets pass: {text!r}"]
        return faults + ([f"the schema lets pass: {text!r}"] if schema.is_valid(data) else [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
