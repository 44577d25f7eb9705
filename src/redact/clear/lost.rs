//! What an edition has lost with what was cut: links, names and keys that lead nowhere
//! now, though they lead somewhere in the dossier.

use crate::base::FilePath;
use crate::diag::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What leads nowhere in an edition, and somewhere in the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Links and images by their places, in each page's file as the edition has it.
    pub links: BTreeMap<FilePath, BTreeSet<Span>>,
    /// Names of pages in the front matter of each file.
    pub names: BTreeMap<FilePath, BTreeSet<String>>,
    /// The old paths of redirects.
    pub redirects: BTreeSet<String>,
}

impl Lost {
    /// Whether nothing is lost.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.names.is_empty() && self.redirects.is_empty()
    }
}

/// What one page has lost.
pub(super) struct LostOnPage<'a> {
    /// Links and images.
    pub(super) links: &'a BTreeSet<Span>,
    /// The keys of sources that were cut.
    pub(super) keys: &'a BTreeSet<String>,
    /// The ids of claims and contradictions that were cut.
    pub(super) ids: &'a BTreeSet<String>,
}
