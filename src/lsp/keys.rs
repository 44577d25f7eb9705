//! What the keys of front matter mean, and which values they take.

use crate::build::Known;
use crate::model::PageKind;

/// A key and what it is for.
type Key = (&'static str, &'static str);

/// Every key of a page, as `docs/` and PRODUCT have them.
pub(super) const KEYS: [Key; 27] = [
    ("title", "The title of the page."),
    (
        "kind",
        "The kind of the page; it chooses the template. Further kinds stand in `book.toml`.",
    ),
    ("part", "The part of the report series that the page is about: a number from 1."),
    ("lang", "The language of the page: a tag such as `en`, `de-AT`, `zh-Hans`."),
    (
        "date",
        "The date: `2024`, `2024-08`, `2024-08-15`, `2024-08-15~` (about then), `2016/2023`.",
    ),
    ("announced", "`true`: the date was announced, and nobody saw it kept."),
    (
        "marking",
        "How far the page may be passed on. A missing marking never means public.",
    ),
    ("restrictions", "What is said beside the marking."),
    ("summary", "One sentence for lists, search and cards."),
    ("description", "The same as `summary`."),
    ("aliases", "Other names that links, autolinks and the search resolve."),
    (
        "covers",
        "The reports, or sections of them, that the page covers: `key#3`, `key p. 3-6`.",
    ),
    ("references", "Sources in CSL-YAML, as pandoc reads them."),
    ("citations", "The same as `references`."),
    ("attachments", "Files that belong to the page, each with `path` and `marking`."),
    (
        "source",
        "The source that a press page reads; its reference, grade and date come from there.",
    ),
    ("bears-on", "The pages that a press page confirms, adds to or disputes."),
    ("tags", "Tags, each of which has a page of its own."),
    ("at", "Where a place is: `[31.23, 121.47]`, latitude and longitude in degrees."),
    ("order", "The place among its siblings: a number."),
    ("extra", "Free data for themes."),
    (
        "relations",
        "Relations to other pages: `{type: customer-of, to: page, source: \"[@key, p. 3]\"}`.",
    ),
    ("cascade", "On the index page of a folder: what holds for the pages below."),
    (
        "nocite",
        "Sources to list without citing them: `\"@key1, @key2\"`, `\"@*\"` for all.",
    ),
    ("draft", "`true`: the page is not published."),
    ("search", "`false`: the search does not find the page."),
    ("listed", "`false`: the page stands in no menu, list or feed."),
];

/// What a key is for.
pub(super) fn explain(key: &str) -> Option<&'static str> {
    KEYS.iter().find(|(it, _)| *it == key).map(|(_, text)| *text)
}

/// The values that a key takes, where they are known.
pub(super) fn values(known: &Known, key: &str) -> Vec<String> {
    let settings = known.settings();
    let edition = &known.whole.edition;
    let mut values: Vec<String> = match key {
        "kind" => {
            let own = settings.kinds.iter().map(String::as_str);
            PageKind::KNOWN.into_iter().chain(own).map(str::to_owned).collect()
        }
        "marking" => {
            settings.marking.markings().map(|it| it.label().to_owned()).collect()
        }
        "lang" => {
            let all = settings.languages.iter().chain([&settings.language]);
            all.cloned().collect()
        }
        "announced" | "draft" | "search" | "listed" => {
            vec!["true".into(), "false".into()]
        }
        "source" | "covers" => edition.sources().iter().map(|it| it.id.clone()).collect(),
        "nocite" => edition.sources().iter().map(|it| format!("@{}", it.id)).collect(),
        "bears-on" | "to" => {
            edition.pages().iter().map(|it| it.face.id.to_string()).collect()
        }
        "tags" => edition.pages().iter().flat_map(|it| it.face.tags.clone()).collect(),
        _ => Vec::new(),
    };
    if !matches!(key, "kind" | "marking") {
        values.sort();
    }
    values.dedup();
    values
}
