//! All contradictions of an edition, found by page and node.

use super::Contradiction;
use crate::cite::by_page::ByPage;
use crate::model::Node;

/// The contradictions of an edition.
#[derive(Clone, Debug, Default)]
pub(in crate::cite) struct Contradictions {
    /// Page by page.
    list: Vec<Contradiction>,
    by_page: ByPage,
}

impl Contradictions {
    /// Orders contradictions that come page by page.
    pub(in crate::cite) fn of(list: Vec<Contradiction>) -> Self {
        let by_page = ByPage::of(list.iter().map(|it| it.page));
        Self { list, by_page }
    }

    pub(in crate::cite) fn list(&self) -> &[Contradiction] {
        &self.list
    }

    pub(in crate::cite) fn of_node(
        &self,
        page: usize,
        node: &Node,
    ) -> Option<&Contradiction> {
        let mut own = self.by_page.of_page(&self.list, page).iter();
        own.find(|it| it.span == node.span)
    }
}
