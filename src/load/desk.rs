//! The texts of a dossier as they are now: unsaved ones before those of the disk.

use super::disk::{self, Listed};
use crate::base::FilePath;
use crate::diag::Diagnostic;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Texts that take the place of files, or of files that do not exist yet: what an editor
/// has open and has not saved.
pub type Unsaved = BTreeMap<FilePath, Arc<str>>;

/// A folder, and what of it has not been saved.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) root: &'a Path,
    pub(super) unsaved: &'a Unsaved,
}

type Outcome = Result<Arc<str>, Box<Diagnostic>>;

impl Desk<'_> {
    /// The text of a file.
    pub(super) fn read_text(self, file: &FilePath) -> Outcome {
        match self.unsaved.get(file) {
            Some(text) => Ok(text.clone()),
            None => disk::read_text(self.root, file),
        }
    }

    /// The text of a file that a text names.
    pub(super) fn read_named(self, file: &FilePath) -> Outcome {
        match self.unsaved.get(file) {
            Some(text) => Ok(text.clone()),
            None => disk::read_named(self.root, file),
        }
    }

    /// The files below a folder, without folders of these names.
    pub(super) fn list(
        self,
        folder: &str,
        without: &[&str],
        found: &mut Vec<Diagnostic>,
    ) -> Listed {
        let mut listed = disk::list_without(without, self.root, folder, found);
        let files = &mut listed.files;
        if self.unsaved.is_empty() {
            return listed;
        }
        let way = FilePath::new(&format!("./{folder}"));
        let is_below = |it: &&FilePath| {
            let way = way.as_ref().map_or("", FilePath::as_str);
            let rest = it.as_str().strip_prefix(way);
            rest.is_some_and(|it| way.is_empty() || it.starts_with('/'))
        };
        let new = self.unsaved.keys().filter(is_below).filter(|it| !files.contains(it));
        let new: Vec<FilePath> = new.cloned().collect();
        files.extend(new);
        files.sort();
        listed
    }

    /// Whether a file is there, saved or not.
    pub(super) fn has(self, file: &FilePath) -> bool {
        self.unsaved.contains_key(file) || disk::is_there(&self.root.join(file.as_str()))
    }
}
