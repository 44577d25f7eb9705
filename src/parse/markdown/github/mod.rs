//! What GitHub reads in plain text: bare addresses become links, short codes emoji. Nodes
//! come in and go out; links, code and formulas stay as they are.

mod address;
mod emoji;

use super::source::Source;
use crate::base::text;
use crate::diag::Span;
use crate::model::node::snug;
use crate::model::{Attributes, Goal, Kind, Node};
use std::collections::BTreeSet;
use std::ops::Range;

/// Reads the texts of a page.
pub(super) fn read(source: &Source<'_>, nodes: Vec<Node>) -> Vec<Node> {
    let mut reader = Reader { source, ids: BTreeSet::new() };
    nodes.into_iter().flat_map(|it| reader.node(it)).collect()
}

struct Reader<'s, 'a> {
    source: &'s Source<'a>,
    /// The ids that headings got.
    ids: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn node(&mut self, mut node: Node) -> Vec<Node> {
        match &node.kind {
            Kind::Text(text) => return self.text(text, node.span),
            Kind::Link(_) | Kind::WikiLink { .. } | Kind::Image(_) => {
                label(&mut node);
            }
            Kind::Heading(_) => self.heading(&mut node),
            _ => self.inside(&mut node),
        }
        vec![node]
    }

    fn inside(&mut self, node: &mut Node) {
        let children = std::mem::take(&mut node.children).into_vec();
        let read = children.into_iter().flat_map(|it| self.node(it)).collect();
        node.children = snug(read);
    }

    /// The place of a heading is called by the names of its emoji.
    fn heading(&mut self, node: &mut Node) {
        let written = node.text();
        self.inside(node);
        if node.id().is_some() || emoji::shown(&written) == written {
            return;
        }
        let id = text::anchor(&written);
        if self.ids.insert(id.clone()) {
            let attributes = node.attributes.take().unwrap_or_default();
            let attributes = Attributes { id: Some(id.into()), ..*attributes };
            node.attributes = Some(Box::new(attributes));
        }
    }

    fn text(&self, text: &str, span: Span) -> Vec<Node> {
        let (mut nodes, mut from) = (Vec::new(), 0);
        let plain = |range: Range<usize>, from: usize, nodes: &mut Vec<Node>| {
            let text = text.get(range).unwrap_or_default();
            if !text.is_empty() {
                let span = self.source.place(text, span, from);
                nodes.push(Node::new(
                    Kind::Text(emoji::shown(text).into()),
                    span,
                    vec![],
                ));
            }
        };
        while let Some(found) = address::find(text, from) {
            plain(from..found.start, from, &mut nodes);
            let written = text.get(found.clone()).unwrap_or_default();
            let span = self.source.place(written, span, found.start);
            let goal = Goal::at(address::url(written), "");
            let shown = Node::new(Kind::Text(written.into()), span, Vec::new());
            nodes.push(Node::new(Kind::Link(goal), span, vec![shown]));
            from = found.end;
        }
        plain(from..text.len(), from, &mut nodes);
        nodes
    }
}

/// What a link says holds no other link.
fn label(node: &mut Node) {
    for child in &mut node.children {
        match &mut child.kind {
            Kind::Text(text) => *text = emoji::shown(text).into(),
            _ => label(child),
        }
    }
}
