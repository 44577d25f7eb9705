//! What stands in a line: text, code, formulas, breaks, raw HTML.

use super::Tree;
use crate::model::{Kind, Node};
use crate::parse::markdown::piece::Piece;
use crate::parse::markdown::run::clean;
use pulldown_cmark::{CowStr, Event};
use std::ops::Range;

impl<'a> Tree<'_, 'a> {
    pub(super) fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        let kind = match event {
            Event::Code(text) => Kind::Code(clean(&text)),
            Event::InlineMath(tex) => Kind::Math { display: false, tex: clean(&tex) },
            Event::DisplayMath(tex) => Kind::Math { display: true, tex: clean(&tex) },
            Event::FootnoteReference(label) => self.notes.refer(&label),
            Event::InlineHtml(text) => return self.inline_html(text, range),
            Event::HardBreak => Kind::HardBreak,
            _ => Kind::SoftBreak,
        };
        let node = Node::new(kind, self.source.span(&range), Vec::new());
        self.pieces.push(Piece::node(node, range));
    }

    pub(super) fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if let Some(leaf) = &mut self.leaf {
            leaf.push(&text);
            return;
        }
        let before = self.pieces.last().map_or(0, |it| it.range.end);
        if self.verbatim {
            return self.pieces.push(Piece::literal(text, range));
        }
        if let CowStr::Borrowed(text) = text
            && text.len() == range.len()
            && self.holds_address(&range)
        {
            return self.text_with_addresses(text, range);
        }
        let piece = match self.quotes.replace(self.source, &text, &range) {
            Some(mark) => Piece::literal(mark, range),
            None => Piece::text(self.source, text, range, before),
        };
        self.pieces.push(piece);
    }

    fn holds_address(&self, range: &Range<usize>) -> bool {
        let next = self.addresses.partition_point(|it| it.end <= range.start);
        self.addresses.get(next).is_some_and(|it| it.start < range.end)
    }

    /// In addresses nothing is looked for.
    fn text_with_addresses(&mut self, text: &'a str, range: Range<usize>) {
        let part = |it: &Range<usize>| {
            text.get(it.start - range.start..it.end - range.start).unwrap_or_default()
        };
        let next = self.addresses.partition_point(|it| it.end <= range.start);
        let inside = self.addresses.iter().skip(next);
        let mut from = range.start;
        let plain = |it: Range<usize>, before| {
            Piece::text(self.source, part(&it).into(), it, before)
        };
        let mut before = self.pieces.last().map_or(0, |it| it.range.end);
        for address in inside.take_while(|it| it.start < range.end) {
            let own = address.start.max(from)..address.end.min(range.end);
            if from < own.start {
                self.pieces.push(plain(from..own.start, before));
            }
            (from, before) = (own.end, own.end);
            self.pieces.push(Piece::literal(part(&own), own));
        }
        if from < range.end {
            self.pieces.push(plain(from..range.end, before));
        }
    }

    pub(super) fn mark_task(&mut self, done: bool) {
        for frame in self.frames.iter_mut().rev() {
            if let Kind::Item(task) = &mut frame.kind {
                *task = Some(done);
                return;
            }
        }
    }
}
