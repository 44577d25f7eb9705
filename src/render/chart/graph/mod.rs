//! Draws who stands in which relation to whom, as one star below the other: in the middle
//! the node with the most relations that are not drawn yet, left of it who stands in a
//! relation to it, right of it whom it stands in a relation to, bundled by type. So every
//! relation reads from left to right, no line crosses a name, and no name covers another.
//!
//! Classes for themes: `node` and `node-KIND` on links, `node-middle` on the middle, `rel`
//! on lines, `rel-type` on the names of types, `rel-tip` on arrow heads.

mod draw;
mod layout;
#[cfg(test)]
mod tests;

pub(in crate::render) use draw::sign;

use super::Said;

/// Nodes and the relations between them, in the order in which they are told.
#[derive(Debug, Default)]
pub(in crate::render) struct Graph {
    /// The nodes.
    pub(in crate::render) nodes: Vec<Node>,
    /// The relations.
    pub(in crate::render) edges: Vec<Edge>,
    /// The types in words.
    pub(in crate::render) types: Vec<String>,
}

/// Somebody or something.
#[derive(Debug)]
pub(in crate::render) struct Node {
    /// The name.
    pub(in crate::render) label: String,
    /// The relative URL of its page.
    pub(in crate::render) href: String,
    /// The kind of the page, for `class`.
    pub(in crate::render) kind: String,
}

/// A relation; nodes and type by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct Edge {
    /// Who.
    pub(in crate::render) from: usize,
    /// Whom.
    pub(in crate::render) to: usize,
    /// In what way.
    pub(in crate::render) kind: usize,
}

impl Graph {
    /// The graph as SVG with a link on every node; text is 12 units high.
    pub(in crate::render) fn draw(&self, said: Said<'_>) -> String {
        draw::draw(self, &layout::layout(self), said)
    }
}
