//! The contradictions of the ledger.

use crate::cite::Contradiction;
use crate::render::label::Label;
use crate::render::pages::contexts::questions::questions;
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

/// The contradictions that readers of this language are told of.
pub(super) fn disputes(place: Place<'_>) -> Vec<Dispute<'_>> {
    questions(place).into_iter().map(|it| dispute(place, it)).collect()
}

fn dispute<'a>(place: Place<'a>, it: &'a Contradiction) -> Dispute<'a> {
    let cited = it.positions.iter().flat_map(|it| &it.citations);
    Dispute {
        topic: &it.topic,
        href: place.href_at(it.page, it.id.as_deref()),
        lang: place.other_lang(it.page),
        values: it.positions.iter().map(|it| it.value.as_str()).collect(),
        positions: it.positions.len(),
        sources: cited.map(|it| &it.key).collect::<BTreeSet<_>>().len(),
        is_open: it.is_open,
        marking: place.mark_statement(it.marking),
    }
}
