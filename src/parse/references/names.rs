//! Reads names: a text, a list, `{family, given}`, `{literal}`; and writes them as CSL-JSON.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use crate::model::Name;
use crate::model::others::and_others;
use serde_json::{Value as Json, json};

/// Reads the names of one variable. A text is one whole name: institutions have commas.
pub(super) fn read(entry: &Entry, form: &mut Form<'_>) -> Vec<Name> {
    let one = std::slice::from_ref(&entry.value);
    let values = entry.value.items().unwrap_or(one);
    values.iter().filter_map(|it| name(entry, it, form)).collect()
}

fn name(entry: &Entry, value: &Value, form: &mut Form<'_>) -> Option<Name> {
    let name = match &value.data {
        Data::Text(text) | Data::Number(_, text) => whole(text),
        Data::Map(_) => parted(value),
        _ => None,
    };
    if name.is_none() {
        let help = "write `author: Name`, `{family: …, given: …}` or `{literal: …}`";
        form.wrong(entry, value, "a name or a list of names", help);
    }
    name
}

fn whole(text: &str) -> Option<Name> {
    let family = text.trim().to_owned();
    (!family.is_empty()).then(|| Name { family, given: String::new(), literal: true })
}

fn parted(value: &Value) -> Option<Name> {
    let part = |key| value.get(key).and_then(Value::text).map_or("", str::trim);
    if let Some(name) = whole(part("literal")) {
        return Some(name);
    }
    let family = join(part("non-dropping-particle"), " ", part("family"));
    let given = join(part("given"), " ", part("dropping-particle"));
    let given = join(&given, ", ", part("suffix"));
    if family.is_empty() {
        whole(&given)
    } else {
        Some(Name { family, given, literal: false })
    }
}

fn join(first: &str, between: &str, second: &str) -> String {
    let between = if first.is_empty() || second.is_empty() { "" } else { between };
    format!("{first}{between}{second}")
}

/// The names as CSL-JSON. What was written as a mapping stays as it was.
pub(super) fn json(value: &Value) -> Json {
    let one = std::slice::from_ref(value);
    let values = value.items().unwrap_or(one);
    let name = |it: &Value| match (&it.data, it.text()) {
        (Data::Map(_), _) => Some(it.json()),
        (_, Some(text)) => Some(json!({ "literal": text.trim() })),
        _ => None,
    };
    Json::Array(values.iter().filter_map(name).collect())
}

/// The names as one line of text.
pub(super) fn text(names: &[Name], has_more: bool) -> String {
    let name = |it: &Name| join(&it.given, " ", &it.family);
    let named = names.iter().map(name).collect::<Vec<_>>().join(", ");
    if has_more { format!("{named} {}", and_others("en")) } else { named }
}
