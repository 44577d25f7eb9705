//! Shares the relations out among stars: in the middle of each the node with the most
//! relations that are in no star yet, before it who stands in a relation to it, behind it whom
//! it stands in a relation to, bundled by type. So every relation reads in one direction.
//! Deterministic: the best connected node comes first, among equals the one told first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A relation; nodes and type by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// Who.
    pub(super) from: usize,
    /// Whom.
    pub(super) to: usize,
    /// In what way.
    pub(super) kind: usize,
}

/// A node with its relations. A node may stand in several stars, a relation only in one.
#[derive(Debug)]
pub(super) struct Star {
    pub(super) middle: usize,
    /// Who stands in a relation to the middle.
    pub(super) inward: Vec<Bundle>,
    /// Whom the middle stands in a relation to.
    pub(super) outward: Vec<Bundle>,
}

/// Nodes that stand in the same relation to the middle.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The type.
    pub(super) kind: usize,
    pub(super) nodes: Vec<usize>,
}

/// The stars of so many nodes with at most so many relations, and how many relations are in
/// none; one of a node to itself always is.
pub(super) fn stars(nodes: usize, edges: &[Edge], most: usize) -> (Vec<Star>, usize) {
    let shares = shares(nodes, edges, most);
    let drawn: usize = shares.iter().map(|(_, own)| own.len()).sum();
    let stars = shares.iter().map(|(middle, own)| star(edges, *middle, own)).collect();
    (stars, edges.len() - drawn)
}

/// The relations by the node in the middle: again and again the node with the most that
/// are left.
fn shares(nodes: usize, edges: &[Edge], most: usize) -> Vec<(usize, Vec<usize>)> {
    let mut left: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); nodes];
    for (at, edge) in edges.iter().enumerate().filter(|(_, it)| it.from != it.to) {
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
        let own = std::mem::take(&mut left[middle]).into_iter().take(room);
        let own: Vec<usize> = own.collect();
        room -= own.len();
        for at in &own {
            let Edge { from, to, .. } = edges[*at];
            let other = if from == middle { to } else { from };
            queue.remove(&rank(&left[other], other));
            left[other].remove(at);
            queue.insert(rank(&left[other], other));
        }
        shares.push((middle, own));
    }
    shares
}

fn star(edges: &[Edge], middle: usize, own: &[usize]) -> Star {
    let mut bundles: [BTreeMap<usize, Vec<usize>>; 2] = Default::default();
    for edge in own.iter().map(|it| edges[*it]) {
        let is_outward = edge.from == middle;
        let other = if is_outward { edge.to } else { edge.from };
        bundles[usize::from(is_outward)].entry(edge.kind).or_default().push(other);
    }
    let [inward, outward] = bundles
        .map(|it| it.into_iter().map(|(kind, nodes)| Bundle { kind, nodes }).collect());
    Star { middle, inward, outward }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(all: &[(usize, usize, usize)]) -> Vec<Edge> {
        all.iter().map(|&(from, to, kind)| Edge { from, to, kind }).collect()
    }

    /// Sixty nodes around three centres, with cross relations and two to themselves.
    fn sixty() -> Vec<Edge> {
        let mut all = vec![(0, 1, 1), (9, 9, 0), (2, 2, 3)];
        for at in 3..60 {
            all.push((at, at % 3, at % 7));
            if at % 5 == 0 {
                all.push((at, (at * 7 + 1) % 60, at % 4));
            }
        }
        edges(&all)
    }

    #[test]
    fn every_relation_is_in_one_star_and_keeps_its_direction() {
        let told = sixty();
        let (stars, left) = stars(60, &told, usize::MAX);
        let mut drawn = Vec::new();
        for star in &stars {
            for Bundle { kind, nodes } in &star.inward {
                let edge = |it: &usize| Edge { from: *it, to: star.middle, kind: *kind };
                drawn.extend(nodes.iter().map(edge));
            }
            for Bundle { kind, nodes } in &star.outward {
                let edge = |it: &usize| Edge { from: star.middle, to: *it, kind: *kind };
                drawn.extend(nodes.iter().map(edge));
            }
        }
        let is_to_another = |it: &&Edge| it.from != it.to;
        let mut told: Vec<Edge> = told.iter().filter(is_to_another).copied().collect();
        drawn.sort_unstable();
        told.sort_unstable();
        assert_eq!(drawn, told);
        assert_eq!(left, 2, "a relation of a node to itself is told in the table");
    }

    #[test]
    fn the_best_connected_comes_first_and_what_is_too_much_is_left() {
        let edges = edges(&[(1, 2, 0), (3, 4, 0), (5, 4, 0), (4, 6, 1)]);
        let middles = |most| {
            let (stars, left) = stars(7, &edges, most);
            (stars.iter().map(|it| it.middle).collect::<Vec<_>>(), left)
        };
        assert_eq!(middles(usize::MAX), (vec![4, 1], 0));
        assert_eq!(middles(3), (vec![4], 1));
        assert_eq!(middles(2), (vec![4], 2));
    }

    #[test]
    fn nodes_in_the_same_relation_stand_together() {
        let edges = edges(&[(1, 0, 1), (2, 0, 0), (3, 0, 1), (0, 4, 1)]);
        let (stars, _) = stars(5, &edges, usize::MAX);
        let bundles = |it: &[Bundle]| -> Vec<(usize, Vec<usize>)> {
            it.iter().map(|it| (it.kind, it.nodes.clone())).collect()
        };
        assert_eq!(bundles(&stars[0].inward), [(0, vec![2]), (1, vec![1, 3])]);
        assert_eq!(bundles(&stars[0].outward), [(1, vec![4])]);
    }
}
