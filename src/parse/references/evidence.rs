//! Reads `custom:`, CSL's own slot for what CSL does not know: a source as evidence.

use super::super::form::Form;
use super::super::yaml::{Entry, Value};
use super::address;
use crate::base::FilePath;
use crate::diag::Code;
use crate::model::readable::is_language_tag;
use crate::model::source::ArchivedText;
use crate::model::{Evidence, Extent, Seen, Source, Spanned, Titled};
use std::collections::BTreeMap;

/// The keys of `custom:`.
pub(super) const KNOWN: [&str; 13] = [
    "grade",
    "seen",
    "derives-from",
    "archive",
    "sha256",
    "hash",
    "marking",
    "announced",
    "outline",
    "status-date",
    "issued-note",
    "descriptor",
    "ai",
];
const ARCHIVE: [&str; 8] =
    ["url", "date", "status", "file", "text", "sha256", "text-sha256", "first-page"];
const STATES: [&str; 5] = ["live", "dead", "deviated", "unfit", "usurped"];

/// Reads `custom:`, and the sources it derives from with their places.
pub(super) fn read(
    entry: &Entry,
    form: &mut Form<'_>,
) -> (Evidence, Vec<Spanned<String>>) {
    let mut evidence = Evidence::default();
    let mut origins = Vec::new();
    let all = form.mapping(entry).unwrap_or_default();
    for entry in all {
        match &*entry.key {
            "grade" => evidence.grade = grade(entry, form),
            "seen" => evidence.seen = seen(entry, form),
            "derives-from" => origins = form.texts(entry),
            "archive" => {
                archive(entry, form, &mut evidence);
                halves(entry, form, &evidence);
            }
            "sha256" | "hash" => {
                evidence.sha256 = sha256(entry, form).or(evidence.sha256);
            }
            "marking" => evidence.marking = form.marking(entry),
            "announced" => evidence.announced = form.flag(entry).unwrap_or_default(),
            "outline" => evidence.outline = outline(entry, form),
            "status-date" => drop(form.date(entry)),
            "issued-note" | "descriptor" | "ai" => {}
            _ => form.unknown(
                (entry, all),
                &KNOWN,
                "`custom` holds what is known of the source as evidence",
            ),
        }
    }
    evidence.derives_from = origins.iter().map(|it| it.value.clone()).collect();
    (evidence, origins)
}

/// An Admiralty grade: reliability of the source, credibility of the information.
fn grade(entry: &Entry, form: &mut Form<'_>) -> Option<String> {
    let text = form.text(entry)?;
    if matches!(text.value.as_bytes(), [b'A'..=b'F', b'1'..=b'6']) {
        return Some(text.value);
    }
    let message = format!("`{}` is not a grade", text.value);
    let help = "write a letter from A to F for the source and a digit from 1 to 6 for the information: `B2`";
    form.fault(Code::BadValue, text.span, message, help);
    None
}

fn seen(entry: &Entry, form: &mut Form<'_>) -> Option<Seen> {
    let words = Seen::ALL.into_iter().map(Seen::name);
    let word = form.one_of(entry, Code::BadValue, words)?;
    Seen::ALL.into_iter().find(|it| it.name() == word.value)
}

/// A digest of 64 hexadecimal digits.
fn sha256(entry: &Entry, form: &mut Form<'_>) -> Option<String> {
    let text = form.text(entry)?;
    let digits = text.value.strip_prefix("sha256:").unwrap_or(&text.value);
    if digits.len() == 64 && digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return Some(digits.to_ascii_lowercase());
    }
    let help = "write the 64 hexadecimal digits that `sha256sum` prints";
    form.fault(Code::BadValue, text.span, "this is not a SHA-256 digest", help);
    None
}

/// An archived copy: its URL, or a mapping.
fn archive(entry: &Entry, form: &mut Form<'_>, evidence: &mut Evidence) {
    if let Some(url) = entry.value.text() {
        let is_kept = address::check("URL", url, entry.value.span, form);
        evidence.archive_url = is_kept.then(|| url.trim().to_owned());
        return;
    }
    let mut digests = (None, None);
    let mut first_page = None;
    let has_file = entry.value.get("file").is_some();
    let all = form.mapping(entry).unwrap_or_default();
    for entry in all {
        match &*entry.key {
            "url" => {
                let url = form.text(entry);
                let kept =
                    url.filter(|it| address::check("URL", &it.value, it.span, form));
                evidence.archive_url = kept.map(|it| it.value);
            }
            "date" => evidence.archive_date = form.date(entry).map(|it| it.to_string()),
            "status" => {
                let state = form.one_of(entry, Code::BadValue, STATES.into_iter());
                evidence.archive_status = state.map(|it| it.value);
            }
            "sha256" => digests.0 = sha256(entry, form),
            "text-sha256" => digests.1 = sha256(entry, form),
            "text" => evidence.archive_text = archived_text(entry, form),
            "first-page" => first_page = page(entry, form),
            "file" => {}
            _ => form.unknown(
                (entry, all),
                &ARCHIVE,
                "an archived copy has `url`, `date`, `status`, `text`",
            ),
        }
    }
    evidence.sha256 = digests.0.clone().or(evidence.sha256.take());
    if let Some(text) = &mut evidence.archive_text {
        // The digest of a copy that is a file of its own is not that of its text.
        text.sha256 = digests.1.or(digests.0.filter(|_| !has_file));
        text.first_page = first_page.unwrap_or(1);
    }
}

