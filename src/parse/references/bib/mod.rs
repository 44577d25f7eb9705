//! Reads BibTeX and BibLaTeX: in comes the text of a `.bib` file, out come items of CSL
//! with the places of their fields. A fault in one entry never costs another one.

mod dates;
mod fields;
mod inherit;
mod kind;
mod latex;
mod known;
mod macros;
mod names;
mod raw;
mod titles;
mod work;

#[cfg(test)]
mod tests;

pub(super) use work::Variant;

use super::super::form::Form;
use super::super::yaml::{Data, Value};
use super::keywords;
use crate::base::text::nearest;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Marking;
use inherit::Index;
use raw::{Entry, Field};
use std::collections::BTreeSet;
use work::Work;

/// Reads the entries in `text` from byte `from` on. `lang` is the language of the dossier.
pub(super) fn read(
    text: &str,
    from: usize,
    (variant, lang): (Variant, &str),
    form: &mut Form<'_>,
) -> Vec<Value> {
    let entries = raw::read(text, from, form);
    let mut index = Index::new();
    for entry in &entries {
        index.entry(&entry.key.value).or_insert(entry);
    }
    let sources = entries.iter().filter(|it| it.kind.value != "xdata");
    sources.map(|it| item(it, &index, (variant, lang), form)).collect()
}

fn item(
    entry: &Entry,
    index: &Index<'_>,
    (variant, lang): (Variant, &str),
    form: &mut Form<'_>,
) -> Value {
    check(entry, form);
    let mut missing = Vec::new();
    let fields = inherit::fields(entry, index, variant, &mut missing);
    for (field, key) in missing {
        form.say(orphan(field, key, index, form));
    }
    let kind = &*entry.kind.value;
    let work = Work { kind, fields, variant, lang, unknown: <_>::default() };
    let mut item = fields::item(&work, &entry.key, form);
    commands(entry, &work.unknown.take(), form);
    item.span = entry.span;
    let marking = marking(entry, index, form);
    if let (Some(marking), Data::Map(entries)) = (marking, &mut item.data) {
        entries.insert(0, keywords::entry(marking, entry.key.span));
    }
    item
}

/// What an entry is marked with besides its own keywords: as high as what it inherits from,
/// whose title it shows, and with the highest where a label marks nothing.
fn marking(entry: &Entry, index: &Index<'_>, form: &mut Form<'_>) -> Option<Marking> {
    let is_slip = |it: &&Field| {
        keywords::is_unheard_but("keywords", &it.name, &it.text, &form.scheme)
    };
    let slips: Vec<Span> =
        entry.fields.iter().filter(is_slip).map(|it| it.span).collect();
    let parents = inherit::ancestors(entry, index);
    let handed = parents.iter().flat_map(|it| &it.fields);
    let handed = handed.filter_map(|it| match &*it.name {
        _ if is_slip(&it) => Some(form.scheme.highest()),
        "keywords" => keywords::highest(&it.text, &form.scheme),
        _ => None,
    });
    let own = (!slips.is_empty()).then(|| form.scheme.highest());
    let marking = own.max(handed.max());
    for slip in slips {
        keywords::tell(slip, form);
    }
    marking
}

/// Tells types and fields that look misspelt. Fields of other programs are passed over.
fn check(entry: &Entry, form: &mut Form<'_>) {
    let kind = &entry.kind;
    if !kind::is_known(&kind.value) {
        let message = format!("there is no entry type `{}`", kind.value);
        let finding = Diagnostic::new(Code::UnknownEntryType, message)
            .at(form.file, kind.span)
            .help("it is read as `misc`");
        form.say(finding.did_you_mean(nearest(&kind.value, kind::KNOWN)));
    }
    for field in &entry.fields {
        if let Some(near) = misspelt(&field.name) {
            let message = format!("there is no field `{}`", field.name);
            let help = format!("did you mean `{near}`?");
            form.fault(Code::UnknownField, field.name_span, message, help);
        }
    }
}

/// The field that is meant by a name which is none.
fn misspelt(name: &str) -> Option<&'static str> {
    let is_word = name.bytes().all(|it| it.is_ascii_lowercase());
    if known::FIELDS.contains(&name) || name.len() < 4 || !is_word {
        return None;
    }
    nearest(name, known::FIELDS.iter().copied())
}

fn orphan(field: &Field, key: &str, index: &Index<'_>, form: &Form<'_>) -> Diagnostic {
    let message = format!("no entry of this file has the key `{key}`");
    Diagnostic::new(Code::UnknownParent, message)
        .at(form.file, within(field, key))
        .did_you_mean(nearest(key, index.keys().copied()))
}

/// Where a key stands in the value of a field, if the value stands there as it is.
fn within(field: &Field, key: &str) -> Span {
    let whole = field.span.range();
    match field.text.find(key).filter(|_| whole.len() == field.text.len()) {
        Some(at) => Span::from(whole.start + at..whole.start + at + key.len()),
        None => field.span,
    }
}

fn commands(entry: &Entry, unknown: &BTreeSet<String>, form: &mut Form<'_>) {
    for name in unknown {
        let written = format!("\\{name}");
        let field = entry.fields.iter().find(|it| it.text.contains(&written));
        let span = field.map_or(entry.key.span, |it| within(it, &written));
        let message = format!("the command `{written}` is not known");
        let help = "its arguments are kept as text; write the characters themselves";
        form.fault(Code::UnknownCommand, span, message, help);
    }
}
