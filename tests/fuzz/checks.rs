//! What must hold for every input: nothing panics, every finding can be drawn, every source
//! has a key and a JSON form. The fuzz targets and the tests call these functions.

use dossier::base::FilePath;
use dossier::diag::{Diagnostic, Style, draw};
use dossier::load::Inputs;
use dossier::model::{Settings, Source, Theme};
use dossier::parse::{parse, read_alone, read_library};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page whose front matter holds these sources, beside one that cites them.
pub(crate) fn front_matter(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let page = FilePath::fixed("content/index.md");
    let other = FilePath::fixed("content/other.md");
    let texts: BTreeMap<FilePath, Arc<str>> = [
        (page, format!("---\nreferences:\n{text}\n---\n[@a, p. 1]\n").into()),
        (other, "---\nsource: a\ncovers: [\"a#1\"]\n---\n[@b; @c]\n".into()),
    ]
    .into();
    let settings =
        Settings { src: "content".to_owned(), is_dossier: true, ..Settings::default() };
    let inputs = Inputs::of(settings, texts.clone(), <_>::default(), Theme::default());
    let parsed = parse(&inputs);
    sources(&parsed.value.sources);
    findings(&parsed.findings, &texts);
}

/// A library in CSL-JSON.
pub(crate) fn csl_json(data: &[u8]) {
    library("library.json", data);
}

/// A library in BibLaTeX, and the same text as BibTeX.
pub(crate) fn bibtex(data: &[u8]) {
    library("library.bib", data);
    library("library.bibtex", data);
}

/// A library in RIS.
pub(crate) fn ris(data: &[u8]) {
    library("library.ris", data);
}

/// Any page.
pub(crate) fn citations(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let file = FilePath::fixed("page.md");
    let read = read_alone(&file, text, None);
    findings(&read.findings, &[(file, Arc::from(text))].into());
}

fn library(name: &'static str, data: &[u8]) {
    let Some(text) = text(data) else { return };
    let file = FilePath::fixed(name);
    let read = read_library(&file, text, "en");
    sources(&read.value);
    findings(&read.findings, &[(file, Arc::from(text))].into());
}

fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

fn sources(sources: &[Source]) {
    for source in sources {
        assert!(!source.id.is_empty(), "a source without a key");
        assert!(source.item.is_object(), "a source without an item");
        assert_eq!(source.item["id"], *source.id, "two keys");
        assert!(source.item.to_string().contains("\"id\""), "no JSON form");
    }
}

fn findings(findings: &[Diagnostic], texts: &BTreeMap<FilePath, Arc<str>>) {
    let text_of = |file: &FilePath| texts.get(file).map(|it| &**it);
    for finding in findings {
        let places = finding.place.iter().chain(finding.related.iter().map(|it| &it.0));
        for (span, text) in places.filter_map(|it| it.span.zip(text_of(&it.file))) {
            assert!(
                text.get(span.range()).is_some(),
                "{finding:?} points beside the text"
            );
        }
        assert!(!draw(finding, &text_of, Style::Plain).is_empty());
    }
}
