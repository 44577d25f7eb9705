//! Who cites a source: page by page of the source, each citation with its page and its
//! sentence. Where nothing says on which page, by kind of the pages that cite it.

use crate::cite::CitedBy;
use crate::model::readable::pinpoint;
use crate::model::{Label as Unit, Marking, Source};
use crate::render::label::Label;
use crate::render::pages::contexts::Link;
use crate::render::pages::contexts::page::kinds;
use crate::render::pages::contexts::relations::kind;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// So many citations stand unfolded.
const UNFOLDED: usize = 12;

/// The width of the longest bar.
const BAR: usize = 100;

/// A page of the source, or another place in it, with everything that cites the source there.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Pinpoint<'a> {
    /// Label and locator in the language of this page: `p. 5`, also for what begins on that
    /// page; `None` for the source as a whole.
    pub(crate) locator: Option<String>,
    /// The kind of the citing pages in words, where many cite the source and none says where.
    pub(crate) kind: Option<&'a str>,
    /// How many citations there are.
    pub(crate) count: usize,
    /// The same for a bar: 100 where there are most.
    pub(crate) share: usize,
    /// Whether the citations of the source are few enough to stand unfolded.
    pub(crate) is_short: bool,
    /// The pages that cite it.
    pub(crate) pages: Vec<Citing<'a>>,
    /// Where a page stands in that list.
    #[serde(skip)]
    places: BTreeMap<usize, usize>,
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
}

/// One citation.
#[derive(Debug, Serialize)]
pub(crate) struct Citation<'a> {
    /// The relative URL of the very citation.
    pub(crate) href: String,
    /// The sentence around it.
    pub(crate) sentence: Cow<'a, str>,
    /// Label and locator, where it names more than the one place that all have in common.
    pub(crate) locator: Option<String>,
}

/// The citations of a source, by place in it, then by page.
pub(super) fn cited_by<'a>(place: Place<'a>, source: &'a Source) -> Vec<Pinpoint<'a>> {
    let all = place.site().references().cited_by(&source.id).iter();
    let all: Vec<&CitedBy> =
        all.map(AsRef::as_ref).filter(|it| place.shows(it.page)).collect();
    let by_kind = all.len() > UNFOLDED && all.iter().all(|it| it.pin.is_none());
    let mut pinpoints: Vec<Pinpoint<'a>> = Vec::new();
    for citation in &all {
        let locator = citation.pin.as_ref().map(|it| start(it, place.lang()));
        let kind = by_kind.then(|| kinds(place, place.face(citation.page).kind.name()));
        let same = |it: &Pinpoint<'_>| it.locator == locator && it.kind == kind;
        let at = pinpoints.iter().rposition(same).unwrap_or_else(|| {
            pinpoints.push(Pinpoint { locator, kind, ..Pinpoint::default() });
            pinpoints.len() - 1
        });
        pinpoints[at].add(place, citation);
    }
    let most = pinpoints.iter().map(|it| it.count).max().unwrap_or(1);
    for pinpoint in &mut pinpoints {
        pinpoint.share = (pinpoint.count * BAR).div_ceil(most);
        pinpoint.is_short = all.len() <= UNFOLDED;
    }
    pinpoints
}

/// Where a pinpoint begins: `p. 5` for pages 5 to 7; anything but pages as it is.
fn start((unit, locator): &(Unit, Box<str>), lang: &str) -> String {
    let end = locator.find(|it: char| !it.is_ascii_digit());
    let first = end.and_then(|it| locator.get(..it)).filter(|it| !it.is_empty());
    let first = first.filter(|_| *unit == Unit::Page);
    pinpoint(Some(*unit), first.unwrap_or(locator), lang)
}

impl<'a> Pinpoint<'a> {
    fn add(&mut self, place: Place<'a>, citation: &'a CitedBy) {
        self.count += 1;
        let at = *self.places.entry(citation.page).or_insert_with(|| {
            self.pages.push(Citing::of(place, citation.page));
            self.pages.len() - 1
        });
        let pin = citation.pin.as_ref();
        let locator = pin.map(|(unit, it)| pinpoint(Some(*unit), it, place.lang()));
        let locator = locator.filter(|it| self.locator.as_ref() != Some(it));
        let citing = &mut self.pages[at];
        let href = format!("{}#{}", citing.link.href, fragment(&citation.anchor));
        citing.highest = citing.highest.max(citation.marking);
        citing.marking = place.mark(citing.highest);
        let sentence = said(place, citation);
        citing.places.push(Citation { href, sentence, locator });
    }
}

/// The sentence of a citation; a relation in the words of the reader.
fn said<'a>(place: Place<'a>, citation: &'a CitedBy) -> Cow<'a, str> {
    let sentence = citation.sentence.as_str();
    let relation = citation.relation.as_ref().map(|it| kind(place, it));
    let colon = place.word("colon");
    relation.map_or(sentence.into(), |it| format!("{it}{colon} {sentence}").into())
}

impl<'a> Citing<'a> {
    fn of(place: Place<'a>, page: usize) -> Self {
        let face = place.face(page);
        Self {
            link: place.link(page),
            marking: None,
            highest: face.title_marking(),
            lang: place.other_lang(page),
            kind_name: place.kind(face.kind.name()),
            places: Vec::new(),
        }
    }
}
