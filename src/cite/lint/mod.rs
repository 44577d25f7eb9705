//! Checks claims as the standards of analysts ask: what is stated is supported, said in
//! the words of one yardstick, and no surer than its sources.

mod attributes;
mod names;
mod rows;
mod spoken;
mod support;
mod wording;

pub(super) use names::{Name, duplicates};

use super::claim::Claim;
use super::resolve::Read;
use crate::diag::{Code, Diagnostic};
use crate::model::Page;
use crate::model::yardstick::Yardstick;
use crate::redact::Edition;
use spoken::Lexicon;
use std::collections::{BTreeMap, BTreeSet};

/// A claim with everything that is known of it.
#[derive(Clone, Copy)]
struct Case<'a> {
    edition: &'a Edition,
    page: &'a Page,
    read: &'a Read<'a>,
    claim: &'a Claim,
}

/// Everything that is wrong with claims; `reads` and `claims` are in the same order.
pub(super) fn claims(
    edition: &Edition,
    reads: &[Read<'_>],
    claims: &[Claim],
) -> Vec<Diagnostic> {
    let pages = edition.pages();
    let case = |(read, claim): (_, _)| Case::of(edition, pages, read, claim);
    let cases: Vec<Case<'_>> = reads.iter().zip(claims).map(case).collect();
    let yardstick = &edition.settings().yardstick;
    let langs: BTreeSet<&str> = cases.iter().map(|it| it.lang()).collect();
    let lexicons = langs.into_iter().map(|it| (it, Lexicon::of(yardstick, it)));
    let lexicons: BTreeMap<&str, Lexicon<'_>> = lexicons.collect();
    let mut findings = Vec::new();
    for case in &cases {
        findings.extend(attributes::faults(*case));
        findings.extend(support::faults(*case));
        if let Some(lexicon) = lexicons.get(case.lang()) {
            findings.extend(wording::faults(*case, lexicon));
        }
    }
    findings.extend(rows::mixed(&cases, &lexicons));
    findings
}

impl<'a> Case<'a> {
    fn of(
        edition: &'a Edition,
        pages: &'a [Page],
        read: &'a Read<'a>,
        claim: &'a Claim,
    ) -> Self {
        Self { edition, page: &pages[read.page], read, claim }
    }

    fn yardstick(self) -> &'a Yardstick {
        &self.edition.settings().yardstick
    }

    fn lang(self) -> &'a str {
        &self.page.face.lang
    }

    /// The value of an attribute.
    fn said(self, key: &str) -> Option<&'a str> {
        self.read.node.get(key)
    }

    /// A finding at the claim.
    fn find(self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.page.face.file, self.claim.span)
    }
}
