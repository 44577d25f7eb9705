//! Shares the relations out among stars, and gives every node a place in its star.
//! Deterministic: the best connected node comes first, among equals the one told first.

use super::{Edge, Graph};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The width of a node.
pub(super) const WIDTH: f64 = 216.0;

/// From one column to the next.
pub(super) const COLUMN: f64 = WIDTH + 58.0;

/// The height of a row.
pub(super) const ROW: f64 = 26.0;

/// The height that each bundle of lines takes at the node in the middle.
const TIP: f64 = 14.0;

/// Room around everything, so that no line is cut.
const EDGE: f64 = 2.0;

/// The width of a star.
pub(super) const WHOLE: f64 = 2.0 * (COLUMN + EDGE) + WIDTH;

/// A node with its relations. A node may stand in several stars, a relation only in one.
#[derive(Debug)]
pub(super) struct Star {
    pub(super) middle: Place,
    pub(super) bundles: Vec<Bundle>,
    pub(super) height: f64,
}

/// Where a node stands: its centre.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) node: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: f64,
}

/// Nodes that stand in the same relation to the middle.
#[derive(Debug)]
pub(super) struct Bundle {
    pub(super) places: Vec<Place>,
    /// The type.
    pub(super) kind: usize,
    /// Whether the relation leads from the nodes to the middle; they stand left of it.
    pub(super) inward: bool,
    /// Where the name of the type stands.
    pub(super) label_y: f64,
    /// Where the line meets the middle.
    pub(super) tip_y: f64,
}

/// The stars of a graph with at most so many relations; what is left is in none.
pub(super) fn layout(graph: &Graph, most: usize) -> Vec<Star> {
    let shares = shares(graph, most).into_iter();
    shares.map(|(middle, edges)| star(graph, middle, &edges)).collect()
}

/// The relations by the node in the middle: again and again the node with the most that
/// are left. A relation of a node to itself is in no drawing.
fn shares(graph: &Graph, most: usize) -> Vec<(usize, Vec<usize>)> {
    let mut left: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); graph.nodes.len()];
    for (at, edge) in graph.edges.iter().enumerate().filter(|(_, it)| it.from != it.to) {
        left[edge.from].insert(at);
        left[edge.to].insert(at);
    }
    let rank = |left: &BTreeSet<usize>, node: usize| (Reverse(left.len()), node);
    let mut queue: BTreeSet<_> =
        left.iter().enumerate().map(|(node, it)| rank(it, node)).collect();
    let mut shares = Vec::new();
    let mut room = most;
    while let Some((Reverse(count), middle)) = queue.pop_first() {
        if count == 0 || room == 0 {
            break;
        }
        let edges = std::mem::take(&mut left[middle]).into_iter().take(room);
        let edges: Vec<usize> = edges.collect();
        room -= edges.len();
        for at in &edges {
            let Edge { from, to, .. } = graph.edges[*at];
            let other = if from == middle { to } else { from };
            queue.remove(&rank(&left[other], other));
            left[other].remove(at);
            queue.insert(rank(&left[other], other));
        }
        shares.push((middle, edges));
    }
    shares
}

fn star(graph: &Graph, middle: usize, edges: &[usize]) -> Star {
    let mut groups: BTreeMap<(bool, usize), Vec<usize>> = BTreeMap::new();
    for edge in edges.iter().map(|it| graph.edges[*it]) {
        let inward = edge.to == middle;
        let other = if inward { edge.from } else { edge.to };
        groups.entry((inward, edge.kind)).or_default().push(other);
    }
    let sides = [true, false].map(|inward| {
        let own = groups.iter().filter(|((it, _), _)| *it == inward);
        side(inward, own.map(|((_, kind), nodes)| (*kind, nodes.as_slice())))
    });
    let most = sides.iter().map(|(bundles, _)| bundles.len()).max().unwrap_or(0);
    let own = (TIP * count(most) + 8.0).max(ROW - 4.0);
    let height = sides.iter().map(|(_, height)| *height).fold(own, f64::max);
    let (x, centre) = (EDGE + COLUMN + WIDTH / 2.0, EDGE + height / 2.0);
    let middle = Place { node: middle, x, y: centre, height: own };
    let sides = sides
        .into_iter()
        .flat_map(|(bundles, own)| joined(bundles, EDGE + (height - own) / 2.0, centre));
    Star { middle, bundles: sides.collect(), height: height + 2.0 * EDGE }
}

/// The bundles of one side below each other, and their height.
fn side<'a>(
    inward: bool,
    groups: impl Iterator<Item = (usize, &'a [usize])>,
) -> (Vec<Bundle>, f64) {
    let x = EDGE + WIDTH / 2.0 + if inward { 0.0 } else { 2.0 * COLUMN };
    let mut bundles = Vec::new();
    let mut y = 0.0;
    for (kind, nodes) in groups {
        let label_y = y + ROW / 2.0;
        y += ROW;
        let place = |(row, node): (usize, &usize)| {
            let y = y + ROW * (count(row) + 0.5);
            Place { node: *node, x, y, height: ROW - 4.0 }
        };
        let places = nodes.iter().enumerate().map(place).collect();
        bundles.push(Bundle { places, kind, inward, label_y, tip_y: 0.0 });
        y += ROW * count(nodes.len());
    }
    (bundles, y)
}

/// The same bundles lower down, their lines spread over the middle.
fn joined(mut bundles: Vec<Bundle>, by: f64, centre: f64) -> Vec<Bundle> {
    let mut tip_y = centre - TIP * (count(bundles.len()) - 1.0) / 2.0;
    for bundle in &mut bundles {
        bundle.label_y += by;
        bundle.tip_y = tip_y;
        tip_y += TIP;
        for place in &mut bundle.places {
            place.y += by;
        }
    }
    bundles
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
