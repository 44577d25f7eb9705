//! Finds the comments that allow findings: `<!-- dossier-allow CODE: reason -->` in
//! Markdown, `# dossier-allow CODE: reason` in YAML, TOML and front matter.

mod hash;
mod html;

pub(crate) use hash::in_lines;
pub(crate) use html::{in_page, without};

use crate::base::FilePath;
use crate::diag::{Allow, Diagnostic, Span};
use std::ops::Range;

/// The comments of a file, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allows {
    /// The comments that can be followed.
    pub(crate) all: Vec<Allow>,
    /// What is wrong with the others.
    pub(crate) findings: Vec<Diagnostic>,
}

/// A comment as it stands in a file.
struct Comment<'a> {
    /// Where it stands.
    at: Range<usize>,
    /// What it says behind its first word.
    said: &'a str,
    /// Where it holds.
    scopes: Vec<Range<usize>>,
    /// Whether it holds for the file as a whole, too.
    is_for_file: bool,
}

impl Allows {
    fn take(&mut self, file: &FilePath, text: &str, comment: Comment<'_>) {
        let goes = Span::from(with_line(text, &comment.at));
        let span = Span::from(comment.at);
        match Allow::read(comment.said) {
            Ok(code) => {
                let scopes = comment.scopes.into_iter().map(Span::from).collect();
                let (file, is_for_file) = (file.clone(), comment.is_for_file);
                self.all.push(Allow { file, span, goes, code, scopes, is_for_file });
            }
            Err(finding) => self.findings.push(finding.at(file, span)),
        }
    }
}

/// The line around a place, without its end.
fn line(text: &str, at: &Range<usize>) -> Range<usize> {
    let start = text.get(..at.start).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let rest = text.get(at.end..).unwrap_or_default();
    start..at.end + rest.find('\n').unwrap_or(rest.len())
}

/// A comment with the blanks in front of it; with its lines if nothing else stands there.
fn with_line(text: &str, at: &Range<usize>) -> Range<usize> {
    let line = line(text, at);
    let before = text.get(line.start..at.start).unwrap_or_default();
    let behind = text.get(at.end..line.end).unwrap_or_default();
    if !before.trim().is_empty() || !behind.trim().is_empty() {
        return at.start - (before.len() - before.trim_end().len())..at.end;
    }
    let end = text.get(line.end..).is_some_and(|it| it.starts_with('\n'));
    line.start..line.end + usize::from(end)
}
