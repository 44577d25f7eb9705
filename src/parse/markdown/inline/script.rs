//! Superscript `x^2^` and subscript `H~2~O`: no white space inside, as pandoc has it.

use super::{Cut, Found, Inlines};
use crate::model::{Kind, Node};

impl Inlines<'_, '_, '_> {
    /// What lies between the mark and the next one like it.
    pub(super) fn script(
        &mut self,
        index: usize,
        open: Cut,
        nesting: usize,
    ) -> Option<Found> {
        let mark = *self.marks.get(index)?;
        let close = *self.marks.get(self.script_end(index)?)?;
        let inside = Cut { from: mark.place().plus(1), to: close.place() };
        let text = self.source.slice(inside.from.at..inside.to.at);
        let apart = self.source.byte(mark.at.wrapping_sub(1)) != Some(mark.byte);
        let doubled = self.source.byte(close.at + 1) == Some(mark.byte);
        if close.at >= open.to.at || !apart || doubled || !is_script(text) {
            return None;
        }
        let kind = if mark.byte == b'^' { Kind::Superscript } else { Kind::Subscript };
        let span = self.source.span(&(mark.at..close.at + 1));
        let node = Node::new(kind, span, self.nodes(inside, nesting + 1));
        Some(Found { from: mark.place(), to: close.place().plus(1), node })
    }

    /// The mark that closes a script; brackets inside are passed as wholes.
    fn script_end(&self, index: usize) -> Option<usize> {
        let byte = self.marks.get(index)?.byte;
        let mut next = index + 1;
        loop {
            let mark = self.marks.get(next)?;
            match mark.byte {
                it if it == byte => return Some(next),
                b'[' => next = mark.partner?,
                b']' => return None,
                _ => {}
            }
            next += 1;
        }
    }
}

/// Whether text may stand in a script.
fn is_script(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('[') && !text.contains(char::is_whitespace)
}
