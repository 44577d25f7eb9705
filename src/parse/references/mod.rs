//! Reads sources: from library files and from front matter. Keys belong to the whole
//! dossier: the same words twice are one source, other words are a finding.

mod dates;
mod evidence;
mod item;
mod library;
mod merge;
mod names;
mod origins;

#[cfg(test)]
mod tests;

pub(crate) use library::libraries;
pub(crate) use merge::merge;

use super::form::Form;
use super::yaml::Value;
use crate::diag::Code;
use crate::model::{Source, Spanned};

/// A source as one place defines it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The source.
    pub(crate) source: Source,
    /// The keys it derives from, with their places.
    pub(crate) origins: Vec<Spanned<String>>,
}

/// Reads a list of items.
pub(crate) fn read_list(value: &Value, form: &mut Form<'_>) -> Vec<Found> {
    let Some(items) = value.items() else {
        if !value.is_null() {
            let message = format!("sources are a list, not {}", value.what());
            let help = "start every source with a dash: `- id: bbc-2024`";
            form.fault(Code::WrongType, value.span, message, help);
        }
        return Vec::new();
    };
    items.iter().filter_map(|it| item::read(it, form)).collect()
}
