//! The contradictions of the ledger.

use crate::render::label::Label;
use crate::render::pages::place::Place;
use serde::Serialize;
use std::collections::BTreeSet;

/// A contradiction.
#[derive(Debug, Serialize)]
pub(crate) struct Dispute<'a> {
    /// The question.
    pub(crate) topic: &'a str,
    /// The relative URL of the contradiction.
    pub(crate) href: String,
    /// The language of the question, if that is not the ledger's.
    pub(crate) lang: Option<&'a str>,
    /// The values, in the order of the text.
    pub(crate) values: Vec<&'a str>,
    /// How many positions there are.
    pub(crate) positions: usize,
    /// How many sources take one.
    pub(crate) sources: usize,
    /// Whether it is open.
    pub(crate) is_open: bool,
    /// Its label, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
}

/// The contradictions of the pages that readers of this language see, and those of others
/// that are not repeated there under the same id.
pub(super) fn disputes(place: Place<'_>) -> Vec<Dispute<'_>> {
    let all = place.site().references().contradictions();
    let seen = all.iter().filter(|it| place.shows(it.page));
    let ids: BTreeSet<&str> = seen.filter_map(|it| it.id.as_deref()).collect();
    let is_new = |id: Option<&str>| id.is_some_and(|it| !ids.contains(it));
    let shown = all.iter().filter(|it| place.shows(it.page) || is_new(it.id.as_deref()));
    let dispute = shown.map(|it| {
        let cited = it.positions.iter().flat_map(|it| &it.citations);
        let face = place.face(it.page);
        Dispute {
            topic: &it.topic,
            href: place.href_at(it.page, it.id.as_deref()),
            lang: Some(face.lang.as_str()).filter(|it| *it != place.lang()),
            values: it.positions.iter().map(|it| it.value.as_str()).collect(),
            positions: it.positions.len(),
            sources: cited.map(|it| &it.key).collect::<BTreeSet<_>>().len(),
            is_open: it.is_open,
            marking: place.mark_statement(it.marking),
        }
    });
    dispute.collect()
}
