//! Finds places that stand close together.

use super::Map;
use super::frame::Frame;

/// Places that are not farther apart on paper stand close together.
const NEAR: f64 = 38.0;

/// Groups of places that are linked by short ways, each in the order of its places.
pub(super) fn clusters(map: &Map, spots: &[usize], frame: &Frame) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for spot in spots {
        let is_near = |other: &usize| is_near(map, frame, *spot, *other);
        let (near, far): (Vec<_>, Vec<_>) =
            clusters.into_iter().partition(|it| it.iter().any(is_near));
        let mut joined: Vec<usize> = near.into_iter().flatten().chain([*spot]).collect();
        joined.sort_unstable();
        clusters = far;
        clusters.push(joined);
    }
    // From the west, for that is how maps are read.
    clusters.sort_by(|a, b| {
        west(map, frame, a).total_cmp(&west(map, frame, b)).then(a.cmp(b))
    });
    clusters
}

fn is_near(map: &Map, frame: &Frame, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (map.spots.get(one), map.spots.get(other)) else {
        return false;
    };
    let ((ax, ay), (bx, by)) = (frame.spot(one.position), frame.spot(other.position));
    (ax - bx) * (ax - bx) + (ay - by) * (ay - by) < NEAR * NEAR
}

fn west(map: &Map, frame: &Frame, spots: &[usize]) -> f64 {
    let spots = spots.iter().filter_map(|it| map.spots.get(*it));
    spots.map(|it| frame.spot(it.position).0).fold(f64::MAX, f64::min)
}
