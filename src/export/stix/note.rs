//! Claims as notes.

use super::OfPage;
use super::maker::Maker;
use super::reference;
use crate::cite::{Claim, Confidence, Likelihood};
use serde_json::Value;

/// The notes, in the order of the claims.
pub(super) fn notes(maker: &Maker<'_>) -> Vec<OfPage> {
    let claims = maker.references.claims().iter();
    // What a translation repeats is told once.
    let claims = claims.filter(|it| maker.edition.is_original(it.page));
    let claims = claims.filter(|it| !it.text.trim().is_empty());
    claims.map(|it| note(maker, it)).collect()
}

/// The id of the note of a claim.
pub(super) fn id(maker: &Maker<'_>, claim: &Claim) -> String {
    maker.id("note", &name(maker, claim))
}

fn name(maker: &Maker<'_>, claim: &Claim) -> String {
    format!("{}#{}", maker.links.path(claim.page), claim.id)
}

fn note(maker: &Maker<'_>, claim: &Claim) -> OfPage {
    let face = maker.face(claim.page);
    let mut note = maker.object("note", &name(maker, claim), Some(face));
    let (cited, marking) = reference::cited(maker, &face.lang, claim.citations.iter());
    note.put("content", Some(claim.text.as_str()));
    note.put("confidence", confidence(claim));
    note.list("labels", labels(claim));
    note.list("object_refs", vec![super::report::id(maker, claim.page).into()]);
    let place = std::iter::once(maker.place(claim.page, &claim.id));
    note.list("external_references", place.chain(cited).collect());
    note.mark(claim.marking.max(face.title_marking()).max(marking));
    (claim.page, note)
}

/// How sure the dossier is, on the scale of 0 to 100 (STIX 2.1, appendix A): by its level,
/// else by the credibility of the information, else by how likely it is said to be.
fn confidence(claim: &Claim) -> Option<u8> {
    let level = claim.confidence.map(Confidence::percent);
    let credibility = || match claim.credibility? {
        figure @ 1..=5 => Some(110 - 20 * figure),
        _ => None,
    };
    level.or_else(credibility).or_else(|| claim.likelihood.as_ref().map(likely))
}

/// The value of the scale of the DNI whose range holds the middle of a term.
fn likely(likelihood: &Likelihood) -> u8 {
    match u16::from(likelihood.range.low) + u16::from(likelihood.range.high) {
        0..=19 => 5,
        20..=39 => 15,
        40..=79 => 30,
        80..=119 => 50,
        120..=159 => 70,
        160..=179 => 85,
        _ => 95,
    }
}

/// What the claim says of itself, as machine tags; those of the Admiralty scale are MISP's.
fn labels(claim: &Claim) -> Vec<Value> {
    let likelihood =
        claim.likelihood.as_ref().map(|it| format!("likelihood:{}", it.term));
    let confidence = claim.confidence.map(|it| format!("confidence:{}", it.name()));
    let grade = claim.grade().unwrap_or_default().to_ascii_lowercase();
    let (letter, figure) = grade.split_at(grade.len().min(1));
    let reliability = (!letter.is_empty())
        .then(|| format!("admiralty-scale:source-reliability=\"{letter}\""));
    let figure = claim.credibility.map_or_else(|| figure.to_owned(), |it| it.to_string());
    let credibility = (!figure.is_empty())
        .then(|| format!("admiralty-scale:information-credibility=\"{figure}\""));
    let all = [likelihood, confidence, reliability, credibility];
    all.into_iter().flatten().map(Into::into).collect()
}
