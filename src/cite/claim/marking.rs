//! Finds the marking that applies to the claims and contradictions of a page: the highest
//! of everything that each stands in, and of everything that it says.

use crate::model::node::Kind;
use crate::model::prose::Words;
use crate::model::sections::Sections;
use crate::model::{Marking, Node, Page};
use std::collections::BTreeMap;

/// The highest marking of each node of the classes `claim` and `contradiction`, by its
/// place in the file and whether it is a div.
pub(in crate::cite) type Markings = BTreeMap<(u32, bool), Marking>;

/// Looks through a page.
pub(in crate::cite) fn markings(page: &Page, words: &Words<'_>) -> Markings {
    let mut found = Markings::new();
    look(&page.body.nodes, page.face.marking, words, &mut found);
    found
}

/// The key of a node among [`Markings`].
pub(in crate::cite) fn key(node: &Node) -> (u32, bool) {
    (node.span.start, matches!(node.kind, Kind::Div))
}

fn look(nodes: &[Node], above: Option<Marking>, words: &Words<'_>, found: &mut Markings) {
    let mut sections = Sections::default();
    for node in nodes {
        let here = above.max(sections.enter(node)).max(node.marking());
        if node.has_class("claim") || node.has_class("contradiction") {
            let marking = here.max(words.highest(node));
            found.extend(marking.map(|it| (key(node), it)));
        }
        look(&node.children, here, words, found);
    }
}
