//! A row for each year with a mark for each of its events; marks that would meet stand
//! below each other.

use super::marks::{self, Look};
use super::{Moment, Said};
use crate::model::Date;
use crate::model::date::Point;
use crate::render::chart::band::{Anchor, Band, NARROW, TEXT};
use std::collections::BTreeMap;

/// The share of the width that the names of the years take.
const LEFT: f64 = 0.14;

/// The height of a lane of marks, and the least distance of two marks in it.
pub(super) const LANE: f64 = 16.0;

/// Above and below the lanes of a row.
const AIR: f64 = 4.0;

/// The height of the names of months.
const HEAD: f64 = 20.0;

/// What stands for years without events.
const GAP: f64 = 14.0;

/// Where everything stands.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) rows: Vec<Row>,
    pub(super) height: f64,
}

/// A year.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) year: u16,
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
}

/// An event in its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Its place among the events.
    pub(super) at: usize,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) y: f64,
}

/// The years from above.
pub(super) fn layout(moments: &[Moment]) -> Layout {
    let mut years: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (at, moment) in moments.iter().enumerate().filter(|(_, it)| !it.is_long()) {
        years.entry(moment.date.start.year).or_default().push(at);
    }
    let mut layout = Layout { rows: Vec::new(), height: HEAD };
    for (year, inside) in years {
        let before = layout.rows.last().map(|it: &Row| it.year);
        if before.is_some_and(|it| it + 1 < year) {
            layout.height += GAP;
        }
        let row = row(moments, year, inside, layout.height);
        layout.height += row.height;
        layout.rows.push(row);
    }
    layout
}

fn row(moments: &[Moment], year: u16, mut inside: Vec<usize>, y: f64) -> Row {
    let extent = |at: &usize| {
        let (from, to) = moments.get(*at).map(Moment::extent).unwrap_or_default();
        let share = |it: f64| LEFT + (1.0 - LEFT) * (it - f64::from(year));
        (share(from), share(to))
    };
    // What is long comes first, so that dots gather below it.
    inside.sort_by(|a, b| {
        let (a_, b_) = (extent(a), extent(b));
        let long = |it: (f64, f64)| it.1 - it.0 < 0.5;
        let by_start = a_.0.total_cmp(&b_.0).then(b_.1.total_cmp(&a_.1)).then(a.cmp(b));
        long(a_).cmp(&long(b_)).then(by_start)
    });
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut marks = Vec::with_capacity(inside.len());
    for at in inside {
        let (from, to) = extent(&at);
        let lane = lane(&mut lanes, reach(from, to));
        let lane = f64::from(u32::try_from(lane).unwrap_or(0));
        marks.push(Mark { at, from, to, y: y + AIR + LANE * (lane + 0.5) });
    }
    let lanes = f64::from(u32::try_from(lanes.len()).unwrap_or(1));
    Row { year, y, height: 2.0 * AIR + LANE * lanes, marks }
}

/// What a mark takes of its lane, in pixels of the narrowest drawing.
fn reach(from: f64, to: f64) -> (f64, f64) {
    let (from, to) = (from * NARROW, to * NARROW);
    let least = (LANE - (to - from)).max(0.0) / 2.0;
    (from - least, to + least)
}

/// The first lane with room.
fn lane(lanes: &mut Vec<Vec<(f64, f64)>>, (from, to): (f64, f64)) -> usize {
    let is_free = |it: &Vec<(f64, f64)>| {
        it.iter().all(|(a, b)| to <= *a + 0.01 || from >= *b - 0.01)
    };
    let place = lanes.iter().position(is_free).unwrap_or(lanes.len());
    if place == lanes.len() {
        lanes.push(Vec::new());
    }
    if let Some(lane) = lanes.get_mut(place) {
        lane.push((from, to));
    }
    place
}

pub(super) fn draw(moments: &[Moment], layout: &Layout, said: Said<'_>) -> String {
    let mut band = Band::new();
    grid(&mut band, layout.height, said.lang);
    let mut before = None;
    for row in &layout.rows {
        if before.is_some_and(|it: u16| it + 1 < row.year) {
            band.text((LEFT / 2.0, row.y - 3.0), Anchor::Middle, "tick", "⋮");
        }
        before = Some(row.year);
        band.line((0.0, row.y), (1.0, row.y), "grid");
        let base = row.y + AIR + LANE / 2.0 + TEXT * 0.35;
        band.text((0.0, base), Anchor::Start, "year", &row.year.to_string());
        for mark in &row.marks {
            let Some(moment) = moments.get(mark.at) else { continue };
            band.link(&moment.href, &moment.says, |it| {
                it.square((f64::midpoint(mark.from, mark.to), mark.y), LANE, "hit");
                marks::draw(it, Look::of(moment), (mark.from, mark.to), mark.y);
            });
        }
    }
    band.finish(layout.height + 1.0, "timeline-rows", said)
}

/// Quarters, with the names of their first months above.
fn grid(band: &mut Band, height: f64, lang: &str) {
    for month in [1, 4, 7, 10] {
        let x = LEFT + (1.0 - LEFT) * f64::from(month - 1) / 12.0;
        band.line((x, HEAD), (x, height), "grid");
        band.text((x, TEXT), Anchor::Start, "tick", &name(month, lang));
    }
    band.line((1.0, HEAD), (1.0, height), "grid");
}

/// A month in three letters, or its number where the language has no words here.
fn name(month: u8, lang: &str) -> String {
    let start = Point {
        year: 2000,
        month: Some(month),
        day: None,
        approximate: false,
        uncertain: false,
    };
    let words = Date::from(start).readable(lang);
    let letters: String =
        words.chars().take_while(|it| it.is_alphabetic()).take(3).collect();
    if letters.is_empty() { month.to_string() } else { letters }
}
