//! Finds claims and contradictions that share an id. Pages in other languages may say the
//! same again.

use crate::diag::{Code, Diagnostic, Span};
use crate::model::Page;
use std::collections::BTreeMap;

/// A claim or contradiction that has an id.
#[derive(Clone, Copy, Debug)]
pub(in crate::cite) struct Name<'a> {
    /// The id.
    pub(in crate::cite) id: &'a str,
    /// The page it stands on.
    pub(in crate::cite) page: usize,
    /// Where it stands.
    pub(in crate::cite) span: Span,
}

/// A finding for each id that another page of its language has. Twice on one page is told
/// where anchors are.
pub(in crate::cite) fn duplicates<'a>(
    pages: &'a [Page],
    names: impl Iterator<Item = Name<'a>>,
) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, &str), Name<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for name in names {
        let face = &pages[name.page].face;
        let known = *first.entry((&face.lang, name.id)).or_insert(name);
        if known.page != name.page {
            let message = format!("the id `{}` names something on two pages", name.id);
            let finding = Diagnostic::new(Code::DuplicateClaim, message);
            let finding = finding.at(&face.file, name.span);
            let other = &pages[known.page].face.file;
            let help =
                "give one of them another id: the ledger and `contradicts` go by it";
            findings.push(finding.related(other, known.span, "first here").help(help));
        }
    }
    findings
}
