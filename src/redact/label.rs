//! The label of a page: the highest marking of the page itself, of what stands in it, and
//! of what it cites and shows.

use super::{Edition, destination};
use crate::base::path::decode;
use crate::model::node::Kind;
use crate::model::{Marking, Node, Page};

/// The labels of all pages, in their order. On one thread: the first who asks may stand in a
/// parallel loop, and must not wait for a loop of its own in which others wait for it.
pub(super) fn all(edition: &Edition) -> Vec<Option<Marking>> {
    edition.pages.iter().map(|it| one(edition, it)).collect()
}

/// The label of one page.
pub(super) fn one(edition: &Edition, page: &Page) -> Option<Marking> {
    let face = &page.face;
    let source = |key: &str| edition.source(key)?.evidence.marking;
    let mut highest = face.marking.max(face.highest);
    let mut note = |it: &Node| {
        highest = highest.max(it.attributes.as_ref().and_then(|it| it.marking));
        if let Kind::Cite(cluster) = &it.kind {
            let cited = cluster.items.iter().filter_map(|it| source(&it.key)).max();
            highest = highest.max(cited);
        } else if !edition.frame.attachments.is_empty()
            && let Some(dest) = destination(it)
        {
            let path = decode(dest.split('#').next().unwrap_or(dest));
            let file = face.file.join(&path);
            highest = highest.max(file.and_then(|it| edition.attachment(&it)));
        }
        true
    };
    let related = face.relations.iter().filter_map(|it| it.source.as_ref());
    let nodes = page.body.heading.iter().chain(&page.body.nodes).chain(related);
    nodes.for_each(|it| it.walk(&mut note));
    let relations = face.relations.iter().filter_map(|it| it.marking);
    let named = face.source.iter().chain(&page.body.nocite);
    let named = named.filter_map(|it| source(&it.value));
    highest.max(relations.chain(named).max())
}
