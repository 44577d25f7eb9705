//! Labels in front matter that mark nothing, though somebody may think so: as a tag, as the
//! value of a key that is not `marking`, in front of a title. Each of them is an error.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use super::keys::KNOWN;
use crate::diag::Code;

/// The texts of a page that a label may stand in front of.
const TEXTS: [&str; 3] = ["title", "summary", "description"];

/// Where a word of the author's own that is a label can be nothing else, whatever its case.
const FREE: [&str; 2] = ["tags", "extra"];

/// Whose markings are read elsewhere: sources tell of their own.
const ELSEWHERE: [&str; 3] = ["marking", "references", "citations"];

/// Tells of every one of them; what no key is called was told as such.
pub(super) fn find(entries: &[Entry], form: &mut Form<'_>) {
    let is_read =
        |it: &&Entry| KNOWN.contains(&&*it.key) && !ELSEWHERE.contains(&&*it.key);
    for entry in entries.iter().filter(is_read) {
        match entry.value.entries() {
            Some(below) if &*entry.key == "cascade" => find(below, form),
            _ => {
                let place = (&*entry.key, FREE.contains(&&*entry.key));
                value(place, &entry.value, form);
            }
        }
    }
}

/// A value of a key, and whether it is free.
fn value((key, is_free): (&str, bool), it: &Value, form: &mut Form<'_>) {
    match &it.data {
        Data::Map(entries) => {
            let others = entries.iter().filter(|it| &*it.key != "marking");
            others.for_each(|it| value((&it.key, is_free), &it.value, form));
        }
        Data::List(items) => items.iter().for_each(|it| value((key, is_free), it, form)),
        Data::Text(text)
            if is_said(key, text, form) || is_free && is_named(text, form) =>
        {
            let message = "a marking stands where it marks nothing";
            let help = "only `marking: …` marks: the page, or one text as \
                        `{text: …, marking: …}`; a title about a label starts with another word";
            form.fault(Code::StrayMarking, it.span, message, help);
        }
        _ => {}
    }
}

/// Whether one of the words between commas is a label in any letter case.
fn is_named(text: &str, form: &Form<'_>) -> bool {
    text.split(',').any(|it| form.scheme.named(it).is_some())
}

fn is_said(key: &str, text: &str, form: &Form<'_>) -> bool {
    let scheme = &form.scheme;
    let is_text = TEXTS.contains(&key);
    scheme.is_said(key, text)
        || scheme.in_front(text).is_some()
        || is_text && scheme.begins(text).is_some()
}
