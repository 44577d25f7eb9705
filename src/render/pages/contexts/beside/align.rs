//! Puts the blocks of a page and of its translation beside each other: in their order, a
//! block beside one that has the same shape and cites the same; what has no counterpart
//! stands alone.

use crate::model::{Kind, Node};
use std::collections::BTreeSet;
use std::mem::discriminant;

/// A block of the one page, of the other, or of both.
pub(super) type Pair = (Option<usize>, Option<usize>);

/// What it costs to leave a block alone.
const ALONE: u32 = 4;
/// What it costs to put blocks together that name different things.
const APART: u32 = 3;
/// Pages with more pairs of blocks than that are aligned from above, block by block.
const MOST: usize = 4_000_000;

/// What is known of a block in every language: its kind, and what it names.
pub(super) struct Shape<'a> {
    kind: &'a Kind,
    named: BTreeSet<&'a str>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(node: &'a Node) -> Self {
        let mut named = BTreeSet::new();
        named.extend(node.id());
        node.walk(&mut |it| {
            match &it.kind {
                Kind::Cite(cluster) => {
                    named.extend(cluster.items.iter().map(|it| &*it.key));
                }
                Kind::WikiLink { target } => drop(named.insert(&**target)),
                Kind::Link(to) | Kind::Image(to) => drop(named.insert(&*to.dest)),
                _ => {}
            }
            true
        });
        Self { kind: &node.kind, named }
    }

    /// What it costs to put two blocks beside each other; `None` if they cannot be one
    /// another's translation.
    fn cost(&self, other: &Self) -> Option<u32> {
        let is_alike = match (self.kind, other.kind) {
            (Kind::Heading(one), Kind::Heading(two)) => one == two,
            (one, two) => discriminant(one) == discriminant(two),
        };
        let shared = self.named.intersection(&other.named).count();
        let all = self.named.union(&other.named).count();
        // Two blocks that name nothing may well be the same.
        let apart = APART * u32::try_from(all - shared).unwrap_or(u32::MAX).min(1_000);
        let far = if all == 0 { 0 } else { apart / u32::try_from(all).unwrap_or(1) };
        is_alike.then_some(far)
    }
}

/// The pairs in order: the cheapest of all ways (Needleman and Wunsch, 1970).
pub(super) fn align(one: &[Shape<'_>], two: &[Shape<'_>]) -> Vec<Pair> {
    if one.len().saturating_mul(two.len()) > MOST {
        let longest = one.len().max(two.len());
        let at = |it, all: &[Shape<'_>]| (it < all.len()).then_some(it);
        return (0..longest).map(|it| (at(it, one), at(it, two))).collect();
    }
    let costs = costs(one, two);
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::with_capacity(one.len().max(two.len()));
    while a < one.len() || b < two.len() {
        let pair = step(&costs, (one, two), (a, b));
        pairs.push(pair);
        a += usize::from(pair.0.is_some());
        b += usize::from(pair.1.is_some());
    }
    pairs
}

/// What the rest costs from each place on; one row for each block of `one` and its end.
fn costs(one: &[Shape<'_>], two: &[Shape<'_>]) -> Vec<Vec<u32>> {
    let mut costs = vec![vec![0; two.len() + 1]; one.len() + 1];
    for a in (0..=one.len()).rev() {
        for b in (0..=two.len()).rev() {
            let ways = ways(&costs, (one, two), (a, b));
            costs[a][b] = ways.into_iter().flatten().min().unwrap_or(0);
        }
    }
    costs
}

type Both<'s, 'a> = (&'s [Shape<'a>], &'s [Shape<'a>]);

/// What it costs to go on with both, with the first, with the second.
fn ways(
    costs: &[Vec<u32>],
    (one, two): Both<'_, '_>,
    (a, b): (usize, usize),
) -> [Option<u32>; 3] {
    let rest = |a: usize, b: usize| costs.get(a)?.get(b).copied();
    let pair = one.get(a).zip(two.get(b)).and_then(|(one, two)| one.cost(two));
    [
        pair.and_then(|cost| Some(cost + rest(a + 1, b + 1)?)),
        rest(a + 1, b).map(|it| it + ALONE),
        rest(a, b + 1).map(|it| it + ALONE),
    ]
}

fn step(costs: &[Vec<u32>], all: Both<'_, '_>, (a, b): (usize, usize)) -> Pair {
    let ways = ways(costs, all, (a, b));
    let best = ways.iter().flatten().min();
    match ways.iter().position(|it| it.is_some() && it.as_ref() == best) {
        Some(0) => (Some(a), Some(b)),
        Some(1) => (Some(a), None),
        _ => (None, Some(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_structure_stand_block_by_block() {
        check("# p p# p", "# p p# p", "00 11 22 33 44");
    }

    #[test]
    fn what_has_no_counterpart_stands_alone() {
        check("# p p # p", "# p # p", "00 11 2- 32 43");
        check("p", "# p", "-0 01");
        check("", "p p", "-0 -1");
        check("#", "p", "0- -0");
    }

    #[test]
    fn blocks_that_name_the_same_find_each_other() {
        check("pa pb pc", "pb pc", "0- 10 21");
        check("pa pb", "pa px pb", "00 -1 12");
    }

    /// Blocks are `#` and `p`, with a letter for a source that they cite; pairs are two
    /// places, `-` for none.
    #[track_caller]
    fn check(one: &str, two: &str, expect: &str) {
        let (one, two) = (blocks(one), blocks(two));
        let at = |it: Option<usize>| it.map_or("-".to_owned(), |it| it.to_string());
        let shapes: Vec<Shape<'_>> = one.iter().map(Shape::of).collect();
        let others: Vec<Shape<'_>> = two.iter().map(Shape::of).collect();
        let pairs = align(&shapes, &others);
        let shown: Vec<String> = pairs.into_iter().map(|(a, b)| at(a) + &at(b)).collect();
        assert_eq!(shown.join(" "), expect);
    }

    fn blocks(text: &str) -> Vec<Node> {
        let plain = |kind, inside| Node::new(kind, crate::diag::Span::default(), inside);
        let mut blocks: Vec<Node> = Vec::new();
        for c in text.chars().filter(|it| *it != ' ') {
            match (c, blocks.last_mut()) {
                ('#', _) => blocks.push(plain(Kind::Heading(2), Vec::new())),
                ('p', _) => blocks.push(plain(Kind::Paragraph, Vec::new())),
                (named, Some(block)) => {
                    let target = named.to_string().into();
                    let link = plain(Kind::WikiLink { target }, Vec::new());
                    let before = std::mem::take(&mut block.children).into_iter();
                    block.children = before.chain([link]).collect();
                }
                _ => {}
            }
        }
        blocks
    }
}
