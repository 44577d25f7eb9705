//! How many events each year has, as columns on one axis; periods that are longer than a
//! year are bars below it.

use super::marks::{self, Look};
use super::{Moment, Said};
use crate::model::Open;
use crate::render::chart::band::{Anchor, Band, NARROW, TEXT};
use std::collections::BTreeMap;

/// More columns than this are too narrow; years are then counted together.
const COLUMNS: u16 = 40;

/// The height of the highest column.
const PLOT: f64 = 72.0;

/// The height of a lane of periods.
const LANE: f64 = 16.0;

/// The axis: from which year on, how many columns of how many years.
struct Axis {
    first: u16,
    step: u16,
    count: u16,
}

impl Axis {
    fn of(moments: &[Moment]) -> Option<Self> {
        let first = moments.iter().map(|it| it.years().0).min()?;
        let last = moments.iter().map(|it| it.years().1).max()?;
        let years = last - first + 1;
        let steps = [1, 2, 5, 10, 20, 50, 100, 200];
        let step =
            steps.into_iter().find(|it| years.div_ceil(*it) < COLUMNS).unwrap_or(500);
        let first = first - first % step;
        Some(Self { first, step, count: (last - first) / step + 1 })
    }

    /// Where a time stands, as a share of the width.
    fn share(&self, years: f64) -> f64 {
        (years - f64::from(self.first)) / f64::from(self.step) / f64::from(self.count)
    }
}

pub(super) fn draw(moments: &[Moment], said: Said<'_>) -> String {
    let Some(axis) = Axis::of(moments) else { return String::new() };
    let mut band = Band::new();
    let base = TEXT + 4.0 + PLOT;
    columns(&mut band, &axis, moments, (base, said.colon));
    band.line((0.0, base), (1.0, base), "axis");
    ticks(&mut band, &axis, base);
    let height = periods(&mut band, &axis, moments, base + TEXT + 10.0);
    band.finish(height, "timeline-years", said)
}

fn columns(band: &mut Band, axis: &Axis, moments: &[Moment], (base, colon): (f64, &str)) {
    let mut counts: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for moment in moments {
        let column = (moment.date.start.year - axis.first) / axis.step;
        let (exact, vague) = counts.entry(column).or_default();
        *(if Look::of(moment).is_exact() { exact } else { vague }) += 1;
    }
    let most = counts.values().map(|(a, b)| a + b).max().unwrap_or(1).max(1);
    let unit = PLOT / float(most);
    let width = 1.0 / f64::from(axis.count);
    for (column, (exact, vague)) in counts {
        let year = axis.first + column * axis.step;
        let left = axis.share(f64::from(year));
        let (from, to) = (left + width * 0.12, left + width * 0.88);
        let (below, above) = (unit * float(exact), unit * float(vague));
        let name = match axis.step {
            1 => year.to_string(),
            step => format!("{year}–{}", year + step - 1),
        };
        let says = format!("{name}{colon} {}", exact + vague);
        band.group(&says, |it| {
            if exact > 0 {
                it.bar((from, to), (base - below, below), "moment");
            }
            if vague > 0 {
                let top = base - below - above;
                it.bar((from, to), (top, above), "moment is-span");
            }
            let place = (f64::midpoint(from, to), base - below - above - 4.0);
            it.text(place, Anchor::Middle, "chart-value", &(exact + vague).to_string());
        });
    }
}

/// Names of years below the axis, as many as have room.
fn ticks(band: &mut Band, axis: &Axis, base: f64) {
    let room = NARROW / f64::from(axis.count);
    let every = [1, 2, 5, 10, 20].into_iter().find(|it| room * f64::from(*it) >= 34.0);
    let every = every.unwrap_or(40) * axis.step;
    let years = (0..axis.count).map(|it| axis.first + it * axis.step);
    for year in years.filter(|it| it % every == 0 || axis.count == 1) {
        let x = axis.share(f64::from(year) + f64::from(axis.step) / 2.0);
        band.line((x, base), (x, base + 4.0), "axis");
        // At the edges a name goes inwards.
        let room = 17.0 / NARROW;
        let place = (x.clamp(room, 1.0 - room), base + TEXT + 5.0);
        band.text(place, Anchor::Middle, "tick", &year.to_string());
    }
}

/// Periods of several years, each in a lane of its own; returns where they end.
fn periods(band: &mut Band, axis: &Axis, moments: &[Moment], top: f64) -> f64 {
    let mut y = top;
    for moment in moments.iter().filter(|it| it.is_long()) {
        let (from, to) = moment.extent();
        let open = moment.date.open;
        let (from, to) = match open {
            Some(Open::Start) => (0.0, axis.share(to)),
            Some(Open::End) => (axis.share(from), 1.0),
            None => (axis.share(from), axis.share(to)),
        };
        band.link(&moment.href, &moment.says, |it| {
            let middle = y + LANE / 2.0;
            it.square((f64::midpoint(from, to), middle), LANE, "hit");
            marks::draw(it, Look::of(moment), (from, to), middle);
            if let Some(side) = open {
                marks::open(
                    it,
                    side,
                    if side == Open::Start { from } else { to },
                    middle,
                );
            }
            let label = label(moment);
            let y = middle + TEXT * 0.35;
            // Two names of years have room on one side or the other.
            if from > 0.5 || open == Some(Open::End) && from > 0.25 {
                it.text((from - 0.02, y), Anchor::End, "tick", &label);
            } else {
                it.text(((to + 0.02).min(0.7), y), Anchor::Start, "tick", &label);
            }
        });
        y += LANE;
    }
    y + 2.0
}

/// The years of a period.
fn label(moment: &Moment) -> String {
    let (first, last) = moment.years();
    match moment.date.open {
        Some(Open::Start) => format!("–{last}"),
        Some(Open::End) => format!("{first}–"),
        None => format!("{first}–{last}"),
    }
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
