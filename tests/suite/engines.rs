//! `dossier export search`: documents for a search engine, of one edition at a time.
//! `tests/oracle/engines.py` reads the formats by the rules of their engines.

use crate::scratch::Scratch;

const EDITIONS: &str = "[book]\ntitle = \"D\"\nsrc = \"content\"\n[dossier]\n\
                        [dossier.editions.open]\nceiling = \"TLP:CLEAR\"\n\
                        [dossier.editions.closed]\nceiling = \"TLP:RED\"\n";

fn with_editions() -> Scratch {
    let scratch = Scratch::dossier(&[
        ("content/a.md", "---\ntitle: Open\nmarking: TLP:CLEAR\n---\n## Part\n\ntext\n"),
        ("content/b.md", "---\ntitle: Closed\nmarking: TLP:RED\n---\nsecret\n"),
    ]);
    scratch.write("book.toml", EDITIONS);
    scratch
}

#[test]
fn texts_of_several_editions_are_not_mixed() {
    let scratch = with_editions();
    let mixed = scratch.run(&["export", "search"]).ends_with(2);
    mixed.says("the dossier has several editions").says("`closed`, `open`");
    let open = scratch.run(&["export", "search", "--edition", "open"]).ends_with(0);
    assert!(open.data.contains("a.html#part") && !open.data.contains("secret"));
    let closed = scratch.run(&["export", "search", "--edition", "closed"]).ends_with(0);
    assert!(closed.data.contains("secret"));
}

#[test]
fn what_could_not_be_published_is_not_exported() {
    let scratch = with_editions();
    scratch.write(
        "content/c.md",
        "---\ntitle: Slip\nmarking: TLP:CLEAR\n---\n(TLP:RED) secret\n",
    );
    for what in [&["search"][..], &["stix"], &["bibliography"]] {
        let args = [&["export"], what, &["--edition", "open"]].concat();
        let outcome = scratch.run(&args).ends_with(1).says("parse/stray-marking");
        let outcome = outcome.says("nothing was exported");
        assert_eq!(outcome.data, "", "{what:?}");
    }
}

#[test]
fn actions_and_documents_take_turns() {
    let scratch = with_editions();
    let args = ["export", "search", "--edition", "open", "--format", "opensearch"];
    let bulk = scratch.run(&[&args[..], &["--index", "dossier"]].concat()).ends_with(0);
    let lines: Vec<serde_json::Value> =
        bulk.data.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    for pair in lines.chunks(2) {
        assert_eq!(pair[0]["index"]["_index"], "dossier");
        assert_eq!(pair[0]["index"]["_id"], pair[1]["id"]);
    }
}

#[test]
fn a_name_that_no_index_can_have_is_refused() {
    let scratch = with_editions();
    let args = ["export", "search", "--edition", "open", "--index"];
    scratch.run(&[&args[..], &["Dossier"]].concat()).ends_with(2).says("lower-case");
    let outcome = scratch.run(&[&args[..], &["dossier"]].concat()).ends_with(2);
    outcome.says("`--index` belongs to `--format opensearch`");
}
