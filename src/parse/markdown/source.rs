//! The text being read: where it stands in its file, and in which dialect it is written.

use super::Dialect;
use super::run::trim;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Node, Scheme};
use std::ops::Range;

/// What stands in front of a line that is read as inline Markdown only.
pub(super) const PREFIX: &str = "x ";

/// The Markdown of one page, or one line of it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The file it stands in.
    pub(super) file: &'a FilePath,
    /// The Markdown.
    pub(super) body: &'a str,
    /// How to read it.
    pub(super) dialect: &'a Dialect,
    /// Whether a marking may be said anywhere.
    pub(super) has_markings: bool,
    /// Where the Markdown starts in the file.
    base: usize,
    /// How many bytes at the start of `body` are not in the file.
    prefix: usize,
    /// Tags that stand for comments, in order.
    comments: &'a [Range<usize>],
}

impl<'a> Source<'a> {
    /// Markdown that starts at byte `base` of its file.
    pub(super) fn new(
        file: &'a FilePath,
        body: &'a str,
        base: usize,
        dialect: &'a Dialect,
    ) -> Self {
        let has_markings = may_be_marked(body, dialect);
        Self { file, body, dialect, has_markings, base, prefix: 0, comments: &[] }
    }

    /// The same, with [`PREFIX`] in front of it.
    pub(super) fn behind_prefix(self) -> Self {
        Self { prefix: PREFIX.len(), ..self }
    }

    /// The same, with tags in the place of comments.
    pub(super) fn without(self, comments: &'a [Range<usize>]) -> Self {
        Self { comments, ..self }
    }

    /// Whether a tag stands for a comment.
    pub(super) fn is_comment(&self, tag: &Range<usize>) -> bool {
        self.comments.binary_search_by_key(&tag.start, |it| it.start).is_ok()
    }

    /// The first byte that stands in the file.
    pub(super) fn start(&self) -> usize {
        self.prefix
    }

    /// A range of the body as a span of the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| self.base.saturating_add(at.saturating_sub(self.prefix));
        Span::from(place(range.start)..place(range.end))
    }

    /// A span of the file as a range of the body.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let place = |at: u32| (at as usize).saturating_sub(self.base) + self.prefix;
        place(span.start)..place(span.end)
    }

    /// Where a part of a text stands that has this span, rather from byte `from` of it on; the
    /// span itself if the part is written in another way.
    pub(super) fn place(&self, part: &str, span: Span, from: usize) -> Span {
        let range = self.range(span);
        let written = self.slice(range.clone());
        let is_there = written.get(from..).is_some_and(|it| it.starts_with(part));
        let at = if is_there { Some(from) } else { written.find(part) };
        at.map_or(span, |at| {
            let start = range.start + at;
            self.span(&(start..start + part.len()))
        })
    }

    /// A range of the body; empty where it is not one.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.body.get(range).unwrap_or_default()
    }

    /// The byte at a place.
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.body.as_bytes().get(at).copied()
    }

    /// The character in front of a place.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.body.get(..at)?.chars().next_back()
    }

    /// The character at a place.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.body.get(at..)?.chars().next()
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

/// Takes [`PREFIX`] off the nodes that were read behind it.
pub(super) fn take_prefix(nodes: &mut Vec<Node>) {
    let Some(first) = nodes.first_mut() else { return };
    let Kind::Text(text) = &mut first.kind else { return };
    *text = text.strip_prefix('x').unwrap_or(text).into();
    if text.is_empty() {
        nodes.remove(0);
    }
    trim(nodes);
}

/// Whether a text may say a marking or hold a label; cheap.
fn may_be_marked(text: &str, dialect: &Dialect) -> bool {
    let scheme = &dialect.scheme;
    let has_label = || {
        scheme.may_stand_in(text) || !scheme.is_tlp() && Scheme::tlp().may_stand_in(text)
    };
    ["marking", "Marking", "MARKING"].iter().any(|it| text.contains(it))
        || dialect.dossier && has_label()
}
