//! Reading paths: what a reader with so many minutes reads. The home page names them in
//! `extra: {paths: [{minutes: 5, pages: [part-2, "part-1#key-judgements"]}]}`; a page that
//! this edition does not have is left out.

use crate::link::Target;
use crate::model::Node;
use crate::model::node::{Kind, text_of};
use crate::render::pages::contexts::Link;
use crate::render::pages::place::Place;
use serde::Serialize;
use serde_json::Value;

/// Numbers of words are told to the nearest fifty, for they are an estimate.
const STEP: usize = 50;

/// A reading path.
#[derive(Debug, Serialize)]
pub(crate) struct Path<'a> {
    /// Its name, if it was given one.
    pub(crate) name: Option<&'a str>,
    /// How many minutes it takes, as the author says.
    pub(crate) minutes: Option<u64>,
    /// About how many words it has, counted.
    pub(crate) words: usize,
    /// What to read, in this order.
    pub(crate) steps: Vec<Link<'a>>,
}

/// The reading paths that a page names; those of which nothing is left are left out.
pub(super) fn paths(place: Place<'_>, home: usize) -> Vec<Path<'_>> {
    let all = place.face(home).extra.get("paths").and_then(Value::as_array);
    let paths = all.into_iter().flatten().map(|it| path(place, home, it));
    paths.filter(|it| !it.steps.is_empty()).collect()
}

fn path<'a>(place: Place<'a>, home: usize, path: &'a Value) -> Path<'a> {
    let names = path.get("pages").and_then(Value::as_array).into_iter().flatten();
    let named = names.filter_map(Value::as_str);
    let targets = named.filter_map(|it| match place.site().links().wiki(home, it)? {
        Target::Page { page, anchor } => Some((page, anchor)),
        _ => None,
    });
    let targets: Vec<_> = targets.collect();
    let words = targets.iter().map(|(page, at)| words(place, *page, at.as_deref())).sum();
    Path {
        name: path.get("name").and_then(Value::as_str),
        minutes: path.get("minutes").and_then(Value::as_u64),
        words: rounded(words),
        steps: targets
            .iter()
            .map(|(page, at)| step(place, *page, at.as_deref()))
            .collect(),
    }
}

/// A page, or a section with the page that it stands on.
fn step<'a>(place: Place<'a>, page: usize, at: Option<&str>) -> Link<'a> {
    let anchors = place.site().links().anchors(page).iter();
    let heading =
        at.and_then(|at| anchors.clone().find(|it| it.id == at && it.level > 0));
    let link = place.link_marked(page, at, heading.and_then(|it| it.marking));
    match heading {
        Some(it) => {
            let title = format!("{}{} {}", link.title, place.word("colon"), it.text);
            Link { title: title.into(), ..link }
        }
        None => link,
    }
}

/// How many words a page or one of its sections has.
fn words(place: Place<'_>, page: usize, at: Option<&str>) -> usize {
    let nodes = &place.site().edition().pages()[page].body.nodes;
    let is_start = |it: &Node| at.is_some() && place.site().links().id_of(page, it) == at;
    match nodes.iter().position(is_start) {
        Some(start) => nodes[start..][..section(&nodes[start..])].iter().map(count).sum(),
        None => nodes.iter().map(count).sum(),
    }
}

/// How many nodes belong to the section that begins with the first one.
fn section(nodes: &[Node]) -> usize {
    let level = |it: &Node| match it.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let Some(own) = nodes.first().and_then(level) else { return nodes.len().min(1) };
    let ends = |it: &Node| level(it).is_some_and(|it| it <= own);
    nodes.iter().skip(1).position(ends).map_or(nodes.len(), |it| it + 1)
}

fn count(node: &Node) -> usize {
    text_of(std::slice::from_ref(node)).split_whitespace().count()
}

fn rounded(words: usize) -> usize {
    (words + STEP / 2) / STEP * STEP
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn heading(level: u8) -> Node {
        Node::new(Kind::Heading(level), Span::default(), Vec::new())
    }

    fn paragraph() -> Node {
        Node::new(Kind::Paragraph, Span::default(), Vec::new())
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_level() {
        let nodes = [heading(2), paragraph(), heading(3), paragraph(), heading(2)];
        assert_eq!(section(&nodes), 4);
        assert_eq!(section(&nodes[2..]), 2);
        assert_eq!(section(&nodes[4..]), 1);
        assert_eq!(section(&[paragraph(), heading(2)]), 1);
    }

    #[test]
    fn words_are_told_to_the_nearest_fifty() {
        assert_eq!([0, 24, 25, 74, 1_020].map(rounded), [0, 0, 50, 50, 1_000]);
    }
}
