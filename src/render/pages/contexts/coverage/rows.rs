//! The rows of a report: its sections, what cites it as a whole, and what stands in for it.

use super::View;
use super::columns::Columns;
use crate::cite::{Report, Spot};
use crate::render::pages::contexts::Link;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A row of the matrix.
#[derive(Debug, Serialize)]
pub(crate) struct RowView<'a> {
    /// `section`, `whole`, `derived` or `bearing`.
    pub(crate) kind: &'static str,
    /// For `id`: `c-1-2`.
    pub(crate) anchor: String,
    /// The section by its id in the outline.
    pub(crate) section: Option<&'a str>,
    /// Its title, or what the row counts.
    pub(crate) title: &'a str,
    /// Its pages as the outline gives them.
    pub(crate) pages: &'a str,
    /// Whether anything stands in it.
    pub(crate) is_covered: bool,
    /// How many pinpoints there are in all; pages, where the row counts pages.
    pub(crate) total: usize,
    /// A cell for each column.
    pub(crate) cells: Vec<Cell<'a>>,
}

/// A cell of the matrix.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Cell<'a> {
    /// For `id`: `c-1-2-3`.
    pub(crate) anchor: String,
    /// What stands above the column.
    pub(crate) column: Cow<'a, str>,
    /// How many pinpoints or pages.
    pub(crate) count: usize,
    /// How dark: 0 to 4.
    pub(crate) heat: u8,
    /// Whether a page says that it covers the section.
    pub(crate) declared: bool,
    /// The pages with their places.
    pub(crate) pages: Vec<Listed<'a>>,
    /// How many more pages there are.
    pub(crate) more: usize,
}

/// How many pages of a cell are listed at most.
const LISTED: usize = 200;

/// A page in a cell.
#[derive(Debug, Serialize)]
pub(crate) struct Listed<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// The citations, each with its label and locator.
    pub(crate) places: Vec<Pin<'a>>,
}

/// A citation.
#[derive(Debug, Serialize)]
pub(crate) struct Pin<'a> {
    /// The relative URL of the very citation.
    pub(crate) href: String,
    /// Label and locator: `p. 5–7`.
    pub(crate) locator: Option<&'a str>,
}

/// What stands in a row, before it is shared out.
#[derive(Clone, Copy)]
struct Marks<'a> {
    spots: &'a [Spot],
    declared: &'a [usize],
    counts_pages: bool,
}

/// The rows of the report with this number.
pub(super) fn rows<'a>(
    view: &View<'a>,
    columns: &Columns<'a>,
    report: &'a Report,
    number: usize,
) -> Vec<RowView<'a>> {
    let place = view.place;
    let mut rows: Vec<RowView<'a>> = Vec::new();
    let outline = place.site().edition().source(&report.key);
    let outline = outline.map_or(&[][..], |it| &it.evidence.outline);
    let mut add = |kind, section: Option<&'a str>, title, pages, marks: Marks<'a>| {
        let anchor = format!("c-{number}-{}", rows.len() + 1);
        let cells = cells(view, columns, marks, &anchor);
        let total = cells.iter().map(|it| it.count).sum();
        let is_covered = cells.iter().any(|it| it.count > 0 || it.declared);
        if is_covered || kind == "section" || kind == "whole" && outline.is_empty() {
            rows.push(RowView {
                kind,
                anchor,
                section,
                title,
                pages,
                is_covered,
                total,
                cells,
            });
        }
    };
    for ((id, title, pages), row) in outline.iter().zip(&report.sections) {
        let marks =
            Marks { spots: &row.spots, declared: &row.declared, counts_pages: false };
        let title = title.in_language(place.lang());
        add("section", Some(id.as_str()), title, pages.as_str(), marks);
    }
    let spots = |spots| Marks { spots, declared: &[], counts_pages: false };
    let word = if outline.is_empty() { "coverage-report" } else { "coverage-whole" };
    add("whole", None, place.word(word), "", spots(&report.whole));
    add("derived", None, place.word("coverage-derived"), "", spots(&report.derived));
    let bearing = Marks { spots: &[], declared: &report.bearing, counts_pages: true };
    add("bearing", None, place.word("coverage-bearing"), "", bearing);
    rows
}

fn cells<'a>(
    view: &View<'a>,
    columns: &Columns<'a>,
    marks: Marks<'a>,
    anchor: &str,
) -> Vec<Cell<'a>> {
    let cell = |at| Cell {
        anchor: format!("{anchor}-{}", at + 1),
        column: columns.title(at),
        ..Cell::default()
    };
    let mut cells: Vec<Cell<'a>> = (0..columns.len()).map(cell).collect();
    for (page, spots) in by_page(view, marks) {
        let at = columns.place(page, view.place.face(page));
        let Some(cell) = at.and_then(|it| cells.get_mut(it)) else { continue };
        cell.count += if marks.counts_pages { 1 } else { spots.len() };
        cell.declared |= !marks.counts_pages && marks.declared.contains(&page);
        cell.heat = heat(cell.count);
        if cell.pages.len() == LISTED {
            cell.more += 1;
            continue;
        }
        let places = spots.into_iter().map(|it| Pin {
            href: view.place.href_at(page, Some(&it.anchor)),
            locator: it.locator.as_deref(),
        });
        cell.pages.push(Listed { link: view.place.link(page), places: places.collect() });
    }
    cells
}

/// The pages of a row with their places, in the order of the pages.
fn by_page<'a>(view: &View<'a>, marks: Marks<'a>) -> BTreeMap<usize, Vec<&'a Spot>> {
    let mut pages: BTreeMap<usize, Vec<&'a Spot>> = BTreeMap::new();
    for spot in marks.spots.iter().filter(|it| view.shows(it.page)) {
        pages.entry(spot.page).or_default().push(spot);
    }
    for page in marks.declared.iter().filter(|it| view.shows(**it)) {
        pages.entry(*page).or_default();
    }
    pages
}

fn heat(count: usize) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2..=4 => 2,
        5..=9 => 3,
        _ => 4,
    }
}
