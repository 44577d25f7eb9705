//! What of a dossier's texts an audience may not read, for parsing what is left.

use super::pages::Folders;
use crate::base::{FilePath, mutant};
use crate::model::Marking;
use std::collections::{BTreeMap, BTreeSet};

/// What of a dossier's texts an audience may not read; by default nothing is kept from it.
#[derive(Clone, Debug, Default)]
pub struct Clearance {
    /// The highest marking that may be read.
    pub ceiling: Option<Marking>,
    /// The files of the pages that are cut.
    pub pages: BTreeSet<FilePath>,
    /// Those of them that are cut for their language alone and that have translations which
    /// are not: what their front matter tells still holds for those.
    pub foreign: BTreeSet<FilePath>,
    /// The keys of the sources that are cut.
    pub keys: BTreeSet<String>,
    /// Names of pages in the front matter of each file that lead to what is cut.
    pub names: BTreeMap<FilePath, BTreeSet<String>>,
    /// What folders tell of their pages, also those whose index page is cut.
    pub folders: Folders,
}

impl Clearance {
    /// Whether a name in the front matter of a file leads to what is cut.
    pub(crate) fn is_lost(&self, file: &FilePath, name: &str) -> bool {
        let is_lost = self.names.get(file).is_some_and(|it| it.contains(name));
        is_lost && !mutant::is_off("name")
    }
}
