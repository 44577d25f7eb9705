//! The text being read: where it stands in its file, and in which dialect it is written.

use super::Dialect;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use std::ops::Range;

/// What stands in front of a line that is read as inline Markdown only.
pub(super) const PREFIX: &str = "x ";

/// The Markdown of one page, or one line of it.
pub(super) struct Source<'a> {
    /// The file it stands in.
    pub(super) file: &'a FilePath,
    /// The Markdown.
    pub(super) body: &'a str,
    /// Where the Markdown starts in the file.
    pub(super) base: usize,
    /// How many bytes at the start of `body` are not in the file.
    pub(super) prefix: usize,
    /// How to read it.
    pub(super) dialect: &'a Dialect,
}

impl<'a> Source<'a> {
    /// A range of the body as a span of the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| self.base.saturating_add(at.saturating_sub(self.prefix));
        Span::from(place(range.start)..place(range.end))
    }

    /// A range of the body; empty where it is not one.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.body.get(range).unwrap_or_default()
    }

    /// A finding about a range of the body.
    pub(super) fn finding(
        &self,
        code: Code,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.file, self.span(range))
    }
}
