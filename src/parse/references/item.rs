//! Makes a source of one item of CSL, and keeps the item as CSL-JSON for exports.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use super::Found;
use super::markup::Markup;
use super::{address, csl, dates, evidence, keywords, lang, names};
use crate::base::text::{is_clear, nearest};
use crate::diag::Code;
use crate::model::csl::{DATES, NAMES, TYPES};
use crate::model::markup::plain;
use crate::model::others::have_more;
use crate::model::source::bare_doi;
use crate::model::{Evidence, Source, Spanned};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What lenient hands write instead of CSL's own names.
const LENIENT: [(&str, &str); 14] = [
    ("date", "issued"),
    ("published", "issued"),
    ("url", "URL"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("publication", "container-title"),
    ("journal", "container-title"),
    ("newspaper", "container-title"),
    ("website", "container-title"),
    ("pages", "page"),
    ("place", "publisher-place"),
    ("lang", "language"),
];

/// No source is of a later year.
const LAST_YEAR: u16 = 2100;

/// Reads one item; without an `id` it is no source.
pub(super) fn read(value: &Value, markup: Markup, form: &mut Form<'_>) -> Option<Found> {
    let Some(entries) = value.entries() else {
        let message = format!("a source is a mapping, not {}", value.what());
        let help = "write `- id: key`, and its `title`, `author`, `issued` below";
        form.fault(Code::WrongType, value.span, message, help);
        return None;
    };
    let id = entries.iter().find(|it| &*it.key == "id");
    let Some((id, span)) =
        id.and_then(|it| Some((it.value.text()?.trim(), it.value.span)))
    else {
        no_id(value, id, form);
        return None;
    };
    if id.is_empty() {
        no_id(value, None, form);
        return None;
    }
    let mut found = Found {
        source: Source {
            id: id.to_owned(),
            file: form.file.clone(),
            span,
            kind: "document".to_owned(),
            title: String::new(),
            authors: Vec::new(),
            has_more_authors: false,
            issued: None,
            issued_literal: None,
            accessed: None,
            fields: BTreeMap::new(),
            evidence: Evidence::default(),
            item: serde_json::Value::Null,
        },
        origins: Vec::new(),
        aliases: Vec::new(),
        is_whole: true,
    };
    let mut item = serde_json::Map::with_capacity(entries.len());
    item.insert("id".to_owned(), id.into());
    for entry in entries {
        take(&mut found, &mut item, entry, markup, form);
    }
    keywords::mark(&mut found.source, &mut item, entries, form);
    evidence::examine(&found.source, form);
    found.source.item = item.into();
    Some(found)
}

fn no_id(value: &Value, id: Option<&Entry>, form: &mut Form<'_>) {
    let help = "every source has a key by which pages cite it: `id: bbc-2024`";
    match id {
        Some(id) if !id.value.is_null() => form.wrong(id, &id.value, "text", help),
        _ => form.fault(Code::MissingKey, value.span, "a source has no `id`", help),
    }
}

fn take(
    found: &mut Found,
    item: &mut serde_json::Map<String, serde_json::Value>,
    entry: &Entry,
    markup: Markup,
    form: &mut Form<'_>,
) {
    let known = LENIENT.iter().find(|(other, _)| *other == &*entry.key);
    let key = known.map_or(&*entry.key, |(_, own)| *own);
    if key == "id" || entry.value.is_null() || item.contains_key(key) {
        return;
    }
    let source = &mut found.source;
    let json = match key {
        "custom" => {
            let marking = source.evidence.marking;
            (source.evidence, found.origins) = evidence::read(entry, form);
            source.evidence.marking = source.evidence.marking.max(marking);
            entry.value.json()
        }
        _ if DATES.contains(&key) => match date(source, key, entry, form) {
            Some(json) => json,
            None => return,
        },
        _ if NAMES.contains(&key) => {
            let json = names::json(&entry.value);
            let mut read = names::read(entry, form);
            let has_more = have_more(&json);
            read.truncate(read.len() - usize::from(has_more));
            if key == "author" {
                (source.authors, source.has_more_authors) = (read, has_more);
            } else {
                source.fields.insert(key.to_owned(), names::text(&read, has_more));
            }
            json
        }
        "other-ids" => {
            found.aliases = aliases(entry, form);
            return;
        }
        _ => match field(source, key, entry, markup, form) {
            Some(json) => json,
            None => return,
        },
    };
    item.insert(key.to_owned(), json);
}

/// Reads a date variable; as CSL-JSON.
fn date(
    source: &mut Source,
    key: &str,
    entry: &Entry,
    form: &mut Form<'_>,
) -> Option<serde_json::Value> {
    let when = dates::read(entry, form)?;
    let json = dates::json(&when);
    let (date, words) = (when.date(), when.words());
    if date.is_some_and(|it| it.end.unwrap_or(it.start).year > LAST_YEAR) {
        let message = format!("`{key}` lies after {LAST_YEAR}");
        form.fault(Code::FarDate, entry.value.span, message, "correct the year");
    }
    match key {
        "issued" => (source.issued, source.issued_literal) = (date, words),
        "accessed" => source.accessed = date,
        _ => {
            let text = date.map(|it| it.to_string()).or(words).unwrap_or_default();
            source.fields.insert(key.to_owned(), text);
        }
    }
    Some(json)
}

/// Further keys of the source: a list, or one text with commas as in `.bib` files.
fn aliases(entry: &Entry, form: &mut Form<'_>) -> Vec<Spanned<String>> {
    let mut all = Vec::new();
    for text in form.texts(entry) {
        let keys = text.value.split(',').map(str::trim).filter(|it| !it.is_empty());
        all.extend(keys.map(|it| Spanned { value: it.to_owned(), span: text.span }));
    }
    all
}

/// Reads any other variable; as CSL-JSON.
fn field(
    source: &mut Source,
    key: &str,
    entry: &Entry,
    markup: Markup,
    form: &mut Form<'_>,
) -> Option<serde_json::Value> {
    check(key, entry, form);
    let value = &entry.value;
    let text = written(key, entry, form)?;
    if matches!(key, "URL" | "DOI") && !address::check(key, &text, value.span, form) {
        return None;
    }
    let (text, marking) = if key == "language" {
        (lang::canonical(&text).map_or(text, Cow::into_owned), None)
    } else if key == "DOI" {
        (bare_doi(&text).to_owned(), None)
    } else if csl::is_verbatim(key) {
        (text, None)
    } else {
        markup.read(&text, form.file, &form.scheme)
    };
    // What is closed in a title closes the source.
    source.evidence.marking = source.evidence.marking.max(marking);
    let json = match &value.data {
        Data::Number(number, said)
            if number.to_string() == **said && !number.is_f64() =>
        {
            number.clone().into()
        }
        Data::List(_) if key == "categories" => value.json(),
        _ => text.as_str().into(),
    };
    match key {
        "title" => source.title = plain(&text).into_owned(),
        "type" => kind(source, text, entry, form),
        _ if text.is_empty() => {}
        _ => {
            source.fields.insert(key.to_owned(), plain(&text).into_owned());
        }
    }
    Some(json)
}

/// The text of a value; a list of texts is one text with commas.
fn written(key: &str, entry: &Entry, form: &mut Form<'_>) -> Option<String> {
    let value = &entry.value;
    match &value.data {
        // `number: 2024.10` is not 2024.1.
        Data::Text(text) | Data::Number(_, text) => Some(text.trim().to_owned()),
        Data::Bool(it) if !matches!(key, "title" | "type") => Some(it.to_string()),
        Data::List(items)
            if items.iter().all(|it| it.text().is_some()) && key != "type" =>
        {
            Some(items.iter().filter_map(Value::text).collect::<Vec<_>>().join(", "))
        }
        _ => {
            form.wrong(entry, value, "text", "put quotes around it");
            None
        }
    }
}

/// Tells a variable that CSL does not have.
fn check(key: &str, entry: &Entry, form: &mut Form<'_>) {
    if csl::VARIABLES.contains(&key) {
        return;
    }
    let message = format!("CSL has no field `{key}`");
    if evidence::KNOWN.contains(&key) {
        let help = format!("`{key}` stands below `custom:`");
        return form.fault(Code::UnknownField, entry.key_span, message, help);
    }
    let all = csl::VARIABLES.into_iter().chain(DATES).chain(NAMES);
    let near = nearest(key, all.chain(LENIENT.map(|it| it.0)));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "free data stands below `custom:`".to_owned(),
    };
    let fix = near.map(|it| (it, false));
    form.fault_with((Code::UnknownField, entry.key_span), message, help, fix);
}

/// The type; what is none stays `document`.
fn kind(source: &mut Source, kind: String, entry: &Entry, form: &mut Form<'_>) {
    if TYPES.contains(&&*kind) {
        source.kind = kind;
    } else if !kind.is_empty() {
        let message = format!("CSL has no type `{kind}`");
        let near = nearest(&kind, TYPES);
        let fix = near.map(|it| (it, is_clear(&kind, it, TYPES)));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write one of CSL’s types, as `report`, `webpage`, `article-newspaper`, or `document`".to_owned(),
        };
        form.fault_with((Code::UnknownType, entry.value.span), message, help, fix);
    }
}
