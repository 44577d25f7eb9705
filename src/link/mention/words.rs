//! The words of a text, as names are looked for in them.

use crate::base::sentence::is_han;

/// The words of a text with the blanks and marks between them: letters and digits in a row,
/// blanks in a row, anything else by itself.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let (kind, mut to) = class_at(self.text, at)?;
        while kind != Class::Single
            && let Some((next, behind)) = class_at(self.text, to)
            && next == kind
        {
            to = behind;
        }
        self.at = to;
        Some((at, to))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Blank,
    Single,
}

/// The class of the letter at a byte, and where the next one starts.
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    let class = match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => Class::Word,
        b' ' | b'\t' | b'\n' | b'\r' => Class::Blank,
        0..0x80 => Class::Single,
        _ => {
            let c = text.get(at..)?.chars().next()?;
            return Some((class(c), at + c.len_utf8()));
        }
    };
    Some((class, at + 1))
}

fn class(c: char) -> Class {
    match c {
        c if c.is_whitespace() => Class::Blank,
        c if is_han(c) => Class::Single,
        c if c.is_alphanumeric() => Class::Word,
        _ => Class::Single,
    }
}
