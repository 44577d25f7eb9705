//! Formats the entry of a source in the style `dossier-numeric`: authors, title, where it
//! appeared, when, and where to find it. No title is recased, nothing is translated but the
//! words of the style.

use super::Entry;
use super::pieces::{Piece, Pieces, italic, plain};
use crate::base::path::encode;
use crate::model::readable::is_language;
use crate::model::{Label, Name, Source};
use crate::redact::Edition;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The entries of every source, in every language that pages are written in.
pub(super) fn entries(edition: &Edition) -> BTreeMap<String, BTreeMap<String, Entry>> {
    let settings = edition.settings();
    let mut langs: BTreeSet<&str> =
        settings.languages.iter().map(String::as_str).collect();
    langs.insert(&settings.language);
    langs.extend(edition.pages().iter().map(|it| it.face.lang.as_str()));
    let all = |lang: &str| {
        let sources = edition.sources().par_iter();
        sources.map(|it| (it.id.clone(), entry(it, lang))).collect()
    };
    langs.into_iter().map(|lang| (lang.to_owned(), all(lang))).collect()
}

/// The entry of one source.
pub(super) fn entry(source: &Source, lang: &str) -> Entry {
    let words = Words::of(lang);
    let mut pieces = Pieces::default();
    pieces.sentence(plain(&makers(source, &words)));
    pieces.sentence(plain(&unmarked(&source.title)));
    pieces.sentence_of(imprint(source, lang, &words));
    pieces.sentence(address(source, lang, &words));
    let mut pieces = pieces.finish();
    if pieces.is_empty() {
        pieces = plain(&source.id);
    }
    Entry { pieces }
}

/// The words of the style.
struct Words {
    and: &'static str,
    others: &'static str,
    editor: &'static str,
    edition: &'static str,
    number: &'static str,
    announced: &'static str,
    accessed: &'static str,
}

impl Words {
    const ENGLISH: Self = Self {
        and: "and",
        others: "et al.",
        editor: "(ed.)",
        edition: "ed.",
        number: "no.",
        announced: "(announced)",
        accessed: "accessed",
    };
    const GERMAN: Self = Self {
        and: "und",
        others: "u. a.",
        editor: "(Hg.)",
        edition: "Aufl.",
        number: "Nr.",
        announced: "(angekündigt)",
        accessed: "abgerufen am",
    };

    fn of(lang: &str) -> Self {
        if is_language(lang, "de") { Self::GERMAN } else { Self::ENGLISH }
    }
}

/// Up to three authors; without authors the editors.
fn makers(source: &Source, words: &Words) -> String {
    let names: Vec<String> = source.authors.iter().map(name).collect();
    let names: Vec<String> = names.into_iter().filter(|it| !it.is_empty()).collect();
    match names.as_slice() {
        [] => match source.field("editor") {
            Some(editor) if !editor.trim().is_empty() => {
                format!("{editor} {}", words.editor)
            }
            _ => String::new(),
        },
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 3 => {
            format!("{} {} {last}", first.join(", "), words.and)
        }
        [one, two, three, ..] => format!("{one}, {two}, {three} {}", words.others),
        [..] => String::new(),
    }
}

