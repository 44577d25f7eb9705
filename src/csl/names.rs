//! The names of an item, as the engine takes them.

use super::item::text;
use super::others;
use crate::model::csl::NAMES;
use crate::model::others::have_more;
use hayagriva::citationberg::json::{LiteralName, NameItem, NameValue, Value};
use serde_json::Value as Json;

/// Whether a variable holds names; two are of older versions of CSL.
pub(super) fn is_names(variable: &str) -> bool {
    NAMES.contains(&variable) || matches!(variable, "publisher-author" | "inventor")
}

/// One name, a list of names, or text that names somebody.
pub(super) fn read(value: &Json, lang: &str) -> Option<Value> {
    let mut names: Vec<NameValue> = match value {
        Json::Array(items) => items.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    if have_more(value) {
        names.pop();
        names.extend(literal(&others::name(lang)));
    }
    (!names.is_empty()).then_some(Value::Names(names))
}

fn name(value: &Json) -> Option<NameValue> {
    let Json::Object(parts) = value else { return literal(&text(value)) };
    let part = |key: &str| {
        let text = parts.get(key).map(text).unwrap_or_default();
        (!text.is_empty()).then_some(text)
    };
    if let Some(whole) = part("literal") {
        return literal(&whole);
    }
    let Some(family) = part("family") else { return without_family(value, &part) };
    let (first, family) = kept_whole(family, part("non-dropping-particle"));
    Some(NameValue::Item(NameItem {
        family,
        given: part("given"),
        non_dropping_particle: first,
        dropping_particle: part("dropping-particle"),
        suffix: part("suffix"),
        comma_suffix: parts.get("comma-suffix").map(truthy),
    }))
}

/// Programs write `von der Leyen` into `family`. The engine would take everything up to
/// the last word in small letters for a part that may be dropped, and cite `Leyen`; of the
/// `Bundesamt für Verfassungsschutz` it would cite the `Verfassungsschutz`. What is named
/// beside the family name stays with it, so the first word goes there.
fn kept_whole(family: String, particle: Option<String>) -> (Option<String>, String) {
    match (particle, family.split_once(' ')) {
        // The engine takes `De` for the particle `de`, and lists `Niro, Robert De`.
        (None, Some((first, rest))) if first.len() <= 4 && is_capital(first) => {
            match rest.rsplit_once(' ') {
                Some((middle, last)) => {
                    (Some(format!("{first}\u{A0}{middle}")), last.to_owned())
                }
                None => (None, format!("{first}\u{A0}{rest}")),
            }
        }
        (None, Some((first, rest))) => (Some(first.to_owned()), rest.trim().to_owned()),
        (particle, _) => (particle, family),
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A name with a given part only is a whole name; so is a mapping of other words.
fn without_family(
    value: &Json,
    part: &impl Fn(&str) -> Option<String>,
) -> Option<NameValue> {
    let keys = ["given", "dropping-particle", "non-dropping-particle", "suffix"];
    let known: Vec<String> = keys.iter().filter_map(|it| part(it)).collect();
    match known.as_slice() {
        [] => literal(&text(value)),
        known => literal(&known.join(" ")),
    }
}

fn literal(whole: &str) -> Option<NameValue> {
    let literal = whole.trim().to_owned();
    (!literal.is_empty()).then_some(NameValue::Literal(LiteralName { literal }))
}

fn truthy(value: &Json) -> bool {
    !matches!(value, Json::Bool(false) | Json::Null) && text(value) != "false"
}
