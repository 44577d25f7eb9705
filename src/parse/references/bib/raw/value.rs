//! Reads the value of a field: text in braces or quotation marks, numbers and macros.

use super::cursor::is_name;
use super::{Fault, GROWN, Reader};
use crate::diag::Span;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// `{text}`, `"text"`, `2024`, `macro`, joined by `#`.
    pub(super) fn value(
        &mut self,
        unknown: &mut Vec<(String, Span)>,
    ) -> Result<(String, Span), Fault> {
        let start = self.at;
        let mut text = String::new();
        let mut parts = 0;
        let mut inner = start..start;
        loop {
            inner = self.part(&mut text, unknown)?;
            parts += 1;
            let end = self.at;
            self.blanks();
            if !self.eat('#') {
                self.at = end;
                break;
            }
            self.blanks();
        }
        let span = if parts == 1 { inner } else { start..self.at };
        Ok((text, Span::from(span)))
    }

    fn part(
        &mut self,
        text: &mut String,
        unknown: &mut Vec<(String, Span)>,
    ) -> Result<Range<usize>, Fault> {
        let start = self.at;
        let range = match self.peek() {
            Some('{') => {
                self.skip_group();
                self.inside(start, '}')?
            }
            Some('"') => {
                self.skip_quotes();
                self.inside(start, '"')?
            }
            _ => {
                let word = self.take(is_name);
                if word.is_empty() {
                    let at = start..start;
                    let help = "put the value in braces: `name = {value}`";
                    return Err(Fault { at, message: "a value is missing".into(), help });
                }
                let is_number = word.bytes().all(|it| it.is_ascii_digit());
                match self.macros.value(&word.to_lowercase()) {
                    Some(value) if !is_number => {
                        self.grown += value.len();
                        if self.grown > GROWN.0.max(self.text.len() * GROWN.1) {
                            return Err(grown(start..self.at));
                        }
                        text.push_str(value);
                    }
                    known => {
                        if known.is_none()
                            && !word.starts_with(|c: char| c.is_ascii_digit())
                        {
                            unknown.push((word.to_owned(), Span::from(start..self.at)));
                        }
                        text.push_str(word);
                    }
                }
                return Ok(start..self.at);
            }
        };
        text.push_str(&self.text[range.clone()]);
        Ok(range)
    }

    /// The bytes between brackets that were just passed.
    fn inside(&mut self, start: usize, close: char) -> Result<Range<usize>, Fault> {
        if self.at > start + 1 && self.text[..self.at].ends_with(close) {
            return Ok(start + 1..self.at - 1);
        }
        let message = match close {
            '"' => "a quotation mark is never closed",
            _ => "a brace is never closed",
        };
        let help = "close it behind the value; the entry is left out until then";
        Err(Fault { at: start..start + 1, message: message.to_owned(), help })
    }

    /// Passes `{…}`; ends behind the closing brace, or where the next entry starts in the
    /// first column of a line, or at the end.
    pub(super) fn skip_group(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            match next {
                '{' => depth += 1,
                '}' if depth == 1 => {
                    self.at += 1;
                    return;
                }
                '}' => depth -= 1,
                '\\' => self.at += self.escaped(),
                '@' if self.starts_entry() => return,
                _ => {}
            }
            self.at += next.len_utf8();
        }
    }

    fn skip_quotes(&mut self) {
        self.at += 1;
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            self.at += next.len_utf8();
            match next {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '"' if depth == 0 => return,
                '\\' => self.at += self.peek().map_or(0, char::len_utf8),
                '\n' if self.starts_entry() => return,
                _ => {}
            }
        }
    }

    /// The bytes of a brace behind a backslash, which opens and closes nothing.
    fn escaped(&self) -> usize {
        usize::from(matches!(self.text.as_bytes().get(self.at + 1), Some(b'{' | b'}')))
    }
}

/// What to say of macros that stand in macros until no memory is left.
fn grown(at: Range<usize>) -> Fault {
    let message = "the strings that stand for others have grown too long".to_owned();
    Fault { at, message, help: "write the value out in place of this one" }
}
