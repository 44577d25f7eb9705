//! One dossier while it is edited: what of it has not been saved, and what is known of it.

use crate::base::FilePath;
use crate::build::{self, Known, Unsaved};
use crate::diag::{Failure, Lines};
use lsp_types as lsp;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder with a `book.toml`.
pub(super) struct Dossier {
    pub(super) root: PathBuf,
    /// The texts that an editor has open.
    pub(super) unsaved: Unsaved,
    /// The files about which something was told.
    pub(super) told: BTreeSet<FilePath>,
    known: Option<Known>,
    /// Whether anything may have changed since it was looked at.
    is_stale: bool,
    /// The files whose texts have changed in an editor since then.
    edited: BTreeSet<FilePath>,
    /// Whether something has changed since it was told what is found.
    is_untold: bool,
}

/// A place in a dossier that somebody asks about.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) root: &'a Path,
    pub(super) known: &'a Known,
    pub(super) file: &'a FilePath,
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines<'a>,
    pub(super) byte: usize,
}

impl Dossier {
    /// A dossier that nobody has looked at yet.
    pub(super) fn new(root: PathBuf) -> Self {
        let (unsaved, told) = (Unsaved::new(), BTreeSet::new());
        let edited = BTreeSet::new();
        Self { root, unsaved, told, known: None, is_stale: true, edited, is_untold: true }
    }

    /// The path of a file in it.
    pub(super) fn file(&self, path: &Path) -> Option<FilePath> {
        FilePath::new(path.strip_prefix(&self.root).ok()?.to_str()?)
    }

    /// Takes in what an editor has open; `None` when it was closed.
    pub(super) fn edit(&mut self, file: FilePath, text: Option<&str>) {
        if let Some(text) = text {
            self.unsaved.insert(file.clone(), text.into());
            self.edited.insert(file);
            self.is_untold = true;
        } else {
            self.unsaved.remove(&file);
            self.touch();
        }
    }

    /// Notes that files have changed.
    pub(super) fn touch(&mut self) {
        (self.is_stale, self.is_untold) = (true, true);
    }

    /// Whether something has changed since it was told what is found.
    pub(super) fn is_untold(&self) -> bool {
        self.is_untold
    }

    /// Notes that it is told now.
    pub(super) fn tell(&mut self) {
        self.is_untold = false;
    }

    /// What is known of it now. What cannot be read at all leaves what was known before.
    pub(super) fn known(&mut self) -> Result<&Known, Failure> {
        let edited = std::mem::take(&mut self.edited);
        if self.is_stale || !edited.iter().all(|it| self.amend(it)) {
            // Stays so where nothing can be read.
            self.is_stale = true;
            let read = build::read_with(&self.root, &self.unsaved, false, &|_| {})?;
            self.known = Some(read.examine(&self.root));
            self.is_stale = false;
        }
        self.known.as_ref().ok_or_else(|| Failure::new("the dossier cannot be read"))
    }

    /// Works in what an editor has changed of one file; `false` if that cannot be done.
    fn amend(&mut self, file: &FilePath) -> bool {
        let (Some(known), Some(text)) = (&mut self.known, self.unsaved.get(file)) else {
            return false;
        };
        let is_same = known.texts.get(file).is_some_and(|it| **it == **text);
        is_same || known.amend(&self.root, file, text)
    }

    /// What was known of it when it was last looked at.
    pub(super) fn last(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// The text of a file, as it is in the editor.
    pub(super) fn text(&self, file: &FilePath) -> Option<Arc<str>> {
        let saved = || self.known.as_ref()?.texts.get(file).cloned();
        self.unsaved.get(file).cloned().or_else(saved)
    }
}

impl<'a> View<'a> {
    /// The page that stands in the file.
    pub(super) fn page(self) -> Option<usize> {
        let pages = self.known.whole.edition.pages();
        pages.iter().position(|it| it.face.file == *self.file)
    }

    /// The line up to the place.
    pub(super) fn before(self) -> &'a str {
        let before = self.text.get(..self.byte).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{FEFF}')
    }

    /// Whether the place stands in front matter.
    pub(super) fn is_front(self) -> bool {
        let text = self.text.trim_start_matches('\u{FEFF}');
        let offset = self.text.len() - text.len();
        let Some(rest) = text.strip_prefix("---") else { return false };
        let end = ["\n---", "\n..."].iter().filter_map(|it| rest.find(it)).min();
        let end = end.map_or(text.len(), |it| it + 3) + offset;
        self.byte > offset + 3 && self.byte <= end
    }

    /// The range between a byte and the place.
    pub(super) fn range_from(self, start: usize) -> lsp::Range {
        super::place::range(self.lines, (start..self.byte).into())
    }
}
