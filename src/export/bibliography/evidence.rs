//! What a bibliography tells of a source as evidence: an allow-list. Names of local files
//! are never on it, and no origin that this edition does not know.

use crate::model::source::Evidence;
use crate::model::{Marking, Seen, Source, Titled};
use crate::redact::Edition;
use serde_json::{Map, Value, json};

/// Texts of `custom:` that are passed on as they are.
const TEXTS: [&str; 3] = ["status-date", "issued-note", "descriptor"];
/// What is passed on of a source that a machine has made.
const MACHINE: [&str; 2] = ["model", "date"];

/// The evidence in CSL's extension slot `custom`; `None` if there is none.
pub(super) fn custom(source: &Source, edition: &Edition) -> Option<Value> {
    let evidence = &source.evidence;
    let mut custom = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        custom.extend(value.map(|it| (key.to_owned(), it)));
    };
    put("marking", evidence.marking.map(|it| it.label().into()));
    put("grade", evidence.grade.as_deref().map(Into::into));
    put("seen", evidence.seen.map(|it| it.name().into()));
    put("announced", evidence.announced.then(|| true.into()));
    put("derives-from", origins(evidence, edition));
    put("archive", archive(evidence));
    put("sha256", evidence.sha256.as_deref().map(Into::into));
    let written = source.item.get("custom");
    let text = |from: Option<&Value>, key: &str| match from?.get(key)? {
        Value::String(text) => Some(Value::from(text.as_str())),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    };
    for key in TEXTS {
        put(key, text(written, key));
    }
    let machine = written.and_then(|it| it.get("ai"));
    let told =
        MACHINE.iter().filter_map(|it| Some(((*it).to_owned(), text(machine, it)?)));
    put("ai", some(told.collect()));
    put("outline", outline(evidence));
    some(custom)
}

/// The evidence as keywords, for formats without a slot of their own.
pub(super) fn keywords(evidence: &Evidence) -> Vec<String> {
    let grade = evidence.grade.iter().map(|it| format!("grade:{it}"));
    let seen = evidence.seen.map(Seen::name).map(|it| format!("seen:{it}"));
    let marking = evidence.marking.map(Marking::label).map(str::to_owned);
    grade.chain(seen).chain(marking).collect()
}

/// The origins that this edition knows, too.
fn origins(evidence: &Evidence, edition: &Edition) -> Option<Value> {
    let origins = evidence.derives_from.iter();
    let known: Vec<&String> = origins.filter(|it| edition.source(it).is_some()).collect();
    (!known.is_empty()).then(|| json!(known))
}

fn archive(evidence: &Evidence) -> Option<Value> {
    let parts = [
        ("url", &evidence.archive_url),
        ("date", &evidence.archive_date),
        ("status", &evidence.archive_status),
    ];
    let told = parts
        .into_iter()
        .filter_map(|(key, it)| Some((key.to_owned(), Value::from(it.as_deref()?))));
    some(told.collect())
}

fn outline(evidence: &Evidence) -> Option<Value> {
    let sections = evidence.outline.iter();
    let sections: Vec<Value> = sections
        .map(|(id, title, page)| json!({ "id": id, "title": told(title), "page": page }))
        .collect();
    (!sections.is_empty()).then(|| sections.into())
}

/// A title as it was written: text, or text by language.
fn told(title: &Titled) -> Value {
    if title.by_lang.is_empty() {
        title.text.as_str().into()
    } else {
        json!(title.by_lang)
    }
}

fn some(map: Map<String, Value>) -> Option<Value> {
    (!map.is_empty()).then(|| map.into())
}
