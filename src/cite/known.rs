//! The keys that citations may name.

use crate::base::text::Lexicon;
use crate::redact::Edition;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The keys of an edition.
#[derive(Debug)]
pub(super) struct Known<'a> {
    edition: &'a Edition,
    keys: HashSet<&'a str>,
    /// Made when the first unknown key asks what may have been meant.
    lexicon: OnceLock<Lexicon>,
}

impl<'a> Known<'a> {
    pub(super) fn of(edition: &'a Edition) -> Self {
        let keys = edition.sources().iter().map(|it| it.id.as_str()).collect();
        Self { edition, keys, lexicon: OnceLock::new() }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The key nearest to one that no source has.
    pub(super) fn near(&self, key: &str) -> Option<&str> {
        let keys = || self.edition.sources().iter().map(|it| it.id.as_str());
        self.lexicon.get_or_init(|| Lexicon::of(keys())).nearest(key)
    }
}
