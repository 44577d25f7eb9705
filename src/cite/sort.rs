//! Sorts the places that cite a source: by page number, then other locators, then those
//! without one; among equals the reading order stays.

use super::CitedBy;
use super::gather::Place;
use crate::model::Label;
use std::sync::Arc;

/// The places that cite one source.
pub(super) type Found<'a> = Vec<(Rank<'a>, &'a Arc<CitedBy>)>;

/// What a place is sorted by: pages before other labels before none; numbers by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'a> {
    kind: (u8, Option<Label>),
    numbers: [u64; 3],
    words: &'a str,
}

/// Adds one place to those of its source; places come in reading order.
pub(super) fn add<'a>(found: &mut [Found<'a>], place: &'a Place) {
    if let Some(places) = found.get_mut(place.source) {
        places.push((Rank::of(place.label(), place.locator()), &place.shown));
    }
}

/// The places of one source, sorted.
pub(super) fn sorted(mut places: Found<'_>) -> Arc<[Arc<CitedBy>]> {
    places.sort_by_key(|(rank, _)| *rank);
    places.into_iter().map(|(_, it)| Arc::clone(it)).collect()
}

/// The anchors of places on one page, in the same order.
pub(super) fn on_page<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<&'a str> {
    let mut places: Vec<&Place> = places.collect();
    places.sort_by_key(|it| Rank::of(it.label(), it.locator()));
    places.into_iter().map(|it| &*it.shown.anchor).collect()
}

impl<'a> Rank<'a> {
    fn of(label: Option<Label>, locator: Option<&'a str>) -> Self {
        let Some(words) = locator else {
            return Self { kind: (2, None), numbers: [0; 3], words: "" };
        };
        let kind = match label {
            None | Some(Label::Page) => (0, None),
            other => (1, other),
        };
        let first = |it: &str| it.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        // The author's own word stands before its number: `slide 12`.
        let start = if label == Some(Label::Custom) { first(words) } else { 0 };
        Self { kind, numbers: numbers(&words[start..]), words }
    }
}

/// The first numbers of a locator; words come behind every number.
fn numbers(locator: &str) -> [u64; 3] {
    if !locator.starts_with(|c: char| c.is_ascii_digit()) {
        return [u64::MAX; 3];
    }
    let runs = locator.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty());
    let mut numbers = [0; 3];
    for (number, run) in numbers.iter_mut().zip(runs) {
        *number = run.parse().unwrap_or(u64::MAX);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_first_and_count_as_numbers() {
        let mut places = [
            (None, None),
            (Some(Label::Figure), Some("5")),
            (Some(Label::Page), Some("xi")),
            (Some(Label::Page), Some("10")),
            (None, Some("9")),
            (Some(Label::Page), Some("2–4")),
            (Some(Label::Page), Some("2")),
        ];
        places.sort_by_key(|(label, locator)| Rank::of(*label, *locator));
        let order: Vec<_> = places.map(|(_, locator)| locator.unwrap_or("-")).into();
        assert_eq!(order, ["2", "2–4", "9", "10", "xi", "5", "-"]);
    }
}
