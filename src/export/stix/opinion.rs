//! Disputes as opinions: of sources on claims.

use super::OfPage;
use super::maker::Maker;
use super::{note, reference};
use crate::cite::{CitedItem, Claim};

/// The opinions on each disputed claim.
pub(super) fn opinions(maker: &Maker<'_>) -> Vec<OfPage> {
    let claims = maker.references.claims().iter();
    let told = claims.filter(|it| !it.text.trim().is_empty());
    let disputed = told.filter(|it| it.disputing().next().is_some());
    disputed.map(|it| on_claim(maker, it)).collect()
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
    opinion.mark(claim.marking.max(face.marking).max(marking));
    (claim.page, opinion)
}

fn place(item: &CitedItem) -> String {
    match &item.locator {
        Some(locator) => format!("{}, {locator}", item.key),
        None => item.key.clone(),
    }
}
