//! What the search knows of each page besides its words.

use super::Unit;
use crate::model::source::Seen;
use crate::model::{Marking, Source};
use crate::redact::Edition;
use serde::Serialize;

/// A page as results show it.
#[derive(Debug, Serialize)]
pub(super) struct Leaf {
    /// How many units it has.
    #[serde(skip)]
    pub(super) units: usize,
    path: String,
    title: String,
    kind: String,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marking: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
}

/// How good the source is that a page reads.
#[derive(Debug, Serialize)]
struct Evidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'static str>,
}

/// The page of these units.
pub(super) fn leaf(edition: &Edition, units: &[Unit]) -> Leaf {
    let page = units.first().map_or(0, |it| it.page);
    let face = &edition.pages()[page].face;
    let source = face.source.as_ref().and_then(|it| edition.source(&it.value));
    Leaf {
        units: units.len(),
        path: units.first().map_or_else(String::new, |it| it.path.to_string()),
        title: face.title.clone(),
        kind: face.kind.name().to_owned(),
        language: face.lang.clone(),
        part: face.part,
        marking: edition.label(page).map(Marking::label),
        date: edition.date(page).map(|it| it.to_string()),
        evidence: source.and_then(evidence),
    }
}

fn evidence(source: &Source) -> Option<Evidence> {
    let grade = source.evidence.grade.clone();
    let seen = source.evidence.seen.map(Seen::name);
    (grade.is_some() || seen.is_some()).then_some(Evidence { grade, seen })
}
