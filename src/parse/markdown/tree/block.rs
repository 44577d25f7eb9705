//! What happens when a block closes: attributes at its end are taken off, captions find
//! their tables, single tildes become subscripts.

use super::{Frame, Tree, callout};
use crate::model::{Attributes, Kind};
use crate::parse::markdown::attributes;
use crate::parse::markdown::marking::below_list;
use crate::parse::markdown::piece::{Part, Piece};

impl Tree<'_, '_> {
    /// Finishes the innermost frame before it becomes a node.
    pub(super) fn finish_block(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        match &frame.kind {
            Kind::Heading(_) => self.finish_heading(),
            Kind::Paragraph => self.finish_paragraph(),
            Kind::Head | Kind::Row => self.finish_row(),
            Kind::Cell => self.finish_cell(),
            Kind::Strikethrough => self.finish_strike(),
            Kind::Quote => self.finish_quote(),
            _ => self.flush(),
        }
    }

    fn finish_quote(&mut self) {
        self.flush();
        if !self.source.dialect.alerts {
            return;
        }
        if let Some(frame) = self.frames.last_mut()
            && let Some(kind) = callout::take(&mut frame.children)
        {
            frame.kind = Kind::Alert(kind);
        }
    }

    fn finish_heading(&mut self) {
        if self.source.dialect.github || self.source.dialect.dossier {
            let attributes = self.take_trailing();
            self.attach(self.frames.len() - 1, attributes);
        }
        self.flush();
    }

    /// Attributes at the end of an item's own text belong to the item.
    pub(super) fn take_item_attributes(&mut self) {
        let Some(index) = self.frames.len().checked_sub(1) else { return };
        let is_item = self.frames.get(index).is_some_and(Frame::is_item);
        if is_item && self.source.dialect.dossier {
            self.take_attributes_for(index);
        }
    }

    /// Takes attributes off the innermost frame's pieces, for the item around them.
    fn take_attributes_for(&mut self, index: usize) {
        if self.frames.get(index).is_some_and(|it| it.children.is_empty()) {
            let leading = self.take_leading_marking();
            self.attach(index, leading);
        }
        let at = self.trailing_at();
        let trailing = self.take_trailing();
        let is_marked = trailing.as_ref().is_some_and(|it| it.marking.is_some());
        if let Some(at) = at.filter(|it| is_marked && self.is_below_list(index, *it)) {
            self.findings.push(below_list(self.source, at));
        }
        self.attach(index, trailing);
    }

    /// Whether braces stand below the list of an item, at its margin: whoever writes them
    /// there means the list, and they belong to its last item.
    fn is_below_list(&self, index: usize, at: usize) -> bool {
        let item = self.frames.get(index).filter(|it| matches!(it.kind, Kind::Item(_)));
        let Some(item) = item else { return false };
        let column = |at: usize| {
            let before = self.source.slice(0..at);
            before.len() - before.rfind('\n').map_or(0, |it| it + 1)
        };
        let start = item.range.start;
        let text = self.source.slice(start..at.max(start));
        let bullet = start + text.len() - text.trim_start().len();
        let line = &text[text.rfind('\n').map_or(text.len(), |it| it + 1)..];
        let is_alone = line.chars().all(|it| it.is_whitespace() || it == '>');
        text.contains('\n') && is_alone && column(at) < column(bullet) + 2
    }

    fn finish_paragraph(&mut self) {
        if self.source.dialect.dossier {
            let around = self.frames.len().checked_sub(2);
            let outer = around.and_then(|it| self.frames.get(it));
            let in_item = outer.is_some_and(Frame::is_item);
            let behind_table = outer.is_some_and(Frame::ends_with_bare_table);
            if behind_table && self.take_caption_word() {
                return self.finish_caption();
            }
            if in_item && let Some(around) = around {
                self.take_attributes_for(around);
            }
        }
        self.flush();
    }

