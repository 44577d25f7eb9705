//! Reads sources: from library files and from front matter. Keys belong to the whole
//! dossier: the same words twice are one source, other words are a finding.

mod address;
mod aliases;
mod bib;
mod canonical;
mod csl;
mod dates;
mod escape;
mod evidence;
mod foreign;
mod item;
mod keywords;
mod lang;
mod library;
mod make;
mod markup;
mod merge;
mod names;
mod origins;
mod ris;

#[cfg(test)]
mod tests;

pub(crate) use aliases::resolve;
pub use escape::for_markdown;
pub(crate) use library::{items, libraries};
pub(crate) use merge::merge;

use super::form::Form;
use super::yaml::Value;
use crate::base::mutant;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Source, Spanned};
use markup::Markup;

/// A source as one place defines it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The source.
    pub(crate) source: Source,
    /// The keys it derives from, with their places.
    pub(crate) origins: Vec<Spanned<String>>,
    /// Further keys by which it is cited: pandoc's `other-ids`, BibLaTeX's `ids`.
    pub(crate) aliases: Vec<Spanned<String>>,
    /// Whether nothing was wrong with it.
    pub(crate) is_whole: bool,
}

/// Reads a list of items as front matter holds them.
pub(crate) fn read_list(value: &Value, form: &mut Form<'_>) -> Vec<Found> {
    list(value, Markup::Markdown, form)
}

/// Reads one source. Of one that may not be read nothing is told either.
fn item(value: &Value, markup: Markup, form: &mut Form<'_>) -> Option<Found> {
    let before = form.findings.len();
    let adapted = foreign::adapted(value, form);
    let mut found = item::read(adapted.as_ref().unwrap_or(value), markup, form);
    if let Some(found) = &mut found {
        let is_error = |it: &Diagnostic| it.severity() == Severity::Error;
        found.is_whole = !form.findings[before..].iter().any(is_error);
    }
    let may_read = |it: &Found| form.may_read(it.source.evidence.marking);
    if found.as_ref().is_none_or(may_read) || mutant::is_off("source") {
        return found;
    }
    form.findings.truncate(before);
    form.withheld.push(value.span);
    None
}

fn list(value: &Value, markup: Markup, form: &mut Form<'_>) -> Vec<Found> {
    let Some(items) = value.items() else {
        if !value.is_null() {
            let message = format!("sources are a list, not {}", value.what());
            let help = "start every source with a dash: `- id: bbc-2024`";
            form.fault(Code::WrongType, value.span, message, help);
        }
        return Vec::new();
    };
    items.iter().filter_map(|it| item(it, markup, form)).collect()
}
