//! Moves through the text of a `.bib` file.

use super::Reader;

impl<'a> Reader<'a, '_, '_> {
    pub(super) fn starts_entry(&self) -> bool {
        starts_entry(self.text, self.at)
    }

    /// Goes on at the next entry that starts a line.
    pub(super) fn resume(&mut self, from: usize) {
        let at = from.max(self.at);
        let breaks = self.text[at..].match_indices('\n').map(|(next, _)| at + next + 1);
        let mut starts = std::iter::once(at).chain(breaks);
        let next = starts.find(|it| starts_entry(self.text, *it));
        self.at = next.unwrap_or(self.text.len());
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let is_here = self.peek() == Some(wanted);
        self.at += if is_here { wanted.len_utf8() } else { 0 };
        is_here
    }

    pub(super) fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|it| !belongs(it)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// White space, and comments from `%` to the end of the line.
    pub(super) fn blanks(&mut self) {
        loop {
            self.take(char::is_whitespace);
            if self.peek() != Some('%') {
                return;
            }
            self.take(|it| it != '\n');
        }
    }
}

/// Whether a letter may stand in the name of a field or a macro.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '+' | '.' | '/' | '*' | '\'')
}

/// Whether an entry starts here, in the first column of a line.
pub(super) fn starts_entry(text: &str, at: usize) -> bool {
    let is_start = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let rest = text.get(at..).filter(|_| is_start).and_then(|it| it.strip_prefix('@'));
    rest.is_some_and(|rest| {
        let behind = rest.trim_start_matches(|it: char| it.is_ascii_alphabetic());
        behind.len() < rest.len() && behind.trim_start().starts_with(['{', '('])
    })
}
