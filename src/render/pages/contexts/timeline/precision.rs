//! How precise the dates of events are: in words at each of them, and by year.

use crate::model::Date;
use crate::render::pages::place::Place;
use crate::render::pages::ties::Event;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many events a year has.
#[derive(Debug, Serialize)]
pub(crate) struct Tally {
    /// The year.
    pub(crate) name: String,
    /// How many events are dated to the day.
    pub(crate) exact: usize,
    /// How many are dated to a month, a year or a period, or only about.
    pub(crate) vague: usize,
}

/// The years with their events, oldest first.
pub(super) fn spans(events: &[Event<'_>]) -> Vec<Tally> {
    let mut years: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for date in events.iter().filter_map(|it| it.date) {
        let (exact, vague) = years.entry(date.start.year).or_default();
        *(if is_exact(&date) { exact } else { vague }) += 1;
    }
    let tally = |(year, (exact, vague)): (u16, (usize, usize))| Tally {
        name: year.to_string(),
        exact,
        vague,
    };
    years.into_iter().map(tally).collect()
}

fn is_period(date: &Date) -> bool {
    date.end.is_some() || date.open.is_some()
}

/// Whether the day is known for sure.
fn is_exact(date: &Date) -> bool {
    !is_period(date)
        && date.start.day.is_some()
        && !date.start.approximate
        && !date.start.uncertain
}

/// What a reader must not read into a date.
pub(super) fn precision<'a>(place: Place<'a>, date: &Date) -> Vec<&'a str> {
    let points = || std::iter::once(date.start).chain(date.end);
    let start = date.start;
    let words = [
        (is_period(date), "date-period"),
        (!is_period(date) && start.month.is_none(), "date-year-only"),
        (
            !is_period(date) && start.month.is_some() && start.day.is_none(),
            "date-month-only",
        ),
        (points().any(|it| it.approximate), "date-about"),
        (points().any(|it| it.uncertain), "date-uncertain"),
    ];
    words.into_iter().filter(|(is, _)| *is).map(|(_, word)| place.word(word)).collect()
}
