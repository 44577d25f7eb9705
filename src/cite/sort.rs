//! Sorts the places that cite a source: by page number, then other locators, then those
//! without one; among equals the reading order stays.

use super::CitedBy;
use super::gather::Place;
use crate::model::Label;
use std::collections::BTreeMap;

/// What a place is sorted by: pages before other labels before none; numbers by value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    kind: (u8, Option<Label>),
    numbers: Vec<u64>,
    words: String,
}

/// Adds one place to those of its source; places come in reading order.
pub(super) fn add(found: &mut BTreeMap<String, Vec<(Rank, CitedBy)>>, place: Place) {
    let rank = Rank::of(place.label, place.locator.as_deref());
    found.entry(place.key).or_default().push((rank, place.shown));
}

/// The places of each source, sorted.
pub(super) fn sorted(
    found: BTreeMap<String, Vec<(Rank, CitedBy)>>,
) -> BTreeMap<String, Vec<CitedBy>> {
    let sort = |mut places: Vec<(Rank, CitedBy)>| {
        places.sort_by(|(a, _), (b, _)| a.cmp(b));
        places.into_iter().map(|(_, it)| it).collect()
    };
    found.into_iter().map(|(key, places)| (key, sort(places))).collect()
}

impl Rank {
    fn of(label: Option<Label>, locator: Option<&str>) -> Self {
        let Some(locator) = locator else {
            return Self { kind: (2, None), numbers: Vec::new(), words: String::new() };
        };
        let kind = match label {
            None | Some(Label::Page) => (0, None),
            other => (1, other),
        };
        Self { kind, numbers: numbers(locator), words: locator.to_owned() }
    }
}

/// The numbers of a locator, in order; words come behind every number.
fn numbers(locator: &str) -> Vec<u64> {
    let runs = locator.split(|c: char| !c.is_ascii_digit());
    let runs = runs.filter(|it| !it.is_empty());
    let mut numbers: Vec<u64> = runs.map(|it| it.parse().unwrap_or(u64::MAX)).collect();
    if !locator.starts_with(|c: char| c.is_ascii_digit()) {
        numbers.insert(0, u64::MAX);
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