    /// `~2~` is a subscript where there is no white space in it.
    fn finish_strike(&mut self) {
        self.flush();
        if !self.source.dialect.dossier {
            return;
        }
        if let Some(frame) = self.frames.last_mut() {
            let text = self.source.slice(frame.range.clone());
            let single = text.starts_with('~') && !text.starts_with("~~");
            if single && !text.contains(char::is_whitespace) {
                frame.kind = Kind::Subscript;
            }
        }
    }

    /// Takes the attributes off the end of the innermost frame's pieces.
    pub(super) fn take_trailing(&mut self) -> Option<Box<Attributes>> {
        let from = self.frames.last()?.pieces;
        let at = self.trailing_at()?;
        let cut = self.pieces.iter().rposition(|it| it.range.start <= at)?;
        self.pieces.get(cut).is_some_and(|it| it.may_be_cut_at(at)).then_some(())?;
        let braced = attributes::read(self.source, at, &mut self.findings)?;
        self.pieces.truncate(cut + 1);
        self.cut_end(from, at);
        Some(Box::new(braced.attributes))
    }

    /// Where the attributes at the end of the innermost frame's pieces open.
    fn trailing_at(&self) -> Option<usize> {
        let from = self.frames.last()?.pieces;
        let last = self.pieces.get(from..)?.last()?;
        let plain = matches!(last.part, Part::Plain { text, .. } if text.ends_with('}'));
        let start = self.pieces.get(from)?.range.start;
        plain.then_some(())?;
        attributes::trailing(self.source, start..last.range.end)
    }

    /// Takes attributes with a marking off the start of the innermost frame's pieces.
    fn take_leading_marking(&mut self) -> Option<Box<Attributes>> {
        let from = self.frames.last()?.pieces;
        let first = self.pieces.get(from)?;
        let at = first.range.start;
        let plain = matches!(first.part, Part::Plain { text, escaped: false } if text.starts_with('{'));
        (plain && self.source.has_markings).then_some(())?;
        let mut findings = Vec::new();
        let braced = attributes::read(self.source, at, &mut findings)?;
        braced.attributes.marking?;
        let behind = self.source.char_at(braced.end).is_none_or(char::is_whitespace);
        let inside = self.pieces.last().is_some_and(|it| braced.end <= it.range.end);
        (behind && inside).then_some(())?;
        self.findings.append(&mut findings);
        let gone = |it: &Piece<'_>| it.range.end <= braced.end;
        let gone = self.pieces.get(from..)?.iter().take_while(|it| gone(it)).count();
        self.pieces.drain(from..from + gone);
        if let Some(next) = self.pieces.get_mut(from) {
            next.cut_start(braced.end);
        }
        Some(Box::new(braced.attributes))
    }

    /// Cuts the last piece at a place, and the white space in front of it.
    fn cut_end(&mut self, from: usize, at: usize) {
        if let Some(last) = self.pieces.last_mut() {
            last.cut_at(at);
        }
        while self.pieces.len() > from && self.pieces.last().is_some_and(Piece::is_blank)
        {
            self.pieces.pop();
        }
        if let Some(last) = self.pieces.get_mut(from..).and_then(|it| it.last_mut()) {
            last.trim_end();
        }
    }

    /// Gives attributes to a frame; what was said first stays in front.
    pub(super) fn attach(&mut self, index: usize, attributes: Option<Box<Attributes>>) {
        let Some(new) = attributes else { return };
        let Some(frame) = self.frames.get_mut(index) else { return };
        match &mut frame.attributes {
            None => frame.attributes = Some(new),
            Some(old) => {
                old.id = new.id.or(old.id.take());
                old.classes.extend(new.classes);
                old.pairs.extend(new.pairs);
                old.marking = old.marking.max(new.marking);
            }
        }
    }
}

impl Frame {
    /// Whether attributes at the end of its text belong to it.
    fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item(_) | Kind::Definition)
    }
}
