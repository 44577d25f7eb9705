//! The same source in two formats: CSL-YAML says `5–7` where BibTeX says `5--7`. What is
//! compared is what both mean.

use crate::model::markup::plain;
use crate::model::source::bare_doi;
use serde_json::{Map, Value};

/// The item as it is compared: dates and names in one form, no difference between kinds of
/// dashes, quotation marks, blanks and capitals, nothing that is empty.
pub(super) fn of(item: &Value) -> Value {
    let Value::Object(fields) = item else { return item.clone() };
    let mut out = Map::new();
    for (key, value) in fields {
        let value = match &**key {
            "DOI" => doi(value),
            "custom" => value.clone(),
            "type" if value.as_str().is_none_or(|it| it == "document") => continue,
            "title-short" if is_derived(value, fields) => continue,
            _ => folded(value),
        };
        if !is_empty(&value) {
            out.insert(key.clone(), value);
        }
    }
    Value::Object(out)
}

fn doi(value: &Value) -> Value {
    bare_doi(value.as_str().unwrap_or_default()).to_lowercase().into()
}

/// A short title that only repeats the title up to its colon.
fn is_derived(short: &Value, fields: &Map<String, Value>) -> bool {
    let text = |it: &Value| it.as_str().map(fold);
    let title = fields.get("title").and_then(text).unwrap_or_default();
    let short = text(short).unwrap_or_default();
    title
        .strip_prefix(&short)
        .is_some_and(|it| it.is_empty() || it.starts_with([':', '.']))
}

fn folded(value: &Value) -> Value {
    match value {
        Value::String(text) => fold(text).into(),
        Value::Number(number) => number.to_string().into(),
        Value::Bool(it) => it.to_string().into(),
        Value::Array(items) => {
            items.iter().map(folded).filter(|it| !is_empty(it)).collect()
        }
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, it)| (key.clone(), folded(it)));
            Value::Object(fields.filter(|(_, it)| !is_empty(it)).collect())
        }
        Value::Null => Value::Null,
    }
}

fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '‘' | '’' | '‚' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‐' | '‑' | '–' | '—' | '−' => out.push('-'),
            c if c.is_whitespace() && out.ends_with(' ') => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.trim().replace("--", "-")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
