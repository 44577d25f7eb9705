//! Writes charts.

use super::sheet::Sheet;
use crate::model::Node;

impl<'w> Sheet<'w> {
    pub(super) fn chart(&mut self, node: &'w Node) {
        self.container("div", node, "chart");
    }
}
