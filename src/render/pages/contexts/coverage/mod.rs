//! `coverage.html`: the sections of the reports against the pages that cite them, and the
//! press against the reports. What was not read says so in its row.

mod columns;
mod press;
mod rows;

use super::Link;
use super::evidence::SourceAt;
use super::page::PageView;
use crate::cite::Report;
use crate::model::Seen;
use crate::render::pages::place::Place;
use columns::{Column, Columns};
use press::PressRow;
use rows::{RowView, rows};
use serde::Serialize;

/// `coverage.html`.
#[derive(Debug, Serialize)]
pub(crate) struct CoverageContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// How many sections are covered.
    pub(crate) covered: usize,
    /// How many sections there are.
    pub(crate) sections: usize,
    /// How many reports were read in full.
    pub(crate) read: usize,
    /// What the columns of the matrix are: report parts, then kinds of page.
    pub(crate) columns: Vec<Column<'a>>,
    /// The reports with their rows.
    pub(crate) reports: Vec<ReportView<'a>>,
    /// The press and the analyses, oldest first.
    pub(crate) press: Vec<PressRow<'a>>,
    /// How many of them there are.
    pub(crate) press_total: usize,
}

/// How many press pages and analyses are listed at most.
const PRESS: usize = 2000;

/// A report of the matrix.
#[derive(Debug, Serialize)]
pub(crate) struct ReportView<'a> {
    /// Its source and the way to it.
    pub(crate) at: Option<SourceAt>,
    /// Which part of the series it is.
    pub(crate) part: Option<u32>,
    /// The pages that cover it.
    pub(crate) covering: Vec<Link<'a>>,
    /// Its sections, and what stands in for them.
    pub(crate) rows: Vec<RowView<'a>>,
}

impl<'a> CoverageContext<'a> {
    /// The coverage in a language; a page of the dossier may introduce it.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let reports = &place.site().references().coverage().reports;
        let view = View::of(place);
        let columns = Columns::of(&view, reports);
        let press = press::pages(&view);
        let shown = reports.iter().enumerate();
        let shown = shown.map(|(at, it)| report(&view, &columns, it, at + 1));
        let edition = place.site().edition();
        let sources = || reports.iter().filter_map(|it| edition.source(&it.key));
        let sections = reports.iter().flat_map(|it| &it.sections);
        let is_read = |it: Option<Seen>| it == Some(Seen::Full);
        Self {
            page: introduced(place, page),
            covered: sections.clone().filter(|it| it.is_covered()).count(),
            sections: sections.count(),
            read: sources().filter(|it| is_read(it.evidence.seen)).count(),
            reports: shown.collect(),
            press_total: press.len(),
            press: press::press(&view, reports, press.into_iter().take(PRESS)),
            columns: columns.into_list(),
        }
    }
}

fn introduced(place: Place<'_>, page: Option<usize>) -> PageView<'_> {
    if let Some(page) = page {
        return PageView::with_body(place, page);
    }
    let title = place.word("coverage-matrix");
    let view = PageView::generated(place, "coverage", title, None);
    PageView { summary: Some(place.word("coverage-summary").into()), ..view }
}

fn report<'a>(
    view: &View<'a>,
    columns: &Columns<'a>,
    report: &'a Report,
    number: usize,
) -> ReportView<'a> {
    let covering: Vec<usize> = view.pages(&report.covering);
    ReportView {
        at: view.place.source_at(&report.key),
        part: covering.iter().filter_map(|it| view.place.face(*it).part).min(),
        covering: view.place.links(&covering),
        rows: rows(view, columns, report, number),
    }
}

/// The pages as a reader of one language sees them: of a page in several languages, one.
pub(super) struct View<'a> {
    place: Place<'a>,
}

impl<'a> View<'a> {
    fn of(place: Place<'a>) -> Self {
        Self { place }
    }

    /// Whether a page is the one to show of those with its id.
    fn shows(&self, page: usize) -> bool {
        self.place.shows(page)
    }

    fn pages(&self, pages: &[usize]) -> Vec<usize> {
        pages.iter().copied().filter(|it| self.shows(*it)).collect()
    }
}
