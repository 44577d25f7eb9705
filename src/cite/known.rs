//! The keys that citations may name.

use crate::base::text::Lexicon;
use crate::redact::Edition;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The keys of an edition.
#[derive(Debug)]
pub(super) struct Known<'a> {
    edition: &'a Edition,
    /// The place of each source in the edition.
    places: HashMap<&'a str, usize>,
    /// Made when the first unknown key asks what may have been meant.
    lexicon: OnceLock<Lexicon>,
}

impl<'a> Known<'a> {
    pub(super) fn of(edition: &'a Edition) -> Self {
        let ids = edition.sources().iter().map(|it| it.id.as_str());
        let places = ids.enumerate().map(|(place, id)| (id, place)).collect();
        Self { edition, places, lexicon: OnceLock::new() }
    }

    /// The place of the source with this key.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// The key nearest to one that no source has.
    pub(super) fn near(&self, key: &str) -> Option<&str> {
        let keys = || self.edition.sources().iter().map(|it| it.id.as_str());
        self.lexicon.get_or_init(|| Lexicon::of(keys())).nearest(key)
    }
}
