//! Reads RIS: in comes the text of a `.ris` file, out come items of CSL with the places of
//! their fields. Tags as Reference Manager defined them and as Zotero, `EndNote`, Mendeley
//! and Citavi write them; a fault in one record never costs another one.

mod item;
mod kind;
mod lines;

#[cfg(test)]
mod tests;

use super::super::form::Form;
use super::super::yaml::Value;
use super::keywords;
use crate::base::text::nearest;
use crate::diag::{Code, Diagnostic, Span};
use lines::Line;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the records in `text` from byte `from` on.
pub(super) fn read(text: &str, from: usize, form: &mut Form<'_>) -> Vec<Value> {
    let records = lines::records(text, from, form);
    let mut told = BTreeSet::new();
    let mut ids = Ids::of(&records);
    shared_keys(&records, form);
    let mut items = Vec::with_capacity(records.len());
    for record in &records {
        check(record, &mut told, form);
        items.push(item::item(record, ids.next(record), form));
    }
    items
}

/// The keys of records: `ID`, or authors and year as pandoc makes them, `Doe_Roe_2001`; a
/// made key that is taken gets a letter: `Doe_Roe_2001a`.
struct Ids {
    taken: BTreeSet<String>,
    /// How often a key was made.
    made: BTreeMap<String, usize>,
}

impl Ids {
    /// What records say themselves is taken from the start.
    fn of(records: &[Vec<Line<'_>>]) -> Self {
        let said =
            records.iter().filter_map(|it| own_id(it)).map(|it| it.value.to_owned());
        Self { taken: said.collect(), made: <_>::default() }
    }

    fn next(&mut self, record: &[Line<'_>]) -> String {
        if let Some(own) = own_id(record) {
            return own.value.to_owned();
        }
        let base = made_id(record);
        let count = self.made.entry(base.clone()).or_default();
        loop {
            let id = format!("{base}{}", letters(*count));
            *count += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn own_id<'r, 'a>(record: &'r [Line<'a>]) -> Option<&'r Line<'a>> {
    record.iter().find(|it| it.tag == "ID" && !it.value.is_empty())
}

fn made_id(record: &[Line<'_>]) -> String {
    let family = |it: &Line<'_>| {
        let end = it.value.find(|it: char| it == ',' || it.is_whitespace());
        it.value[..end.unwrap_or(it.value.len())].to_owned()
    };
    let authors = record.iter().filter(|it| matches!(it.tag, "AU" | "A1")).map(family);
    let mut years = record.iter().filter(|it| matches!(it.tag, "PY" | "Y1"));
    let year = |it: &Line<'_>| it.value.split('/').next().unwrap_or_default().to_owned();
    let authors = authors.collect::<Vec<_>>().join("_");
    let is_year = |it: &String| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
    let year = years.next().map(year).filter(is_year).map(|it| format!("_{it}"));
    let id = format!("{authors}{}", year.unwrap_or_default());
    // Other signs would have to stand in braces where it is cited.
    let id: String =
        id.chars().filter(|it| it.is_alphanumeric() || "_-:".contains(*it)).collect();
    if !id.is_empty() {
        return id;
    }
    let title = record.iter().find(|it| matches!(it.tag, "TI" | "T1" | "CT" | "BT"));
    title.map_or_else(|| "untitled".to_owned(), |it| crate::base::text::slug(it.value))
}

/// Tells of marked records that share the key which is made of authors and year with others:
/// where one is cut, another one would have its key.
fn shared_keys(records: &[Vec<Line<'_>>], form: &mut Form<'_>) {
    let mut sharing: BTreeMap<String, Vec<&[Line<'_>]>> = BTreeMap::new();
    for record in records {
        let key =
            own_id(record).map_or_else(|| made_id(record), |it| it.value.to_owned());
        sharing.entry(key).or_default().push(record);
    }
    for group in sharing.into_values().filter(|it| it.len() > 1) {
        let is_made = group.iter().any(|it| own_id(it).is_none());
        let marked: Vec<Span> = group.iter().filter_map(|it| label(it, form)).collect();
        for span in marked.into_iter().filter(|_| is_made) {
            let message = "another record without an `ID` has the key of this marked one";
            let help = "write an `ID  - key` of its own into each of them";
            form.fault(Code::BadMarking, span, message, help);
        }
    }
}

/// Where a record is marked.
fn label(record: &[Line<'_>], form: &Form<'_>) -> Option<Span> {
    let is_label = |it: &&Line<'_>| {
        it.tag == "KW" && keywords::highest(it.value, &form.scheme).is_some()
    };
    record.iter().find(is_label).map(|it| it.span)
}

/// Nothing, `a` to `z`, then `aa`, `ab`.
fn letters(count: usize) -> String {
    let mut rest = count;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[rest % 26]));
        rest /= 26;
    }
    out.iter().rev().collect()
}

/// Tells types and tags that are not known, each once a file.
fn check<'a>(
    record: &[Line<'a>],
    told: &mut BTreeSet<(&'a str, &'a str)>,
    form: &mut Form<'_>,
) {
    for line in record {
        if line.tag == "TY" {
            if kind::kind(line.value).is_none() && told.insert(("TY", line.value)) {
                let message = format!("RIS has no type `{}`", line.value);
                let finding = Diagnostic::new(Code::UnknownTag, message)
                    .at(form.file, line.span)
                    .help("it is read as `GEN`");
                form.say(finding.did_you_mean(nearest(line.value, kind::names())));
            }
        } else if !item::is_known(line.tag) && told.insert((line.tag, "")) {
            let message = format!("the tag `{}` is not known", line.tag);
            let help = "its lines are left out; `KW`, `N1` and `AB` hold words, notes and a summary";
            form.fault(Code::UnknownTag, line.tag_span, message, help);
        }
    }
}
