//! Disputes as opinions: of sources on claims, and of the dossier on contradictions.

use super::OfPage;
use super::maker::Maker;
use super::{note, reference, report};
use crate::cite::{CitedItem, Claim, Contradiction};

/// The opinions: on each disputed claim, then on each contradiction.
pub(super) fn opinions(maker: &Maker<'_>) -> Vec<OfPage> {
    let claims = maker.references.claims().iter();
    let told = claims.filter(|it| maker.edition.is_original(it.page));
    let told = told.filter(|it| !it.text.trim().is_empty());
    let disputed = told.filter(|it| it.disputing().next().is_some());
    let contradictions = maker.references.contradictions().iter().enumerate();
    let contradictions =
        contradictions.filter(|(_, it)| maker.edition.is_original(it.page));
    let contradictions = contradictions.map(|(at, it)| on_contradiction(maker, at, it));
    disputed.map(|it| on_claim(maker, it)).chain(contradictions).collect()
}

/// The sources that dispute a claim disagree with its note.
fn on_claim(maker: &Maker<'_>, claim: &Claim) -> OfPage {
    let face = maker.face(claim.page);
    let note = note::id(maker, claim);
    let mut opinion = maker.object("opinion", &note, Some(face));
    let (cited, marking) = reference::cited(maker, &face.lang, claim.disputing());
    let sources: Vec<String> = claim.disputing().map(place).collect();
    opinion.put("explanation", Some(format!("Disputed by {}", sources.join("; "))));
    opinion.put("opinion", Some("disagree"));
    opinion.list("object_refs", vec![note.into()]);
    opinion.list("external_references", cited);
    opinion.mark(claim.marking.max(marking));
    (claim.page, opinion)
}

/// The dossier tells what each side says, and takes none.
fn on_contradiction(
    maker: &Maker<'_>,
    at: usize,
    contradiction: &Contradiction,
) -> OfPage {
    let page = contradiction.page;
    let face = maker.face(page);
    let anchor = contradiction.id.as_deref().unwrap_or_default();
    let name = match anchor {
        "" => format!("{}\n{at}", maker.links.path(page)),
        anchor => format!("{}#{anchor}", maker.links.path(page)),
    };
    let mut opinion = maker.object("opinion", &name, Some(face));
    let all = contradiction.positions.iter().flat_map(|it| &it.citations);
    let (cited, marking) = reference::cited(maker, &face.lang, all);
    opinion.put("explanation", Some(explanation(contradiction)));
    opinion.put("opinion", Some("neutral"));
    opinion.list("object_refs", vec![report::id(maker, page).into()]);
    let place = std::iter::once(maker.place(page, anchor));
    opinion.list("external_references", place.chain(cited).collect());
    let by = contradiction.resolved_by.as_ref().and_then(|it| maker.edition.source(it));
    let marking = marking.max(by.and_then(|it| it.evidence.marking));
    opinion.mark(contradiction.marking.max(face.title_marking()).max(marking));
    (page, opinion)
}

fn explanation(contradiction: &Contradiction) -> String {
    let mut lines = vec![contradiction.topic.clone()];
    for position in &contradiction.positions {
        let sources: Vec<String> = position.citations.iter().map(place).collect();
        lines.push(format!("- {} [{}]", position.text, sources.join("; ")));
    }
    lines.extend(contradiction.reading.as_ref().map(|it| format!("Reading: {it}")));
    lines
        .extend(contradiction.resolved_by.as_ref().map(|it| format!("Resolved by {it}")));
    lines.join("\n")
}

fn place(item: &CitedItem) -> String {
    match &item.locator {
        Some(locator) => format!("{}, {locator}", item.key),
        None => item.key.clone(),
    }
}
