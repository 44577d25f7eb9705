//! Brings items as `CrossRef` and doi.org answer them into the shape of CSL-JSON: lists where
//! CSL has one text, names with affiliations, dates under other names, types of its own.

use super::csl::VARIABLES;
use super::{keywords, make};
use crate::base::text::slug;
use crate::diag::{Code, Span};
use crate::model::csl;
use crate::parse::form::Form;
use crate::parse::yaml::{Data, Entry, Value};

/// Members that only `CrossRef` writes; an item with one of them is one of its answers.
const SIGNS: [&str; 6] = [
    "indexed",
    "reference-count",
    "references-count",
    "is-referenced-by-count",
    "deposited",
    "content-domain",
];

/// What `CrossRef` calls otherwise than CSL.
const RENAMED: [(&str, &str); 4] = [
    ("short-container-title", "container-title-short"),
    ("publisher-location", "publisher-place"),
    ("edition-number", "edition"),
    ("article-number", "number"),
];

/// Where the date stands that CSL calls `issued`.
const DATES: [&str; 5] =
    ["issued", "published", "published-print", "published-online", "posted"];

/// Members that are read where others are.
const READ: [&str; 5] =
    ["subtitle", "published", "published-print", "published-online", "posted"];

/// Types of `CrossRef` and those of CSL.
const TYPES: [(&str, &str); 16] = [
    ("journal-article", "article-journal"),
    ("proceedings-article", "paper-conference"),
    ("book-chapter", "chapter"),
    ("book-section", "chapter"),
    ("book-part", "chapter"),
    ("reference-entry", "entry"),
    ("monograph", "book"),
    ("edited-book", "book"),
    ("reference-book", "book"),
    ("proceedings", "book"),
    ("posted-content", "article"),
    ("report-component", "report"),
    ("report-series", "report"),
    ("dissertation", "thesis"),
    ("peer-review", "review"),
    ("other", "document"),
];

/// Whether it is an item, and not a mapping around a list of them.
pub(super) fn is_item(value: &Value) -> bool {
    let has = |key: &&str| value.get(key).is_some();
    has(&"id")
        || has(&"title") && ["type", "author", "issued", "DOI", "URL"].iter().any(has)
}

/// The item as CSL has it; `None` if it is none of `CrossRef`'s. What has no place in CSL is
/// left out, which is told.
pub(super) fn adapted(value: &Value, form: &mut Form<'_>) -> Option<Value> {
    let entries = value.entries()?;
    SIGNS.iter().find(|it| value.get(it).is_some())?;
    let mut out: Vec<Entry> = Vec::new();
    let mut left: Vec<&str> = Vec::new();
    for entry in entries {
        match member(value, entry) {
            Some(kept) => out.push(kept),
            None if READ.contains(&&*entry.key) => {}
            // A label is never left out: it is told, and closes the source.
            None if is_label(entry, form) => out.push(entry.clone()),
            None => left.push(&entry.key),
        }
    }
    if let Some(issued) = issued(value) {
        out.retain(|it| &*it.key != "issued");
        out.push(issued);
    }
    if value.get("id").is_none() {
        let id = made_id(&out);
        out.push(named("id", make::text(id, value.span), value.span));
    }
    tell(&left, value.span, form);
    Some(Value { data: Data::Map(out), span: value.span })
}

fn is_label(entry: &Entry, form: &Form<'_>) -> bool {
    let text = entry.value.text();
    text.is_some_and(|it| keywords::is_unheard(&entry.key, it, &form.scheme))
}

fn is_variable(key: &str) -> bool {
    VARIABLES.contains(&key) || csl::DATES.contains(&key) || csl::NAMES.contains(&key)
}

fn named(key: &str, value: Value, key_span: Span) -> Entry {
    Entry { key: key.into(), key_span, value }
}

fn member(item: &Value, entry: &Entry) -> Option<Entry> {
    let renamed = RENAMED.iter().find(|it| it.0 == &*entry.key).map(|it| it.1);
    let key = renamed.unwrap_or(&entry.key);
    let value = &entry.value;
    let value = match key {
        "type" => kind(value),
        "title" => title(value, item.get("subtitle")),
        "abstract" => make::text(without_jats(value.text()?), value.span),
        "author" | "editor" | "translator" | "chair" => people(value)?,
        // Who keeps copies, and that CrossRef answered, is not what CSL means by these.
        "archive" | "source" => return None,
        "ISSN" | "ISBN" => value.clone(),
        _ if is_variable(key) => first(value)?,
        _ => return None,
    };
    Some(named(key, value, entry.key_span))
}

