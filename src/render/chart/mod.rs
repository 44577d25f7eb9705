//! Draws figures from data as SVG without a style attribute: a chart comes in, a drawing
//! that is readable on 320 pixels goes out. Colour is never all that tells series apart.
//!
//! Classes for themes: `series-1` to `series-6` on bars and keys, `chart-label` on names,
//! `chart-value` on numbers, `chart-axis` on lines.

mod bars;
mod data;
mod graph;
mod months;
mod number;
mod svg;

pub(super) use data::from_table;
pub(super) use graph::{Edge, Graph, Node, sign};
pub(super) use months::{Months, Row};

use number::Number;

/// What is drawn as bars: names, and a number of each series for every name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chart {
    /// The names of the series.
    series: Vec<String>,
    /// A name, and its numbers in the order of the series.
    groups: Vec<(String, Vec<Option<Number>>)>,
}

/// What is said of a drawing to those who do not see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// What it shows, or where the values stand.
    pub(super) description: &'a str,
    /// The language of its numbers.
    pub(super) lang: &'a str,
}

impl Chart {
    /// Bars for what was counted: a name, and its counts in the order of the series.
    pub(super) fn of_counts(
        series: Vec<String>,
        groups: impl Iterator<Item = (String, Vec<usize>)>,
    ) -> Self {
        let number = |n: usize| {
            let value = f64::from(u32::try_from(n).unwrap_or(u32::MAX));
            (n > 0).then_some(Number { value, is_about: false })
        };
        let groups = groups.map(|(name, counts)| {
            let counts = counts.into_iter().map(number).collect();
            (name, counts)
        });
        Self { series, groups: groups.collect() }
    }

    /// The chart as SVG.
    pub(super) fn draw(&self, said: Said<'_>) -> String {
        bars::draw(self, said)
    }
}
