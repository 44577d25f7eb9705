//! The inlines of one block while they are read: runs of text as the parser cut them, and
//! finished nodes between them. Out come nodes, with neighbouring text in one.

use super::source::Source;
use crate::model::{Kind, Node};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// One inline while its block is read.
pub(super) struct Piece<'a> {
    /// Where it stands in the body.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) part: Part<'a>,
}

/// What a piece is.
pub(super) enum Part<'a> {
    /// Text that stands in the body as it is.
    Plain {
        /// The text.
        text: &'a str,
        /// Whether a backslash stands in front of it.
        escaped: bool,
    },
    /// Text that stands for something else in the body: an entity, a quote.
    Other(CowStr<'a>),
    /// Anything else than text.
    Node(Node),
}

impl<'a> Piece<'a> {
    /// Text from the parser. `before` is the end of the piece in front of it.
    pub(super) fn text(
        source: &Source<'_>,
        text: CowStr<'a>,
        range: Range<usize>,
        before: usize,
    ) -> Self {
        let part = match text {
            CowStr::Borrowed(text) if text.len() == range.len() => {
                let at = range.start;
                let backslash = at > 0 && source.byte(at - 1) == Some(b'\\');
                Part::Plain { text, escaped: backslash && before != at }
            }
            text => Part::Other(text),
        };
        Self { range, part }
    }

    /// Text in which nothing is looked for.
    pub(super) fn literal(text: impl Into<CowStr<'a>>, range: Range<usize>) -> Self {
        Self { range, part: Part::Other(text.into()) }
    }

    /// Whether it may end at a place of the body.
    pub(super) fn may_be_cut_at(&self, at: usize) -> bool {
        matches!(self.part, Part::Plain { .. }) || at <= self.range.start
    }

    /// Ends it at a place of the body.
    pub(super) fn cut_at(&mut self, at: usize) {
        match &mut self.part {
            Part::Plain { text, .. } => {
                let left = at.saturating_sub(self.range.start);
                *text = text.get(..left).unwrap_or(text);
                self.range.end = self.range.start + text.len();
            }
            _ => *self = Self::literal("", self.range.start..self.range.start),
        }
    }

    /// Whether it is white space.
    pub(super) fn is_blank(&self) -> bool {
        match &self.part {
            Part::Plain { text, .. } => text.trim().is_empty(),
            Part::Other(text) => text.is_empty(),
            Part::Node(node) => matches!(node.kind, Kind::SoftBreak | Kind::HardBreak),
        }
    }

    /// Takes white space away at the end.
    pub(super) fn trim_end(&mut self) {
        if let Part::Plain { text, .. } = &mut self.part {
            *text = text.trim_end();
            self.range.end = self.range.start + text.len();
        }
    }

    /// Takes what stands in front of a place of the body away, and white space behind it.
    pub(super) fn cut_start(&mut self, at: usize) {
        if let Part::Plain { text, .. } = &mut self.part {
            let gone = at.saturating_sub(self.range.start);
            let rest = text.get(gone..).unwrap_or(text).trim_start();
            self.range.start = self.range.end - rest.len();
            *text = rest;
        }
    }

    /// A finished node.
    pub(super) fn node(node: Node, range: Range<usize>) -> Self {
        Self { range, part: Part::Node(node) }
    }
}

/// Nodes being collected; text waits until it is complete.
pub(super) struct Run<'s> {
    source: &'s Source<'s>,
    nodes: Vec<Node>,
    text: String,
    range: Range<usize>,
}

impl<'s> Run<'s> {
    /// An empty run with room for some nodes.
    pub(super) fn new(source: &'s Source<'s>, capacity: usize) -> Self {
        Self {
            source,
            nodes: Vec::with_capacity(capacity),
            text: String::new(),
            range: 0..0,
        }
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
    pub(super) fn finish(mut self) -> Vec<Node> {
        self.end_text();
        self.nodes
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
