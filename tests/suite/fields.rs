//! Whatever stands in the fields of a source, no character of it reaches a page unescaped,
//! in any citation style.

use crate::scratch::{Scratch, tree};
use serde_json::{Map, Value, json};
use std::fs;

const HOSTILE: &str = "<state> & industry \"x\" '<script>alert(1)</script>'";

/// Variables of CSL 1.0.2 that hold text and that a style may show.
const TEXT: &str = "abstract annote archive archive-place archive_location authority \
    call-number chapter-number collection-number collection-title container-title \
    container-title-short DOI division edition event-place event-title genre ISBN ISSN \
    issue journalAbbreviation keyword medium note number number-of-pages \
    number-of-volumes original-publisher original-publisher-place original-title page \
    part-number part-title publisher publisher-place reviewed-genre reviewed-title \
    section source status title title-short URL version volume volume-title";

const NAMES: &str = "author chair collection-editor composer container-author director \
    editor editorial-director illustrator interviewer original-author recipient \
    reviewed-author translator";

const TYPES: &str = "article-journal article-newspaper book chapter dataset entry \
    interview legal_case manuscript paper-conference patent personal_communication \
    report software speech thesis webpage";

#[test]
fn hostile_fields_come_out_escaped_in_every_style() {
    let mut seen = 0;
    for entry in fs::read_dir("src/csl/styles").unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let Some(style) = file.strip_suffix(".csl") else { continue };
        seen += 1;
        check(style);
    }
    assert!(seen >= 10, "only {seen} styles");
}

/// Builds a dossier whose every source is hostile, and looks at each byte of its pages.
#[track_caller]
fn check(style: &str) {
    let scratch = Scratch::dossier(&[
        ("content/sources.json", &library()),
        ("content/index.md", &page("en")),
        ("content/seite.md", &page("de")),
    ]);
    scratch.write(
        "book.toml",
        format!(
            "[book]\ntitle = \"T\"\nsrc = \"content\"\n[dossier]\ncsl = \"{style}\"\n\
             base-url = \"https://a.example/\"\nbibliography = [\"sources.json\"]\n"
        ),
    );
    scratch.run(&["build", "--quiet"]).ends_with(0);
    let site = tree(&scratch.at("book"));
    let mut shown = 0;
    for (path, bytes) in
        site.iter().filter(|(path, _)| path.strip_suffix(".html").is_some())
    {
        let html = String::from_utf8_lossy(bytes);
        shown += html.matches("&lt;state").count();
        for raw in ["<state", "<script>alert", "& industry"] {
            assert!(!html.contains(raw), "{style}: `{raw}` stands in {path}");
        }
    }
    assert!(shown > 50, "{style}: the fields are shown {shown} times only");
}

/// One source of each type, with every variable.
fn library() -> String {
    let source = |(at, kind): (usize, &str)| {
        let mut item = Map::new();
        item.insert("id".into(), json!(format!("s{at}")));
        item.insert("type".into(), json!(kind));
        item.insert("issued".into(), json!({ "date-parts": [[2024, 2, 1 + at]] }));
        for name in TEXT.split_whitespace() {
            item.insert(name.into(), json!(HOSTILE));
        }
        for name in NAMES.split_whitespace() {
            let names =
                json!([{ "family": HOSTILE, "given": HOSTILE }, { "literal": HOSTILE }]);
            item.insert(name.into(), names);
        }
        Value::Object(item)
    };
    json!(TYPES.split_whitespace().enumerate().map(source).collect::<Vec<_>>())
        .to_string()
}

/// A page that cites all of them in every mode.
fn page(lang: &str) -> String {
    let count = TYPES.split_whitespace().count();
    let cite = |at| {
        format!(
            "x [see @s{at}, p. 3 <state> & industry; -@s{at}]. @s{at} [p. 4] says so.\n\n"
        )
    };
    let body: String = (0..count).map(cite).collect();
    format!("---\ntitle: T {lang}\nlang: {lang}\n---\n{body}")
}
