//! The reading order of a dossier: SUMMARY.md's, or the order of folders.

use super::{Page, PageId};
use std::collections::HashMap;

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
        /// Its title in SUMMARY.md of a plain book.
        title: Option<String>,
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

/// The places of `pages` in reading order: the language `main` first, then the others by
/// tag. Pages that the outline lacks come last, in the order of their paths.
pub fn reading_order(pages: &[Page], outline: &[OutlineItem], main: &str) -> Vec<usize> {
    let places = places(outline);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by_key(|it| {
        let face = &pages[*it].face;
        let place = places.get(&face.id).copied().unwrap_or(usize::MAX);
        (face.lang != main, face.lang.as_str(), place, *it)
    });
    order
}

/// The place of each page in the outline.
pub fn places(outline: &[OutlineItem]) -> HashMap<&PageId, usize> {
    let mut places: HashMap<&PageId, usize> = HashMap::new();
    for (place, item) in outline.iter().enumerate() {
        if let OutlineItem::Page { id, .. } = item {
            places.entry(id).or_insert(place);
        }
    }
    places
}
