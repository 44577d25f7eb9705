//! Edits of one text: ranges are deleted or become other words, and every place of the new
//! text still knows where it stood in the old one.

use crate::diag::Span;
use std::ops::Range;

/// What happens to a range of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where.
    pub(super) range: Range<usize>,
    /// How.
    pub(super) how: How,
}

/// How a range of a text is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Blocks go with their lines; the number is the place of what follows in the same
    /// list item, if something does. `apart` keeps an empty line between neighbours.
    Lines {
        /// Where the next block starts.
        next: Option<usize>,
        /// Whether what stands around must not grow together.
        apart: bool,
    },
    /// An item goes with its lines and the empty ones that part it from the next one; the
    /// last one with those that part it from the one before.
    Item {
        /// Where the next item starts.
        next: Option<usize>,
    },
    /// Words go with the blanks that would be too many without them.
    Words {
        /// Whether nothing stands before them in what is around them.
        first: bool,
        /// Whether nothing stands behind them there.
        last: bool,
    },
    /// Exactly this goes.
    Exactly,
    /// Other words take their place.
    Become(String),
}

/// What an edited text was, byte for byte: parts that were deleted, in places of the new
/// text.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    /// Ascending: the place in the new text, the place in the old one from there on.
    steps: Vec<(usize, usize)>,
    /// What is gone, in places of the old text.
    pub(super) gone: Vec<Range<usize>>,
}

impl Trace {
    /// Where a place of the new text stood in the old one.
    pub(super) fn origin(&self, at: usize) -> usize {
        let behind = self.steps.partition_point(|(new, _)| *new <= at);
        let Some((new, old)) = behind.checked_sub(1).and_then(|it| self.steps.get(it))
        else {
            return at;
        };
        old + (at - new)
    }

    /// The same of a span.
    pub(super) fn origin_of(&self, span: Span) -> Span {
        let start = self.origin(span.start as usize);
        let last = span.end.saturating_sub(1).max(span.start);
        let end = self.origin(last as usize) + usize::from(span.end > span.start);
        Span::from(start..end.max(start))
    }
}

/// Carries edits out. Of edits within each other the outer one counts.
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> (String, Trace) {
    edits.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
    let mut writer = Writer {
        text,
        out: String::with_capacity(text.len()),
        at: 0,
        trace: Trace::default(),
    };
    for edit in edits {
        let end = edit.range.end.min(text.len());
        let start = edit.range.start.max(writer.at);
        if start < end && text.is_char_boundary(start) && text.is_char_boundary(end) {
            writer.edit(start..end, edit.how);
        }
    }
    writer.copy_to(text.len());
    (writer.out, writer.trace)
}

struct Writer<'a> {
    text: &'a str,
    out: String,
    at: usize,
    trace: Trace,
}

