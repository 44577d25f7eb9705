//! Where scalars end: plain ones by what follows, quoted ones by their quote, block
//! scalars by their indentation.

use super::Lexer;
use std::ops::Range;

impl Lexer<'_> {
    /// Goes over a plain scalar.
    pub(super) fn plain(&mut self) -> Range<usize> {
        let start = self.at;
        let least = self.parent.map_or(0, |it| it + 1);
        let mut end = self.plain_word(start);
        loop {
            self.at = end;
            if !self.is_blank(end) || end >= self.text.len() {
                break;
            }
            let broken = self.plain_gap();
            let left = self.flow == 0 && self.column() < least;
            let ended = self.byte(self.at) == Some(b'#');
            let next = self.plain_word(self.at);
            if ended || next == self.at || (broken && (left || self.is_mark())) {
                self.back(end);
                break;
            }
            end = next;
        }
        // A scalar of no bytes would hold the lexer where it is.
        self.at = self.at.max(start + 1);
        start..end
    }

    /// The end of the characters that hang together.
    fn plain_word(&self, from: usize) -> usize {
        let mut at = from;
        while !self.is_blank(at) {
            match self.byte(at) {
                Some(b':') if self.is_blank(at + 1) => break,
                Some(b':') if self.flow > 0 && self.ends_in_flow(at + 1) => break,
                Some(_) if self.flow > 0 && self.ends_in_flow(at) => break,
                _ => at += 1,
            }
        }
        at
    }

    fn ends_in_flow(&self, at: usize) -> bool {
        matches!(self.byte(at), Some(b',' | b'[' | b']' | b'{' | b'}'))
    }

    /// Goes over blanks and line breaks inside a scalar; whether there was a break.
    fn plain_gap(&mut self) -> bool {
        let mut broken = false;
        while self.at < self.text.len() {
            match self.byte(self.at) {
                Some(b' ' | b'\t') => self.at += 1,
                _ if self.skip_break() => broken = true,
                _ => break,
            }
        }
        broken
    }

    /// Goes back to the end of a scalar, in front of the blanks behind it.
    fn back(&mut self, end: usize) {
        if end < self.line {
            let before = self.text.as_bytes().get(..end).unwrap_or_default();
            let last = before.iter().rposition(|it| *it == b'\n' || *it == b'\r');
            self.line = last.map_or(0, |it| it + 1);
        }
        self.at = end;
    }

    /// Goes over a scalar in quotes; its range lies between them.
    pub(super) fn quoted(&mut self) -> Range<usize> {
        let quote = self.byte(self.at);
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.byte(self.at) {
            let next = self.byte(self.at + 1);
            if Some(byte) == quote && (quote == Some(b'"') || next != quote) {
                self.at += 1;
                return start..self.at - 1;
            }
            let pair = Some(byte) == quote || (quote == Some(b'"') && byte == b'\\');
            if pair && next.is_some_and(|it| it.is_ascii() && it != b'\r' && it != b'\n')
            {
                self.at += 2;
            } else if !self.skip_break() {
                self.at += 1;
            }
        }
        start..self.at
    }

    /// Goes over a block scalar; its range is the text without the header.
    pub(super) fn block(&mut self) -> Range<usize> {
        let header = self.at;
        self.skip_line();
        let given = self.text.as_bytes().get(header..self.at).unwrap_or_default();
        let given = given.iter().skip(1).take(2).find(|it| it.is_ascii_digit());
        let given = given.map(|it| usize::from(it - b'0'));
        self.skip_break();
        let least = self.parent.map_or(1, |it| it + 1);
        let indent = match given {
            Some(given) => self.parent.unwrap_or(0) + given,
            None => self.block_indent().max(least),
        };
        self.block_lines(indent)
    }

    /// The deepest column among the leading empty lines and the first line of text.
    fn block_indent(&self) -> usize {
        let mut ahead = self.clone();
        let mut deepest = 0;
        loop {
            while ahead.byte(ahead.at) == Some(b' ') {
                ahead.at += 1;
            }
            deepest = deepest.max(ahead.column());
            if !ahead.skip_break() {
                return deepest;
            }
        }
    }

    fn block_lines(&mut self, indent: usize) -> Range<usize> {
        let mut text: Option<Range<usize>> = None;
        loop {
            let line = self.at;
            while self.column() < indent && self.byte(self.at) == Some(b' ') {
                self.at += 1;
            }
            let full = self.column() == indent && self.at < self.text.len();
            if full && self.breaks(self.at) == 0 {
                let start = text.map_or(self.at, |it| it.start);
                self.skip_line();
                text = Some(start..self.at);
            } else if self.breaks(self.at) == 0 {
                self.at = line;
                return text.unwrap_or(line..line);
            }
            self.skip_break();
        }
    }
}
