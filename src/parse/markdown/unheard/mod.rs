//! Labels that stand where somebody may think that they mark something: as a class, in
//! braces or in a tag, alone in a paragraph or a heading, in front of a text, in a comment.
//! Only `marking` marks, so each of them is an error.

mod front;
mod words;

pub(super) use words::{holds, in_comments, is_short};

use super::MAX_FINDINGS;
use super::marking::stray;
use super::source::Source;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Marking, Node, Scheme};
use front::{in_alert, in_front, in_title, is_alone, is_banner};
use std::ops::Range;

/// Attributes in which a label is a word like any other.
const SPOKEN: [&str; 4] = ["alt", "title", "label", "caption"];

/// Whether a class is a label, or `marking` itself.
pub(super) fn is_class(source: &Source<'_>, class: &str) -> bool {
    let is_word = || class.eq_ignore_ascii_case("marking") || is_label(source, class);
    let is_named = || source.dialect.scheme.named(class).is_some();
    source.dialect.dossier && (source.has_markings && is_word() || is_named())
}

/// Whether an id is a label, to the letter and with its sign: `#tlp-red` may well name a
/// heading.
pub(super) fn is_id(source: &Source<'_>, id: &str) -> bool {
    id.contains(':') && source.dialect.dossier && is_label(source, id)
}

/// Whether a label is the value of another key than `marking`.
pub(super) fn is_value(source: &Source<'_>, key: &str, value: &str) -> bool {
    !SPOKEN.contains(&key) && source.dialect.dossier && is_label(source, value)
}

fn is_label(source: &Source<'_>, text: &str) -> bool {
    schemes(source).any(|it| it.is_label(text))
}

/// The scheme of the dossier; where that has labels of its own, those of TLP mark nothing
/// either.
fn schemes<'s>(source: &Source<'s>) -> impl Iterator<Item = &'s Scheme> {
    let own = &source.dialect.scheme;
    std::iter::once(own).chain((!own.is_tlp()).then(Scheme::tlp))
}

/// Tells of a label in the place of a class; what it was to mark counts as the highest.
pub(super) fn tell(
    source: &Source<'_>,
    range: &Range<usize>,
    said: &str,
    findings: &mut Vec<Diagnostic>,
) -> Marking {
    let scheme = &source.dialect.scheme;
    let meant = scheme.meant(said).unwrap_or_else(|| scheme.highest());
    let message = format!("`{said}` stands where it marks nothing");
    let help = format!("write `{{marking=\"{meant}\"}}`");
    findings.push(source.finding(Code::BadMarking, range, message).help(help));
    scheme.highest()
}

/// Finds labels that were left as text.
pub(super) fn find(source: &Source<'_>, nodes: &[Node], findings: &mut Vec<Diagnostic>) {
    if !source.dialect.dossier {
        return;
    }
    let mut found = Vec::new();
    let mut visit = |node: &Node| {
        found.extend(unheard(source, node));
        true
    };
    for node in nodes {
        node.walk(&mut visit);
    }
    found.truncate(MAX_FINDINGS);
    let told = spans(findings);
    for range in found {
        let span = source.span(&range);
        if !told.iter().any(|it| it.start < span.end && span.start < it.end) {
            findings.push(stray(source, &range));
        }
    }
}

/// Where markings were found that mark nothing.
fn spans(findings: &[Diagnostic]) -> Vec<Span> {
    const TOLD: [Code; 3] = [Code::StrayMarking, Code::BadFence, Code::BadMarking];
    let told = findings.iter().filter(|it| TOLD.contains(&it.code)).take(MAX_FINDINGS);
    told.filter_map(|it| it.place.as_ref()?.span).collect()
}

/// Where a node of its own shows a label that marks nothing.
fn unheard(source: &Source<'_>, node: &Node) -> Option<Range<usize>> {
    let range = source.range(node.span);
    let part = match &node.kind {
        Kind::Text(text) => words::in_text(source, text)?,
        Kind::Html(text) | Kind::InlineHtml(text) => words::in_tags(source, text)?,
        Kind::CodeBlock(it) if holds(source, &it.info) => &it.info,
        Kind::Paragraph if is_alone(source, node) => return Some(range),
        Kind::Heading(_) if is_banner(source, node) => return Some(range),
        Kind::Span | Kind::Row if marks_nothing(source, node) => return Some(range),
        Kind::Heading(1) => in_title(source, node)?,
        Kind::Alert(_) => in_alert(source, node.children.first()?)?,
        Kind::Paragraph
        | Kind::Heading(_)
        | Kind::Item(_)
        | Kind::Term
        | Kind::Definition => in_front(source, node)?,
        _ => return None,
    };
    let at = source.slice(range.clone()).find(part);
    Some(at.map_or(range.clone(), |at| range.start + at..range.start + at + part.len()))
}

/// Whether a marking is that of nothing its author can have meant: of blanks (`[ ]{…}`), of
/// the word of an alert (`[!NOTE]{…}`), of a line below a table that is no row.
fn marks_nothing(source: &Source<'_>, node: &Node) -> bool {
    let is_marked = node.attributes.as_ref().is_some_and(|it| it.marking.is_some());
    let is_line = || !source.slice(source.range(node.span)).contains('|');
    let is_empty = |text: &str| text.trim().is_empty() || text.starts_with('!');
    let is_text = || node.children.iter().all(|it| matches!(it.kind, Kind::Text(_)));
    is_marked
        && match node.kind {
            Kind::Row => is_line(),
            _ => is_text() && is_empty(&node.text()),
        }
}
