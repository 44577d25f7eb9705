//! The text behind a key, flat, so that a locator can be looked for; every byte of it
//! leads back to its place.

use super::locator::{self, Locator};
use crate::model::Label;
use crate::parse::markdown::inline::{Cut, Inlines, Place};
use std::ops::Range;

/// A locator that was found.
pub(super) struct Located {
    /// Its label.
    pub(super) label: Option<Label>,
    /// Its text.
    pub(super) locator: Option<Box<str>>,
    /// The place behind it.
    pub(super) rest: Place,
}

impl Located {
    fn new(found: &Locator<'_>, rest: Place) -> Self {
        let locator = (!found.text.is_empty()).then(|| found.text.into());
        let label = locator.as_ref().and(found.label);
        Self { label, locator, rest }
    }
}

/// Inlines as one run of text.
#[derive(Default)]
pub(in crate::parse::markdown) struct Flat {
    /// The text.
    pub(in crate::parse::markdown) text: String,
    /// Each part: where it starts in the text, its place, and whether it stands in the
    /// body as it is.
    pub(in crate::parse::markdown) parts: Vec<(usize, Place, bool)>,
    /// The parts that are one word, whatever they hold.
    pub(in crate::parse::markdown) wholes: Vec<Range<usize>>,
}

impl Flat {
    /// Where a byte of the text stands.
    fn place(&self, at: usize) -> Option<Place> {
        let index = self.parts.partition_point(|it| it.0 <= at).checked_sub(1)?;
        let (from, place, plain) = *self.parts.get(index)?;
        (plain || at == from).then_some(place.plus(at - from))
    }
}

impl Inlines<'_, '_, '_> {
    /// The locator that a suffix starts with.
    pub(super) fn locator(&self, cut: Cut) -> Option<Located> {
        let text = self.source.slice(cut.from.at..cut.to.at);
        if text.trim().is_empty() {
            return None;
        }
        if self.is_plain(cut) {
            let found = locator::find(text, &[], &self.source.dialect.lang)?;
            return Some(Located::new(&found, cut.from.plus(found.end)));
        }
        let flat = self.flat(cut);
        let found = locator::find(&flat.text, &flat.wholes, &self.source.dialect.lang)?;
        let rest =
            if found.end >= flat.text.len() { cut.to } else { flat.place(found.end)? };
        Some(Located::new(&found, rest))
    }

    /// Whether there is a locator, or nothing, and no suffix behind it.
    pub(super) fn is_only_locator(&self, cut: Cut) -> bool {
        let rest = self.locator(cut).map_or(cut.from, |it| it.rest);
        self.source.slice(rest.at..cut.to.at).trim().is_empty()
    }
}
