//! The press and the analyses against the reports: what they bear on, what they cite, and
//! which parts cite them.

use super::View;
use super::rows::Pin;
use crate::cite::{Report, Spot};
use crate::model::{PageKind, Source};
use crate::render::pages::contexts::evidence::GradeView;
use crate::render::pages::contexts::{DateView, Link};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A press page or an analysis.
#[derive(Debug, Serialize)]
pub(crate) struct PressRow<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// Its language, if it is another one than that of the list.
    pub(crate) lang: Option<&'a str>,
    /// Who published what it reads.
    pub(crate) outlet: Option<Cow<'a, str>>,
    /// When.
    pub(crate) date: Option<DateView>,
    /// Its grade.
    pub(crate) grade: Option<GradeView<'a>>,
    /// A cell for each report.
    pub(crate) cells: Vec<PressCell<'a>>,
    /// Where parts cite what it reads.
    pub(crate) cited: Vec<CitedIn<'a>>,
}

/// What a press page has to do with a report.
#[derive(Debug, Serialize)]
pub(crate) struct PressCell<'a> {
    /// Whether it bears on a page that covers the report.
    pub(crate) bears: bool,
    /// Where it cites the report.
    pub(crate) places: Vec<Pin<'a>>,
}

/// A part that cites what a press page reads.
#[derive(Debug, Serialize)]
pub(crate) struct CitedIn<'a> {
    /// The part in words.
    pub(crate) title: Cow<'a, str>,
    /// The first citation.
    pub(crate) href: String,
    /// How many citations there are.
    pub(crate) count: usize,
}

/// The press pages and analyses of a language, oldest first, undated ones last.
pub(super) fn pages(view: &View<'_>) -> Vec<usize> {
    let edition = view.place.site().edition();
    let is_press = |it: &usize| {
        let kind = &view.place.face(*it).kind;
        matches!(kind, PageKind::Press | PageKind::Analysis) && view.shows(*it)
    };
    let mut pages: Vec<usize> = (0..edition.pages().len()).filter(is_press).collect();
    pages.sort_by_key(|it| {
        let date = edition.date(*it).map(|it| it.start.key());
        (date.is_none(), date, &view.place.face(*it).title)
    });
    pages
}

/// The rows of these pages.
pub(super) fn press<'a>(
    view: &View<'a>,
    reports: &'a [Report],
    pages: impl Iterator<Item = usize>,
) -> Vec<PressRow<'a>> {
    let reports: Vec<Known<'a>> = reports.iter().map(Known::of).collect();
    pages.map(|it| row(view, &reports, it)).collect()
}

/// A report as press pages look at it.
struct Known<'a> {
    bearing: BTreeSet<usize>,
    spots: Vec<&'a Spot>,
}

impl<'a> Known<'a> {
    /// A pinpoint that lies in two sections counts once.
    fn of(report: &'a Report) -> Self {
        let spots = report.sections.iter().flat_map(|it| &it.spots).chain(&report.whole);
        let mut spots: Vec<&Spot> = spots.collect();
        spots.sort_by_key(|it| it.page);
        let mut seen = BTreeSet::new();
        spots.retain(|it| seen.insert((it.page, it.anchor.as_str())));
        Self { bearing: report.bearing.iter().copied().collect(), spots }
    }

    fn of_page(&self, page: usize) -> &[&'a Spot] {
        let start = self.spots.partition_point(|it| it.page < page);
        let end = self.spots.partition_point(|it| it.page <= page);
        self.spots.get(start..end).unwrap_or_default()
    }
}

fn row<'a>(view: &View<'a>, reports: &[Known<'a>], page: usize) -> PressRow<'a> {
    let place = view.place;
    let face = place.face(page);
    let edition = place.site().edition();
    let source = face.source.as_ref().and_then(|it| edition.source(&it.value));
    let announced = source.is_some_and(|it| it.evidence.announced);
    let pin = |it: &&'a Spot| Pin {
        href: place.href_at(page, Some(&it.anchor)),
        locator: it.locator.as_deref(),
    };
    let cell = |it: &Known<'a>| PressCell {
        bears: it.bearing.contains(&page),
        places: it.of_page(page).iter().map(pin).collect(),
    };
    PressRow {
        link: place.link(page),
        lang: Some(face.lang.as_str()).filter(|it| *it != place.lang()),
        outlet: source.and_then(Source::outlet),
        date: edition.date(page).map(|it| DateView::of(&it, announced, place.lang())),
        grade: source.and_then(|it| GradeView::of(it, place.words())),
        cells: reports.iter().map(cell).collect(),
        cited: source.map(|it| cited(view, it)).unwrap_or_default(),
    }
}

/// The parts that cite a source, in the order of their numbers.
fn cited<'a>(view: &View<'a>, source: &Source) -> Vec<CitedIn<'a>> {
    let place = view.place;
    let mut parts: Vec<(usize, CitedIn<'a>)> = Vec::new();
    for citation in place.site().references().cited_by(&source.id) {
        let face = place.face(citation.page);
        if face.kind != PageKind::ReportPart || !view.shows(citation.page) {
            continue;
        }
        if let Some((_, part)) = parts.iter_mut().find(|(it, _)| *it == citation.page) {
            part.count += 1;
            continue;
        }
        let title = match face.part {
            Some(part) => place.word("part").replace("{x}", &part.to_string()).into(),
            None => place.title(citation.page).into(),
        };
        let href = place.href_at(citation.page, Some(&citation.anchor));
        parts.push((citation.page, CitedIn { title, href, count: 1 }));
    }
    parts.sort_by_key(|(page, _)| (place.face(*page).part, *page));
    parts.into_iter().map(|(_, it)| it).collect()
}
