//! Graphs in, places and drawings out.

use super::layout::{Place, ROW, Star, WHOLE, WIDTH, layout};
use super::{Edge, Graph, Node};

fn graph(count: usize, edges: &[(usize, usize, usize)]) -> Graph {
    let node = |at: usize| Node {
        label: format!("Node <{at}> with a name that is far too long for its box"),
        href: format!("n{at}.html"),
        kind: "person".to_owned(),
    };
    let edge = |(from, to, kind): &(usize, usize, usize)| Edge {
        from: *from,
        to: *to,
        kind: *kind,
    };
    let types = (0..9).map(|it| format!("type & {it}")).collect();
    let nodes = (0..count).map(node).collect();
    Graph { nodes, edges: edges.iter().map(edge).collect(), types }
}

/// Sixty nodes around three centres, with cross relations and one to itself.
fn sixty() -> Graph {
    let mut edges = Vec::new();
    for at in 3..60 {
        edges.push((at, at % 3, at % 7));
        if at % 5 == 0 {
            edges.push((at, (at * 7 + 1) % 60, at % 4));
        }
    }
    edges.extend([(0, 1, 1), (9, 9, 0)]);
    graph(60, &edges)
}

const ALL: usize = usize::MAX;

fn places(star: &Star) -> Vec<Place> {
    star.bundles.iter().flat_map(|it| it.places.clone()).chain([star.middle]).collect()
}

/// Asserts that nothing in a star covers anything else or sticks out.
#[track_caller]
fn check(star: &Star) {
    let places = places(star);
    for (at, a) in places.iter().enumerate() {
        let meets = |b: &&Place| {
            let apart = f64::midpoint(a.height, b.height);
            (a.x - b.x).abs() < WIDTH && (a.y - b.y).abs() < apart
        };
        let met: Vec<_> = places[..at].iter().filter(meets).collect();
        assert!(met.is_empty(), "{a:?} {met:?}");
        let (half, width) = (a.height / 2.0, WIDTH / 2.0);
        assert!(a.y - half >= 0.0 && a.y + half <= star.height, "{a:?}");
        assert!(a.x - width >= 0.0 && a.x + width <= WHOLE, "{a:?}");
    }
}

#[test]
fn no_node_covers_another_and_all_are_inside() {
    let chain: Vec<(usize, usize, usize)> =
        (0..40).map(|it| (it, it + 1, it % 9)).collect();
    let types: Vec<(usize, usize, usize)> = (1..10).map(|it| (0, it, it - 1)).collect();
    for graph in [sixty(), graph(42, &chain), graph(10, &types), graph(3, &[])] {
        layout(&graph, ALL).iter().for_each(check);
    }
}

#[test]
fn names_of_types_have_a_row_of_their_own() {
    for star in layout(&sixty(), ALL) {
        let places = places(&star);
        for bundle in &star.bundles {
            let same = |it: &&Place| (it.x - bundle.places[0].x).abs() < WIDTH;
            let near = |it: &&Place| (it.y - bundle.label_y).abs() < ROW - 0.1;
            assert_eq!(places.iter().filter(same).filter(near).count(), 0, "{bundle:?}");
        }
    }
}

#[test]
fn every_relation_is_drawn_once_from_left_to_right() {
    let graph = sixty();
    let mut drawn = Vec::new();
    for star in &layout(&graph, ALL) {
        for bundle in &star.bundles {
            for place in &bundle.places {
                let ends = (place.node, star.middle.node);
                let (from, to) = if bundle.inward { ends } else { (ends.1, ends.0) };
                assert_eq!(place.x < star.middle.x, bundle.inward);
                drawn.push((from, to, bundle.kind));
            }
        }
    }
    let told = graph.edges.iter().filter(|it| it.from != it.to);
    let mut told: Vec<_> = told.map(|it| (it.from, it.to, it.kind)).collect();
    drawn.sort_unstable();
    told.sort_unstable();
    assert_eq!(drawn, told);
}

#[test]
fn the_best_connected_comes_first() {
    let graph = graph(7, &[(1, 2, 0), (3, 4, 0), (5, 4, 0), (4, 6, 1)]);
    let middles = |most| -> Vec<usize> {
        layout(&graph, most).iter().map(|it| it.middle.node).collect()
    };
    assert_eq!(middles(ALL), [4, 1]);
    assert_eq!(middles(3), [4]);
    assert_eq!(graph.draw("", 2).1, 2);
}

#[test]
fn a_drawing_has_links_and_nothing_that_is_not_escaped() {
    let (svg, left) = sixty().draw("c < d", ALL);
    assert_eq!(left, 1, "a relation of a node to itself is told in the table");
    for node in 0..60 {
        assert!(svg.contains(&format!("href=\"n{node}.html\"")), "{node}");
    }
    assert!(svg.contains("<desc>c &lt; d</desc>"), "{svg}");
    assert!(svg.contains("Node &lt;7&gt;") && !svg.contains("<7>"), "{svg}");
    assert!(svg.contains("type &amp; 1"), "{svg}");
    assert!(!svg.contains("style=") && !svg.contains("NaN"), "{svg}");
    assert_eq!(svg, sixty().draw("c < d", ALL).0);
}
