//! The reading order of a dossier: SUMMARY.md's, or the order of folders.

use super::PageId;

/// The reading order, from top to bottom.
pub type Outline = Vec<OutlineItem>;

/// One line of the reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineItem {
    /// A page.
    Page {
        /// Which page.
        id: PageId,
        /// How deep it stands; 0 at the top.
        depth: u32,
        /// Whether SUMMARY.md numbers it.
        numbered: bool,
    },
    /// The title of a group of pages that follow.
    Part(String),
    /// A page that is announced, without a file.
    Draft {
        /// Its title.
        title: String,
        /// How deep it stands.
        depth: u32,
        /// Whether SUMMARY.md numbers it.
        numbered: bool,
    },
    /// A line between groups.
    Separator,
}