fn name(name: &Name) -> String {
    let parts = [name.given.trim(), name.family.trim()];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where and when it appeared, from the container to the pages.
fn imprint(source: &Source, lang: &str, words: &Words) -> Vec<Vec<Piece>> {
    let field = |name: &str| source.field(name).map(str::trim).unwrap_or_default();
    let publisher = field("publisher");
    let said = publisher == field("container-title")
        || source.authors.iter().any(|it| it.literal && it.family == publisher);
    vec![
        container(source),
        plain(&series(source, words)),
        plain(&edition(field("edition"), lang, words)),
        if said { Vec::new() } else { plain(publisher) },
        plain(field("publisher-place")),
        plain(&date(source, lang, words)),
        plain(&pages(field("page"), lang)),
    ]
}

/// `*Journal* 12(3)`.
fn container(source: &Source) -> Vec<Piece> {
    let mut pieces = italic(source.field("container-title").unwrap_or_default());
    let volume = source.field("volume").unwrap_or_default().trim();
    let issue = source.field("issue").unwrap_or_default().trim();
    let issue = if issue.is_empty() { String::new() } else { format!("({issue})") };
    let blank = if pieces.is_empty() { "" } else { " " };
    let place = format!("{volume}{issue}");
    if !place.is_empty() {
        pieces.push(Piece::Text(format!("{blank}{place}")));
    }
    pieces
}

/// `BfV CYBER INSIGHT 2/4`; a number without a series has its label.
fn series(source: &Source, words: &Words) -> String {
    let series = source.field("collection-title").unwrap_or_default().trim();
    let number = source.field("collection-number").or_else(|| source.field("number"));
    let number = number.unwrap_or_default().trim();
    let bare = number.starts_with(|c: char| c.is_ascii_digit());
    match (series, number) {
        (series, "") => series.to_owned(),
        ("", number) if bare => format!("{} {number}", words.number),
        ("", number) => number.to_owned(),
        (series, number) => format!("{series} {number}"),
    }
}

fn edition(edition: &str, lang: &str, words: &Words) -> String {
    match edition.parse::<u32>() {
        Ok(number) if is_language(lang, "de") => format!("{number}. {}", words.edition),
        Ok(number) => format!("{number}{} {}", ordinal(number), words.edition),
        Err(_) => edition.to_owned(),
    }
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn date(source: &Source, lang: &str, words: &Words) -> String {
    let literal = source.issued_literal.clone();
    let date = source.issued.map(|it| it.readable(lang)).or(literal).unwrap_or_default();
    if source.evidence.announced && !date.is_empty() {
        return format!("{date} {}", words.announced);
    }
    date
}

fn pages(pages: &str, lang: &str) -> String {
    if !pages.starts_with(|c: char| c.is_ascii_digit()) {
        return pages.to_owned();
    }
    let several = pages.contains(['-', '–', ',']);
    let label = Label::Page.short(lang, several);
    format!("{label}\u{A0}{}", pages.replace("--", "–").replace('-', "–"))
}

/// The DOI, otherwise the URL, and when it was consulted.
fn address(source: &Source, lang: &str, words: &Words) -> Vec<Piece> {
    let link = source.field("DOI").and_then(doi).or_else(|| source.field("URL").map(url));
    let accessed = source.accessed.map(|it| {
        let date = it.readable(lang);
        format!("{} {date}", words.accessed)
    });
    match (link, accessed) {
        (Some(link), Some(accessed)) => {
            vec![link, Piece::Text(format!(" ({accessed})"))]
        }
        (Some(link), None) => vec![link],
        (None, Some(accessed)) => plain(&capital(&accessed)),
        (None, None) => Vec::new(),
    }
}

fn doi(doi: &str) -> Option<Piece> {
    let doi = doi.trim();
    let prefixes = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"];
    let bare = prefixes.iter().find_map(|it| doi.strip_prefix(it)).unwrap_or(doi).trim();
    bare.starts_with("10.").then(|| {
        let url = format!("https://doi.org/{}", encode(bare));
        Piece::Link { url, text: format!("doi:{bare}") }
    })
}

/// A URL that may be followed is a link; another is text.
fn url(url: &str) -> Piece {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let host = ["http://", "https://"].iter().find_map(|it| lower.strip_prefix(it));
    let named =
        host.is_some_and(|it| it.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    let clean = !url.contains(|c: char| c.is_whitespace() || c.is_control());
    let text = url.to_owned();
    if named && clean {
        Piece::Link { url: text.clone(), text }
    } else {
        Piece::Text(text)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

/// A title without the markup that CSL allows in it.
fn unmarked(title: &str) -> String {
    const TAGS: [&str; 5] = ["i", "b", "sup", "sub", "sc"];
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let tag = behind.split_once('>');
        let name = tag.map(|(tag, _)| tag.trim_start_matches('/'));
        let known =
            |it: &str| TAGS.contains(&it) || it == "span" || it.starts_with("span ");
        if let Some((_, behind)) = tag.filter(|_| name.is_some_and(known)) {
            rest = behind;
        } else {
            out.push('<');
            rest = behind;
        }
    }
    out + rest
}
