//! The line that bars start from: it leaves out the names that it would strike through.

use super::svg::{Area, At, Svg, width_of};

/// The names that stand above the bars of a chart.
#[derive(Default)]
pub(super) struct Names {
    areas: Vec<Area>,
}

impl Names {
    /// Notes a line of a name that starts at a place.
    pub(super) fn note(&mut self, left: f64, (top, bottom): (f64, f64), line: &str) {
        let right = left + width_of(line);
        self.areas.push(Area { left, top, right, bottom });
    }

    /// Draws an axis between two heights.
    pub(super) fn axis(&self, svg: &mut Svg, x: f64, (top, bottom): (f64, f64)) {
        let is_struck = |it: &&Area| {
            // At its very start nothing is struck through.
            it.left + 1.0 < x && x < it.right && top <= it.top && it.top < bottom
        };
        let mut from = top;
        for name in self.areas.iter().filter(is_struck) {
            if from < name.top {
                svg.line(At { x, y: from }, At { x, y: name.top });
            }
            from = name.bottom;
        }
        if from < bottom {
            svg.line(At { x, y: from }, At { x, y: bottom });
        }
    }
}
