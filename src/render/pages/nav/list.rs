//! Writes nested lists of links, of each list one run.

use super::RUN;
use crate::base::text::escape_into;
use crate::model::{Face, PageKind};
use crate::render::pages::place::Place;
use std::collections::BTreeMap;

/// Writes nested lists of links.
pub(super) struct List<'a, 'p> {
    /// Where they are seen.
    pub(super) place: Place<'a>,
    /// The titles of parts, by the id of the page that follows.
    pub(super) parts: &'p BTreeMap<&'a str, &'a str>,
    /// The lists so far.
    pub(super) html: String,
    /// Where the mark of each page goes.
    pub(super) marks: BTreeMap<usize, usize>,
}

impl<'a> List<'a, '_> {
    /// The run of `pages` that holds the way on, each a link; `above` leads to all of them.
    pub(super) fn write(&mut self, above: Option<usize>, pages: &[usize], way: &[usize]) {
        let at = way.first().and_then(|it| pages.iter().position(|page| page == it));
        let run = at.unwrap_or(0) / RUN * RUN;
        let shown = pages.get(run..pages.len().min(run + RUN)).unwrap_or_default();
        if shown.is_empty() {
            return;
        }
        self.html.push_str("<ul>");
        if run > 0 {
            self.rest(above, run, "nav-before");
        }
        for page in shown {
            if self.place.face(*page).listed || way.first() == Some(page) {
                self.item(*page, way);
            }
        }
        let left = pages.len() - run - shown.len();
        if left > 0 {
            self.rest(above, left, "nav-after");
        }
        self.html.push_str("</ul>");
    }

    fn item(&mut self, page: usize, way: &[usize]) {
        let place = self.place;
        let face = place.face(page);
        if let Some(title) = self.parts.get(face.id.as_str()) {
            self.html.push_str("<li class=\"nav-part\">");
            escape_into(&mut self.html, title);
            self.html.push_str("</li>");
        }
        self.html.push_str("<li><a href=\"");
        escape_into(&mut self.html, &place.href(page));
        self.html.push('"');
        self.marks.insert(page, self.html.len());
        self.html.push('>');
        self.title(page, face);
        self.html.push_str("</a>");
        if way.first() == Some(&page) {
            let below = place.site().links().children(page, place.lang());
            self.write(Some(page), below, way.get(1..).unwrap_or_default());
        }
        self.html.push_str("</li>");
    }

    fn title(&mut self, page: usize, face: &Face) {
        if let Some(it) = self.place.site().marks().beside(face.marking) {
            it.write(&mut self.html);
        }
        if let (PageKind::ReportPart, Some(part)) = (&face.kind, face.part) {
            self.html.push_str("<span class=\"nav-number\">");
            self.html.push_str(&part.to_string());
            self.html.push_str("</span> ");
        }
        match self.place.other_lang(page) {
            Some(lang) => self.foreign(face, lang),
            None => escape_into(&mut self.html, &face.title),
        }
    }

    /// The title of a page that nobody has translated, with its language.
    fn foreign(&mut self, face: &Face, lang: &'a str) {
        self.html.push_str("<span lang=\"");
        escape_into(&mut self.html, lang);
        self.html.push_str("\">");
        escape_into(&mut self.html, &face.title);
        self.html.push_str("</span> <small class=\"foreign\">");
        escape_into(&mut self.html, self.place.language(lang));
        self.html.push_str("</small>");
    }

    /// One line that stands for the pages left out.
    fn rest(&mut self, above: Option<usize>, n: usize, word: &'static str) {
        let text = self.place.count(word, n);
        // Without a page above them, the index of names lists them all.
        let href = match above {
            Some(page) => Some(self.place.href(page)),
            None => self.place.generated("a-z").map(|it| self.place.at().href_to(it)),
        };
        let Some(href) = href else { return };
        self.html.push_str("<li class=\"nav-rest\"><a href=\"");
        escape_into(&mut self.html, &href);
        self.html.push_str("\">");
        escape_into(&mut self.html, &text);
        self.html.push_str("</a>");
        self.html.push_str("</li>");
    }
}
