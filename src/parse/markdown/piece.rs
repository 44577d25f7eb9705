//! The inlines of one block while they are read: runs of text as the parser cut them, and
//! finished nodes between them. Out come nodes, with neighbouring text in one.

use super::source::Source;
use crate::model::{Kind, Node};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// One inline while its block is read.
pub(super) enum Piece<'a> {
    /// Text, and where it stands in the body.
    Text(CowStr<'a>, Range<usize>),
    /// Anything else.
    Node(Node),
}

/// The nodes of some pieces.
pub(super) fn merge(
    source: &Source<'_>,
    pieces: &mut Vec<Piece<'_>>,
    from: usize,
) -> Vec<Node> {
    let mut run = Run::new(source, pieces.len().saturating_sub(from));
    for piece in pieces.drain(from..) {
        match piece {
            Piece::Text(text, range) => run.push_text(&text, &range),
            Piece::Node(node) => run.push(node),
        }
    }
    run.finish()
}

/// Nodes being collected; text waits until it is complete.
pub(super) struct Run<'s, 'a> {
    source: &'s Source<'a>,
    nodes: Vec<Node>,
    text: String,
    range: Range<usize>,
}

impl<'s, 'a> Run<'s, 'a> {
    pub(super) fn new(source: &'s Source<'a>, capacity: usize) -> Self {
        let nodes = Vec::with_capacity(capacity);
        Self { source, nodes, text: String::new(), range: 0..0 }
    }

    /// Adds text that stands at `range`.
    pub(super) fn push_text(&mut self, text: &str, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.range = range.clone();
        }
        self.range.end = self.range.end.max(range.end);
        if text.contains('\0') {
            self.text.push_str(&text.replace('\0', "\u{FFFD}"));
        } else {
            self.text.push_str(text);
        }
    }

    /// Adds a node.
    pub(super) fn push(&mut self, node: Node) {
        self.end_text();
        self.nodes.push(node);
    }

    /// The nodes.
    pub(super) fn finish(mut self) -> Vec<Node> {
        self.end_text();
        self.nodes
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let span = self.source.span(&self.range);
            let text = Kind::Text(self.text.as_str().into());
            self.nodes.push(Node::new(text, span, Vec::new()));
            self.text.clear();
        }
    }
}
