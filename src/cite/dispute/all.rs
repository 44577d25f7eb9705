//! All contradictions of an edition, found by node.

use super::Contradiction;
use crate::diag::Span;
use crate::model::Node;
use std::collections::BTreeMap;

/// The contradictions of an edition.
#[derive(Clone, Debug, Default)]
pub(in crate::cite) struct Contradictions {
    /// Page by page.
    list: Vec<Contradiction>,
    by_node: BTreeMap<(usize, Span), usize>,
}

impl Contradictions {
    /// Orders contradictions that come page by page.
    pub(in crate::cite) fn of(list: Vec<Contradiction>) -> Self {
        let keys = list.iter().enumerate().map(|(at, it)| ((it.page, it.span), at));
        Self { by_node: keys.collect(), list }
    }

    pub(in crate::cite) fn list(&self) -> &[Contradiction] {
        &self.list
    }

    pub(in crate::cite) fn of_node(
        &self,
        page: usize,
        node: &Node,
    ) -> Option<&Contradiction> {
        self.list.get(*self.by_node.get(&(page, node.span))?)
    }
}
