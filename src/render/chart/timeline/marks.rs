//! The mark of an event: its shape tells how precise its date is.

use super::Moment;
use crate::model::Open;
use crate::render::chart::band::{Anchor, Band};

/// Half the height of a bar.
const HALF: f64 = 3.5;

/// The radius of a dot.
const DOT: f64 = 5.0;

/// How a mark looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they come up in any combination")]
pub(super) struct Look {
    pub(super) is_span: bool,
    pub(super) is_about: bool,
    pub(super) is_unsure: bool,
    pub(super) is_announced: bool,
}

impl Look {
    pub(super) fn of(moment: &Moment) -> Self {
        let points = || std::iter::once(moment.date.start).chain(moment.date.end);
        Self {
            is_span: moment.date.end.is_some()
                || moment.date.open.is_some()
                || moment.date.start.day.is_none(),
            is_about: points().any(|it| it.approximate),
            is_unsure: points().any(|it| it.uncertain),
            is_announced: moment.announced,
        }
    }

    /// Whether the day is known for sure.
    pub(super) fn is_exact(self) -> bool {
        !self.is_span && !self.is_about && !self.is_unsure
    }

    fn class(self) -> String {
        let classes = [
            (self.is_span, " is-span"),
            (self.is_about, " is-about"),
            (self.is_unsure, " is-unsure"),
            (self.is_announced, " is-announced"),
        ];
        let classes = classes.into_iter().filter(|(is, _)| *is).map(|(_, it)| it);
        format!("moment{}", classes.collect::<String>())
    }
}

/// The head of an arrow where a period is open.
pub(super) fn open(band: &mut Band, side: Open, x: f64, y: f64) {
    let path = match side {
        Open::Start => "M8-6L0 0L8 6Z",
        Open::End => "M-8-6L0 0L-8 6Z",
    };
    band.shape((x, y), path, "moment is-span");
}

/// A mark between two shares of the width; a dot stands in the middle.
pub(super) fn draw(band: &mut Band, look: Look, (from, to): (f64, f64), y: f64) {
    let (middle, class) = (f64::midpoint(from, to), look.class());
    if look.is_span {
        band.bar((from, to), (y - HALF, 2.0 * HALF), &class);
    }
    if look.is_announced {
        band.shape((middle, y), "M0-6L6 5H-6Z", "moment is-announced");
    } else if !look.is_span {
        band.dot((middle, y), DOT, &class);
    }
    if look.is_unsure {
        band.text((middle, y + 4.0), Anchor::Middle, "moment-doubt", "?");
    }
}
