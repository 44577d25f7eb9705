//! The relations as a graph: pages are nodes, each once.

use super::Sign;
use super::row::kind;
use crate::link::Target;
use crate::model::{PageKind, Relation};
use crate::render::chart::{Edge, Graph, Node, sign};
use crate::render::pages::contexts::Count;
use crate::render::pages::place::Place;
use std::collections::{BTreeMap, BTreeSet};

/// How many relations are drawn at most; a page must stay one that a browser can show.
const DRAWN: usize = 1000;

/// Who is related to whom, by pages.
pub(super) struct Web<'a> {
    /// The types as they were written, the most frequent first.
    pub(super) types: Vec<&'a str>,
    counts: BTreeMap<&'a str, usize>,
    pages: Vec<usize>,
    edges: Vec<Edge>,
}

impl<'a> Web<'a> {
    /// The graph of these relations; those to what this edition lacks are left out.
    pub(super) fn of(place: Place<'a>, told: &[(usize, &'a Relation)]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, relation) in told {
            *counts.entry(&relation.kind).or_default() += 1;
        }
        let mut types: Vec<&str> = counts.keys().copied().collect();
        types.sort_by_key(|it| std::cmp::Reverse(counts.get(it)));
        let ranks: BTreeMap<&str, usize> =
            types.iter().enumerate().map(|(rank, it)| (*it, rank)).collect();
        let mut web = Self { types, counts, pages: Vec::new(), edges: Vec::new() };
        let mut nodes: BTreeMap<usize, usize> = BTreeMap::new();
        for (from, relation) in told {
            let target = place.site().links().wiki(*from, &relation.to.value);
            let Some(Target::Page { page: to, .. }) = target else { continue };
            let to = place.seen(to, None).0;
            let [from, to] = [*from, to].map(|page| {
                *nodes.entry(page).or_insert_with(|| {
                    web.pages.push(page);
                    web.pages.len() - 1
                })
            });
            let kind = ranks.get(relation.kind.as_str()).copied().unwrap_or_default();
            web.edges.push(Edge { from, to, kind });
        }
        web
    }

    /// The drawing, and how many relations are not in it.
    pub(super) fn draw(&self, place: Place<'a>) -> (String, usize) {
        let node = |page: &usize| Node {
            label: place.face(*page).title.clone(),
            href: place.href(*page),
            kind: class(&place.face(*page).kind).to_owned(),
        };
        let graph = Graph {
            nodes: self.pages.iter().map(node).collect(),
            edges: self.edges.clone(),
            types: self.types.iter().map(|it| kind(place, it).into_owned()).collect(),
        };
        graph.draw(place.word("relations-table-below"), DRAWN)
    }

    /// The types in words, with how often they are told.
    pub(super) fn counts(&self, place: Place<'a>) -> Vec<Count> {
        let count = |it: &&'a str| Count {
            name: kind(place, it).into_owned(),
            count: self.counts.get(it).copied().unwrap_or_default(),
        };
        self.types.iter().map(count).collect()
    }

    /// The kinds of the pages, with their signs.
    pub(super) fn signs(&self, place: Place<'a>) -> Vec<Sign<'a>> {
        let kinds = self.pages.iter().map(|it| &place.face(*it).kind);
        let kinds: BTreeSet<&PageKind> = kinds.collect();
        let sign = |it: &'a PageKind| Sign {
            sign: sign(class(it)),
            name: place.kind(it.name()),
        };
        kinds.into_iter().map(sign).collect()
    }
}

/// The kind for `class`; kinds of the author's own are other pages.
fn class(kind: &PageKind) -> &str {
    match kind {
        PageKind::Custom(_) => "page",
        known => known.name(),
    }
}
