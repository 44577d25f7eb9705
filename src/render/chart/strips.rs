//! Draws who published when: a row of columns by month for each name, all on one axis. The
//! rows below the first share a scale, so that they can be compared.

use super::Said;
use super::band::{Anchor, Band, NARROW, TEXT};
use super::months::{date, month_of};
use crate::model::Date;
use std::collections::BTreeMap;

/// The height of the first row and of the others, without their names.
const HEIGHTS: (f64, f64) = (60.0, 22.0);

/// The height of a name.
const NAME: f64 = 18.0;

/// So many percent of what is dated lie on the axis; what is older is one column.
const SHARE: usize = 90;

/// Longer axes are cut.
const MOST: i32 = 120;

/// A row.
#[derive(Clone, Debug)]
pub(in crate::render) struct Strip {
    /// What its columns have in common.
    pub(in crate::render) name: String,
    /// The dates of all that it counts.
    pub(in crate::render) dates: Vec<Option<Date>>,
}

/// Rows; the first counts what all others count.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Strips(pub(in crate::render) Vec<Strip>);

/// The months from which to which, in months since year 0.
struct Axis {
    first: i32,
    count: i32,
    has_before: bool,
}

impl Strips {
    /// The rows as SVG; `before` is written in front of a year. Nothing where no month is
    /// known.
    pub(in crate::render) fn draw(&self, before: &str, said: Said<'_>) -> String {
        let Some(axis) = self.0.first().and_then(Axis::of) else { return String::new() };
        let counts: Vec<BTreeMap<i32, usize>> =
            self.0.iter().map(|it| axis.counts(it)).collect();
        let most = |it: &[BTreeMap<i32, usize>]| {
            it.iter().flat_map(BTreeMap::values).copied().max().unwrap_or(1).max(1)
        };
        let (first, others) = counts.split_at(1);
        let units = (HEIGHTS.0 / float(most(first)), HEIGHTS.1 / float(most(others)));
        let mut band = Band::new();
        let mut y = 0.0;
        for (at, (strip, counts)) in self.0.iter().zip(&counts).enumerate() {
            let (height, unit) =
                if at == 0 { (HEIGHTS.0, units.0) } else { (HEIGHTS.1, units.1) };
            let base = y + NAME + height;
            band.text((0.0, y + TEXT + 1.0), Anchor::Start, "chart-label", &strip.name);
            let total = strip.dates.len().to_string();
            band.text((1.0, y + TEXT + 1.0), Anchor::End, "chart-value", &total);
            axis.columns(&mut band, (&strip.name, counts), (base, unit), (before, said));
            band.line((0.0, base), (1.0, base), "axis");
            y = base + 4.0;
        }
        axis.ticks(&mut band, y);
        band.finish(y + TEXT + 6.0, "strips", said)
    }
}

impl Axis {
    fn of(all: &Strip) -> Option<Self> {
        let mut months: Vec<i32> =
            all.dates.iter().filter_map(|it| month_of(*it)).collect();
        months.sort_unstable();
        let last = *months.last()?;
        let from = *months.get(months.len() * (100 - SHARE) / 100)?;
        let first = from.max(last - MOST + 1);
        // Whole years, so that the names below stand evenly.
        let first = first - first.rem_euclid(12);
        let has_before = months.first().is_some_and(|it| *it < first);
        Some(Self { first, count: last - first + 1, has_before })
    }

    /// The counts by month; older ones in the month before the first.
    fn counts(&self, strip: &Strip) -> BTreeMap<i32, usize> {
        let mut counts = BTreeMap::new();
        for month in strip.dates.iter().filter_map(|it| month_of(*it)) {
            *counts.entry(month.max(self.first - 1)).or_default() += 1;
        }
        counts
    }

    /// Where a month begins, as a share of the width; what is older has a place of two.
    fn share(&self, month: i32) -> f64 {
        let before = if self.has_before { 2 } else { 0 };
        let place = if month < self.first { 0 } else { month - self.first + before };
        f64::from(place) / f64::from(self.count + before)
    }

    fn columns(
        &self,
        band: &mut Band,
        (name, counts): (&str, &BTreeMap<i32, usize>),
        (base, unit): (f64, f64),
        (before, said): (&str, Said<'_>),
    ) {
        let width = 1.0 / f64::from(self.count + if self.has_before { 2 } else { 0 });
        for (month, count) in counts {
            let is_old = *month < self.first;
            let when = if is_old {
                format!("{before} {}", date(self.first).start.year)
            } else {
                date(*month).readable(said.lang)
            };
            let height = unit * float(*count);
            let from = self.share(*month) + width * 0.1;
            let to = from + width * 0.8;
            let class = if is_old { "moment is-span" } else { "moment" };
            let says = format!("{name}, {when}{} {count}", said.colon);
            band.group(&says, |it| it.bar((from, to), (base - height, height), class));
        }
    }

    /// The years, as many as have room.
    fn ticks(&self, band: &mut Band, y: f64) {
        let room = self.share(self.first + 12) - self.share(self.first);
        let every =
            [1, 2, 5, 10].into_iter().find(|it| room * NARROW * f64::from(*it) >= 34.0);
        let every = every.unwrap_or(20);
        let years = (0..=self.count / 12).map(|it| self.first + it * 12);
        for month in years.filter(|it| it / 12 % every == 0) {
            let x = self.share(month);
            // The last name must not leave the drawing.
            if (1.0 - x) * NARROW < 30.0 {
                continue;
            }
            band.line((x, 0.0), (x, y), "grid");
            let year = date(month).start.year.to_string();
            band.text((x, y + TEXT), Anchor::Start, "tick", &year);
        }
    }
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(name: &str, dates: &[&str]) -> Strip {
        Strip {
            name: name.to_owned(),
            dates: dates.iter().map(|it| it.parse().ok()).collect(),
        }
    }

    const SAID: Said<'static> =
        Said { title: "t", description: "d", lang: "en", colon: ":" };

    #[test]
    fn every_month_of_every_name_says_its_count() {
        let rows = [
            strip("All", &["2024-02-16", "2024-02", "2024-03", "2023", "?"]),
            strip("A & B", &["2024-02-16", "2024-03"]),
        ];
        let svg = Strips(rows.into()).draw("before", SAID);
        for says in ["All, February 2024: 2", "A &amp; B, March 2024: 1"] {
            assert!(svg.contains(&format!("<title>{says}</title>")), "{says} {svg}");
        }
        assert!(svg.contains(">5</text>") && svg.contains(">2</text>"), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("style="), "{svg}");
    }

    #[test]
    fn a_few_old_sources_do_not_squeeze_the_others() {
        let mut dates = vec!["1997-05"];
        dates.extend(["2024-02"; 20]);
        let svg = Strips(vec![strip("All", &dates)]).draw("before", SAID);
        assert!(svg.contains("<title>All, before 2024: 1</title>"), "{svg}");
        assert!(svg.contains(">2024</text>") && !svg.contains(">1997</text>"), "{svg}");
    }

    #[test]
    fn without_a_month_there_is_nothing_to_draw() {
        assert_eq!(Strips(vec![strip("All", &["2024", "?"])]).draw("before", SAID), "");
        assert_eq!(Strips::default().draw("before", SAID), "");
    }
}
