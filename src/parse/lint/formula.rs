//! Finds `$$` that stayed text: a formula that does not end in its paragraph.

use super::Sheet;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Node};

/// A finding for each `$$` in the text of a page that opens a formula which never ends, or
/// ends behind a blank line. In a plain book all of them are text, which is told once.
pub(super) fn open(sheet: Sheet<'_>) -> Vec<Diagnostic> {
    let Sheet { file, text, nodes, is_plain } = sheet;
    if !text.contains('$') {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut visit = |node: &Node| {
        if matches!(node.kind, Kind::Text(_)) {
            places.extend(signs(text, node.span));
        }
        true
    };
    for node in nodes {
        node.walk(&mut visit);
    }
    places.sort();
    places.dedup();
    if is_plain {
        return as_text(file, &places).into_iter().collect();
    }
    places.chunks(2).filter_map(|it| told(file, it)).collect()
}

fn as_text(file: &FilePath, places: &[Span]) -> Option<Diagnostic> {
    let [first, _, ..] = places else { return None };
    let message = "formulas are shown as text in a plain book";
    let finding = Diagnostic::new(Code::FormulaIsText, message).at(file, *first);
    Some(finding.help("write a `book.toml` with a `[dossier]` table: dossiers set them"))
}

fn told(file: &FilePath, places: &[Span]) -> Option<Diagnostic> {
    let message = "a formula is opened and does not end in its paragraph";
    let finding = Diagnostic::new(Code::OpenFormula, message).at(file, *places.first()?);
    Some(match places.get(1) {
        Some(end) => finding
            .related(file, *end, "ends here?")
            .help("take the blank lines out of the formula, and give it a paragraph of its own"),
        None => finding
            .help("end it with `$$` before the next blank line; two signs that open nothing are written `\\$\\$`"),
    })
}

/// Where `$$` stands as it is: neither escaped nor part of a longer row.
fn signs(text: &str, span: Span) -> Vec<Span> {
    let range = span.range();
    let Some(part) = text.get(range.clone()) else { return Vec::new() };
    let is_alone = |at: &usize| {
        let (before, behind) = (&text[..range.start + at], &part[at + 2..]);
        !before.ends_with(['$', '\\']) && !behind.starts_with('$')
    };
    let found = part.match_indices("$$").map(|it| it.0).filter(is_alone);
    found.map(|at| Span::from(range.start + at..range.start + at + 2)).collect()
}
