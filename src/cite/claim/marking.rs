//! Finds the marking that applies to the claims and contradictions of a page: the highest
//! of everything that each stands in.

use crate::model::node::Kind;
use crate::model::{Marking, Node, Page};
use std::collections::BTreeMap;

/// The highest marking of each node of the classes `claim` and `contradiction`, by its
/// place in the file and whether it is a div.
pub(in crate::cite) type Markings = BTreeMap<(u32, bool), Marking>;

/// Looks through a page.
pub(in crate::cite) fn markings(page: &Page) -> Markings {
    let mut found = Markings::new();
    look(&page.body.nodes, page.face.marking, &mut found);
    found
}

/// The key of a node among [`Markings`].
pub(in crate::cite) fn key(node: &Node) -> (u32, bool) {
    (node.span.start, matches!(node.kind, Kind::Div))
}

fn look(nodes: &[Node], above: Option<Marking>, found: &mut Markings) {
    // A marked heading marks its section, up to the next heading of its level.
    let mut sections: Vec<(u8, Option<Marking>)> = Vec::new();
    for node in nodes {
        let own = node.attributes.as_ref().and_then(|it| it.marking);
        if let Kind::Heading(level) = node.kind {
            sections.retain(|(it, _)| *it < level);
            sections.push((level, own));
        }
        let around = sections.iter().filter_map(|it| it.1).max();
        let here = above.max(around).max(own);
        if let Some(here) = here
            && (node.has_class("claim") || node.has_class("contradiction"))
        {
            found.insert(key(node), here);
        }
        look(&node.children, here, found);
    }
}