impl Writer<'_> {
    fn edit(&mut self, range: Range<usize>, how: How) {
        match how {
            How::Lines { next, apart } => self.lines(range, next, apart),
            How::Item { next } => self.item(range, next),
            How::Words { first, last } => self.words(range, (first, last)),
            How::Exactly => {
                self.copy_to(range.start);
                self.skip_to(range.end);
            }
            How::Become(words) => {
                self.copy_to(range.start);
                self.out.push_str(&words);
                self.skip_to(range.end);
            }
        }
    }

    /// Copies the text up to a place.
    fn copy_to(&mut self, to: usize) {
        if to > self.at {
            self.out.push_str(&self.text[self.at..to]);
            self.at = to;
        }
    }

    /// Leaves the text up to a place out.
    fn skip_to(&mut self, to: usize) {
        if to > self.at {
            self.trace.gone.push(self.at..to);
            self.at = to;
        }
        self.step();
    }

    /// From here on the new text stands somewhere else than the old one.
    fn step(&mut self) {
        self.trace.steps.push((self.out.len(), self.at));
    }

    /// Takes back what was written last.
    fn truncate(&mut self, to: usize) {
        if to < self.out.len() {
            self.out.truncate(to);
            while self.trace.steps.last().is_some_and(|(new, _)| *new > to) {
                self.trace.steps.pop();
            }
            self.step();
        }
    }

    /// The start of the last line that was written.
    fn line(&self) -> usize {
        self.out.rfind('\n').map_or(0, |it| it + 1)
    }

    fn lines(&mut self, range: Range<usize>, next: Option<usize>, apart: bool) {
        self.copy_to(range.start);
        let line = self.line();
        let before = &self.out[line..];
        if !before.chars().all(is_frame) {
            // The mark of a list item stands before it: what follows takes its place.
            let end = next.unwrap_or_else(|| self.line_end(range.end, false));
            return self.skip_to(end);
        }
        let alone = before.trim().is_empty();
        self.truncate(line);
        self.skip_to(self.line_end(range.end, true));
        let above = self.out.trim_end_matches('\n');
        let grows = self.out.len() - above.len() < 2 && !above.is_empty();
        let rest = &self.text[self.at..];
        let joins = grows && !rest.is_empty() && !rest.starts_with(['\n', '\r']);
        if apart && alone && joins {
            self.out.push('\n');
            self.step();
        }
    }

    fn item(&mut self, range: Range<usize>, next: Option<usize>) {
        self.copy_to(range.start);
        let line = self.line();
        if !self.out[line..].chars().all(is_frame) {
            return self.lines(range, next, false);
        }
        self.truncate(line);
        if let Some(next) = next {
            let above = self.text[..next].rfind('\n').map_or(0, |it| it + 1);
            return self.skip_to(above);
        }
        self.skip_to(self.line_end(range.end, true));
        while let Some(above) = self.out.strip_suffix('\n')
            && let line = above.rfind('\n').map_or(0, |it| it + 1)
            && above[line..].chars().all(|it| is_frame(it) || it == '\r')
        {
            self.truncate(line);
        }
    }

    /// The end of the line in which a block ends; `whole` takes its line break along.
    fn line_end(&self, end: usize, whole: bool) -> usize {
        let block = without_frames(&self.text[self.at..end]);
        let end = self.at + block.len();
        let rest = &self.text[end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        match rest[blank..].chars().next() {
            Some('\n') => end + blank + usize::from(whole),
            Some('\r') => {
                let both = 1 + usize::from(rest[blank + 1..].starts_with('\n'));
                end + blank + if whole { both } else { 0 }
            }
            None => end + blank,
            Some(_) => end,
        }
    }

    fn words(&mut self, range: Range<usize>, (first, last): (bool, bool)) {
        self.copy_to(range.start);
        self.skip_to(range.end);
        let line = self.line();
        let starts = self.out[line..].chars().all(is_frame) || is_mark(&self.out[line..]);
        let blank = self.out.ends_with([' ', '\t']);
        let rest = &self.text[self.at..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let behind = rest[blanks..].chars().next();
        let ends = matches!(behind, None | Some('\n' | '\r'));
        if ends && starts {
            return self.line_without_words(line, blanks);
        }
        if ends || last {
            self.truncate(line + self.out[line..].trim_end_matches([' ', '\t']).len());
        }
        if ends || first || starts || blank {
            self.skip_to(self.at + blanks);
        }
    }

    /// Nothing else stands in this line.
    fn line_without_words(&mut self, line: usize, blanks: usize) {
        let rest = &self.text[self.at + blanks..];
        let newline = match rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        if self.out[line..].chars().all(is_frame) {
            self.truncate(line);
            self.skip_to(self.at + blanks + newline);
        } else {
            // Behind the mark of an item the next line takes its place.
            let next = &rest[newline..];
            let indent = next.len() - next.trim_start_matches([' ', '\t', '>']).len();
            self.skip_to(self.at + blanks + newline + indent);
        }
    }
}

/// A block without empty lines at its end, also those of the quotes that it stands in:
/// they part what stands around it.
fn without_frames(block: &str) -> &str {
    let mut left = block.trim_end();
    while let Some((above, last)) = left.rsplit_once('\n')
        && last.chars().all(is_frame)
    {
        left = above.trim_end();
    }
    left
}

/// What stands before the text of a line in quotes and items.
fn is_frame(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>')
}

/// Whether a line holds the mark of a list item and nothing else.
fn is_mark(line: &str) -> bool {
    let mark = line.trim_matches(is_frame);
    let number = mark.trim_end_matches(['.', ')']);
    let numbered = number.len() + 1 == mark.len()
        && !number.is_empty()
        && number.bytes().all(|it| it.is_ascii_digit());
    matches!(mark, "-" | "*" | "+" | ":") || numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, edits: &[(&str, How)], expect: &str) {
        let edit = |(part, how): &(&str, How)| {
            let start = text.find(part).unwrap();
            Edit { range: start..start + part.len(), how: how.clone() }
        };
        let (out, trace) = apply(text, edits.iter().map(edit).collect());
        assert_eq!(out, expect);
        for (at, c) in out.char_indices() {
            let there = text[trace.origin(at)..].chars().next();
            assert!(there == Some(c) || c == '\n' || c.is_alphabetic(), "{at} {c}");
        }
    }

    const WORDS: How = How::Words { first: false, last: false };
    const LINES: How = How::Lines { next: None, apart: true };

    #[test]
    fn words_take_the_blanks_along_that_would_be_too_many() {
        check("a [x] b", &[("[x]", WORDS)], "a b");
        check("a [x]", &[("[x]", WORDS)], "a");
        check("a [x].\n", &[("[x]", WORDS)], "a .\n");
        check("[x] b", &[("[x]", WORDS)], "b");
        check("a [x] [y] b", &[("[x]", WORDS), ("[y]", WORDS)], "a b");
        check("a [x] [y]\nb", &[("[x]", WORDS), ("[y]", WORDS)], "a\nb");
        check("a\n[x]\nb", &[("[x]", WORDS)], "a\nb");
        check("> a\n> [x]\n> b", &[("[x]", WORDS)], "> a\n> b");
        check("- [x]\n  b", &[("[x]", WORDS)], "- b");
        let first = How::Words { first: true, last: false };
        check("*[x] b*", &[("[x]", first)], "*b*");
        let last = How::Words { first: false, last: true };
        check("*a [x]* c", &[("[x]", last)], "*a* c");
    }

    #[test]
    fn blocks_take_their_lines_along() {
        check("a\n\nxx\nx\n\nb", &[("xx\nx", LINES)], "a\n\n\nb");
        check("a\n::: x\n:::\nb", &[("::: x\n:::", LINES)], "a\n\nb");
        check("> a\n>\n> xx\n>\n> b", &[("xx", LINES)], "> a\n>\n>\n> b");
        let next = How::Lines { next: Some(8), apart: true };
        check("- xx\n\n  b", &[("xx", next)], "- b");
    }

    #[test]
    fn items_take_along_the_empty_lines_that_part_them_from_others() {
        let next = |at| How::Item { next: Some(at) };
        let last = || How::Item { next: None };
        check("- a\n- xx\n- b\n", &[("- xx", next(9))], "- a\n- b\n");
        check("- a\n\n- xx\n\n- b\n", &[("- xx", next(11))], "- a\n\n- b\n");
        check("- a\n  - xx\n\n  - b\n", &[("- xx", next(14))], "- a\n  - b\n");
        check("- a\n  - b\n\n  - xx\n- c\n", &[("- xx", last())], "- a\n  - b\n- c\n");
        check("- a\n\n- xx\n\nb", &[("- xx", last())], "- a\n\nb");
        check("> - a\n>\n> - xx\n>\n> b", &[("- xx\n>", last())], "> - a\n>\n> b");
        let two = [("- xx", next(11)), ("- yy", last())];
        check("- a\n\n- xx\n\n- yy\n", &two, "- a\n");
    }

    #[test]
    fn the_outer_edit_counts() {
        check("a [b [c] d] e", &[("[c]", WORDS), ("[b [c] d]", WORDS)], "a e");
        let other = How::Become("X".to_owned());
        check("a [b](c) e", &[("[b](c)", other)], "a X e");
    }
}