/// The first of a list of titles; numbers of catalogues stay together.
fn first(value: &Value) -> Option<Value> {
    match value.items() {
        Some(items) => items.first().cloned(),
        None => Some(value.clone()),
    }
}

fn kind(value: &Value) -> Value {
    let known = TYPES.iter().find(|it| Some(it.0) == value.text());
    known.map_or_else(|| value.clone(), |it| make::text(it.1, value.span))
}

/// `title: subtitle`, each of them the first of a list.
fn title(value: &Value, subtitle: Option<&Value>) -> Value {
    let text = |it: &Value| first(it).and_then(|it| it.text().map(str::to_owned));
    let Some(title) = text(value) else { return make::text("", value.span) };
    let more = subtitle.and_then(text).filter(|it| !it.is_empty() && !title.contains(it));
    let more = more.map(|it| format!(": {it}")).unwrap_or_default();
    make::text(title + &more, value.span)
}

/// An abstract without the elements of JATS: `<jats:p>`.
fn without_jats(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let name = behind.trim_start_matches('/');
        match behind.split_once('>') {
            Some((_, after)) if name.starts_with("jats:") => {
                out.push(' ');
                rest = after;
            }
            _ => {
                out.push('<');
                rest = behind;
            }
        }
    }
    let all = out + rest;
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names without affiliations; an institution has a `name`.
fn people(value: &Value) -> Option<Value> {
    let names = value.items()?.iter().filter_map(|it| {
        let part = |key: &'static str, own: &str| {
            let text = it.get(own)?.text()?.to_owned();
            Some((key, make::text(text, it.span)))
        };
        let parts = [
            part("family", "family"),
            part("given", "given"),
            part("suffix", "suffix"),
            part("literal", "literal").or_else(|| part("literal", "name")),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| make::map(parts, it.span))
    });
    let names: Vec<Value> = names.collect();
    (!names.is_empty()).then(|| make::list(names, value.span))
}

/// The first date that holds a year: `[[null]]` is how `CrossRef` says that it knows none.
fn issued(item: &Value) -> Option<Entry> {
    let entry = |key: &&str| item.entries()?.iter().find(|it| &*it.key == *key);
    let has_year = |it: &&Entry| {
        let year = it.value.get("date-parts").and_then(Value::items);
        year.and_then(|it| it.first()?.items()?.first()?.text()).is_some()
    };
    let found = DATES.iter().filter_map(entry).find(has_year);
    let parts = |it: &Entry| {
        let parts = it.value.get("date-parts").cloned();
        parts.map(|parts| make::map([("date-parts", parts)], it.value.span))
    };
    match found {
        Some(it) => Some(named("issued", parts(it)?, it.key_span)),
        // No date at all, rather than a wrong one.
        None => entry(&"issued").map(|it| {
            named("issued", Value { data: Data::Null, span: it.value.span }, it.key_span)
        }),
    }
}

/// Who and when, `doe-2024`; without an author what it is called.
fn made_id(entries: &[Entry]) -> String {
    let find = |key: &str| entries.iter().find(|it| &*it.key == key).map(|it| &it.value);
    let author = find("author").and_then(|it| it.items()?.first());
    let who =
        author.and_then(|it| it.get("family").or_else(|| it.get("literal"))?.text());
    let who = who.or_else(|| find("title")?.text()).unwrap_or("source");
    let who: Vec<&str> = who.split_whitespace().take(4).collect();
    let year = find("issued")
        .and_then(|it| it.get("date-parts")?.items()?.first()?.items()?.first()?.text());
    slug(&format!("{}-{}", who.join(" "), year.unwrap_or("nd")))
}

fn tell(left: &[&str], span: Span, form: &mut Form<'_>) {
    if left.is_empty() {
        return;
    }
    let names: Vec<String> = left.iter().map(|it| format!("`{it}`")).collect();
    let message = format!("CSL has no place for {}", names.join(", "));
    let help =
        "they are left out; what matters of them can stand in `note` or below `custom:`";
    form.fault(Code::NotKept, span, message, help);
}
