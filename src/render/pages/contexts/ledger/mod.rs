//! `claims.html`: the ledger. Every claim with how sure and how likely it is, what it
//! rests on, and who disputes it; and every contradiction.

mod disputes;
mod picture;
mod rows;

use super::page::PageView;
use super::{Count, Link};
use crate::cite::{Claim, Confidence};
use crate::model::yardstick::Yardstick;
use crate::render::html::confidence_word;
use crate::render::pages::place::Place;
use disputes::{Dispute, disputes};
use picture::Picture;
use rows::{Row, row};
use serde::Serialize;
use std::collections::BTreeSet;

/// `claims.html`.
#[derive(Debug, Serialize)]
pub(crate) struct LedgerContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// How many claims there are.
    pub(crate) total: usize,
    /// How many of them have which confidence, highest first.
    pub(crate) levels: Vec<Count>,
    /// How many of them somebody disputes, and nothing settles that.
    pub(crate) disputed: usize,
    /// How many rest on one origin only.
    pub(crate) lone: usize,
    /// The claims, drawn; nothing where there are none.
    pub(crate) picture: Option<Picture<'a>>,
    /// The claims by page, in reading order.
    pub(crate) groups: Vec<Group<'a>>,
    /// The degrees of likelihood, where a claim has one.
    pub(crate) degrees: Vec<Degree<'a>>,
    /// What the yardstick is called.
    pub(crate) yardstick: &'a str,
    /// The contradictions, in reading order.
    pub(crate) contradictions: Vec<Dispute<'a>>,
    /// How many of them are open.
    pub(crate) open: usize,
}

/// The claims of a page.
#[derive(Debug, Serialize)]
pub(crate) struct Group<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// The language of its title, if that is not the ledger's.
    pub(crate) lang: Option<&'a str>,
    /// Which part of the report series it is about.
    pub(crate) part: Option<u32>,
    /// Its kind in words.
    pub(crate) kind_name: &'a str,
    /// Its claims, in the order of the text.
    pub(crate) rows: Vec<Row<'a>>,
}

/// A degree of likelihood.
#[derive(Debug, Serialize)]
pub(crate) struct Degree<'a> {
    /// The terms for it.
    pub(crate) words: Vec<&'a str>,
    /// `55–80 %`.
    pub(crate) range: String,
}

impl<'a> LedgerContext<'a> {
    /// The ledger in a language; a page of the dossier may introduce it.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let claims = shown(place);
        let contradictions = disputes(place);
        let groups = groups(place, &claims);
        let levels = Confidence::ALL.map(|it| level(place, &claims, it));
        Self {
            total: claims.len(),
            levels: levels.into_iter().filter(|it| it.count > 0).collect(),
            disputed: claims.iter().filter(|it| it.is_disputed).count(),
            lone: claims.iter().filter(|it| it.origins.len() == 1).count(),
            picture: Picture::of(place, &groups, &claims),
            groups,
            degrees: degrees(place, &claims),
            yardstick: yardstick_name(place),
            open: contradictions.iter().filter(|it| it.is_open).count(),
            page: introduced(place, page).with_pictures(),
            contradictions,
        }
    }
}

/// The claims of the pages that readers of this language see, and those of others that are
/// not repeated there under the same id.
fn shown(place: Place<'_>) -> Vec<&Claim> {
    let claims = place.site().references().claims();
    let seen = claims.iter().filter(|it| place.shows(it.page));
    let ids: BTreeSet<&str> = seen.map(|it| it.id.as_str()).collect();
    let is_new = |it: &Claim| !it.is_unnamed() && !ids.contains(it.id.as_str());
    let (seen, others): (Vec<_>, Vec<_>) =
        claims.iter().partition(|it| place.shows(it.page));
    seen.into_iter().chain(others.into_iter().filter(|it| is_new(it))).collect()
}

fn introduced(place: Place<'_>, page: Option<usize>) -> PageView<'_> {
    if let Some(page) = page {
        return PageView::with_body(place, page);
    }
    let view = PageView::generated(place, "claims", place.word("claims"), None);
    PageView { summary: Some(place.word("claims-summary").into()), ..view }
}

fn level(place: Place<'_>, claims: &[&Claim], level: Confidence) -> Count {
    let count = claims.iter().filter(|it| it.confidence == Some(level)).count();
    Count { name: place.word(confidence_word(level)).to_owned(), count }
}

fn groups<'a>(place: Place<'a>, claims: &[&'a Claim]) -> Vec<Group<'a>> {
    let pages = claims.chunk_by(|a, b| a.page == b.page);
    let group = |claims: &[&'a Claim]| {
        let page = claims.first()?.page;
        let face = place.face(page);
        Some(Group {
            link: place.link(page),
            lang: place.other_lang(page),
            part: face.part,
            kind_name: place.kind(face.kind.name()),
            rows: claims.iter().map(|it| row(place, it)).collect(),
        })
    };
    pages.filter_map(group).collect()
}

/// The terms of the yardstick by degree, if any claim is on it.
fn degrees<'a>(place: Place<'a>, claims: &[&Claim]) -> Vec<Degree<'a>> {
    if claims.iter().all(|it| it.likelihood.is_none()) {
        return Vec::new();
    }
    let terms = &place.site().edition().settings().yardstick.terms;
    let degrees = terms.chunk_by(|a, b| a.range == b.range).filter_map(|terms| {
        let words = terms.iter().map(|it| it.word(place.lang())).collect();
        Some(Degree { words, range: terms.first()?.range.to_string() })
    });
    degrees.collect()
}

fn yardstick_name(place: Place<'_>) -> &str {
    let yardstick: &Yardstick = &place.site().edition().settings().yardstick;
    match yardstick.name.as_str() {
        "icd203" => place.word("yardstick-icd203"),
        "phia" => place.word("yardstick-phia"),
        name => name,
    }
}
