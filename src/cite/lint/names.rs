//! Finds claims that share an id. Pages in other languages may say the same again.

use super::Case;
use crate::diag::{Code, Diagnostic};
use std::collections::BTreeMap;

/// A finding for each claim whose id another page of its language has. Twice on one page
/// is told where anchors are.
pub(super) fn duplicates(cases: &[Case<'_>]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, &str), Case<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for case in cases.iter().filter(|it| it.read.node.id().is_some()) {
        let key = (case.lang(), case.claim.id.as_str());
        let known = *first.entry(key).or_insert(*case);
        if known.claim.page != case.claim.page {
            let message = format!("the claim `{}` stands on two pages", case.claim.id);
            let finding = case.find(Code::DuplicateClaim, message);
            let (file, span) = (&known.page.face.file, known.claim.span);
            let help =
                "give one of them another id: the ledger and `contradicts` go by it";
            findings.push(finding.related(file, span, "first here").help(help));
        }
    }
    findings
}
