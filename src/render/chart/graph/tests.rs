//! Graphs in, places and drawings out.

use super::layout::{Layout, Place, ROW, WIDTH, layout};
use super::{Edge, Graph, Node, Said};

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

fn places(layout: &Layout) -> Vec<Place> {
    let around = |it: &super::layout::Star| -> Vec<Place> {
        it.bundles.iter().flat_map(|it| it.places.clone()).chain([it.middle]).collect()
    };
    layout.stars.iter().flat_map(around).collect()
}

#[test]
fn no_node_covers_another_and_all_are_inside() {
    let chain: Vec<(usize, usize, usize)> =
        (0..40).map(|it| (it, it + 1, it % 9)).collect();
    let types: Vec<(usize, usize, usize)> = (1..10).map(|it| (0, it, it - 1)).collect();
    for graph in [sixty(), graph(42, &chain), graph(10, &types), graph(3, &[])] {
        let layout = layout(&graph);
        let places = places(&layout);
        for (at, a) in places.iter().enumerate() {
            let meets = |b: &&Place| {
                let apart = f64::midpoint(a.height, b.height);
                (a.x - b.x).abs() < WIDTH && (a.y - b.y).abs() < apart
            };
            let met: Vec<_> = places[..at].iter().filter(meets).collect();
            assert!(met.is_empty(), "{a:?} {met:?}");
            let (half, width) = (a.height / 2.0, WIDTH / 2.0);
            assert!(a.y - half >= 0.0 && a.y + half <= layout.height, "{a:?}");
            assert!(a.x - width >= 0.0 && a.x + width <= layout.width, "{a:?}");
        }
    }
}

#[test]
fn names_of_types_have_a_row_of_their_own() {
    let layout = layout(&sixty());
    let places = places(&layout);
    for bundle in layout.stars.iter().flat_map(|it| &it.bundles) {
        let same = |it: &&Place| (it.x - bundle.places[0].x).abs() < WIDTH;
        let near = |it: &&Place| (it.y - bundle.label_y).abs() < ROW - 0.1;
        assert_eq!(places.iter().filter(same).filter(near).count(), 0, "{bundle:?}");
    }
}

#[test]
fn every_relation_is_drawn_once_from_left_to_right() {
    let graph = sixty();
    let mut drawn = Vec::new();
    for star in &layout(&graph).stars {
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
    let layout = layout(&graph(7, &[(1, 2, 0), (3, 4, 0), (5, 4, 0), (4, 6, 1)]));
    let middles: Vec<_> = layout.stars.iter().map(|it| it.middle.node).collect();
    assert_eq!(middles, [4, 1]);
}

#[test]
fn a_drawing_has_links_and_nothing_that_is_not_escaped() {
    let said = Said { title: "a < b", description: "c", lang: "en" };
    let svg = sixty().draw(said);
    for node in 0..60 {
        assert!(svg.contains(&format!("href=\"n{node}.html\"")), "{node}");
    }
    assert!(svg.contains("<title>a &lt; b</title>") && svg.contains("<desc>c</desc>"));
    assert!(svg.contains("Node &lt;7&gt;") && !svg.contains("<7>"), "{svg}");
    assert!(svg.contains("type &amp; 1"), "{svg}");
    assert!(!svg.contains("style=") && !svg.contains("NaN"), "{svg}");
    assert_eq!(svg, sixty().draw(said));
}
