//! Follows `derives-from` to where a text was first published. Each source is followed
//! once, whatever cites it.

use crate::model::Source;
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};

/// Where the sources of an edition come from.
#[derive(Debug)]
pub(in crate::cite) struct Origins<'a> {
    edition: &'a Edition,
    known: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Origins<'a> {
    /// Nothing is followed yet.
    pub(in crate::cite) fn of(edition: &'a Edition) -> Self {
        Self { edition, known: BTreeMap::new() }
    }

    /// The keys at the roots of these sources, sorted; a source that derives from nothing
    /// in the edition is a root itself.
    pub(in crate::cite) fn roots<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k str>,
    ) -> Vec<String> {
        let mut roots = BTreeSet::new();
        for key in keys {
            if let Some(source) = self.edition.source(key) {
                roots.extend(self.follow(source).iter().copied());
            }
        }
        roots.into_iter().map(str::to_owned).collect()
    }

    fn follow(&mut self, source: &'a Source) -> &BTreeSet<&'a str> {
        let edition = self.edition;
        self.known.entry(&source.id).or_insert_with(|| roots(edition, source))
    }
}

/// The roots of one source. In a circle, which was reported, nothing comes first; its
/// least key stands for it.
fn roots<'a>(edition: &'a Edition, source: &'a Source) -> BTreeSet<&'a str> {
    let mut roots = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![source];
    while let Some(source) = open.pop() {
        if !seen.insert(source.id.as_str()) {
            continue;
        }
        let origins = source.evidence.derives_from.iter();
        let before: Vec<&Source> = origins.filter_map(|it| edition.source(it)).collect();
        if before.is_empty() {
            roots.insert(source.id.as_str());
        }
        open.extend(before);
    }
    if roots.is_empty() {
        roots.extend(seen.first().copied());
    }
    roots
}
