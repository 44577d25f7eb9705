//! Who cites a source: pinpoint by pinpoint, each citation with its page and its sentence.

use crate::cite::CitedBy;
use crate::model::readable::pinpoint;
use crate::model::{Marking, Source};
use crate::render::label::Label;
use crate::render::pages::contexts::Link;
use crate::render::pages::contexts::relations::kind;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;
use std::borrow::Cow;

/// A pinpoint with everything that cites the source there.
#[derive(Debug, Serialize)]
pub(crate) struct Pinpoint<'a> {
    /// Label and locator in the language of this page: `p. 5–7`; `None` for the source as a
    /// whole.
    pub(crate) locator: Option<String>,
    /// How many citations there are.
    pub(crate) count: usize,
    /// The pages, in reading order.
    pub(crate) pages: Vec<Citing<'a>>,
}

/// A page that cites the source.
#[derive(Debug, Serialize)]
pub(crate) struct Citing<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// The language of the page, where it is another than that of this one.
    pub(crate) lang: Option<&'a str>,
    /// Its kind in words.
    pub(crate) kind_name: &'a str,
    /// The citations on it, in the order of the text.
    pub(crate) places: Vec<Citation<'a>>,
    /// The label of the page and of these sentences.
    pub(crate) marking: Option<Label>,
    #[serde(skip)]
    highest: Option<Marking>,
    #[serde(skip)]
    page: usize,
}

/// One citation.
#[derive(Debug, Serialize)]
pub(crate) struct Citation<'a> {
    /// The relative URL of the very citation.
    pub(crate) href: String,
    /// The sentence around it.
    pub(crate) sentence: Cow<'a, str>,
}

/// The citations of a source, by pinpoint, then by page.
pub(super) fn cited_by<'a>(place: Place<'a>, source: &'a Source) -> Vec<Pinpoint<'a>> {
    let mut pinpoints: Vec<Pinpoint<'a>> = Vec::new();
    let all = place.site().references().cited_by(&source.id).iter();
    for citation in all.filter(|it| place.shows(it.page)) {
        let pin = citation.pin.as_ref();
        let locator = pin.map(|(label, it)| pinpoint(Some(*label), it, place.lang()));
        if pinpoints.last().is_none_or(|it| it.locator != locator) {
            pinpoints.push(Pinpoint { locator, count: 0, pages: Vec::new() });
        }
        if let Some(last) = pinpoints.last_mut() {
            last.add(place, citation);
        }
    }
    pinpoints
}

impl<'a> Pinpoint<'a> {
    fn add(&mut self, place: Place<'a>, citation: &'a CitedBy) {
        self.count += 1;
        if self.pages.last().is_none_or(|it| it.page != citation.page) {
            self.pages.push(Citing::of(place, citation.page));
        }
        if let Some(last) = self.pages.last_mut() {
            let href = format!("{}#{}", last.link.href, fragment(&citation.anchor));
            last.highest = last.highest.max(citation.marking);
            last.marking = place.mark(last.highest);
            last.places.push(Citation { href, sentence: said(place, citation) });
        }
    }
}

/// The sentence of a citation; a relation in the words of the reader.
fn said<'a>(place: Place<'a>, citation: &'a CitedBy) -> Cow<'a, str> {
    let sentence = citation.sentence.as_str();
    let relation = citation.relation.as_ref().map(|it| kind(place, it));
    relation.map_or(sentence.into(), |it| format!("{it}: {sentence}").into())
}

impl<'a> Citing<'a> {
    fn of(place: Place<'a>, page: usize) -> Self {
        let face = place.face(page);
        Self {
            link: place.link(page),
            marking: None,
            highest: None,
            lang: place.other_lang(page),
            kind_name: place.kind(face.kind.name()),
            places: Vec::new(),
            page,
        }
    }
}
