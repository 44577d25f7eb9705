//! Mends the punctuation between the parts of an entry: no mark stands twice.

use super::Piece;
use super::markup::shown;

/// Mends doubled marks within and between pieces. The text of links is not touched.
pub(super) fn tidy(pieces: &mut Vec<Piece>) {
    let is_stopped = pieces.last().is_some_and(|it| it.text.trim_end().ends_with('.'));
    let mut last = Last::default();
    for piece in pieces.iter_mut() {
        if piece.url.is_some() {
            last = Last::default();
            continue;
        }
        let mut text = String::with_capacity(piece.text.len());
        for c in piece.text.chars() {
            let real = shown(c);
            if matches!(c, ')' | ']') {
                let end = text.trim_end_matches([',', ';', ' ']).len();
                if text[end..].contains([',', ';']) {
                    text.truncate(end);
                }
            }
            if real != c || last.takes(c) {
                last.then(real);
                text.push(c);
            }
        }
        piece.text = text;
    }
    pieces.retain(|it| !it.text.is_empty());
    trim(pieces);
    if is_stopped {
        stop(pieces);
    }
}

/// A comma in front of the last full stop has nothing behind it: the full stop takes its
/// place.
fn stop(pieces: &mut [Piece]) {
    let Some(last) = pieces.last_mut().filter(|it| it.url.is_none()) else { return };
    let kept = last.text.trim_end_matches([',', ';', ' ']).len();
    if last.text[kept..].contains([',', ';']) {
        last.text.truncate(kept);
        last.text.push('.');
    }
}

/// What was written last.
#[derive(Clone, Copy, Default)]
pub(super) struct Last {
    mark: Option<char>,
    blank: bool,
    /// Whether quotes or brackets have closed since.
    closed: bool,
}

impl Last {
    /// What comes behind this text.
    pub(super) fn of(text: &str) -> Self {
        let mut last = Self::default();
        text.chars().for_each(|it| last.then(it));
        last
    }

    fn then(&mut self, c: char) {
        match c {
            ' ' | '\u{A0}' => self.blank = true,
            '”' | '“' | '"' | '’' | '»' | '«' | '\'' => {
                self.closed = true;
                self.blank = false;
            }
            _ => *self = Self { mark: Some(c), blank: false, closed: false },
        }
    }

    /// Whether `c` may follow.
    pub(super) fn takes(self, c: char) -> bool {
        let Some(mark) = self.mark else { return c != ' ' || !self.blank };
        let ends = matches!(mark, '.' | '!' | '?' | '…');
        match c {
            ' ' => !self.blank,
            '.' if self.blank => !matches!(mark, ',' | '.' | ';'),
            ',' | ';' if self.blank => !matches!(mark, ',' | ';'),
            ',' if matches!(mark, '?' | '!') && !self.closed => false,
            '.' if self.closed => !ends,
            '.' => !ends && !matches!(mark, ':' | ';' | ','),
            ',' | ';' if matches!(mark, '(' | '[') => false,
            ',' | ';' | ':' if !self.closed => {
                mark != c && !(c == ',' && matches!(mark, ';' | ':'))
            }
            _ => true,
        }
    }
}

fn trim(pieces: &mut Vec<Piece>) {
    if let Some(first) = pieces.first_mut() {
        let start = first.text.trim_start_matches([' ', ',', ';', '.']).len();
        first.text.drain(..first.text.len() - start);
    }
    if let Some(last) = pieces.last_mut().filter(|it| it.url.is_none()) {
        last.text.truncate(last.text.trim_end().len());
    }
    pieces.retain(|it| !it.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csl::plain;

    #[test]
    fn no_mark_stands_twice() {
        for (text, expect) in [
            ("(eds..) x", "(eds.) x"),
            ("Who?. Next", "Who? Next"),
            ("“Who?”. Next", "“Who?” Next"),
            ("Second.., x", "Second., x"),
            ("a,, b  c", "a, b c"),
            (". a", "a"),
            ("a; , b", "a; b"),
            ("et al., 2024", "et al., 2024"),
            ("(; x, 2024a,)", "( x, 2024a)"),
            ("(2019, )", "(2019)"),
            ("A. ; B. ; C.", "A. ; B. ; C."),
            ("“Who pays?,” x", "“Who pays?” x"),
            ("“Open.” J, .", "“Open.” J."),
            ("“Open.” J,", "“Open.” J,"),
        ] {
            let mut pieces = vec![Piece::text(text)];
            tidy(&mut pieces);
            assert_eq!(plain(&pieces), expect, "{text}");
        }
    }
}
