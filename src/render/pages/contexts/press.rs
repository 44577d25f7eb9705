//! `press.html`: press coverage or an analysis, with the source that it reads.

use super::Link;
use super::evidence::source_links;
use super::page::PageView;
use crate::link::Target;
use crate::model::PageKind;
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
        }
    }
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
