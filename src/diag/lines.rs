//! Lines and columns of the bytes of a text, as editors count them.

/// A text that knows where its lines start.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Characters.
    Char,
    /// Code units of UTF-16, as in the Language Server Protocol.
    Utf16,
}

/// A place in a text: both count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column on it, in the unit that was asked for.
    pub column: usize,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn of(text: &'a str) -> Self {
        // A byte order mark is not part of what an editor counts.
        let first = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|it| it + 1);
        Self { text, starts: std::iter::once(first).chain(ends).collect() }
    }

    /// The place of a byte; one inside a character counts as its start, one behind the
    /// text as its end.
    pub fn position(&self, byte: usize, unit: Unit) -> Position {
        let line = self.starts.partition_point(|it| *it <= byte).saturating_sub(1);
        let start = self.starts[line];
        let end = (start..=byte.min(self.text.len()).max(start)).rev();
        let end = end.into_iter().find(|it| self.text.is_char_boundary(*it));
        let before = self.text.get(start..end.unwrap_or(start)).unwrap_or_default();
        let column = match unit {
            Unit::Char => before.chars().count(),
            Unit::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        Position { line, column }
    }

    /// The byte at a place; behind the end of a line it is that end.
    pub fn byte(&self, at: Position, unit: Unit) -> usize {
        let Some(start) = self.starts.get(at.line) else { return self.text.len() };
        let line = self.line(at.line);
        let mut column = 0;
        for (byte, c) in line.char_indices() {
            if column >= at.column {
                return start + byte;
            }
            column += if unit == Unit::Char { 1 } else { c.len_utf16() };
        }
        start + line.len()
    }

    /// A line without its end.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = self.starts.get(line) else { return "" };
        let end = self.starts.get(line + 1).map_or(self.text.len(), |it| it - 1);
        let text = self.text.get(*start..end).unwrap_or_default();
        text.strip_suffix('\r').unwrap_or(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_is_asked_for() {
        let text = "\u{FEFF}a\u{1F600}b\r\nö|x\n";
        let lines = Lines::of(text);
        let b = text.find('b').unwrap();
        assert_eq!(lines.position(b, Unit::Char), Position { line: 0, column: 2 });
        assert_eq!(lines.position(b, Unit::Utf16), Position { line: 0, column: 3 });
        let x = text.find('x').unwrap();
        assert_eq!(lines.position(x, Unit::Char), Position { line: 1, column: 2 });
        assert_eq!(lines.line(0), "a\u{1F600}b");
        assert_eq!(lines.position(99, Unit::Char), Position { line: 2, column: 0 });
    }

    #[test]
    fn a_place_and_its_byte_are_one() {
        let text = "a\u{1F600}b\r\nöäü\n\nend";
        let lines = Lines::of(text);
        let ends = |it: &usize| text[*it..].starts_with(['\r', '\n']);
        for (byte, _) in text.char_indices().filter(|(it, _)| !ends(it)) {
            for unit in [Unit::Char, Unit::Utf16] {
                assert_eq!(lines.byte(lines.position(byte, unit), unit), byte);
            }
        }
        assert_eq!(lines.byte(Position { line: 0, column: 99 }, Unit::Char), 6);
        assert_eq!(lines.byte(Position { line: 9, column: 0 }, Unit::Char), text.len());
    }
}
