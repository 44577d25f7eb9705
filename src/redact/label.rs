//! What is marked how: pages, and passages of them. Whoever shows something of an edition
//! asks here, so that a label is never lower than what stands below it.

use super::{Edition, destination};
use crate::base::path::decode;
use crate::model::node::Kind;
use crate::model::prose::Words;
use crate::model::{Face, Marking, Node, Page};

/// The labels of all pages, in their order. On one thread: the first who asks may stand in a
/// parallel loop, and must not wait for a loop of its own in which others wait for it.
pub(super) fn all(edition: &Edition) -> Vec<Option<Marking>> {
    edition.pages().iter().map(|it| one(edition, it)).collect()
}

/// The label of one page: the highest marking of the page itself, of what stands in it, and
/// of what it cites and shows.
pub(super) fn one(edition: &Edition, page: &Page) -> Option<Marking> {
    let face = &page.face;
    let related = face.relations.iter().filter_map(|it| it.source.as_ref());
    let nodes = page.body.heading.iter().chain(&page.body.nodes).chain(related);
    let relations = face.relations.iter().filter_map(|it| it.marking).max();
    let named = face.source.iter().chain(&page.body.nocite);
    let named = named.filter_map(|it| source(edition, &it.value)).max();
    let own = face.marking.max(face.texts.highest());
    own.max(passage(edition, face, nodes)).max(relations).max(named)
}

/// The highest marking of nodes of a page: their own, those of the sources that they cite, of
/// the files that they show, and of the titles that stand there for a page.
pub(super) fn passage<'a>(
    edition: &Edition,
    face: &Face,
    nodes: impl IntoIterator<Item = &'a Node>,
) -> Option<Marking> {
    let (names, pages, sources) = (edition.names(), edition.pages(), edition.sources());
    let words = Words { names, pages, sources, lang: &face.lang };
    let mut highest = None;
    let mut note = |it: &Node| {
        highest = highest.max(it.marking()).max(words.marking(it));
        highest = highest.max(named(edition, face, it));
        true
    };
    nodes.into_iter().for_each(|it| it.walk(&mut note));
    highest
}

/// The highest marking of the sources that a node cites, or of the file that it names.
fn named(edition: &Edition, face: &Face, node: &Node) -> Option<Marking> {
    if let Kind::Cite(cluster) = &node.kind {
        return cluster.items.iter().filter_map(|it| source(edition, &it.key)).max();
    }
    if edition.frame.attachments.is_empty() {
        return None;
    }
    let dest = destination(node)?;
    let path = decode(dest.split('#').next().unwrap_or(dest));
    edition.attachment(&face.file.join(&path)?)
}

fn source(edition: &Edition, key: &str) -> Option<Marking> {
    edition.source(key)?.evidence.marking
}
