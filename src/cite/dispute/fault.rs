//! Says what is wrong with a contradiction.

use super::find::{Found, items};
use crate::cite::Known;
use crate::cite::claim::cited_in;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Node;
use crate::redact::Edition;

const HELP: &str =
    "write a list with one item for each position: `- 577: BBC News [@key]`";

/// What is wrong with one contradiction.
pub(in crate::cite) fn faults(
    edition: &Edition,
    known: &Known<'_>,
    found: &Found<'_>,
) -> Vec<Diagnostic> {
    let (node, made) = (found.node, &found.made);
    let page = &edition.pages()[made.page];
    let mut findings = Vec::new();
    let mut say = |span: Span, message: String, help: &str| {
        let finding = Diagnostic::new(Code::BadContradiction, message);
        findings.push(finding.at(&page.face.file, span).help(help));
    };
    match made.positions.len() {
        0 => say(node.span, "a contradiction has no list of positions".to_owned(), HELP),
        1 => say(node.span, lone(edition), HELP),
        _ => {}
    }
    for (item, position) in items(node).zip(&made.positions) {
        // A key that no source has is told as such.
        if position.citations.is_empty() && cited_in(&item.children).is_empty() {
            let message =
                format!("nothing is cited for the position `{}`", position.value);
            say(item.span, message, "cite the source that says so, in the same item");
        }
    }
    if made.topic.is_empty() {
        let help = "say what is at issue: `::: {.contradiction #id topic=\"…\"}`";
        say(node.span, "a contradiction has no topic".to_owned(), help);
    }
    match node.get("status") {
        Some("open") | None => {}
        Some("resolved") if made.reading.is_some() || made.resolved_by.is_some() => {}
        Some("resolved") => {
            let help =
                "add a paragraph `Reading: …`, or name a source with `resolved-by`";
            say(node.span, "nothing says how it is resolved".to_owned(), help);
        }
        Some(other) => {
            let message = format!("`{other}` is not the status of a contradiction");
            say(node.span, message, "it is `open` or `resolved`");
        }
    }
    let settles = made.resolved_by.as_deref();
    findings
        .extend(settles.and_then(|key| unknown((edition, known), made.page, node, key)));
    findings
}

/// In an edition that something was cut from the others may be gone.
fn lone(edition: &Edition) -> String {
    let message = "a contradiction has one position only";
    match &edition.audience().name {
        Some(name) => format!("{message} in the edition `{name}`"),
        None => message.to_owned(),
    }
}

/// A finding, if no source has the key in `resolved-by`.
pub(in crate::cite) fn unknown(
    (edition, known): (&Edition, &Known<'_>),
    page: usize,
    node: &Node,
    key: &str,
) -> Option<Diagnostic> {
    if known.place(key).is_some() {
        return None;
    }
    let message = format!("no source has the key `{key}`");
    let finding = Diagnostic::new(Code::UnknownSource, message);
    let finding = finding.at(&edition.pages()[page].face.file, node.span);
    Some(finding.did_you_mean(known.near(key)))
}
