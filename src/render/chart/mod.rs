//! Draws figures from data as SVG without a style attribute: a chart comes in, a drawing
//! that is readable on 320 pixels goes out. Colour is never all that tells series apart.
//!
//! Classes for themes: `series-1` to `series-6` on bars and keys, `chart-label` on names,
//! `chart-value` on numbers, `chart-head` on the names of panels, `chart-axis` on lines.

mod axis;
mod band;
mod bars;
mod column;
mod data;
mod map;
mod months;
mod multiples;
mod number;
mod strips;
mod svg;
mod timeline;
mod units;

pub(super) use data::from_table;
pub(super) use map::{Map, Spot};
pub(super) use months::{Months, Row, date as month, month_of};
pub(super) use strips::{Strip, Strips};
pub(super) use timeline::{KeyWords, Moment, Timeline};
pub(super) use units::{Unit, UnitRow, draw_degrees, draw_units};

use number::{Number, Reading};

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
    /// What stands between a name and a number, before a blank.
    pub(super) colon: &'a str,
}

impl Chart {
    /// The chart as SVG.
    pub(super) fn draw(&self, said: Said<'_>) -> String {
        bars::draw(self, said)
    }

    /// The chart as small multiples: a panel for each series.
    pub(super) fn draw_multiples(&self, said: Said<'_>) -> String {
        multiples::draw(self, said)
    }
}
