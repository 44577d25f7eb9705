//! Tables: captions, attributes of rows, and cells that stand behind the last column.

use super::{Frame, Tree};
use crate::diag::Code;
use crate::model::{Kind, Node};
use crate::parse::bar;
use crate::parse::markdown::attributes;
use crate::parse::markdown::marking::{speaks_of_marking, stray};
use crate::parse::markdown::piece::Part;
use crate::parse::markdown::unheard;

impl Frame {
    /// Whether the block before is a table without a caption.
    pub(super) fn ends_with_bare_table(&self) -> bool {
        self.children.last().is_some_and(|it| {
            let captioned =
                it.children.first().is_some_and(|it| it.kind == Kind::Caption);
            matches!(it.kind, Kind::Table(_)) && !captioned
        })
    }
}

impl Tree<'_, '_> {
    /// Takes the word that starts a caption off the innermost frame's pieces.
    pub(super) fn take_caption_word(&mut self) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        let Some(first) = self.pieces.get_mut(frame.pieces) else { return false };
        let Part::Plain { text, escaped: false } = &mut first.part else { return false };
        let words = ["Table:", "table:", ":"];
        let Some(rest) = words.iter().find_map(|it| text.strip_prefix(it)) else {
            return false;
        };
        let rest = rest.trim_start();
        first.range.start += text.len() - rest.len();
        *text = rest;
        true
    }

    /// Makes the innermost frame, a paragraph, the caption of the table before it.
    pub(super) fn finish_caption(&mut self) {
        let attributes = self.take_trailing();
        self.flush();
        let Some(frame) = self.frames.last_mut() else { return };
        let caption = std::mem::take(&mut frame.children);
        let span = self.source.span(&frame.range);
        let node = Node::new(Kind::Caption, span, caption);
        frame.kind = Kind::Caption;
        let around = self.frames.len() - 2;
        let Some(table) =
            self.frames.get_mut(around).and_then(|it| it.children.last_mut())
        else {
            return;
        };
        let rows = std::mem::take(&mut table.children).into_iter();
        table.children = std::iter::once(node).chain(rows).collect();
        table.attributes = attributes.or(table.attributes.take());
    }

    /// Attributes at the end of the last cell belong to the row; see [`Self::finish_row`].
    pub(super) fn finish_cell(&mut self) {
        if self.source.dialect.dossier
            && let Some(around) = self.frames.len().checked_sub(2)
        {
            let is_last = self.frames.last().is_some_and(|cell| {
                let row = self.frames.get(around).map_or(0, |it| it.range.end);
                let behind = self.source.slice(cell.range.end..row.max(cell.range.end));
                behind.chars().all(|c| c == '|' || c.is_whitespace())
            });
            if is_last {
                let attributes = self.take_trailing();
                self.attach(around, attributes);
            }
        }
        self.flush();
    }

    /// The parser drops what stands behind the last column: attributes there belong to
    /// the row, and anything else is lost text.
    pub(super) fn finish_row(&mut self) {
        self.flush();
        let Some(row) = self.frames.last() else { return };
        let last = row.children.last().map(|it| self.source.range(it.span).end);
        let from = last.unwrap_or(row.range.start);
        let rest = self.source.slice(from..row.range.end.max(from));
        let is_frame = |c: char| c == '|' || c.is_whitespace();
        let inner = rest.trim_matches(is_frame);
        if inner.is_empty() {
            return;
        }
        let at = from + rest.find(inner).unwrap_or_default();
        let range = at..at + inner.len();
        if self.source.dialect.dossier
            && let Some(braced) = attributes::read(self.source, at, &mut self.findings)
            && braced.end == range.end
        {
            let attributes = Some(Box::new(braced.attributes));
            return self.attach(self.frames.len() - 1, attributes);
        }
        let is_label = inner.starts_with('{') && unheard::holds(self.source, inner);
        if is_label || speaks_of_marking(inner) {
            return self.findings.push(stray(self.source, &range));
        }
        if let Some(broken) = bar::broken(self.source.slice(row.range.clone())) {
            let range = row.range.start + broken.start..row.range.start + broken.end;
            let message = "a bar in it parts cells, and the last of them is not shown";
            let finding = self.source.finding(Code::ExtraCell, &range, message);
            let help = bar::escaped(self.source.slice(range));
            return self.findings.push(finding.help(help));
        }
        let message = "this cell stands behind the last column and is not shown";
        let finding = self.source.finding(Code::ExtraCell, &range, message);
        self.findings.push(finding.help("give the head of the table another column"));
    }
}
