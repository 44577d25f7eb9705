"""Checks what `dossier export search` writes for search engines.

    engines.py DOSSIER [FOLDER]

DOSSIER is the program, FOLDER a dossier (the sample by default). Each format is read by the rules of
its engine; the settings in docs/search-engines.md must fit the documents; then the documents are
loaded into Tantivy, and every one of them must be found.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import tantivy

ROOT = Path(__file__).resolve().parents[2]
MEILISEARCH_ID = re.compile(r"[A-Za-z0-9_-]{1,511}")
LISTS = {"aliases", "sources", "tags"}
WORDS = ["title", "heading", "aliases", "summary", "text"]


def export(program, folder, *options):
    edition = ["--edition", "public"] if folder == str(ROOT) else []
    command = [program, "export", "search", folder, "--quiet", *edition, *options]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def lines(text):
    assert text.endswith("\n"), "the last line is not ended"
    return [json.loads(it) for it in text.removesuffix("\n").split("\n")]


def check_documents(documents):
    ids = Counter(it["id"] for it in documents)
    twice = [it for it, count in ids.items() if count > 1]
    assert not twice, f"ids given twice: {twice[:3]}"
    for it in documents:
        assert MEILISEARCH_ID.fullmatch(it["id"]), f"no key for Meilisearch: {it['id']}"
        for field, value in it.items():
            kind = list if field in LISTS else (str, type(None))
            assert isinstance(value, kind), f"{field} is {value!r}"
        assert it["title"] and it["path"], f"a document without a title or a path: {it}"


def check_bulk(text, documents, index):
    """Pairs of an action and a document; `_id` of at most 512 bytes."""
    read = lines(text)
    actions, sources = read[0::2], read[1::2]
    assert sources == documents, "the bulk format holds other documents"
    for action, document in zip(actions, sources, strict=True):
        aim = {"_id": document["id"]} | ({"_index": index} if index else {})
        assert action == {"index": aim}, f"no action: {action}"
        assert len(document["id"].encode()) <= 512


def check_settings(documents):
    """The mapping and the settings that the manual shows name fields that exist, and all of them."""
    manual = (ROOT / "docs/search-engines.md").read_text()
    mapping, settings = [json.loads(it) for it in re.findall(r"```json\n(.*?)```", manual, re.S)]
    fields = set().union(*documents)
    properties = mapping["mappings"]["properties"]
    assert set(properties) == fields, f"the mapping differs: {set(properties) ^ fields}"
    named = settings["searchableAttributes"] + settings["filterableAttributes"]
    assert set(named) <= fields, f"the settings name {set(named) - fields}"
    listed = set(re.findall(r"^\| `([a-z]+)` \|", manual, re.M))
    assert listed == fields, f"the table differs: {listed ^ fields}"


def load(documents, folder):
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("kind", stored=True, tokenizer_name="raw")
    for field in WORDS:
        schema.add_text_field(field, stored=False, tokenizer_name="words")
    index = tantivy.Index(schema.build(), path=folder)
    # The default drops long words, and a Chinese name is one.
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    index.register_tokenizer("words", words.filter(tantivy.Filter.lowercase()).build())
    writer = index.writer()
    for it in documents:
        values = {field: it[field] for field in ["id", "kind", *WORDS] if it[field]}
        writer.add_document(tantivy.Document.from_dict(values))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def ask(index, query, fields, limit=10):
    searcher = index.searcher()
    parsed = index.parse_query(query, fields)
    return [searcher.doc(at)["id"][0] for _, at in searcher.search(parsed, limit).hits]


def check_engine(documents):
    with tempfile.TemporaryDirectory() as folder:
        index = load(documents, folder)
        assert index.searcher().num_docs == len(documents)
        for it in documents:
            found = ask(index, f'"{it["id"]}"', ["id"])
            assert found == [it["id"]], f"{it['url']} is not found by its key"
        by_id = {it["id"]: it for it in documents}
        for query, field, wanted in questions(documents):
            found = ask(index, query, WORDS, 50)
            hits = [by_id[it] for it in found]
            assert any(it[field] == wanted for it in hits), f"{query!r} does not find {wanted!r}"
            pressed = ask(index, f'({query}) AND kind:"{by_id[found[0]]["kind"]}"', WORDS)
            assert found[0] in pressed, f"{query!r} is not found by its kind"
    return len(documents)


def questions(documents):
    """Words that lead somewhere: titles, and other names in every script."""
    openings = [it for it in documents if it["anchor"] is None]
    for it in openings[:: max(1, len(openings) // 40)]:
        yield quoted(it["title"]), "title", it["title"]
    for it in openings:
        for alias in it["aliases"]:
            if not alias.isascii():
                yield quoted(alias), "path", it["path"]


def quoted(text):
    return '"' + re.sub(r'["\\]', " ", text) + '"'


def main(program, folder=str(ROOT)):
    documents = lines(export(program, folder))
    check_documents(documents)
    check_bulk(export(program, folder, "--format", "opensearch"), documents, None)
    named = export(program, folder, "--format", "opensearch", "--index", "dossier")
    check_bulk(named, documents, "dossier")
    array = export(program, folder, "--format", "meilisearch")
    assert json.loads(array) == documents, "the array holds other documents"
    check_settings(documents)
    count = check_engine(documents)
    print(f"{count} documents in three formats, all of them found in an engine")


if __name__ == "__main__":
    main(*sys.argv[1:])
