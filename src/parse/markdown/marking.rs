//! Markings that would mark nothing, or less than their author thinks. Each of them is an
//! error: a slip never publishes.

use super::source::Source;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Node};
use pulldown_cmark::RefDefs;
use std::ops::Range;

/// Finds attributes with a marking that were left as text.
pub(super) fn find_stray(
    source: &Source<'_>,
    nodes: &[Node],
    findings: &mut Vec<Diagnostic>,
) {
    let mut strays: Vec<Span> = Vec::new();
    let mut visit = |node: &Node| {
        let text = match &node.kind {
            Kind::Text(text) | Kind::Html(text) | Kind::InlineHtml(text) => text,
            Kind::CodeBlock(it) => &it.info,
            _ => return true,
        };
        if speaks_of_marking(text) {
            strays.push(node.span);
        }
        true
    };
    for node in nodes {
        node.walk(&mut visit);
    }
    // A fence that cannot be read was told already.
    let told = |span: &Span, findings: &[Diagnostic]| {
        let place = |it: &Diagnostic| it.place.as_ref().and_then(|it| it.span);
        findings.iter().any(|it| it.code == Code::BadFence && place(it) == Some(*span))
    };
    strays.retain(|it| !told(it, findings));
    for span in strays {
        let range = source.range(span);
        let inside = braces(source.slice(range.clone()));
        let exact = inside.map(|it| range.start + it.start..range.start + it.end);
        findings.push(stray(source, &exact.unwrap_or(range)));
    }
}

/// Whether text holds what was meant as attributes with a marking.
pub(super) fn speaks_of_marking(text: &str) -> bool {
    braces(text).is_some()
}

/// Where text holds what was meant as attributes with a marking.
fn braces(text: &str) -> Option<Range<usize>> {
    let mut found = text.match_indices("marking");
    found.find_map(|(at, word)| {
        let behind = &text[at + word.len()..];
        let said = behind.trim_start().starts_with(['=', ':']);
        let open = text[..at].rfind('{').filter(|it| !text[*it..at].contains('}'))?;
        let line = behind.find('\n').unwrap_or(behind.len());
        let close = behind[..line].find('}').map_or(line, |it| it + 1);
        said.then_some(open..at + word.len() + close)
    })
}

/// What to say of a marking that marks nothing.
pub(super) fn stray(source: &Source<'_>, range: &Range<usize>) -> Diagnostic {
    let message = "a marking stands where it marks nothing";
    source.finding(Code::StrayMarking, range, message).help(
        "write `[text]{marking=\"…\"}` or put `::: {marking=\"…\"}` and `:::` around it",
    )
}

/// Tells of a marking below a list, at its margin.
pub(super) fn below_list(source: &Source<'_>, at: usize) -> Diagnostic {
    let line = source.slice(at..source.body.len()).lines().next().unwrap_or_default();
    let message = "a marking below a list marks its last item only";
    source.finding(Code::StrayMarking, &(at..at + line.trim_end().len()), message).help(
        "put `::: {marking=\"…\"}` and `:::` around the list, or write it behind the text of each item",
    )
}

/// Finds link definitions below a marking: they hold for the whole page, so text outside
/// would show where they lead.
pub(super) fn find_definitions(
    source: &Source<'_>,
    nodes: &[Node],
    definitions: &RefDefs<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    for (label, definition) in definitions.iter() {
        let span = source.span(&definition.span);
        if is_marked(nodes, span) {
            let message = format!("the link definition `{label}` stands below a marking");
            let finding = Diagnostic::new(Code::MarkedDefinition, message);
            findings.push(finding.at(source.file, span).help(
                "it holds for the whole page: write `[text](target)` where it is used, \
                 or move it to where nothing is marked",
            ));
        }
    }
}

/// Whether a place lies in a marked block or in the section of a marked heading.
fn is_marked(nodes: &[Node], place: Span) -> bool {
    let mut section = None;
    for node in nodes {
        let marked = node.attributes.as_ref().is_some_and(|it| it.marking.is_some());
        if node.span.start <= place.start && place.end <= node.span.end {
            return section.is_some() || marked || is_marked(&node.children, place);
        }
        if node.span.start > place.start {
            break;
        }
        if let Kind::Heading(level) = node.kind {
            section = section.filter(|it| level > *it);
            section = section.or(marked.then_some(level));
        }
    }
    section.is_some()
}