/// Where the text of a copy stands: below the root of the dossier.
fn archived_text(entry: &Entry, form: &mut Form<'_>) -> Option<ArchivedText> {
    let Spanned { value, span } = form.text(entry)?;
    let Some(file) = FilePath::new(&value) else {
        let message = format!("`{value}` is no path below the root of the dossier");
        let help =
            "put the text into a folder beside `book.toml`: `archive/bbc-2024.txt`";
        form.fault(Code::BadValue, span, message, help);
        return None;
    };
    Some(ArchivedText { file, span, sha256: None, first_page: 1 })
}

fn page(entry: &Entry, form: &mut Form<'_>) -> Option<u32> {
    let text = form.text(entry)?;
    let page = text.value.parse().ok();
    if page.is_none() {
        let message = format!("`{}` is no number of a page", text.value);
        let help = "write the number that is printed on the first page of the text";
        form.fault(Code::BadValue, text.span, message, help);
    }
    page
}

/// An archived copy has an address and a date, or neither.
fn halves(entry: &Entry, form: &mut Form<'_>, evidence: &Evidence) {
    let (message, help) = match (&evidence.archive_url, &evidence.archive_date) {
        (Some(_), None) => (
            "the archived copy has no date",
            "write `archive: {url: …, date: 2024-08-15}`",
        ),
        (None, Some(_)) => {
            ("the archived copy has a date and no address", "add its `url`")
        }
        _ => return,
    };
    form.fault(Code::HalfArchive, entry.value.span, message, help);
}

/// What should be known of a source on the web.
pub(super) fn examine(source: &Source, form: &mut Form<'_>) {
    const PAGES: [&str; 3] = ["webpage", "post", "post-weblog"];
    let is_page = PAGES.contains(&source.kind.as_str()) && source.field("URL").is_some();
    let was_seen = source.evidence.seen != Some(Seen::NotSeen);
    if is_page && was_seen && source.accessed.is_none() {
        let message = format!("nothing says when the page of `{}` was read", source.id);
        let help = "write `accessed: 2024-08-15`, or `custom: {seen: not-seen}`";
        form.fault(Code::NotAccessed, source.span, message, help);
    }
}

/// The sections of a report: id, title, pages.
fn outline(entry: &Entry, form: &mut Form<'_>) -> Vec<(String, Titled, String)> {
    let help = "write `- {id: \"1\", title: …, page: 3-6}`";
    let Some(items) = entry.value.items() else {
        form.wrong(entry, &entry.value, "a list of sections", help);
        return Vec::new();
    };
    let mut sections = Vec::with_capacity(items.len());
    for item in items {
        let text =
            |key| item.get(key).and_then(Value::text).map(|it| it.trim().to_owned());
        match text("id") {
            Some(id) => {
                let pages = text("page").or_else(|| text("pages")).unwrap_or_default();
                if !pages.is_empty() && Extent::read(&pages).is_none() {
                    let message = format!("`{pages}` are no pages");
                    form.fault(Code::BadValue, item.span, message, help);
                }
                let title = item.get("title").map(|it| title(it, form));
                sections.push((id, title.unwrap_or_default(), pages));
            }
            None => {
                form.fault(Code::MissingKey, item.span, "a section has no `id`", help);
            }
        }
    }
    sections
}

/// A title: text, or text by language. The first one is for readers of all others.
fn title(value: &Value, form: &mut Form<'_>) -> Titled {
    let said = |it: &Value| it.text().map(|it| it.trim().to_owned());
    if let Some(text) = said(value) {
        return Titled { text, ..Titled::default() };
    }
    let told = value.entries().unwrap_or_default();
    // A marking of its own is heard in no title of a section.
    let told = if told.iter().all(|it| is_language_tag(&it.key)) { told } else { &[] };
    let by_lang: Option<BTreeMap<String, String>> =
        told.iter().map(|it| Some((it.key.to_string(), said(&it.value)?))).collect();
    let first = told.first().and_then(|it| said(&it.value));
    if let (Some(text), Some(by_lang)) = (first, by_lang) {
        return Titled { text, by_lang };
    }
    if !value.is_null() {
        let message = format!("a title is text, not {}", value.what());
        let help = "write `title: …`, or one for each language: `title: {en: …, de: …}`";
        form.fault(Code::BadValue, value.span, message, help);
    }
    Titled::default()
}
