//! `report-part.html`: a part of the report series, with the state of its evidence.

use super::evidence::{SeenView, SourceAt};
use super::page::PageView;
use super::questions::{Question, questions_of};
use super::{Count, Link};
use crate::model::{PageKind, Seen, Source};
use crate::render::pages::place::Place;
use crate::render::pages::ties::covered_source;
use serde::Serialize;
use std::collections::BTreeMap;

/// `report-part.html`.
#[derive(Debug, Serialize)]
pub(crate) struct PartContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The state of the evidence; `None` if the page covers no source.
    pub(crate) evidence: Option<EvidenceView<'a>>,
    /// The press pages and analyses that bear on it.
    pub(crate) coverage: Vec<Link<'a>>,
    /// The parts of the series in their order, this one among them.
    pub(crate) series: Vec<Step<'a>>,
    /// The contradictions in which a source that it covers takes a position.
    pub(crate) disputes: Vec<Question<'a>>,
}

/// A part, as a step from one to the next.
#[derive(Debug, Serialize)]
pub(crate) struct Step<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// Its number.
    pub(crate) number: Option<u32>,
    /// Whether it is the page itself.
    pub(crate) is_current: bool,
    /// Whether the text of every source that it covers was read in full.
    pub(crate) is_primary: bool,
}

/// What a part rests on.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceView<'a> {
    /// Whether the text of every source that it covers was read in full.
    pub(crate) is_primary: bool,
    /// The worst state among the sources that it covers.
    pub(crate) seen: Option<SeenView<'a>>,
    /// The sources that it covers.
    pub(crate) covers: Vec<SourceAt>,
    /// How many sources it cites besides those.
    pub(crate) others: usize,
    /// Those by grade, best first.
    pub(crate) grades: Vec<Count>,
}

impl<'a> PartContext<'a> {
    /// A part of the report series.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let coverage = place.ties().bearing(page);
        Self {
            page: PageView::with_body(place, page),
            evidence: evidence(place, page),
            coverage: place.links(coverage),
            series: series(place, page),
            disputes: questions_of(place, |key| covers(place, page, key)),
        }
    }
}

fn series(place: Place<'_>, page: usize) -> Vec<Step<'_>> {
    let order = place.site().links().order(place.lang()).iter().copied();
    let parts = order.filter(|it| place.face(*it).kind == PageKind::ReportPart);
    let step = |it: usize| Step {
        link: place.way(it),
        number: place.face(it).part,
        is_current: it == page,
        is_primary: {
            let covered = covered(place, it);
            !covered.is_empty() && covered.iter().all(|it| is_read(it))
        },
    };
    let series: Vec<_> = parts.map(step).collect();
    if series.len() > 1 { series } else { Vec::new() }
}

/// Whether a page covers a source.
fn covers(place: Place<'_>, page: usize, key: &str) -> bool {
    place.face(page).covers.iter().any(|it| covered_source(&it.value) == key)
}

fn is_read(source: &Source) -> bool {
    source.evidence.seen == Some(Seen::Full)
}

/// The sources that a page covers, each once.
fn covered(place: Place<'_>, page: usize) -> Vec<&Source> {
    let edition = place.site().edition();
    let mut covered: Vec<&Source> = Vec::new();
    for covers in &place.face(page).covers {
        let source = edition.source(covered_source(&covers.value));
        covered
            .extend(source.filter(|it| !covered.iter().any(|known| known.id == it.id)));
    }
    covered
}

/// The state of the evidence of a page that covers sources.
pub(crate) fn evidence(place: Place<'_>, page: usize) -> Option<EvidenceView<'_>> {
    let edition = place.site().edition();
    let covered = covered(place, page);
    if covered.is_empty() {
        return None;
    }
    let worst = covered.iter().map(|it| it.evidence.seen.unwrap_or(Seen::NotSeen)).max();
    let cited = place.site().references().of_page(page).iter();
    let others = cited.filter(|key| !covered.iter().any(|it| it.id == **key));
    let others: Vec<&Source> = others.filter_map(|it| edition.source(it)).collect();
    Some(EvidenceView {
        is_primary: worst == Some(Seen::Full),
        seen: worst.map(|it| SeenView::of(it, place.words())),
        covers: covered.iter().filter_map(|it| place.source_at(&it.id)).collect(),
        others: others.len(),
        grades: grades(&others),
    })
}

fn grades(sources: &[&Source]) -> Vec<Count> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for source in sources {
        let grade = source.evidence.grade.as_deref();
        *counts.entry(grade.and_then(|it| it.get(..1)).unwrap_or("–")).or_default() += 1;
    }
    let count = |(name, count): (&str, usize)| Count { name: name.to_owned(), count };
    counts.into_iter().map(count).collect()
}
