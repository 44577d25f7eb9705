//! Finds the contradictions of a page and reads their lists.

use super::{Contradiction, Position};
use crate::cite::CitedItem;
use crate::cite::claim::cited_in;
use crate::model::node::Kind;
use crate::model::prose::{self, Words};
use crate::model::{CiteItem, Marking, Node, Page};

/// Words that start the paragraph with the dossier's own reading.
const READING: [&str; 8] = [
    "Reading:",
    "Resolution:",
    "Our reading:",
    "Lesart:",
    "Deutung:",
    "Auflösung:",
    "Unsere Lesart:",
    "Einschätzung:",
];

/// A contradiction and its node.
#[derive(Debug)]
pub(in crate::cite) struct Found<'a> {
    /// The div.
    pub(in crate::cite) node: &'a Node,
    /// What was read.
    pub(in crate::cite) made: Contradiction,
}

/// Resolves citations.
type Resolve<'r> = &'r dyn Fn(&[&CiteItem]) -> Vec<CitedItem>;

/// Reads one contradiction of the page `page`.
pub(in crate::cite) fn read<'a>(
    page: usize,
    node: &'a Node,
    words: &Words<'a>,
    marking: Option<Marking>,
    resolve: Resolve<'_>,
) -> Contradiction {
    let reading = node.children.iter().find_map(|it| reading(it, words));
    let resolved_by = node.get("resolved-by").map(key).map(str::to_owned);
    let is_settled = reading.is_some() || resolved_by.is_some();
    Contradiction {
        page,
        id: node.id().map(str::to_owned),
        span: node.span,
        topic: node.get("topic").unwrap_or_default().trim().to_owned(),
        marking,
        positions: items(node).map(|it| position(it, words, resolve)).collect(),
        is_open: node.get("status").map_or(!is_settled, |it| it == "open"),
        reading,
        resolved_by,
    }
}

/// A key with or without `@` and brackets, as it is written in an attribute.
pub(in crate::cite) fn key(written: &str) -> &str {
    written.trim().trim_matches(['[', ']']).trim_start_matches('@').trim()
}

/// The contradictions of a page.
pub(in crate::cite) fn nodes(page: &Page) -> Vec<&Node> {
    let mut found = Vec::new();
    for node in &page.body.nodes {
        node.walk(&mut |it| {
            let is_one = matches!(it.kind, Kind::Div) && it.has_class("contradiction");
            if is_one {
                found.push(it);
            }
            !is_one && !it.kind.is_inline()
        });
    }
    found
}

/// The items of the lists that stand directly in a contradiction; those of which nothing
/// is left in this edition do not count.
pub(super) fn items(node: &Node) -> impl Iterator<Item = &Node> {
    let lists = node.children.iter().filter(|it| matches!(it.kind, Kind::List(_)));
    let items = lists.flat_map(|it| &it.children);
    items.filter(|it| !it.text().trim().is_empty() || !cited_in(&it.children).is_empty())
}

fn position<'a>(item: &'a Node, words: &Words<'a>, resolve: Resolve<'_>) -> Position {
    let text = prose::text(&item.children, &|it| words.of(it));
    let value = text.split_once(": ").map_or(text.as_str(), |it| it.0);
    // Behind the colon there may be nothing but citations.
    let value = value.trim().trim_end_matches([':', '：']).trim_end();
    Position {
        span: item.span,
        value: value.trim_end_matches('.').to_owned(),
        citations: resolve(&cited_in(&item.children)),
        text,
    }
}

fn reading<'a>(node: &'a Node, words: &Words<'a>) -> Option<String> {
    if !matches!(node.kind, Kind::Paragraph) {
        return None;
    }
    let text = prose::text(std::slice::from_ref(node), &|it| words.of(it));
    READING.iter().find_map(|it| Some(text.strip_prefix(it)?.trim().to_owned()))
}
