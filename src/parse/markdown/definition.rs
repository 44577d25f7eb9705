//! Link definitions that were meant as citations: `[@key]: …` at the start of a line makes
//! a link of every `[@key]`.

use super::source::Source;
use crate::diag::{Code, Diagnostic};
use pulldown_cmark::RefDefs;

/// Finds the definitions whose label is a citation.
pub(super) fn find_citations(
    source: &Source<'_>,
    definitions: &RefDefs<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    if !source.dialect.dossier {
        return;
    }
    for (label, definition) in definitions.iter() {
        if label.starts_with('@') || label.starts_with("-@") {
            let message = format!("`[{label}]:` defines a link and cites nothing");
            let help =
                format!("put something in front of the citation, or write `[{label}] :`");
            let range = &definition.span;
            let finding = source.finding(Code::CitationDefinition, range, message);
            findings.push(finding.help(help));
        }
    }
}
