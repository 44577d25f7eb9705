//! Makes a source of one item of CSL, and keeps the item as CSL-JSON for exports.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use super::Found;
use super::dates::{self, When};
use super::{evidence, names};
use crate::diag::Code;
use crate::model::{Evidence, Source};
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

/// Reads one item; without an `id` it is no source.
pub(super) fn read(value: &Value, form: &mut Form<'_>) -> Option<Found> {
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
            issued: None,
            issued_literal: None,
            accessed: None,
            fields: BTreeMap::new(),
            evidence: Evidence::default(),
            item: serde_json::Value::Null,
        },
        origins: Vec::new(),
    };
    let mut item = serde_json::Map::with_capacity(entries.len());
    item.insert("id".to_owned(), id.into());
    for entry in entries {
        take(&mut found, &mut item, entry, form);
    }
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
            (source.evidence, found.origins) = evidence::read(entry, form);
            entry.value.json()
        }
        _ if dates::VARIABLES.contains(&key) => match date(source, key, entry, form) {
            Some(json) => json,
            None => return,
        },
        _ if names::VARIABLES.contains(&key) => {
            let read = names::read(entry, form);
            if key == "author" {
                source.authors = read;
            } else {
                source.fields.insert(key.to_owned(), names::text(&read));
            }
            names::json(&entry.value)
        }
        _ => field(source, key, entry, form),
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
    match (key, when) {
        ("issued", When::Date(date)) => source.issued = Some(date),
        ("issued", When::Words(words)) => source.issued_literal = Some(words),
        ("accessed", When::Date(date)) => source.accessed = Some(date),
        (_, When::Date(date)) => {
            drop(source.fields.insert(key.to_owned(), date.to_string()));
        }
        (_, When::Words(words)) => drop(source.fields.insert(key.to_owned(), words)),
    }
    Some(json)
}

/// Reads any other variable; as CSL-JSON.
fn field(
    source: &mut Source,
    key: &str,
    entry: &Entry,
    form: &mut Form<'_>,
) -> serde_json::Value {
    let value = &entry.value;
    let text = match &value.data {
        Data::Text(text) | Data::Number(_, text) => text.trim().to_owned(),
        Data::Bool(it) => it.to_string(),
        Data::List(items) => {
            items.iter().filter_map(Value::text).collect::<Vec<_>>().join(", ")
        }
        Data::Null | Data::Map(_) => String::new(),
    };
    match key {
        "title" | "type" if value.text().is_none() => {
            form.wrong(entry, value, "text", "put quotes around it");
        }
        "title" => source.title = text,
        "type" => source.kind = text,
        _ if text.is_empty() => {}
        _ => drop(source.fields.insert(key.to_owned(), text)),
    }
    // `number: 2024.10` is not 2024.1.
    match &value.data {
        Data::Number(number, text) if number.to_string() != **text => (&**text).into(),
        _ => value.json(),
    }
}
