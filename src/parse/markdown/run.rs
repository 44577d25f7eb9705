//! Inlines that are ready: pieces come in, nodes with neighbouring text in one come out.

use super::source::Source;
use crate::model::{Kind, Node};
use std::ops::Range;

/// Nodes being collected; text waits until it is complete.
pub(super) struct Run<'s> {
    source: &'s Source<'s>,
    nodes: Vec<Node>,
    text: String,
    range: Range<usize>,
}

impl<'s> Run<'s> {
    /// An empty run.
    pub(super) fn new(source: &'s Source<'s>) -> Self {
        Self { source, nodes: Vec::new(), text: String::new(), range: 0..0 }
    }

    /// An empty run with room for nodes, and a buffer that was used before.
    pub(super) fn with(source: &'s Source<'s>, room: usize, text: String) -> Self {
        Self { source, nodes: Vec::with_capacity(room), text, range: 0..0 }
    }

    /// Adds text that stands at `range`.
    pub(super) fn push_text(&mut self, text: &str, range: &Range<usize>) {
        if self.text.is_empty() {
            self.range = range.clone();
        }
        self.range.end = self.range.end.max(range.end);
        self.text.push_str(text);
    }

    /// Adds a node.
    pub(super) fn push(&mut self, node: Node) {
        self.end_text();
        self.nodes.push(node);
    }

    /// The nodes.
    pub(super) fn finish(self) -> Vec<Node> {
        self.finish_with().0
    }

    /// The nodes, and the buffer.
    pub(super) fn finish_with(mut self) -> (Vec<Node>, String) {
        self.end_text();
        (self.nodes, self.text)
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let span = self.source.span(&self.range);
            self.nodes.push(Node::new(Kind::Text(clean(&self.text)), span, Vec::new()));
            self.text.clear();
        }
    }
}

/// Takes a node out of its piece.
pub(super) fn take(node: &mut Node) -> Node {
    let span = node.span;
    std::mem::replace(node, Node::new(Kind::SoftBreak, span, Vec::new()))
}

/// NUL cannot stand in HTML; CommonMark asks for the replacement character.
pub(super) fn clean(text: &str) -> Box<str> {
    if text.contains('\0') { text.replace('\0', "\u{FFFD}").into() } else { text.into() }
}

/// Takes white space away at both ends.
pub(super) fn trim(nodes: &mut Vec<Node>) {
    trim_end(nodes);
    while let Some(first) = nodes.first_mut() {
        match &mut first.kind {
            Kind::Text(text) if text.starts_with(char::is_whitespace) => {
                let cut = text.len() - text.trim_start().len();
                first.span.start += u32::try_from(cut).unwrap_or_default();
                *text = text.trim_start().into();
                if text.is_empty() {
                    nodes.remove(0);
                }
            }
            Kind::SoftBreak | Kind::HardBreak => drop(nodes.remove(0)),
            _ => return,
        }
    }
}

/// Makes a line break at the start a space.
pub(super) fn space_first(nodes: &mut [Node]) {
    if let Some(first) = nodes.first_mut()
        && matches!(first.kind, Kind::SoftBreak | Kind::HardBreak)
    {
        first.kind = Kind::Text(" ".into());
    }
}

/// Takes white space away at the end.
pub(super) fn trim_end(nodes: &mut Vec<Node>) {
    while let Some(last) = nodes.last_mut() {
        match &mut last.kind {
            Kind::Text(text) if text.ends_with(char::is_whitespace) => {
                let cut = text.len() - text.trim_end().len();
                last.span.end =
                    last.span.end.saturating_sub(u32::try_from(cut).unwrap_or_default());
                *text = text.trim_end().into();
                if text.is_empty() {
                    nodes.pop();
                }
            }
            Kind::SoftBreak | Kind::HardBreak => drop(nodes.pop()),
            _ => return,
        }
    }
}
