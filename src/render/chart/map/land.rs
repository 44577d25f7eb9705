//! The outline of the land: Natural Earth at 1:110 million, public domain, simplified by
//! `tests/tools/land.mjs`.

use super::frame::Frame;
use std::fmt::Write as _;

/// A line is a ring: the first point in tenths of a degree of longitude and latitude, then
/// steps.
const LAND: &str = include_str!("land.txt");

/// So many units of a path make one unit of the drawing.
pub(super) const FINE: f64 = 2.0;

/// The land within a frame as a path, in fine units.
pub(super) fn path(frame: &Frame) -> String {
    let mut path = String::new();
    for line in LAND.lines() {
        let ring = ring(line);
        for turns in [-360.0, 0.0, 360.0] {
            let turned = ring.iter().map(|(lon, lat)| (lon + turns, *lat));
            let turned: Vec<(f64, f64)> = turned.collect();
            write_ring(&mut path, frame, &clipped(&turned, frame));
        }
    }
    path
}

fn ring(line: &str) -> Vec<(f64, f64)> {
    let numbers = line.split(' ').filter_map(|it| it.parse::<i32>().ok());
    let numbers: Vec<i32> = numbers.collect();
    let mut at = (0, 0);
    let steps = numbers.chunks_exact(2).map(|step| {
        at = (at.0 + step[0], at.1 + step[1]);
        (f64::from(at.0) / 10.0, f64::from(at.1) / 10.0)
    });
    steps.collect()
}

/// A ring cut to a frame and a bit more, side by side (Sutherland and Hodgman).
fn clipped(ring: &[(f64, f64)], frame: &Frame) -> Vec<(f64, f64)> {
    let more = (frame.east - frame.west) * 0.01;
    let (west, east) = (frame.west - more, frame.east + more);
    let (south, north) = (frame.south - more, frame.north + more);
    let ring = cut(ring, |it| it.0 - west);
    let ring = cut(&ring, |it| east - it.0);
    let ring = cut(&ring, |it| it.1 - south);
    cut(&ring, |it| north - it.1)
}

/// What of a ring lies on the side where `depth` is positive.
fn cut(ring: &[(f64, f64)], depth: impl Fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
    let mut kept = Vec::with_capacity(ring.len());
    let mut before = ring.last().copied();
    for point in ring.iter().copied() {
        let Some(last) = before else { break };
        let (from, to) = (depth(last), depth(point));
        if (from > 0.0) != (to > 0.0) {
            let share = from / (from - to);
            kept.push((
                last.0 + (point.0 - last.0) * share,
                last.1 + (point.1 - last.1) * share,
            ));
        }
        if to > 0.0 {
            kept.push(point);
        }
        before = Some(point);
    }
    kept
}

/// Writes a ring in whole fine units; what falls together is one point.
fn write_ring(path: &mut String, frame: &Frame, ring: &[(f64, f64)]) {
    let points = ring.iter().map(|it| {
        let (x, y) = frame.point(*it);
        (whole(x * FINE), whole(y * FINE))
    });
    let mut points: Vec<(i32, i32)> = points.collect();
    points.dedup();
    let Some((first, rest)) = points.split_first().filter(|(_, it)| it.len() > 1) else {
        return;
    };
    write!(path, "M{} {}l", first.0, first.1).unwrap_or(());
    let mut before = *first;
    for (at, point) in rest.iter().enumerate() {
        let (x, y) = (point.0 - before.0, point.1 - before.1);
        // A minus sign parts numbers as well as a blank.
        let gap = if at == 0 || x < 0 { "" } else { " " };
        let between = if y < 0 { "" } else { " " };
        write!(path, "{gap}{x}{between}{y}").unwrap_or(());
        before = *point;
    }
    path.push('z');
}

/// The nearest whole number; drawings are far smaller than what does not fit.
fn whole(number: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "it is clamped")]
    let whole = number.round().clamp(-1e6, 1e6) as i32;
    whole
}
