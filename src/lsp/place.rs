//! Files and places as the protocol names them: URIs, lines and columns in UTF-16.

use crate::base::FilePath;
use crate::build::Known;
use crate::diag::{Lines, Position, Span, Unit};
use lsp_types as lsp;
use std::path::{Path, PathBuf};

/// The path that a URI names, if it is one of the disk.
pub(super) fn path(uri: &lsp::Uri) -> Option<PathBuf> {
    url::Url::parse(uri.as_str()).ok()?.to_file_path().ok()
}

/// The URI of a path.
pub(super) fn uri(path: &Path) -> Option<lsp::Uri> {
    url::Url::from_file_path(path).ok()?.as_str().parse().ok()
}

/// The range of a span.
pub(super) fn range(lines: &Lines<'_>, span: Span) -> lsp::Range {
    let at = |byte: u32| position(lines, byte as usize);
    lsp::Range { start: at(span.start), end: at(span.end.max(span.start)) }
}

/// The position of a byte.
pub(super) fn position(lines: &Lines<'_>, byte: usize) -> lsp::Position {
    let narrow = |it| u32::try_from(it).unwrap_or(u32::MAX);
    let Position { line, column } = lines.position(byte, Unit::Utf16);
    lsp::Position { line: narrow(line), character: narrow(column) }
}

/// The byte at a position.
pub(super) fn byte(lines: &Lines<'_>, at: lsp::Position) -> usize {
    let (line, column) = (at.line as usize, at.character as usize);
    lines.byte(Position { line, column }, Unit::Utf16)
}

/// A place in a file of a dossier.
pub(super) fn location(
    root: &Path,
    known: &Known,
    file: &FilePath,
    span: Span,
) -> Option<lsp::Location> {
    let text = known.texts.get(file)?;
    let lines = Lines::of(text);
    // The end of a line belongs to no name.
    let words = text.get(span.range()).map_or(0, |it| it.trim_end().len());
    let span = Span::from(span.start as usize..span.start as usize + words);
    let uri = uri(&root.join(file.as_str()))?;
    Some(lsp::Location { uri, range: range(&lines, span) })
}
