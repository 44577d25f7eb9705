//! Notes page by page, in reading order, what cites and covers the reports.

use super::{Coverage, Report, Row, Sections, Spot};
use crate::cite::Cover;
use crate::cite::gather::Place;
use crate::model::{Label, Named, Names, Source};
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};

/// A coverage on its way.
pub(in crate::cite) struct Survey<'a> {
    edition: &'a Edition,
    reports: Vec<Draft<'a>>,
    /// Places in `reports`, by the place of the source in the edition.
    places: BTreeMap<usize, usize>,
    /// The reports that a source derives from, by the place of that source.
    origins: BTreeMap<usize, BTreeSet<usize>>,
    /// The pages that bear on a page.
    bearing: BTreeMap<usize, Vec<usize>>,
}

struct Draft<'a> {
    sections: Sections<'a>,
    report: Report,
}

impl<'a> Survey<'a> {
    /// Finds the reports. Without an outline there is none.
    pub(in crate::cite) fn of(edition: &'a Edition) -> Self {
        let mut survey = Self {
            edition,
            reports: Vec::new(),
            places: BTreeMap::new(),
            origins: BTreeMap::new(),
            bearing: BTreeMap::new(),
        };
        let sources = edition.sources();
        if sources.iter().all(|it| it.evidence.outline.is_empty()) {
            return survey;
        }
        let covered = covered(edition);
        for (place, source) in sources.iter().enumerate() {
            let is_covered = covered.contains(source.id.as_str());
            if is_covered || !source.evidence.outline.is_empty() {
                survey.places.insert(place, survey.reports.len());
                survey.reports.push(Draft::of(source));
            }
        }
        for (place, source) in sources.iter().enumerate() {
            survey.trace(place, source);
        }
        survey
    }

    /// Notes what a page covers and bears on; `covers` as the page gave it.
    pub(in crate::cite) fn note_page(
        &mut self,
        page: usize,
        names: &Names,
        covers: &[Cover],
    ) {
        if self.reports.is_empty() {
            return;
        }
        for cover in covers {
            if let Some(draft) =
                self.reports.iter_mut().find(|it| it.report.key == cover.key)
            {
                draft.cover(page, cover);
            }
        }
        let Some(from) = self.edition.pages().get(page) else { return };
        for name in &from.face.bears_on {
            let name = name.value.split('#').next().unwrap_or_default();
            let pages = match names.find(name.trim(), &from.face.lang) {
                Named::One(one) => vec![one],
                Named::Several(several) => several,
                Named::Nothing => Vec::new(),
            };
            for to in pages {
                add(self.bearing.entry(to).or_default(), page);
            }
        }
    }

    /// Notes a citation.
    pub(in crate::cite) fn note_place(&mut self, place: &Place) {
        if let Some(draft) =
            self.places.get(&place.source).and_then(|it| self.reports.get_mut(*it))
        {
            draft.cite(place);
        }
        for origin in self.origins.get(&place.source).into_iter().flatten() {
            if let Some(draft) = self.reports.get_mut(*origin) {
                draft.report.derived.push(spot(place));
            }
        }
    }

    /// The coverage; reports by the part that covers them, then by key.
    pub(in crate::cite) fn finish(mut self) -> Coverage {
        for draft in &mut self.reports {
            for covering in &draft.report.covering {
                let bearing = self.bearing.get(covering).into_iter().flatten();
                bearing.for_each(|it| add(&mut draft.report.bearing, *it));
            }
            draft.report.bearing.sort_unstable();
            draft.report.bearing.dedup();
        }
        let pages = self.edition.pages();
        let part = |it: &Report| {
            let parts = it.covering.iter().filter_map(|it| pages.get(*it)?.face.part);
            (parts.min().unwrap_or(u32::MAX), it.sections.is_empty())
        };
        let mut reports: Vec<Report> =
            self.reports.into_iter().map(|it| it.report).collect();
        reports.sort_by_key(part);
        Coverage { reports }
    }

    /// Follows a source to the reports that it derives from, however far.
    fn trace(&mut self, place: usize, source: &'a Source) {
        let sources = self.edition.sources();
        let mut open: Vec<&str> = vec![source.id.as_str()];
        let mut seen: BTreeSet<&str> = open.iter().copied().collect();
        while let Some(key) = open.pop() {
            let Ok(at) = sources.binary_search_by(|it| it.id.as_str().cmp(key)) else {
                continue;
            };
            if let Some(report) = self.places.get(&at).filter(|_| at != place) {
                self.origins.entry(place).or_default().insert(*report);
            }
            let above = sources[at].evidence.derives_from.iter().map(String::as_str);
            open.extend(above.filter(|it| seen.insert(it)));
        }
    }
}

impl<'a> Draft<'a> {
    fn of(source: &'a Source) -> Self {
        let outline = &source.evidence.outline;
        let report = Report {
            key: source.id.clone(),
            covering: Vec::new(),
            sections: vec![Row::default(); outline.len()],
            whole: Vec::new(),
            derived: Vec::new(),
            bearing: Vec::new(),
        };
        Self { sections: Sections::of(outline), report }
    }

    fn cover(&mut self, page: usize, cover: &Cover) {
        add(&mut self.report.covering, page);
        let mut sections = Vec::new();
        sections.extend(cover.section.iter().flat_map(|it| self.sections.named(it)));
        sections.extend(cover.pages.iter().flat_map(|it| self.sections.with_pages(it)));
        for section in sections {
            if let Some(row) = self.report.sections.get_mut(section) {
                add(&mut row.declared, page);
            }
        }
    }

    fn cite(&mut self, place: &Place) {
        let sections = self.cited(place.label(), place.locator());
        if sections.is_empty() {
            return self.report.whole.push(spot(place));
        }
        for section in sections {
            if let Some(row) = self.report.sections.get_mut(section) {
                row.spots.push(spot(place));
            }
        }
    }

    fn cited(&self, label: Option<Label>, locator: Option<&str>) -> Vec<usize> {
        let Some(locator) = locator else { return Vec::new() };
        match label {
            None | Some(Label::Page) => self.sections.with_pages(locator),
            Some(Label::AppendixLocator) => self.sections.appended(locator),
            Some(label) if label.counts_sections() => self.sections.named(locator),
            Some(_) => Vec::new(),
        }
    }
}

/// The keys that `covers` of some page names.
fn covered(edition: &Edition) -> BTreeSet<&str> {
    let covers = edition.pages().iter().flat_map(|it| &it.face.covers);
    let sources = covers.filter_map(|it| crate::cite::cover::read(&it.value, edition).1);
    sources.map(|it| it.id.as_str()).collect()
}

fn spot(place: &Place) -> Spot {
    let shown = &place.shown;
    Spot {
        page: shown.page,
        anchor: shown.anchor.clone(),
        locator: shown.locator.clone(),
    }
}

/// Pages come in reading order, so that the same page comes at once.
fn add(pages: &mut Vec<usize>, page: usize) {
    if pages.last() != Some(&page) {
        pages.push(page);
    }
}
