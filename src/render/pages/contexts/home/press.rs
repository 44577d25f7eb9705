//! The press coverage by month: a small drawing, and the numbers behind it.

use crate::model::{Date, PageKind};
use crate::render::chart::{month, month_of};
use crate::render::pages::contexts::{Count, Html};
use crate::render::pages::place::Place;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// More months than this do not fit; what is older stands in the table only.
const MOST: i32 = 48;

/// Height of the drawing, and the width of a month in it.
const HEIGHT: usize = 56;
const STEP: usize = 10;

/// The press pages of all languages, each counted once.
#[derive(Debug, Serialize)]
pub(crate) struct PressCount {
    /// How many there are.
    pub(crate) total: usize,
    /// The columns, without words: ready-made SVG.
    pub(crate) drawing: Html,
    /// The first month that is drawn, in words.
    pub(crate) first: String,
    /// The last one.
    pub(crate) last: String,
    /// The numbers of every month that has any.
    pub(crate) months: Vec<Count>,
}

/// `None` if there are too few of them to show a course.
pub(super) fn press(place: Place<'_>) -> Option<PressCount> {
    let all = dates(place);
    let by_month = count(all.iter().copied().flatten());
    let ((first, _), (last, _)) =
        (by_month.first_key_value()?, by_month.last_key_value()?);
    let first = (*first).max(last - MOST + 1);
    if first == *last {
        return None;
    }
    let name = |it: i32| month(it).readable(place.lang());
    let months = by_month.iter().map(|(it, n)| Count { name: name(*it), count: *n });
    Some(PressCount {
        total: all.len(),
        drawing: Html::new(&draw(&by_month, first, *last)),
        first: name(first),
        last: name(*last),
        months: months.collect(),
    })
}

/// The dates of the press pages, as far as they are known; a page and its translations
/// share an id.
fn dates(place: Place<'_>) -> Vec<Option<Date>> {
    let edition = place.site().edition();
    let pages = edition.pages().iter().enumerate();
    let press = pages.filter(|(_, it)| it.face.kind == PageKind::Press);
    let by_id: BTreeMap<&str, usize> =
        press.map(|(at, it)| (it.face.id.as_str(), at)).collect();
    by_id.into_values().map(|it| edition.date(it)).collect()
}

/// By month, counted from year 0.
fn count(dates: impl Iterator<Item = Date>) -> BTreeMap<i32, usize> {
    let mut counts = BTreeMap::new();
    for month in dates.filter_map(|it| month_of(Some(it))) {
        *counts.entry(month).or_default() += 1;
    }
    counts
}

fn draw(counts: &BTreeMap<i32, usize>, first: i32, last: i32) -> String {
    let most = counts.range(first..).map(|it| *it.1).max().unwrap_or(1);
    let months = (first..=last).count();
    let mut svg = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} {HEIGHT}\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\" focusable=\"false\">",
        months * STEP
    );
    for (at, month) in (first..=last).enumerate() {
        let Some(n) = counts.get(&month) else { continue };
        let tall = (n * HEIGHT).div_ceil(most);
        let (x, y) = (at * STEP + 1, HEIGHT - tall);
        write!(
            svg,
            "<rect class=\"series-1\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{tall}\"/>",
            STEP - 2
        )
        .unwrap_or(());
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(dates: &[&str]) -> BTreeMap<i32, usize> {
        count(dates.iter().filter_map(|it| it.parse().ok()))
    }

    #[test]
    fn dates_are_counted_by_month_where_the_month_is_known() {
        let counts = counts(&["2024-02-16", "2024-02", "2024", "2024-04-01"]);
        let shown: Vec<_> =
            counts.iter().map(|(it, n)| (month(*it).readable("en"), *n)).collect();
        let expect = [("February 2024", 2), ("April 2024", 1)];
        assert_eq!(shown, expect.map(|(it, n)| (it.to_owned(), n)));
    }

    #[test]
    fn the_highest_column_is_as_high_as_the_drawing_and_empty_months_have_none() {
        let counts = counts(&["2024-02", "2024-02", "2024-04"]);
        let (first, last) =
            (*counts.keys().next().unwrap(), *counts.keys().last().unwrap());
        let svg = draw(&counts, first, last);
        assert_eq!(svg.matches("<rect").count(), 2, "{svg}");
        assert!(svg.contains("viewBox=\"0 0 30 56\""), "{svg}");
        assert!(svg.contains("y=\"0\" width=\"8\" height=\"56\""), "{svg}");
        assert!(svg.contains("x=\"21\" y=\"28\""), "{svg}");
    }
}
