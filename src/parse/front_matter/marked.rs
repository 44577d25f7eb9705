//! Texts of front matter with a marking of their own, `{text: …, marking: …}`: the text if
//! it may be read, nothing otherwise.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use crate::base::mutant;
use crate::diag::{Code, Span};
use crate::model::{Marking, TextMarkings};
use std::borrow::Cow;

/// The keys that hold texts which may be marked.
const TEXTS: [&str; 9] = [
    "title",
    "summary",
    "description",
    "aliases",
    "covers",
    "source",
    "bears-on",
    "tags",
    "nocite",
];

/// The keys that hold lists of mappings with a marking.
const ITEMS: [&str; 2] = ["relations", "attachments"];

/// What is left of front matter.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// The markings of the texts that are left.
    pub(super) texts: TextMarkings,
    /// The same of what is cascaded.
    pub(super) below: TextMarkings,
    /// Where something was kept out.
    pub(super) withheld: Vec<Span>,
}

/// Takes marked texts out of their mappings, and leaves out what may not be read.
pub(super) fn open<'a>(
    entries: &'a [Entry],
    left: &mut Left,
    form: &mut Form<'_>,
) -> Cow<'a, [Entry]> {
    if form.lenient || !entries.iter().any(may_be_marked) {
        return Cow::Borrowed(entries);
    }
    let opened = entries.iter().filter_map(|entry| {
        let value = match &*entry.key {
            key if TEXTS.contains(&key) => text(entry, &entry.value, left, form),
            key if ITEMS.contains(&key) => items(&entry.value, left, form),
            "extra" => free(&entry.value, left, form),
            "cascade" => cascade(&entry.value, left, form),
            _ => Some(entry.value.clone()),
        };
        Some(Entry { value: value?, ..entry.clone() })
    });
    Cow::Owned(opened.collect())
}

/// Whether a mapping stands where one with a marking may.
fn may_be_marked(entry: &Entry) -> bool {
    let key = &*entry.key;
    let is_map = |it: &Value| it.entries().is_some();
    let holds =
        |it: &Value| is_map(it) || it.items().is_some_and(|it| it.iter().any(is_map));
    let free = key == "extra" || key == "cascade";
    free || (TEXTS.contains(&key) || ITEMS.contains(&key)) && holds(&entry.value)
}

/// A text or a list of texts.
fn text(
    entry: &Entry,
    value: &Value,
    left: &mut Left,
    form: &mut Form<'_>,
) -> Option<Value> {
    let Some(list) = value.items() else { return one(entry, value, left, form) };
    let kept: Vec<Value> =
        list.iter().filter_map(|it| one(entry, it, left, form)).collect();
    some_of(value, list, kept)
}

/// A list, unless everything in it was left out.
fn some_of(value: &Value, list: &[Value], kept: Vec<Value>) -> Option<Value> {
    let is_left = !kept.is_empty() || list.is_empty();
    is_left.then_some(Value { data: Data::List(kept), span: value.span })
}

fn one(
    entry: &Entry,
    value: &Value,
    left: &mut Left,
    form: &mut Form<'_>,
) -> Option<Value> {
    let inner = value.get("text").or_else(|| value.get("value"));
    let (Some(inner), Some(entries)) = (inner, value.entries()) else {
        return Some(value.clone());
    };
    let Some(said) = entries.iter().find(|it| &*it.key == "marking") else {
        return Some(value.clone());
    };
    if entries.len() > 2 {
        let at =
            entries.iter().find(|it| !matches!(&*it.key, "text" | "value" | "marking"));
        if let Some(other) = at {
            let help = "write `{text: …, marking: …}`";
            form.unknown((other, entries), &["text", "marking"], help);
        }
    }
    let Some(marking) = may_read(said, form) else {
        left.withheld.push(value.span);
        return None;
    };
    for it in inner.items().unwrap_or(std::slice::from_ref(inner)) {
        left.texts.note(&entry.key, it.text().unwrap_or_default(), marking);
    }
    left.texts.spans.push((value.span, marking));
    text(entry, inner, left, form)
}

/// The marking, if what has it may be read; one that is none counts as the highest.
fn may_read(said: &Entry, form: &mut Form<'_>) -> Option<Marking> {
    let marking = form.marking(said).unwrap_or_else(|| form.scheme.highest());
    let may = form.may_read(Some(marking)) || mutant::is_off("field");
    may.then_some(marking)
}

/// Relations and attachments: what is wrong with their markings is told where they are read.
fn items(value: &Value, left: &mut Left, form: &mut Form<'_>) -> Option<Value> {
    let Some(list) = value.items() else { return Some(value.clone()) };
    let mut kept = Vec::with_capacity(list.len());
    for item in list {
        let label = item.get("marking").and_then(Value::text);
        let marking = label.and_then(|it| form.scheme.read(it.trim()).ok());
        if form.may_read(marking) || mutant::is_off("relation") {
            kept.push(item.clone());
        } else {
            left.withheld.push(item.span);
        }
    }
    some_of(value, list, kept)
}

/// Free data: a mapping with a marking goes whole.
fn free(value: &Value, left: &mut Left, form: &mut Form<'_>) -> Option<Value> {
    match &value.data {
        Data::List(list) => {
            let kept = list.iter().filter_map(|it| free(it, left, form)).collect();
            some_of(value, list, kept)
        }
        Data::Map(entries) => {
            if let Some(said) = entries.iter().find(|it| &*it.key == "marking") {
                if entries.len() == 1 {
                    let message = "a marking stands where it marks nothing";
                    let help = "that of a page stands at the margin of its front matter";
                    form.fault(Code::StrayMarking, said.value.span, message, help);
                }
                let Some(marking) = may_read(said, form) else {
                    left.withheld.push(value.span);
                    return None;
                };
                left.texts.note("extra", "", marking);
                left.texts.spans.push((value.span, marking));
                let inner = value.get("text").or_else(|| value.get("value"));
                if let Some(inner) = inner.filter(|_| entries.len() == 2) {
                    return free(inner, left, form);
                }
            }
            let kept = entries.iter().filter_map(|it| {
                let value = free(&it.value, left, form)?;
                Some(Entry { value, ..it.clone() })
            });
            let kept: Vec<Entry> = kept.collect();
            let is_left = !kept.is_empty() || entries.is_empty();
            is_left.then_some(Value { data: Data::Map(kept), span: value.span })
        }
        _ => Some(value.clone()),
    }
}

/// `marking` in a cascade is that of the pages below, not of what stands beside it.
fn cascade(value: &Value, left: &mut Left, form: &mut Form<'_>) -> Option<Value> {
    let Some(entries) = value.entries() else { return Some(value.clone()) };
    let own = std::mem::take(&mut left.texts);
    let kept = open(entries, left, form).into_owned();
    left.below = std::mem::replace(&mut left.texts, own);
    // Where something stands in the file is asked of the page.
    left.texts.spans.append(&mut left.below.spans);
    let is_left = !kept.is_empty() || entries.is_empty();
    is_left.then_some(Value { data: Data::Map(kept), span: value.span })
}
