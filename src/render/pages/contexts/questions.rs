//! Contradictions in short: on the home page, beside a part, on the page of a source's reader.

use crate::cite::{CitedItem, Contradiction, Position};
use crate::render::label::Label;
use crate::render::pages::place::Place;
use serde::Serialize;
use std::collections::BTreeSet;

/// A contradiction in a list.
#[derive(Debug, Serialize)]
pub(crate) struct Question<'a> {
    /// The question.
    pub(crate) topic: &'a str,
    /// The relative URL of the contradiction.
    pub(crate) href: String,
    /// The language of the question, if that is not the page's.
    pub(crate) lang: Option<&'a str>,
    /// The values of the source that the page is about.
    pub(crate) own: Vec<&'a str>,
    /// The values of the others.
    pub(crate) others: Vec<&'a str>,
    /// Whether it is open.
    pub(crate) is_open: bool,
    /// Its label, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
}

/// The contradictions of the pages that readers of this language see, and those of others
/// that are not repeated there under the same id.
pub(super) fn questions(place: Place<'_>) -> Vec<&Contradiction> {
    let all = place.site().references().contradictions();
    let seen = all.iter().filter(|it| place.shows(it.page));
    let ids: BTreeSet<&str> = seen.filter_map(|it| it.id.as_deref()).collect();
    let is_new =
        |it: &Contradiction| it.id.as_deref().is_some_and(|it| !ids.contains(it));
    all.iter().filter(|it| place.shows(it.page) || is_new(it)).collect()
}

/// One of them, told apart by whose values they are.
pub(super) fn question<'a>(
    place: Place<'a>,
    it: &'a Contradiction,
    is_own: impl Fn(&CitedItem) -> bool,
) -> Question<'a> {
    let is_own = |it: &&Position| it.citations.iter().any(&is_own);
    let (own, others): (Vec<_>, Vec<_>) = it.positions.iter().partition(is_own);
    // Two sources with the same value hold two positions; here the value is enough.
    let values = |all: Vec<&'a Position>| {
        let mut values: Vec<&'a str> = Vec::new();
        for value in all.iter().map(|it| it.value.as_str()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    };
    Question {
        topic: &it.topic,
        href: place.href_at(it.page, it.id.as_deref()),
        lang: place.other_lang(it.page),
        own: values(own),
        others: values(others),
        is_open: it.is_open,
        marking: place.mark_statement(it.marking),
    }
}

/// Those in which a position rests on one of these sources.
pub(super) fn questions_of(
    place: Place<'_>,
    is_own: impl Fn(&str) -> bool,
) -> Vec<Question<'_>> {
    let rests = |it: &CitedItem| is_own(&it.key);
    let concerns = |it: &&Contradiction| {
        it.positions.iter().any(|it| it.citations.iter().any(rests))
    };
    let found = questions(place).into_iter().filter(concerns);
    found.map(|it| question(place, it, rests)).collect()
}
