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
    /// The graph as an SVG for each star, with a link on every node; text is 12 units high.
    /// At most so many relations are drawn, those around the best connected first; the
    /// number of those that are not comes second.
    pub(in crate::render) fn draw(
        &self,
        description: &str,
        most: usize,
    ) -> (String, usize) {
        let stars = layout::layout(self, most);
        let bundles = stars.iter().flat_map(|it| &it.bundles);
        let drawn: usize = bundles.map(|it| it.places.len()).sum();
        (draw::draw(self, &stars, description), self.edges.len() - drawn)
    }
}
