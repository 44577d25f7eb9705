//! An item of CSL-JSON, whatever it holds, as the engine takes it.

use super::dates::{self, Told};
use super::{markup, names};
use crate::model::csl::DATES;
use crate::model::source::bare_doi;
use hayagriva::citationberg::json::{Item, Value};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What no style shows.
const SILENT: [&str; 4] = ["id", "type", "custom", "categories"];

/// Variables of text and numbers, for the tests.
#[cfg(test)]
pub(super) const ORDINARY: [&str; 28] = [
    "title",
    "title-short",
    "container-title",
    "collection-title",
    "collection-number",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "page",
    "number",
    "number-of-pages",
    "edition",
    "genre",
    "status",
    "version",
    "event-title",
    "event-place",
    "medium",
    "archive",
    "section",
    "chapter-number",
    "URL",
    "DOI",
    "ISBN",
    "PMID",
    "language",
    "note",
];

/// How deep values within values are read; what is deeper is no bibliography any more.
const DEPTH: usize = 8;

/// The item for formatting, the one for sorting, and the dates told in words.
pub(super) fn read(id: &str, json: &Json, lang: &str) -> (Item, Item, Vec<Told>) {
    let mut fields = BTreeMap::new();
    let mut told = Vec::new();
    let mut sorted = BTreeMap::new();
    let entries = json.as_object().into_iter().flatten();
    for (key, value) in entries.filter(|(key, _)| !SILENT.contains(&key.as_str())) {
        if DATES.contains(&key.as_str()) {
            let Some(date) = dates::read(value, lang, &mut told) else { continue };
            fields.insert(key.clone(), date.shown);
            sorted.extend(date.sorted.map(|it| (key.clone(), it)));
        } else if names::is_names(key) {
            fields.extend(names::read(value, lang).map(|it| (key.clone(), it)));
        } else {
            fields.extend(field(key, value).map(|it| (key.clone(), it)));
        }
    }
    fields.insert("id".to_owned(), Value::String(id.to_owned()));
    fields.insert("type".to_owned(), Value::String(kind(json)));
    let mut order: BTreeMap<String, Value> =
        fields.iter().map(|(key, it)| (key.clone(), sortable(it))).collect();
    order.extend(sorted);
    (Item(fields), Item(order), told)
}

/// A value without hidden marks, which would sort behind every letter.
fn sortable(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(markup::bare(text)),
        other => other.clone(),
    }
}

fn kind(json: &Json) -> String {
    let kind = json.get("type").map(plain).unwrap_or_default();
    if kind.is_empty() { "document".to_owned() } else { kind }
}

/// An ordinary variable: text, whatever was written.
fn field(key: &str, value: &Json) -> Option<Value> {
    let text = match key {
        _ if key.ends_with("title") || key.ends_with("title-short") => title(value),
        "DOI" => bare_doi(&plain(value)).to_owned(),
        "URL" | "language" => plain(value),
        "page" => text(value).replace("--", "-"),
        _ => text(value),
    };
    (!text.trim().is_empty()).then_some(Value::String(text))
}

/// A value as text for the engine: scalars joined with commas, markup hidden.
pub(super) fn text(value: &Json) -> String {
    markup::hide(&joined(value), false).trim().to_owned()
}

fn title(value: &Json) -> String {
    markup::hide(&joined(value), true).trim().to_owned()
}

/// A value as text without control characters, markup left as it stands.
fn plain(value: &Json) -> String {
    markup::plain(&joined(value)).trim().to_owned()
}

fn joined(value: &Json) -> String {
    let mut scalars = Vec::new();
    collect(value, DEPTH, &mut scalars);
    scalars.join(", ")
}

fn collect(value: &Json, depth: usize, out: &mut Vec<String>) {
    match value {
        _ if depth == 0 => {}
        Json::Null => {}
        Json::Bool(it) => out.push(it.to_string()),
        Json::Number(it) => out.push(it.to_string()),
        Json::String(it) => out.push(it.clone()),
        Json::Array(items) => items.iter().for_each(|it| collect(it, depth - 1, out)),
        Json::Object(items) => items.values().for_each(|it| collect(it, depth - 1, out)),
    }
}
