//! The place a page is written at: its file, its language, and the site around it.
//! Everything relative is made here.

use super::contexts::Link;
use super::contexts::evidence::SourceAt;
use super::marks::Noted;
use super::site::Site;
use super::tongue::Tongue;
use super::wording;
use crate::base::SitePath;
use crate::model::{Face, Marking};
use crate::render::label::Label;
use crate::render::{Words, Writer};
use tera::Value;

/// Where something is shown.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    site: &'a Site<'a>,
    tongue: &'a Tongue<'a>,
    at: &'a SitePath,
    shown: Option<&'a Noted>,
}

impl<'a> Place<'a> {
    /// The file `at`, in a language.
    pub(crate) fn new(site: &'a Site<'a>, lang: &str, at: &'a SitePath) -> Self {
        Self { site, tongue: site.tongue(lang), at, shown: None }
    }

    /// The same, with everything noted that is shown there.
    pub(crate) fn noting(self, shown: &'a Noted) -> Self {
        Self { shown: Some(shown), ..self }
    }

    /// Notes the marking of something that is shown here, and gives the label that stands
    /// beside it.
    pub(crate) fn mark(self, marking: Option<Marking>) -> Option<Label> {
        self.mark_always(marking);
        self.site.marks().beside(marking)
    }

    /// The same for a statement, which people take out of the list: it has its label also
    /// where it may be passed on without limit.
    pub(crate) fn mark_statement(self, marking: Option<Marking>) -> Option<Label> {
        self.mark_always(marking).filter(|_| self.site.marks().is_mixed())
    }

    /// The same for what somebody has marked by itself.
    pub(crate) fn mark_always(self, marking: Option<Marking>) -> Option<Label> {
        if let Some(shown) = self.shown {
            shown.note(marking);
        }
        marking.map(Label::of)
    }

    /// The site around it.
    pub(crate) fn site(self) -> &'a Site<'a> {
        self.site
    }

    /// The file.
    pub(crate) fn at(self) -> &'a SitePath {
        self.at
    }

    /// The language with its words.
    pub(crate) fn tongue(self) -> &'a Tongue<'a> {
        self.tongue
    }

    /// The words of the interface.
    pub(crate) fn words(self) -> &'a Words {
        self.tongue.words()
    }

    /// The tag of the language.
    pub(crate) fn lang(self) -> &'a str {
        self.words().lang()
    }

    /// A word of the interface.
    pub(crate) fn word(self, key: &'a str) -> &'a str {
        self.words().get(key)
    }

    /// A number of things in words.
    pub(crate) fn count(self, key: &str, n: usize) -> String {
        self.words().count(key, n)
    }

    /// A word of the interface, if the theme has it.
    pub(crate) fn known_word(self, key: &str) -> Option<&'a str> {
        self.words().find(key)
    }

    /// The writer of this language.
    pub(crate) fn writer(self) -> &'a Writer<'a> {
        self.tongue.writer()
    }

    /// What a page shows of itself elsewhere.
    pub(crate) fn face(self, page: usize) -> &'a Face {
        &self.site.edition().pages()[page].face
    }

    /// The relative URL of a page.
    pub(crate) fn href(self, page: usize) -> String {
        self.at.href_to(self.site.links().path(page))
    }

    /// The relative URL of a place on a page.
    pub(crate) fn href_at(self, page: usize, anchor: Option<&str>) -> String {
        match anchor {
            Some(anchor) => format!("{}#{}", self.href(page), fragment(anchor)),
            None => self.href(page),
        }
    }

    /// A link to a page.
    pub(crate) fn link(self, page: usize) -> Link<'a> {
        self.link_at(page, None)
    }

    /// A link to a place on a page.
    pub(crate) fn link_at(self, page: usize, anchor: Option<&str>) -> Link<'a> {
        let face = self.face(page);
        let (title, marking) = (face.title.as_str().into(), self.mark(face.marking));
        Link { title, href: self.href_at(page, anchor), marking }
    }

    /// A link by which a reader finds the way. It has its label, but what stands at the end
    /// of a way is not shown here.
    pub(crate) fn way(self, page: usize) -> Link<'a> {
        Self { shown: None, ..self }.link(page)
    }

    /// Links to pages.
    pub(crate) fn links(self, pages: &[usize]) -> Vec<Link<'a>> {
        pages.iter().map(|it| self.link(*it)).collect()
    }

    /// The relative URL of the page of a source; `#` where there is none.
    pub(crate) fn source_href(self, key: &str) -> String {
        let path = self.site.links().source_path(key);
        path.map_or_else(|| "#".to_owned(), |it| self.at.href_to(it))
    }

    /// A source as templates see it.
    pub(crate) fn source(self, key: &str) -> Option<Value> {
        self.mark_source(key);
        self.tongue.source(key)
    }

    /// Notes that a source is shown here, and gives its label.
    pub(crate) fn mark_source(self, key: &str) -> Option<Label> {
        self.mark(self.site.edition().source(key)?.evidence.marking)
    }

    /// A source with the way to its page.
    pub(crate) fn source_at(self, key: &str) -> Option<SourceAt> {
        Some(SourceAt { href: self.source_href(key), source: self.source(key)? })
    }

    /// A kind of page in words.
    pub(crate) fn kind(self, name: &'a str) -> &'a str {
        wording::kind(self.words(), name)
    }

    /// A language in words.
    pub(crate) fn language(self, tag: &'a str) -> &'a str {
        wording::language(self.words(), tag)
    }
}

/// The highest of several markings: what a page that shows all of them must carry.
pub(crate) fn highest(
    markings: impl Iterator<Item = Option<Marking>>,
) -> Option<Marking> {
    markings.flatten().max()
}

/// An anchor as it is written in a URL.
pub(crate) fn fragment(anchor: &str) -> String {
    crate::base::path::encode(anchor)
}
