//! Labels in sources. A keyword that is one is the marking of its source: `.bib` and `.ris`
//! have no other place for it, and exports write it there. A label anywhere else marks
//! nothing and is an error.

use super::super::form::Form;
use super::super::yaml::{Entry, Value};
use crate::base::mutant;
use crate::diag::{Code, Span};
use crate::model::{Marking, Scheme, Source};
use serde_json::{Map, Value as Json, json};

/// Takes labels out of the keywords of a source, and marks it with them.
pub(super) fn mark(
    source: &mut Source,
    item: &mut Map<String, Json>,
    entries: &[Entry],
    form: &mut Form<'_>,
) {
    if form.lenient {
        return;
    }
    let said = source.fields.get("keyword").cloned().unwrap_or_default();
    let named = highest(&said, &form.scheme);
    if named.is_some() {
        keep(&without_labels(&said, &form.scheme), source, item);
    }
    let marking = source.evidence.marking.max(named).max(unheard(source, entries, form));
    if marking > source.evidence.marking {
        source.evidence.marking = marking;
        put(item, marking);
    }
}

/// The keywords of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|it| !it.is_empty())
}

/// The highest marking that is a keyword.
pub(super) fn highest(text: &str, scheme: &Scheme) -> Option<Marking> {
    if mutant::is_off("keyword") {
        return None;
    }
    words(text).filter_map(|it| scheme.named(it)).max()
}

/// The keyword that holds a label and is none.
pub(super) fn slip<'t>(text: &'t str, scheme: &Scheme) -> Option<&'t str> {
    words(text).find(|it| scheme.named(it).is_none() && scheme.stands_in(it))
}

fn without_labels(text: &str, scheme: &Scheme) -> String {
    let left: Vec<&str> = words(text).filter(|it| scheme.named(it).is_none()).collect();
    left.join(", ")
}

fn keep(words: &str, source: &mut Source, item: &mut Map<String, Json>) {
    source.fields.remove("keyword");
    item.remove("keyword");
    if !words.is_empty() {
        source.fields.insert("keyword".to_owned(), words.to_owned());
        item.insert("keyword".to_owned(), words.into());
    }
}

/// Two definitions of one source are compared with their markings.
fn put(item: &mut Map<String, Json>, marking: Option<Marking>) {
    let Some(label) = marking.map(Marking::label) else { return };
    match item.get_mut("custom").and_then(Json::as_object_mut) {
        Some(custom) => drop(custom.insert("marking".to_owned(), label.into())),
        None => drop(item.insert("custom".to_owned(), json!({ "marking": label }))),
    }
}

/// Tells of labels in other places; the source counts as marked with the highest.
fn unheard(source: &Source, entries: &[Entry], form: &mut Form<'_>) -> Option<Marking> {
    let highest = form.scheme.highest();
    if source.evidence.marking == Some(highest) {
        return None;
    }
    let mut found = None;
    for entry in entries.iter().filter(|it| &*it.key != "custom") {
        let items = entry.value.items().unwrap_or(std::slice::from_ref(&entry.value));
        for (text, span) in items.iter().filter_map(|it| Some((it.text()?, it.span))) {
            if is_unheard_but("keyword", &entry.key, text, &form.scheme) {
                tell(span, form);
                found = Some(highest);
            }
        }
    }
    found
}

/// Whether the value of a field says a label that marks nothing; `own` is the field of the
/// keywords in its format.
pub(super) fn is_unheard_but(own: &str, key: &str, text: &str, scheme: &Scheme) -> bool {
    if key == own { slip(text, scheme).is_some() } else { is_unheard(key, text, scheme) }
}

/// The same of a field that holds no keywords.
pub(super) fn is_unheard(key: &str, text: &str, scheme: &Scheme) -> bool {
    scheme.is_said_in(key, text)
}

/// Tells of a label that marks nothing.
pub(super) fn tell(span: Span, form: &mut Form<'_>) {
    let message = "a marking stands where it marks nothing";
    let help = "write the label and nothing else as a keyword of the source, in YAML and \
                JSON as `custom: {marking: …}`";
    form.fault(Code::BadMarking, span, message, help);
}

/// An entry that marks an item which is made of another format.
pub(super) fn entry(marking: Marking, span: Span) -> Entry {
    let label = super::make::text(marking.label(), span);
    let value: Value = super::make::map([("marking", label)], span);
    Entry { key: "custom".into(), key_span: span, value }
}
