//! Finds the stretch of a list that belongs to a page, where the list comes page by page.

use std::collections::BTreeMap;
use std::ops::Range;

/// Which places of a list belong to which page.
#[derive(Clone, Debug, Default)]
pub(super) struct ByPage {
    ranges: BTreeMap<usize, Range<usize>>,
}

impl ByPage {
    /// The pages of the items, in the order of the list.
    pub(super) fn of(pages: impl Iterator<Item = usize>) -> Self {
        let mut ranges = BTreeMap::new();
        for (at, page) in pages.enumerate() {
            let range: &mut Range<usize> = ranges.entry(page).or_insert_with(|| at..at);
            range.end = at + 1;
        }
        Self { ranges }
    }

    /// The places of a page.
    pub(super) fn range(&self, page: usize) -> Range<usize> {
        self.ranges.get(&page).cloned().unwrap_or_default()
    }

    /// The items of a page.
    pub(super) fn of_page<'a, T>(&self, list: &'a [T], page: usize) -> &'a [T] {
        list.get(self.range(page)).unwrap_or_default()
    }
}
