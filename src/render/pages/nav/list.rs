//! Writes nested lists of links, of each list one run.

use super::RUN;
use crate::base::text::escape_into;
use crate::link::Branch;
use crate::model::{Face, PageKind};
use crate::render::pages::folder;
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
    /// Where the mark of each page or folder goes.
    pub(super) marks: BTreeMap<Branch, usize>,
}

impl<'a> List<'a, '_> {
    /// The run of `branches` that holds the way on, each a link; `above` leads to all of
    /// them.
    pub(super) fn write(
        &mut self,
        above: Option<Branch>,
        branches: &[Branch],
        way: &[Branch],
    ) {
        let on = way.first().map(|it| (self.place.ties().place(*it), it));
        let at = on.filter(|(at, it)| branches.get(*at) == Some(it)).map(|(at, _)| at);
        let run = at.unwrap_or(0) / RUN * RUN;
        let end = branches.len().min(run + RUN);
        let shown = branches.get(run..end).unwrap_or_default();
        if shown.is_empty() {
            return;
        }
        self.html.push_str("<ul>");
        if run > 0 {
            self.rest(above, run, "nav-before");
        }
        for branch in shown {
            if self.is_listed(*branch) || way.first() == Some(branch) {
                self.item(*branch, way, above);
            }
        }
        let left = branches.len() - run - shown.len();
        if left > 0 {
            self.rest(above, left, "nav-after");
        }
        self.html.push_str("</ul>");
    }

    fn is_listed(&self, branch: Branch) -> bool {
        branch.page().is_none_or(|it| self.place.face(it).listed)
    }

    fn item(&mut self, branch: Branch, way: &[Branch], above: Option<Branch>) {
        let place = self.place;
        if let Some(title) = self.part(branch, above) {
            self.html.push_str("<li class=\"nav-part\">");
            escape_into(&mut self.html, title);
            self.html.push_str("</li>");
        }
        self.html.push_str("<li><a href=\"");
        escape_into(&mut self.html, &place.href_to(branch));
        self.html.push('"');
        self.marks.insert(branch, self.html.len());
        self.html.push('>');
        self.title(branch);
        self.html.push_str("</a>");
        if way.first() == Some(&branch) {
            let below = place.site().links().below(branch, place.lang());
            self.write(Some(branch), below, way.get(1..).unwrap_or_default());
        }
        self.html.push_str("</li>");
    }

    /// The title of the part that begins here. One that begins with the first page of a
    /// folder stands above the folder.
    fn part(&self, branch: Branch, above: Option<Branch>) -> Option<&'a str> {
        let links = self.place.site().links();
        let below = |it| links.below(it, self.place.lang());
        let is_told =
            |it: &Branch| it.page().is_none() && below(*it).first() == Some(&branch);
        let mut first = branch;
        while first.page().is_none() {
            first = *below(first).first()?;
        }
        let id = self.place.face(first.page()?).id.as_str();
        self.parts.get(id).copied().filter(|_| !above.as_ref().is_some_and(is_told))
    }

    fn title(&mut self, branch: Branch) {
        match branch {
            Branch::Page(page) => self.page(page, self.place.face(page)),
            Branch::Folder(it) => {
                let links = self.place.site().links();
                let marking = links.folder_marking(it, self.place.lang());
                if let Some(it) = self.place.site().marks().beside(marking) {
                    it.write(&mut self.html);
                }
                let title = folder::title(self.place, self.place.folder(it));
                escape_into(&mut self.html, &title);
            }
        }
    }

    fn page(&mut self, page: usize, face: &Face) {
        if let Some(it) = self.place.site().marks().beside(face.title_marking()) {
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
        self.html.push('"');
        self.html.push_str(self.place.direction().turn(lang));
        self.html.push('>');
        escape_into(&mut self.html, &face.title);
        self.html.push_str("</span> <small class=\"foreign\">");
        escape_into(&mut self.html, self.place.language(lang));
        self.html.push_str("</small>");
    }

    /// One line that stands for what is left out.
    fn rest(&mut self, above: Option<Branch>, n: usize, word: &'static str) {
        let text = self.place.count(word, n);
        // With nothing above them, the index of names lists them all.
        let href = match above {
            Some(branch) => Some(self.place.href_to(branch)),
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
