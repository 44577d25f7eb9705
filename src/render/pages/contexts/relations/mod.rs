//! `relations.html`: who stands in which relation to whom, drawn and as a table.

mod row;
mod stars;
mod web;

pub(crate) use row::{RelationRow, kind, row};

use super::Count;
use super::page::PageView;
use crate::render::pages::place::Place;
use row::told;
use serde::Serialize;
use web::{StarView, Web};

/// `relations.html`.
#[derive(Debug, Serialize)]
pub(crate) struct RelationsContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The drawing: pages with their relations, the best connected first.
    pub(crate) stars: Vec<StarView<'a>>,
    /// How many relations are not in it.
    pub(crate) undrawn: usize,
    /// The types of relation, the most frequent first.
    pub(crate) types: Vec<Count>,
    /// The kinds of page in the drawing, each with its sign.
    pub(crate) kinds: Vec<Sign<'a>>,
    /// The relations by type, then in reading order.
    pub(crate) rows: Vec<RelationRow<'a>>,
    /// How many relations there are.
    pub(crate) total: usize,
}

/// How many rows the table has at most; the others stand on the pages that tell them.
const ROWS: usize = 5000;

/// The sign of a kind in the drawing.
#[derive(Debug, Serialize)]
pub(crate) struct Sign<'a> {
    /// `■`.
    pub(crate) sign: &'static str,
    /// The kind in words.
    pub(crate) name: &'a str,
}

impl<'a> RelationsContext<'a> {
    /// The relations in a language; a page of the dossier may introduce them.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let told = told(place);
        let web = Web::of(place, &told);
        let rank = |kind: &str| web.types.iter().position(|it| *it == kind);
        let mut rows: Vec<_> =
            told.iter().map(|(page, it)| (rank(&it.kind), *page, *it)).collect();
        rows.sort_by_key(|(rank, _, _)| *rank);
        let (stars, undrawn) = web.draw(place);
        let total = rows.len();
        rows.truncate(ROWS);
        Self {
            page: introduced(place, page),
            stars,
            undrawn,
            types: web.counts(place),
            kinds: web.signs(place),
            total,
            rows: rows.into_iter().map(|(_, page, it)| row(place, page, it)).collect(),
        }
    }
}

fn introduced(place: Place<'_>, page: Option<usize>) -> PageView<'_> {
    if let Some(page) = page {
        return PageView::with_body(place, page);
    }
    let view = PageView::generated(place, "relations", place.word("relations"), None);
    PageView { summary: Some(place.word("relations-summary").into()), ..view }
}
