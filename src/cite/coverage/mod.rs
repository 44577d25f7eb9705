//! Which sections of which reports are cited or covered, and by which pages. Reports are
//! the sources with an outline and, beside them, those that a page covers. Made only where
//! a source has an outline, and from the edition alone.

mod lacking;
mod survey;
#[cfg(test)]
mod tests;

pub(super) use lacking::lacking;
pub(super) use survey::Survey;

use crate::model::{Extent, Titled};

/// The reports of an edition with their sections. Empty where no source has an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// By the part that covers them, then by key.
    pub reports: Vec<Report>,
}

/// How one report is covered. Pages stand in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The key of the source.
    pub key: String,
    /// The pages that cover it or a section of it.
    pub covering: Vec<usize>,
    /// A row for each section of its outline, in that order.
    pub sections: Vec<Row>,
    /// What cites it without a section that the outline knows.
    pub whole: Vec<Spot>,
    /// What cites a source that relays, reprints or announces it.
    pub derived: Vec<Spot>,
    /// The pages that bear on a page which covers it, in the order of their paths.
    pub bearing: Vec<usize>,
}

/// How one section is covered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The citations whose locator lies in it.
    pub spots: Vec<Spot>,
    /// The pages that say in `covers` that they cover it.
    pub declared: Vec<usize>,
}

/// A place that cites a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The citing page.
    pub page: usize,
    /// The anchor of the citation on it.
    pub anchor: String,
    /// Label and locator as they are shown: `p. 5–7`.
    pub locator: Option<String>,
}

impl Coverage {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }
}

impl Row {
    /// Whether anything covers the section.
    pub fn is_covered(&self) -> bool {
        !self.spots.is_empty() || !self.declared.is_empty()
    }
}

/// The words that ids of appendices begin with.
const APPENDIX: [&str; 7] = ["A", "app", "appendix", "anh", "anhang", "anlage", "annex"];

/// The sections of an outline as locators find them.
#[derive(Debug)]
struct Sections<'a> {
    sections: Vec<(&'a str, Option<Extent>)>,
}

impl<'a> Sections<'a> {
    fn of(outline: &'a [(String, Titled, String)]) -> Self {
        let sections = outline.iter();
        let sections = sections.map(|(id, _, pages)| (id.as_str(), Extent::read(pages)));
        Self { sections: sections.collect() }
    }

    /// The sections that have one of these pages.
    fn with_pages(&self, pages: &str) -> Vec<usize> {
        let Some(pages) = Extent::read(pages) else { return Vec::new() };
        let meets = |it: &Option<Extent>| it.as_ref().is_some_and(|it| it.meets(&pages));
        self.find(|(_, it)| meets(it))
    }

    /// The sections with these ids: `2`, `2.1`, `2-4`, `A and C`. A section that the outline
    /// lacks belongs to the one above it: `2.1` to `2`.
    fn named(&self, words: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let words = Extent::signs(words);
        for part in words.split(Extent::COMMAS).map(str::trim) {
            let own = self.above(part).into_iter().collect::<Vec<_>>();
            let range = Extent::read(part).filter(|_| own.is_empty());
            found.extend(own);
            found.extend(range.iter().flat_map(|it| self.numbered(it)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The appendices with these ids: `A`, or `app-1` for `1`. Numbers alone are those of
    /// sections.
    fn appended(&self, words: &str) -> Vec<usize> {
        let words = Extent::signs(words);
        let parts: Vec<&str> = words.split(Extent::COMMAS).map(str::trim).collect();
        let is_numbered = self.sections.iter().any(|(id, _)| *id == "II");
        self.find(|(id, _)| {
            let own = id.trim_start_matches(char::is_alphabetic);
            let word = &id[..id.len() - own.len()];
            let letter = word == *id && !is_numbered && parts.contains(id);
            let number = own.trim_start_matches(|c: char| !c.is_alphanumeric());
            let is_word = APPENDIX.iter().any(|it| it.eq_ignore_ascii_case(word));
            letter || is_word && !number.is_empty() && parts.contains(&number)
        })
    }

    fn numbered(&self, range: &Extent) -> Vec<usize> {
        self.find(|(id, _)| Extent::read(id).is_some_and(|it| it.meets(range)))
    }

    fn above(&self, id: &str) -> Option<usize> {
        let known = |id: &str| self.sections.iter().position(|(it, _)| *it == id);
        let mut id = id.trim_end_matches('.');
        loop {
            if let Some(found) = known(id) {
                return Some(found);
            }
            id = id.rsplit_once('.')?.0;
        }
    }

    fn find(&self, is: impl Fn(&(&str, Option<Extent>)) -> bool) -> Vec<usize> {
        let all = self.sections.iter().enumerate();
        all.filter(|(_, it)| is(it)).map(|(place, _)| place).collect()
    }
}
