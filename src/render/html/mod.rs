//! Writes the nodes of a page as HTML: everything escaped, every link resolved, no inline
//! style and no script. Pure: same input, same bytes.
//!
//! Words of the interface used here: `alert-note`, `alert-tip`, `alert-important`,
//! `alert-warning`, `alert-caution`, `announced`, `back-to-text`, `chart-before`,
//! `chart-data`, `chart-month`, `chart-month-unknown`, `chart-sources`, `chart-undated`,
//! `chart-values-below`, `claim`, `colon`, `confidence-high`, `confidence-moderate`,
//! `confidence-low`, `consulted`, `date`, `disputed`, `figure`, `footnotes`, `grade`,
//! `link-to-section`, `map`, `map-east`, `map-list`, `map-listed`, `map-west`, `marked-end`, `missing-source`, `open`, `position`, `remote-image`, `resolved`,
//! `resolved-by`, `seen-full` (and the other states), `source`, `table`, `task-done`,
//! `task-open`.

mod attributes;
mod blocks;
mod charts;
mod cites;
mod claims;
mod commonmark;
mod contradictions;
mod divs;
mod harmless;
mod images;
mod inlines;
mod links;
mod maps;
mod marks;
mod notes;
mod pieces;
mod quotes;
mod sheet;
mod tables;
mod url;

pub use cites::reference_id;
pub(crate) use claims::confidence_word;
pub use commonmark::commonmark;
pub(in crate::render) use url::encoded;

use crate::base::SitePath;
use crate::cite::{Entry, References};
use crate::diag::Diagnostic;
use crate::link::{Generated, Links};
use crate::model::Node;
use crate::redact::Edition;
use crate::render::media::Media;
use crate::render::words::Words;
use sheet::Shown;
use std::sync::Mutex;

/// Writes nodes of one edition as HTML, with the words of one language.
#[derive(Debug)]
pub struct Writer<'a> {
    edition: &'a Edition,
    links: &'a Links,
    references: &'a References,
    media: &'a Media,
    words: &'a Words,
    /// Where the ledger of claims stands, in this language if there is one.
    ledger: SitePath,
    findings: Mutex<Vec<Diagnostic>>,
}

impl<'a> Writer<'a> {
    /// A writer that resolves links, numbers and images with these products.
    pub fn new(
        edition: &'a Edition,
        links: &'a Links,
        references: &'a References,
        media: &'a Media,
        words: &'a Words,
    ) -> Self {
        let findings = Mutex::default();
        let ledger = links.generated(&Generated::Claims, words.lang());
        Self { edition, links, references, media, words, ledger, findings }
    }

    /// Where the ledger of claims stands for readers of this language.
    pub fn ledger(&self) -> &SitePath {
        &self.ledger
    }

    /// The whole body of a page: blocks, then footnotes; ids as [`Links`] gave them.
    pub fn body(&self, page: usize) -> String {
        self.body_at(page, self.links.path(page))
    }

    /// The whole body of a page as shown in the file `at`, with its ids: the first page of
    /// a book also stands at `index.html`.
    pub fn body_at(&self, page: usize, at: &SitePath) -> String {
        self.sheet(page, at, Shown::Own, |sheet, body| {
            sheet.nodes(&body.nodes);
            sheet.endnotes();
        })
    }

    /// Some nodes of `page` in its own file, with ids as [`Links`] gave them: events lifted
    /// into the timeline, the citation of a relation. The footnotes that they refer to
    /// stand where [`Writer::endnotes`] writes them.
    pub fn part(&self, page: usize, nodes: &[&Node]) -> String {
        let at = self.links.path(page);
        self.sheet(page, at, Shown::Own, |sheet, _| {
            for node in nodes {
                sheet.node(node);
            }
        })
    }

    /// The footnotes of `page`, for a page whose body is written in parts.
    pub fn endnotes(&self, page: usize) -> String {
        self.sheet(page, self.links.path(page), Shown::Own, |sheet, _| sheet.endnotes())
    }

    /// Some nodes of `page` as shown in the file `at`: links relative to `at`, no ids.
    /// Citations show names and years in place of numbers.
    pub fn fragment(&self, page: usize, nodes: &[Node], at: &SitePath) -> String {
        self.sheet(page, at, Shown::Elsewhere, |sheet, _| sheet.nodes(nodes))
    }

    /// Each of some nodes of `page` by itself, as [`Writer::fragment`] writes them.
    pub fn fragments(&self, page: usize, nodes: &[&Node], at: &SitePath) -> Vec<String> {
        let mut ends = vec![0];
        let all = self.sheet(page, at, Shown::Elsewhere, |sheet, _| {
            for node in nodes {
                sheet.node(node);
                ends.push(sheet.out.len());
            }
        });
        let parts = ends.windows(2).map(|it| all.get(it[0]..it[1]).unwrap_or_default());
        parts.map(str::to_owned).collect()
    }

    /// Some nodes of `page` as plain text.
    pub fn plain(&self, page: usize, nodes: &[Node]) -> String {
        let mut text = String::new();
        self.sheet(page, self.links.path(page), Shown::Elsewhere, |sheet, _| {
            text = sheet.plain(nodes);
        });
        text
    }

    /// The inlines of the page's title heading, or its escaped title. There are no links
    /// and no ids in it, so that it can stand in both.
    pub fn title(&self, page: usize) -> String {
        self.sheet(page, self.links.path(page), Shown::Elsewhere, |sheet, body| {
            match &body.heading {
                Some(heading) => sheet.without_links(|it| it.nodes(&heading.children)),
                None => sheet.escaped(&sheet.face.title),
            }
        })
    }

    /// A bibliography entry; links lead to `http` and `https` only.
    pub fn entry(&self, entry: &Entry) -> String {
        let mut out = String::new();
        pieces::write_all(&mut out, &entry.pieces);
        out
    }

    /// What was found while writing, sorted; each finding once.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let found = self.findings.lock().map(|it| it.clone());
        let mut found = found.unwrap_or_default();
        found.sort();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests;
