//! The inlines of one block while they are read: text as the parser cut it, and finished
//! nodes between.

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
