//! Checks the events of a timeline: every one has a date and a source.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Date, Kind, Node};

/// Checks every node of class `event`.
pub(super) fn check(file: &FilePath, text: &str, nodes: &[Node]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut visit = |node: &Node| {
        if node.has_class("event") {
            findings.extend(fault(file, text, node));
            findings.extend(unsourced(file, text, node));
        }
        true
    };
    for node in nodes {
        node.walk(&mut visit);
    }
    findings
}

fn fault(file: &FilePath, text: &str, node: &Node) -> Option<Diagnostic> {
    let (message, span) = match node.get("date") {
        None => ("an event needs a `date`".to_owned(), first_line(text, node.span)),
        Some(date) => (date.parse::<Date>().err()?, place_of(text, node.span, date)),
    };
    let help = "write it so: `::: {.event date=2024-02-16}`";
    Some(Diagnostic::new(Code::BadDate, message).at(file, span).help(help))
}

/// An event of the timeline that cites nothing.
fn unsourced(file: &FilePath, text: &str, node: &Node) -> Option<Diagnostic> {
    let mut is_cited = !matches!(node.kind, Kind::Div);
    node.walk(&mut |it| {
        is_cited |= matches!(it.kind, Kind::Cite(_));
        !is_cited
    });
    let finding = Diagnostic::new(Code::UnsourcedEvent, "the event has no source");
    let finding = finding.at(file, first_line(text, node.span));
    (!is_cited).then(|| finding.help("cite it in the text of the event: `[@key, p. 3]`"))
}

/// Where an attribute's value stands; spans of attributes are not kept.
fn place_of(text: &str, span: Span, value: &str) -> Span {
    let inside = text.get(span.range()).unwrap_or_default();
    let found = inside.match_indices("date").find_map(|(at, _)| {
        let behind = inside.get(at + 4..)?.trim_start_matches(['=', '"', '\'', ' ']);
        behind.starts_with(value).then(|| inside.len() - behind.len())
    });
    match found.filter(|_| !value.is_empty()) {
        Some(at) => {
            let start = span.start as usize + at;
            Span::from(start..start + value.len())
        }
        None => first_line(text, span),
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let inside = text.get(span.range()).unwrap_or_default();
    let line = inside.lines().next().map_or(0, str::len);
    let start = span.start as usize;
    Span::from(start..start + line)
}
