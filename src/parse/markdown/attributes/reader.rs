//! Takes braces apart: ids, classes, pairs.

use std::ops::Range;

/// Longer braces are not attributes. Keeps the search for their end short.
const MAX_BYTES: usize = 4096;

/// One thing that is said.
pub(super) enum Item<'a> {
    /// `#id`
    Id(&'a str),
    /// `.class`
    Class(&'a str),
    /// `key=value`
    Pair(&'a str, String),
}

/// Reads what stands in braces.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What was read, and where it stands.
    pub(super) items: Vec<(Item<'a>, Range<usize>)>,
}

impl<'a> Reader<'a> {
    /// A reader of text that starts with a brace.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        text.starts_with('{').then_some(Self { text, at: 1, items: Vec::new() })
    }

    /// Reads to the closing brace and returns the byte behind it.
    pub(super) fn items_end(&mut self) -> Option<usize> {
        loop {
            let space = self.skip_space();
            if self.at > MAX_BYTES {
                return None;
            }
            if self.peek()? == b'}' {
                return Some(self.at + 1);
            }
            if !space && !self.items.is_empty() {
                return None;
            }
            let from = self.at;
            let item = self.item()?;
            self.items.push((item, from..self.at));
        }
    }

    fn item(&mut self) -> Option<Item<'a>> {
        match self.peek()? {
            b'#' => self.name().map(Item::Id),
            b'.' => self.name().map(Item::Class),
            // pandoc's word for `.unnumbered`.
            b'-' => {
                self.at += 1;
                Some(Item::Class("unnumbered"))
            }
            _ => self.pair(),
        }
    }

    /// The name behind `#` or `.`.
    fn name(&mut self) -> Option<&'a str> {
        self.at += 1;
        let name = self.take_while(|c| {
            !c.is_whitespace() && !c.is_control() && !"{}\"'<>,=`\\".contains(c)
        });
        (!name.is_empty()).then_some(name)
    }

    fn pair(&mut self) -> Option<Item<'a>> {
        let key = self.take_while(|c| c.is_alphanumeric() || "-_:.".contains(c));
        let starts_well = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
        (starts_well && self.peek()? == b'=').then_some(())?;
        self.at += 1;
        let value = if let quote @ (b'"' | b'\'') = self.peek()? {
            self.quoted(quote)?
        } else {
            let bare = |c: char| !c.is_whitespace() && !"{}\"'".contains(c);
            self.take_while(bare).to_owned()
        };
        Some(Item::Pair(key, value))
    }

    fn quoted(&mut self, quote: u8) -> Option<String> {
        self.at += 1;
        let rest = self.text.get(self.at..)?;
        let mut value = String::new();
        let mut escaped = false;
        for (at, c) in rest.char_indices().take(MAX_BYTES) {
            match c {
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                c if !escaped && c == char::from(quote) => {
                    self.at += at + 1;
                    return Some(value);
                }
                '\n' | '\r' if !value.ends_with(' ') => value.push(' '),
                '\n' | '\r' => {}
                c => {
                    // Only quotes and backslashes need a backslash.
                    if escaped && !matches!(c, '"' | '\'' | '\\') {
                        value.push('\\');
                    }
                    value.push(c);
                }
            }
            escaped = false;
        }
        None
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let taken = rest.find(|c| !fits(c)).map_or(rest, |end| &rest[..end]);
        self.at += taken.len();
        taken
    }

    /// Skips white space, and the `>` of a quote at the start of a line.
    fn skip_space(&mut self) -> bool {
        let from = self.at;
        let mut at_line_start = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' | b'\r' => at_line_start = true,
                b' ' | b'\t' => {}
                b'>' if at_line_start => {}
                _ => break,
            }
            self.at += 1;
        }
        self.at > from
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
