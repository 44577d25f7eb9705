//! Draws events on an axis of time: how many each year has, and below, a row for each year
//! that has any, with a mark for every event. A mark tells how precise its date is by its
//! shape: a dot is a day, a bar is a month, a year or a period, with an arrow where it is
//! open.
//!
//! Classes for themes: `moment` on marks, with `is-span`, `is-about`, `is-unsure` and
//! `is-announced`; `axis` and `grid` on lines, `year` and `tick` on their names, `hit` on
//! what takes a finger.

mod marks;
mod rows;
mod years;

#[cfg(test)]
mod tests;

use super::Said;
use super::band::Band;
use crate::model::Date;
use crate::model::date::Point;
use marks::Look;
use std::fmt::Write as _;

/// What is drawn of an event.
#[derive(Clone, Debug)]
pub(in crate::render) struct Moment {
    /// When.
    pub(in crate::render) date: Date,
    /// Whether it was announced and not seen to happen.
    pub(in crate::render) announced: bool,
    /// The relative URL of its text.
    pub(in crate::render) href: String,
    /// When and what, in words.
    pub(in crate::render) says: String,
}

/// Events in the order of time.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Timeline {
    /// The events.
    pub(in crate::render) moments: Vec<Moment>,
}

/// The words of the key.
#[derive(Clone, Copy, Debug)]
pub(in crate::render) struct KeyWords<'a> {
    /// A day that is known.
    pub(in crate::render) day: &'a str,
    /// A month, a year or a period.
    pub(in crate::render) span: &'a str,
    /// About then.
    pub(in crate::render) about: &'a str,
    /// Not certain.
    pub(in crate::render) unsure: &'a str,
    /// Announced.
    pub(in crate::render) announced: &'a str,
}

/// More events are not drawn one by one.
const MOST: usize = 500;

impl Timeline {
    /// How many events each year has, with periods of several years below.
    pub(in crate::render) fn draw_years(&self, said: Said<'_>) -> String {
        years::draw(&self.moments, said)
    }

    /// A row for each year, with a mark for each event that is not longer; nothing where
    /// there are too many or none.
    pub(in crate::render) fn draw_marks(&self, said: Said<'_>) -> String {
        let layout = rows::layout(&self.moments);
        if self.moments.len() > MOST || layout.rows.is_empty() {
            return String::new();
        }
        rows::draw(&self.moments, &layout, said)
    }

    /// What the shapes mean, as a list; only those that come up.
    pub(in crate::render) fn key(&self, words: KeyWords<'_>) -> String {
        let looks = || self.moments.iter().map(Look::of);
        let plain = Look::default();
        let kinds = [
            (looks().any(|it| !it.is_span), plain, words.day),
            (looks().any(|it| it.is_span), Look { is_span: true, ..plain }, words.span),
            (
                looks().any(|it| it.is_about),
                Look { is_about: true, ..plain },
                words.about,
            ),
            (
                looks().any(|it| it.is_unsure),
                Look { is_unsure: true, ..plain },
                words.unsure,
            ),
            (
                looks().any(|it| it.is_announced),
                Look { is_announced: true, ..plain },
                words.announced,
            ),
        ];
        let mut out = String::from("<ul class=\"key\">");
        for (_, look, word) in kinds.into_iter().filter(|(is_used, _, _)| *is_used) {
            let mut band = Band::new();
            marks::draw(&mut band, look, (0.15, 0.85), 8.0);
            write!(out, "<li>{} ", band.sign()).unwrap_or(());
            crate::base::text::escape_text_into(&mut out, word);
            out.push_str("</li>");
        }
        out.push_str("</ul>\n");
        out
    }
}

impl Moment {
    /// The years from the first to the last.
    fn years(&self) -> (u16, u16) {
        (self.date.start.year, self.date.end.unwrap_or(self.date.start).year)
    }

    /// Whether it has no place in a single year.
    fn is_long(&self) -> bool {
        let (first, last) = self.years();
        first != last || self.date.open.is_some()
    }

    /// From where to where it reaches, in years.
    fn extent(&self) -> (f64, f64) {
        let end = self.date.end.unwrap_or(self.date.start);
        (begin(self.date.start), begin(end) + length(end))
    }
}

/// Where a point of time begins, in years; all months are as long.
fn begin(point: Point) -> f64 {
    let month = f64::from(point.month.unwrap_or(1)) - 1.0;
    let day = f64::from(point.day.unwrap_or(1)) - 1.0;
    f64::from(point.year) + (month + day / 31.0) / 12.0
}

/// How long a point of time is, in years.
fn length(point: Point) -> f64 {
    match (point.month, point.day) {
        (None, _) => 1.0,
        (Some(_), None) => 1.0 / 12.0,
        _ => 1.0 / 366.0,
    }
}
