//! Puts the claims and contradictions of all pages together: where their support has its
//! origin, who contradicts whom, what is wrong with them.

use super::claim::{self, Claim, Claims, Origins};
use super::dispute::{self, Contradictions, Found, Opponent, oppose};
use super::lint::Name;
use super::resolve::{Read, Statements};
use super::{Known, Stance, lint};
use crate::diag::Diagnostic;
use crate::model::node::Kind;
use crate::model::outline::reading_order;
use crate::redact::Edition;
use std::collections::BTreeSet;

/// Every claim and contradiction, in reading order, and the findings; `statements` are by
/// page.
pub(super) fn assemble(
    edition: &Edition,
    known: &Known<'_>,
    mut statements: Vec<Statements<'_>>,
) -> (Claims, Contradictions, Vec<Diagnostic>) {
    let (pages, main) = (edition.pages(), &edition.settings().language);
    let (mut reads, mut found) = (Vec::new(), Vec::new());
    if statements.iter().any(|it| !it.is_empty()) {
        for page in reading_order(pages, edition.outline(), main) {
            reads.append(&mut statements[page].claims);
            found.append(&mut statements[page].contradictions);
        }
    }
    let (opponents, mut findings) = oppose(pages, &reads, &found);
    let mut origins = Origins::of(edition);
    let claims: Vec<Claim> = reads
        .iter()
        .zip(opponents)
        .map(|(read, opponents)| {
            let is_disputed = is_disputed(read, &opponents, &reads, &found);
            claim(edition, read, (opponents, is_disputed), &mut origins)
        })
        .collect();
    findings.extend(lint::duplicates(pages, names(&reads, &found)));
    findings.extend(lint::claims(edition, &reads, &claims));
    findings.extend(reads.iter().filter_map(|it| {
        dispute::unknown((edition, known), it.page, it.node, resolved_by(it)?)
    }));
    findings.extend(found.iter().flat_map(|it| dispute::faults(edition, known, it)));
    let contradictions: Vec<_> = found.into_iter().map(|it| it.made).collect();
    (Claims::of(claims), Contradictions::of(contradictions), findings)
}

/// The ids that authors gave, claims first.
fn names<'a>(
    reads: &'a [Read<'a>],
    found: &'a [Found<'a>],
) -> impl Iterator<Item = Name<'a>> {
    let claims = reads.iter().filter_map(|it| {
        Some(Name { id: it.node.id()?, page: it.page, span: it.node.span })
    });
    let contradictions = found.iter().filter_map(|it| {
        Some(Name { id: it.node.id()?, page: it.made.page, span: it.made.span })
    });
    claims.chain(contradictions)
}

fn claim<'a>(
    edition: &'a Edition,
    read: &Read<'_>,
    (opponents, is_disputed): (BTreeSet<Opponent>, bool),
    origins: &mut Origins<'a>,
) -> Claim {
    let node = read.node;
    let lang = &edition.pages()[read.page].face.lang;
    let supports = read.citations.iter().filter(|it| it.stance == Stance::Supports);
    Claim {
        page: read.page,
        id: read.id.clone(),
        span: node.span,
        is_block: matches!(node.kind, Kind::Div),
        text: read.text.clone(),
        marking: read.marking,
        likelihood: claim::likelihood(node, &edition.settings().yardstick, lang),
        confidence: claim::confidence(node),
        credibility: claim::credibility(node),
        origins: origins.roots(supports.map(|it| it.key.as_str())),
        citations: read.citations.clone(),
        opponents: opponents.into_iter().collect(),
        resolved_by: resolved_by(read).map(str::to_owned),
        is_disputed,
    }
}

fn resolved_by<'a>(read: &Read<'a>) -> Option<&'a str> {
    read.node.get("resolved-by").map(dispute::key)
}

/// Whether somebody disputes a claim and nothing settles it.
fn is_disputed(
    read: &Read<'_>,
    opponents: &BTreeSet<Opponent>,
    reads: &[Read<'_>],
    found: &[Found<'_>],
) -> bool {
    let disputed = read.citations.iter().any(|it| it.stance == Stance::Disputes);
    let open = |opponent: &Opponent| match opponent {
        Opponent::Claim(other) => resolved_by(&reads[*other]).is_none(),
        Opponent::Contradiction(other) => found[*other].made.is_open,
    };
    resolved_by(read).is_none() && (disputed || opponents.iter().any(open))
}
