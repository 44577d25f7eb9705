//! The relations as a graph: pages are nodes, each once.

use super::Sign;
use super::row::kind;
use super::stars::{Bundle, Edge, Star, stars};
use crate::link::Target;
use crate::model::{PageKind, Relation};
use crate::render::pages::contexts::{Count, Link};
use crate::render::pages::place::Place;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many relations are drawn at most; a page must stay one that a browser can show.
const DRAWN: usize = 1000;

/// A page with its relations. A page may stand in several stars, a relation only in one.
#[derive(Debug, Serialize)]
pub(crate) struct StarView<'a> {
    /// The page in the middle.
    pub(crate) middle: Node<'a>,
    /// Who stands in a relation to it.
    pub(crate) inward: Vec<BundleView<'a>>,
    /// Whom it stands in a relation to.
    pub(crate) outward: Vec<BundleView<'a>>,
}

/// Pages that stand in the same relation to the one in the middle.
#[derive(Debug, Serialize)]
pub(crate) struct BundleView<'a> {
    /// The type in words.
    pub(crate) kind: Cow<'a, str>,
    /// The pages.
    pub(crate) nodes: Vec<Node<'a>>,
}

/// A page in the drawing.
#[derive(Debug, Serialize)]
pub(crate) struct Node<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// The kind of page for `class`.
    pub(crate) class: &'a str,
    /// The sign of the kind: `■`.
    pub(crate) sign: &'static str,
}

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

    /// The stars of the drawing, and how many relations are not in it.
    pub(super) fn draw(&self, place: Place<'a>) -> (Vec<StarView<'a>>, usize) {
        let (stars, left) = stars(self.pages.len(), &self.edges, DRAWN);
        (stars.into_iter().map(|it| self.star(place, it)).collect(), left)
    }

    fn star(&self, place: Place<'a>, star: Star) -> StarView<'a> {
        let bundles = |all: Vec<Bundle>| all.into_iter().map(|it| self.bundle(place, it));
        StarView {
            middle: self.node(place, star.middle),
            inward: bundles(star.inward).collect(),
            outward: bundles(star.outward).collect(),
        }
    }

    fn bundle(&self, place: Place<'a>, bundle: Bundle) -> BundleView<'a> {
        let nodes = bundle.nodes.into_iter().map(|it| self.node(place, it)).collect();
        BundleView { kind: kind(place, self.types[bundle.kind]), nodes }
    }

    fn node(&self, place: Place<'a>, at: usize) -> Node<'a> {
        let page = self.pages[at];
        let class = class(&place.face(page).kind);
        Node { link: place.link(page), class, sign: sign(class) }
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

/// A sign for a kind of page, so that shape and colour are not all that tells kinds apart.
fn sign(kind: &str) -> &'static str {
    match kind {
        "person" => "●",
        "organisation" => "■",
        "place" => "▲",
        "product" => "◆",
        _ => "○",
    }
}
