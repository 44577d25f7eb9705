//! What stands above and below what, for readers of one language: pages, and folders for
//! which nobody has written a page.

use crate::model::Marking;
use std::collections::BTreeMap;

/// Something that may have pages below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Branch {
    /// A page.
    Page(usize),
    /// A folder without a page of its own, by its place in
    /// [`Links::folders`](super::Links::folders).
    Folder(usize),
}

impl Branch {
    /// The page, if it is one.
    pub fn page(self) -> Option<usize> {
        match self {
            Self::Page(page) => Some(page),
            Self::Folder(_) => None,
        }
    }
}

/// The branches of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// What has nothing above it.
    pub(super) tops: Vec<Branch>,
    pages: Vec<Below>,
    folders: Vec<Below>,
    /// The page that stands for a folder, if there is one.
    pages_of: Vec<Option<usize>>,
    /// What stands above each folder, from the top.
    ways: Vec<Vec<Branch>>,
    /// The lowest marking of the pages below each folder: whoever may read one of them knows
    /// the name of the folder.
    markings: BTreeMap<usize, Option<Marking>>,
}

/// What stands below a branch.
#[derive(Clone, Debug, Default)]
struct Below {
    /// Directly, in reading order.
    direct: Vec<Branch>,
    /// How many pages, at any depth.
    count: usize,
}

impl Tree {
    /// A tree for so many pages, still empty; for folders with the pages that stand for
    /// them.
    pub(super) fn of(pages: usize, pages_of: Vec<Option<usize>>) -> Self {
        let folders = pages_of.len();
        Self {
            tops: Vec::new(),
            pages: vec![Below::default(); pages],
            folders: vec![Below::default(); folders],
            pages_of,
            ways: vec![Vec::new(); folders],
            markings: BTreeMap::new(),
        }
    }

    /// What stands in the place of a folder.
    pub(super) fn folder(&self, folder: usize) -> Branch {
        let page = self.pages_of.get(folder).copied().flatten();
        page.map_or(Branch::Folder(folder), Branch::Page)
    }

    /// What stands directly below a branch.
    pub(super) fn below(&self, branch: Branch) -> &[Branch] {
        self.at(branch).map_or(&[], |it| it.direct.as_slice())
    }

    /// How many pages stand below a branch, at any depth.
    pub(super) fn count(&self, branch: Branch) -> usize {
        self.at(branch).map_or(0, |it| it.count)
    }

    /// What stands above a folder, from the top.
    pub(super) fn way(&self, folder: usize) -> &[Branch] {
        self.ways.get(folder).map_or(&[], Vec::as_slice)
    }

    /// The lowest marking of the pages below a folder.
    pub(super) fn marking(&self, folder: usize) -> Option<Marking> {
        self.markings.get(&folder).copied().flatten()
    }

    /// Notes for the folders above a page that it is there.
    pub(super) fn note(&mut self, way: &[Branch], marking: Option<Marking>) {
        for (at, above) in way.iter().enumerate() {
            let Branch::Folder(folder) = *above else { continue };
            if self.ways[folder].is_empty() {
                self.ways[folder] = way[..at].to_vec();
            }
            let lowest = self.markings.entry(folder).or_insert(marking);
            *lowest = marking.min(*lowest);
        }
    }

    /// Puts a page below what stands above it. A folder comes where its first page does.
    pub(super) fn hang(&mut self, mut way: &[Branch], page: usize) {
        for above in way {
            self.at_mut(*above).count += 1;
        }
        let mut branch = Branch::Page(page);
        while let Some((above, rest)) = way.split_last() {
            let below = self.at_mut(*above);
            below.direct.push(branch);
            if above.page().is_some() || below.direct.len() > 1 {
                return;
            }
            (branch, way) = (*above, rest);
        }
        self.tops.push(branch);
    }

    fn at(&self, branch: Branch) -> Option<&Below> {
        match branch {
            Branch::Page(it) => self.pages.get(it),
            Branch::Folder(it) => self.folders.get(it),
        }
    }

    fn at_mut(&mut self, branch: Branch) -> &mut Below {
        match branch {
            Branch::Page(it) => &mut self.pages[it],
            Branch::Folder(it) => &mut self.folders[it],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Branch::{Folder, Page};
    use super::*;

    #[test]
    fn a_folder_stands_once_where_its_first_page_does() {
        let mut tree = Tree::of(4, vec![None; 2]);
        for (page, way) in [
            (0, &[][..]),
            (1, &[Folder(0), Folder(1)]),
            (2, &[]),
            (3, &[Folder(0), Folder(1)]),
        ] {
            tree.note(way, None);
            tree.hang(way, page);
        }
        assert_eq!(tree.tops, [Page(0), Folder(0), Page(2)]);
        assert_eq!(tree.below(Folder(0)), [Folder(1)]);
        assert_eq!(tree.below(Folder(1)), [Page(1), Page(3)]);
        assert_eq!((tree.count(Folder(0)), tree.count(Page(0))), (2, 0));
        assert_eq!(tree.way(1), [Folder(0)]);
    }
}
