//! Who cites a source: page by page, each citation with its place.

use crate::model::Source;
use crate::render::pages::contexts::Link;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;
use std::collections::BTreeMap;

/// A page that cites a source.
#[derive(Debug, Serialize)]
pub(crate) struct Citing<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// Its kind in words.
    pub(crate) kind_name: &'a str,
    /// The citations, by locator.
    pub(crate) places: Vec<Pinpoint<'a>>,
}

/// One citation.
#[derive(Debug, Serialize)]
pub(crate) struct Pinpoint<'a> {
    /// The relative URL of the very citation.
    pub(crate) href: String,
    /// Label and locator: `p. 5–7`.
    pub(crate) locator: Option<&'a str>,
    /// The sentence around it.
    pub(crate) sentence: &'a str,
}

/// The pages that cite a source, by kind.
pub(super) fn cited_by<'a>(place: Place<'a>, source: &'a Source) -> Vec<Citing<'a>> {
    let mut pages: Vec<(usize, Citing<'a>)> = Vec::new();
    let mut known = BTreeMap::new();
    for citation in place.site().references().cited_by(&source.id) {
        let at = *known.entry(citation.page).or_insert_with(|| {
            let link = place.link(citation.page);
            let kind_name = place.kind(place.face(citation.page).kind.name());
            pages.push((citation.page, Citing { link, kind_name, places: Vec::new() }));
            pages.len() - 1
        });
        let pinpoint = Pinpoint {
            href: format!("{}#{}", place.href(citation.page), fragment(&citation.anchor)),
            locator: citation.locator.as_deref(),
            sentence: &citation.sentence,
        };
        if let Some((_, citing)) = pages.get_mut(at) {
            citing.places.push(pinpoint);
        }
    }
    pages.sort_by_key(|(page, _)| (place.face(*page).kind.clone(), *page));
    pages.into_iter().map(|(_, citing)| citing).collect()
}
