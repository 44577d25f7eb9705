//! Counts sources by the month in which they appeared, and draws the counts as columns.

use super::svg::{At, Svg, TEXT, WIDTH};
use super::{Number, Said, number};
use crate::model::date::Point;
use crate::model::{Date, Source};
use std::collections::BTreeMap;

/// More months than this do not fit; what is older is counted together.
const MOST: i32 = 120;

const PLOT: f64 = 150.0;
const LEFT: f64 = 28.0;

/// How many sources appeared when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Months {
    /// By month, counted from year 0.
    by_month: BTreeMap<i32, usize>,
    /// By year, where the month is not known.
    by_year: BTreeMap<u16, usize>,
    /// Without any date.
    undated: usize,
}

/// A row of the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Row {
    /// A month.
    Month(Date),
    /// A year whose month is not known.
    Year(u16),
    /// No date.
    Undated,
}

impl Months {
    /// Counts sources by the start of their dates.
    pub(in crate::render) fn of(sources: &[Source]) -> Self {
        let mut counts = Self::default();
        for source in sources {
            counts.count(source.issued);
        }
        counts
    }

    fn count(&mut self, date: Option<Date>) {
        match (month_of(date), date) {
            (Some(month), _) => *self.by_month.entry(month).or_default() += 1,
            (None, Some(date)) => *self.by_year.entry(date.start.year).or_default() += 1,
            (None, None) => self.undated += 1,
        }
    }

    /// Whether there is no month to draw.
    pub(in crate::render) fn is_empty(&self) -> bool {
        self.by_month.is_empty()
    }

    /// Every count: months, then years, then what has no date.
    pub(in crate::render) fn rows(&self) -> Vec<(Row, usize)> {
        let months =
            self.by_month.iter().map(|(month, count)| (Row::Month(date(*month)), *count));
        let years = self.by_year.iter().map(|(year, count)| (Row::Year(*year), *count));
        let undated = Some((Row::Undated, self.undated)).filter(|(_, it)| *it > 0);
        months.chain(years).chain(undated).collect()
    }

    /// The months as columns; `before` is written in front of a year.
    pub(in crate::render) fn draw(&self, before: &str, said: Said<'_>) -> String {
        let Some((last, _)) = self.by_month.last_key_value() else {
            return String::new();
        };
        let first = self.by_month.keys().find(|it| last - **it < MOST).unwrap_or(last);
        // Whole years, so that the marks below stand evenly.
        let first = first - first % 12;
        let older: usize = self.by_month.range(..first).map(|(_, it)| *it).sum();
        let mut columns: Vec<(i32, usize)> = (first..=*last)
            .map(|it| (it, self.by_month.get(&it).copied().unwrap_or(0)))
            .collect();
        if older > 0 {
            columns.insert(0, (first - 1, older));
        }
        let name = |month: i32| match older {
            1.. if month < first => format!("{before} {}", date(first).start.year),
            _ => date(month).readable(said.lang),
        };
        columns_as_svg(&columns, &name, said)
    }
}

/// The month in which a date starts, counted from year 0, where it is known.
pub(in crate::render) fn month_of(date: Option<Date>) -> Option<i32> {
    let start = date?.start;
    Some(i32::from(start.year) * 12 + i32::from(start.month?) - 1)
}

/// A month that is counted from year 0.
pub(in crate::render) fn date(month: i32) -> Date {
    let narrow = |it: i32| u16::try_from(it).unwrap_or_default();
    let month_of_year = u8::try_from(month.rem_euclid(12) + 1).ok();
    let start = Point {
        year: narrow(month.div_euclid(12)),
        month: month_of_year,
        day: None,
        approximate: false,
        uncertain: false,
    };
    Date::from(start)
}

fn columns_as_svg(
    columns: &[(i32, usize)],
    name: &dyn Fn(i32) -> String,
    said: Said<'_>,
) -> String {
    let mut svg = Svg::new();
    let most = columns.iter().map(|(_, it)| *it).max().unwrap_or(1).max(1);
    let step = (WIDTH - LEFT) / float(columns.len());
    let (top, bottom) = (TEXT, TEXT + PLOT);
    for mark in [0, most.div_ceil(2), most] {
        let y = bottom - PLOT * float(mark) / float(most);
        svg.line(At { x: LEFT, y }, At { x: WIDTH, y });
        svg.text(
            At { x: 0.0, y: y + TEXT / 3.0 },
            "chart-value",
            &count(mark, said.lang),
        );
    }
    let mut free = LEFT;
    for (place, (month, sources)) in columns.iter().enumerate() {
        let x = LEFT + step * float(place);
        let height = PLOT * float(*sources) / float(most);
        if *sources > 0 {
            let size = At { x: (step * 0.8).max(0.5), y: height };
            let says =
                format!("{}{} {}", name(*month), said.colon, count(*sources, said.lang));
            svg.bar(
                At { x: x + step * 0.1, y: bottom - height },
                size,
                "series-1",
                &says,
            );
        }
        let year = date(*month).start.year.to_string();
        if month.rem_euclid(12) == 0 && x >= free && x + 30.0 <= WIDTH {
            svg.line(At { x, y: bottom }, At { x, y: bottom + 4.0 });
            svg.text(At { x: x + 2.0, y: bottom + TEXT + 3.0 }, "chart-label", &year);
            free = x + 36.0;
        }
    }
    svg.finish(top + PLOT + TEXT * 2.0, said)
}

fn count(number: usize, lang: &str) -> String {
    number::write(Number { value: float(number), ..Number::default() }, lang)
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(dates: &[&str]) -> Months {
        let mut counts = Months::default();
        for date in dates {
            counts.count(date.parse().ok());
        }
        counts
    }

    const SAID: Said<'static> =
        Said { title: "t", description: "d", lang: "en", colon: ":" };

    #[test]
    fn counts_stand_by_month_then_year_then_without_a_date() {
        let rows = months(&["2024-02-16", "2024-02", "2023-12", "2022", "?"]).rows();
        let shown: Vec<_> = rows
            .iter()
            .map(|(row, count)| match row {
                Row::Month(date) => (date.to_string(), *count),
                Row::Year(year) => (year.to_string(), *count),
                Row::Undated => (String::new(), *count),
            })
            .collect();
        let expect = [("2023-12", 1), ("2024-02", 2), ("2022", 1), ("", 1)];
        assert_eq!(shown, expect.map(|(it, count)| (it.to_owned(), count)));
    }

    #[test]
    fn a_lone_old_source_does_not_squeeze_the_others() {
        let svg =
            months(&["1997-05", "2024-02", "2024-03", "2024-03"]).draw("before", SAID);
        assert!(svg.contains("before 2024: 1"), "{svg}");
        assert!(svg.contains("March 2024: 2") && !svg.contains("NaN"), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 3);
    }

    #[test]
    fn nothing_with_a_month_draws_nothing() {
        assert!(months(&["2024", "?"]).is_empty());
        assert_eq!(months(&[]).draw("before", SAID), "");
    }
}
