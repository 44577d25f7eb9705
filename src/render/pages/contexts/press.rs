//! `press.html`: press coverage or an analysis, with the source that it reads.

use super::Link;
use super::evidence::source_links;
use super::page::PageView;
use super::questions::{Question, questions_of};
use crate::cite::Claim;
use crate::link::Target;
use crate::model::PageKind;
use crate::render::label::Label;
use crate::render::pages::place::Place;
use serde::Serialize;
use tera::Value;

/// `press.html`.
#[derive(Debug, Serialize)]
pub(crate) struct PressContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The source that it reads: a [`SourceView`](super::evidence::SourceView).
    pub(crate) source: Option<Value>,
    /// The page of that source.
    pub(crate) source_href: Option<String>,
    /// What that source relays, reprints or rewrites.
    pub(crate) derives_from: Vec<Link<'a>>,
    /// The URL of the source, if it has one that can be linked.
    pub(crate) url: Option<&'a str>,
    /// The pages that it confirms, adds to or disputes.
    pub(crate) bears_on: Vec<Bearing<'a>>,
    /// What the editor notes of the source: what was read, why it has its grade.
    pub(crate) note: Option<&'a str>,
    /// The claims on other pages that cite the source.
    pub(crate) taken: Vec<Taken<'a>>,
    /// The contradictions in which the source takes a position.
    pub(crate) disputes: Vec<Question<'a>>,
}

/// A claim that cites the source.
#[derive(Debug, Serialize)]
pub(crate) struct Taken<'a> {
    /// What it says.
    pub(crate) text: &'a str,
    /// The relative URL of the very claim.
    pub(crate) href: String,
    /// The page that it stands on.
    pub(crate) from: Link<'a>,
    /// How it cites the source: `supports`, `disputes`, `context`.
    pub(crate) stance: &'static str,
    /// Label and locator.
    pub(crate) locator: Option<&'a str>,
    /// Its label, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
}

/// A page that another one bears on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Bearing<'a> {
    /// The page; without `href` where it is not in this edition.
    pub(crate) link: Link<'a>,
    /// Which part of the report series it is.
    pub(crate) part: Option<u32>,
}

impl<'a> PressContext<'a> {
    /// A page that reads a source.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let key = place.face(page).source.as_ref().map(|it| it.value.as_str());
        let source = key.and_then(|it| place.site().edition().source(it));
        let origins = source.map_or(&[][..], |it| &it.evidence.derives_from);
        Self {
            page: PageView::with_body(place, page),
            source: source.and_then(|it| place.source(&it.id)),
            source_href: source.map(|it| place.source_href(&it.id)),
            derives_from: source_links(origins.iter().map(String::as_str), place),
            url: source.and_then(|it| it.field("URL")),
            bears_on: bears_on(place, page),
            note: source.and_then(|it| it.field("note")),
            taken: source.map(|it| taken(place, page, &it.id)).unwrap_or_default(),
            disputes: source
                .map(|it| questions_of(place, |key| key == it.id))
                .unwrap_or_default(),
        }
    }
}

/// The claims of other pages that cite a source, as readers of this language see them.
fn taken<'a>(place: Place<'a>, page: usize, key: &str) -> Vec<Taken<'a>> {
    let claims = place.site().references().claims_of_source(key);
    let claims = claims.filter(|it| it.page != page);
    let shown = claims.filter(|it| place.shows(it.page));
    let taken = |it: &'a Claim| {
        let cited = it.citations.iter().find(|it| it.key == key)?;
        Some(Taken {
            text: &it.text,
            href: place.href_at(it.page, Some(&it.id)),
            from: place.link(it.page),
            stance: cited.stance.name(),
            locator: cited.locator.as_deref(),
            marking: place.mark_statement(it.marking),
        })
    };
    shown.filter_map(taken).collect()
}

/// Links to the pages that a page bears on.
pub(crate) fn bears_on<'a>(place: Place<'a>, page: usize) -> Vec<Bearing<'a>> {
    let bearing = |name: &'a str| match place.site().links().wiki(page, name) {
        Some(Target::Page { page, anchor }) => {
            let (page, anchor) = place.seen(page, anchor);
            let face = place.face(page);
            let link = place.link_at(page, anchor.as_deref());
            let is_part = face.kind == PageKind::ReportPart;
            Bearing { link, part: face.part.filter(|_| is_part) }
        }
        _ => Bearing { link: Link::plain(name, String::new()), part: None },
    };
    place.face(page).bears_on.iter().map(|it| bearing(&it.value)).collect()
}
