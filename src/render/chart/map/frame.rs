//! What a map shows of the earth, and where a place stands on it: an equirectangular
//! projection that is true to scale along the middle parallel.

use crate::model::Position;
use crate::render::chart::svg::WIDTH;

/// Around the outermost places: a share of the map, and degrees at least.
const AIR: (f64, f64) = (0.09, 3.0);

/// A map shows as many degrees of longitude at least.
const LEAST: f64 = 14.0;

/// The height of a map as a share of its width.
const HEIGHT: (f64, f64) = (0.42, 1.0);

/// Land north and south of this is of no use to a reader.
const POLES: (f64, f64) = (-58.0, 84.0);

/// A part of the earth on paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) south: f64,
    pub(super) north: f64,
    /// The width of a degree of longitude.
    across: f64,
    /// The height of a degree of latitude.
    down: f64,
}

impl Frame {
    /// The frame around some places, with their longitudes running on over the antimeridian
    /// where that is shorter.
    pub(super) fn around(places: &[Position]) -> Option<Self> {
        let (west, east) = longitudes(places)?;
        let south = places.iter().map(|it| it.lat).fold(f64::MAX, f64::min);
        let north = places.iter().map(|it| it.lat).fold(f64::MIN, f64::max);
        let (west, east) = widened(west, east, LEAST);
        let (south, north) = widened(south, north, 0.0);
        let narrow = narrowness(f64::midpoint(south, north));
        // In degrees of latitude, which are of one length everywhere.
        let (width, height) = ((east - west) * narrow, north - south);
        let wanted = height.clamp(width * HEIGHT.0, f64::MAX);
        let (south, north) = within(south, north, wanted);
        let wide = ((north - south) / HEIGHT.1).max(width) / narrow;
        let (west, east) = stretched(west, east, wide.min(360.0));
        let across = WIDTH / (east - west);
        Some(Self { west, east, south, north, across, down: across / narrow })
    }

    pub(super) fn height(&self) -> f64 {
        (self.north - self.south) * self.down
    }

    /// Where a place stands on paper.
    pub(super) fn spot(&self, place: Position) -> (f64, f64) {
        let turns = if place.lon < self.west { 360.0 } else { 0.0 };
        self.point((place.lon + turns, place.lat))
    }

    /// The same for longitude and latitude as they are.
    pub(super) fn point(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        ((lon - self.west) * self.across, (self.north - lat) * self.down)
    }
}

/// The shortest way around the earth that passes all places, from west to east; the east
/// may be beyond 180 degrees.
fn longitudes(places: &[Position]) -> Option<(f64, f64)> {
    let mut all: Vec<f64> = places.iter().map(|it| it.lon).collect();
    all.sort_by(f64::total_cmp);
    let (first, last) = (*all.first()?, *all.last()?);
    let gaps = all.windows(2).map(|it| (it[1] - it[0], it[1], it[0] + 360.0));
    let whole = (first + 360.0 - last, first, last);
    let (_, west, east) =
        gaps.fold(whole, |best, it| if it.0 > best.0 { it } else { best });
    Some((west, east))
}

/// With some air, and not below a width.
fn widened(from: f64, to: f64, least: f64) -> (f64, f64) {
    let air = ((to - from) * AIR.0).max(AIR.1);
    stretched(from, to, (to - from + 2.0 * air).clamp(least, 360.0))
}

/// To a width, if it is less wide.
fn stretched(from: f64, to: f64, wide: f64) -> (f64, f64) {
    let more = (wide - (to - from)).max(0.0) / 2.0;
    (from - more, to + more)
}

/// Latitudes stretched to a height, if there is room away from the poles.
fn within(south: f64, north: f64, high: f64) -> (f64, f64) {
    let (least, most) = (south.min(POLES.0), north.max(POLES.1));
    let (south, north) = stretched(south, north, high);
    let up = (least - south).max(0.0);
    let down = (north + up - most).max(0.0);
    (south + up - down, north + up - down)
}

/// The cosine of a latitude after Bhaskara I, to two places: enough for a map, and the same
/// on every machine.
fn narrowness(lat: f64) -> f64 {
    let square = lat * lat;
    ((32_400.0 - 4.0 * square) / (32_400.0 + square)).max(0.2)
}
