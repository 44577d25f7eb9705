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
        let around =
            (self.source.char_before(mark.at), self.source.char_at(close.at + 1));
        let is_range = is_range(mark.byte, text, around);
        if close.at >= open.to.at || !apart || doubled || is_range || !is_script(text) {
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

/// Whether what lies between two marks, and what stands around them, are numbers that are
/// about so, `~10-~20`, or powers, `10^6/10^7`.
pub(in crate::parse::markdown) fn is_range(
    mark: u8,
    text: &str,
    around: (Option<char>, Option<char>),
) -> bool {
    let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let is_number = |it: Option<char>| is_digit(it) || it.is_some_and(is_money);
    if mark == b'~' {
        let has_base = around.0.is_some_and(|it| it.is_alphanumeric() || it == ')');
        return !has_base && is_number(first) && is_number(around.1);
    }
    let parts = |it: char| !(it.is_alphanumeric() || matches!(it, '.' | '^'));
    let is_joined = text.trim_start_matches(['-', '−', '+']).contains(parts);
    let is_power = is_digit(around.1) || matches!(around.1, Some('-' | '−'));
    is_digit(around.0) && is_digit(last) && is_joined && is_power
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥')
}

/// Whether text may stand in a script.
fn is_script(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('[') && !text.contains(char::is_whitespace)
}
