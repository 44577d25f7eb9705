//! All claims of an edition, found by page, node and source.

use super::Claim;
use crate::cite::by_page::ByPage;
use crate::diag::Span;
use crate::model::Node;
use crate::model::node::Kind;
use std::collections::BTreeMap;

/// The claims of an edition.
#[derive(Clone, Debug, Default)]
pub(in crate::cite) struct Claims {
    /// Page by page.
    list: Vec<Claim>,
    by_page: ByPage,
    /// By page, place in the file, and whether it is a div.
    by_node: BTreeMap<(usize, Span, bool), usize>,
    of_source: BTreeMap<String, Vec<usize>>,
}

impl Claims {
    /// Orders claims that come page by page.
    pub(in crate::cite) fn of(list: Vec<Claim>) -> Self {
        let mut of_source: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, claim) in list.iter().enumerate() {
            for cited in &claim.citations {
                let places = of_source.entry(cited.key.clone()).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        let by_page = ByPage::of(list.iter().map(|it| it.page));
        let key = |it: &Claim| (it.page, it.span, it.is_block);
        let by_node = list.iter().enumerate().map(|(at, it)| (key(it), at)).collect();
        Self { list, by_page, by_node, of_source }
    }

    pub(in crate::cite) fn list(&self) -> &[Claim] {
        &self.list
    }

    pub(in crate::cite) fn of_page(&self, page: usize) -> &[Claim] {
        self.by_page.of_page(&self.list, page)
    }

    pub(in crate::cite) fn of_node(&self, page: usize, node: &Node) -> Option<&Claim> {
        let key = (page, node.span, matches!(node.kind, Kind::Div));
        self.list.get(*self.by_node.get(&key)?)
    }

    pub(in crate::cite) fn of_source(&self, key: &str) -> impl Iterator<Item = &Claim> {
        let places = self.of_source.get(key).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|it| self.list.get(*it))
    }
}
