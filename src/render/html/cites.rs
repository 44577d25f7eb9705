//! Writes citations: numbers on the page that lists them, names and years elsewhere.

use super::sheet::Sheet;
use super::url;
use crate::model::{CiteItem, Cluster, Mode, Source};
use std::fmt::Write as _;

/// The id of a source in the reference list of a page: `ref-KEY`.
pub fn reference_id(key: &str) -> String {
    let key = key.split_whitespace().collect::<Vec<_>>().join("-");
    format!("ref-{key}")
}

impl<'w> Sheet<'w> {
    pub(super) fn cite(&mut self, cluster: &'w Cluster) {
        if let Some(speaker) = self.speaker(cluster) {
            self.escaped(&speaker);
            self.out.push(' ');
        }
        self.out.push_str("<cite class=\"citation\">[");
        for (place, item) in cluster.items.iter().enumerate() {
            self.out.push_str(if place == 0 { "" } else { "; " });
            self.nodes(&item.prefix);
            if !item.prefix.is_empty() && !self.out.ends_with([' ', '\u{a0}', '\n']) {
                self.out.push(' ');
            }
            self.cited(item);
            self.nodes(&item.suffix);
        }
        self.out.push_str("]</cite>");
    }

    /// Who is named in the text: `@key` at the start of a cluster.
    pub(super) fn speaker(&self, cluster: &Cluster) -> Option<String> {
        let first = cluster.items.first().filter(|it| it.mode == Mode::AuthorInText)?;
        Some(self.source(first)?.speaker(&self.face.lang))
    }

    fn source(&self, item: &CiteItem) -> Option<&'w Source> {
        self.writer.edition.source(&item.key)
    }

    /// One item: its number or short name and its pinpoint.
    fn cited(&mut self, item: &'w CiteItem) {
        let Some(source) = self.source(item) else { return self.missing(item) };
        let linked = self.link_to(item, source);
        if self.has_ids() {
            match self.writer.references.number(self.page, &item.key) {
                Some(number) => write!(self.out, "{number}").unwrap_or(()),
                None => self.escaped(&item.key),
            }
        } else {
            let short = self.short(source, item.mode);
            self.escaped(&short);
        }
        if let Some(pinpoint) = item.pinpoint(&self.face.lang) {
            self.out.push_str(", ");
            self.escaped(&pinpoint);
        }
        if linked {
            self.out.push_str("</a>");
        }
    }

    /// Opens the link of an item: to the list of its own page, or to the page of the source.
    fn link_to(&mut self, item: &CiteItem, source: &Source) -> bool {
        if self.in_link {
            return false;
        }
        if self.has_ids() {
            self.out.push_str("<a");
            let id = self.writer.references.anchor(self.page, item.span);
            self.id(id);
            self.out.push_str(" href=\"#");
            url::push(&mut self.out, &reference_id(&item.key).replace('%', "%25"));
        } else {
            let path = self.writer.links.source_path(&item.key);
            let Some(path) = path else { return false };
            self.out.push_str("<a href=\"");
            url::push(&mut self.out, &self.at.href_to(path));
        }
        self.out.push('"');
        if !source.title.is_empty() {
            self.attribute("title", &source.title);
        }
        self.out.push('>');
        true
    }

    fn missing(&mut self, item: &CiteItem) {
        self.out.push_str("<span class=\"missing-source\"");
        self.attribute("title", self.word("missing-source"));
        self.out.push('>');
        self.escaped(&item.key);
        self.out.push_str("?</span>");
    }

    /// `BfV 2024`; only the year where the name stands in the text.
    fn short(&self, source: &Source, mode: Mode) -> String {
        let year = source.issued.map(|it| it.start.year.to_string());
        let name = || source.speaker(&self.face.lang);
        match (mode, year) {
            (Mode::AuthorInText, Some(year)) => year,
            (_, Some(year)) => format!("{} {year}", name()),
            (_, None) => name(),
        }
    }
}
