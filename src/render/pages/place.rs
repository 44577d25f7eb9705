//! The place a page is written at: its file, its language, and the site around it.
//! Everything relative is made here.

use super::contexts::evidence::SourceAt;
use super::contexts::{Html, Link};
use super::marks::Noted;
use super::site::Site;
use super::ties::Ties;
use super::tongue::Tongue;
use super::wording;
use crate::base::SitePath;
use crate::link::Branch;
use crate::model::{Direction, Face, Marking};
use crate::render::label::Label;
use crate::render::{Words, Writer};
use tera::Value;

/// Where something is shown.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    site: &'a Site<'a>,
    twins: &'a [(&'a str, Option<SitePath>)],
    tongue: &'a Tongue<'a>,
    at: &'a SitePath,
    shown: Option<&'a Noted>,
}

impl<'a> Place<'a> {
    /// The file `at`, in a language.
    pub(crate) fn new(site: &'a Site<'a>, lang: &str, at: &'a SitePath) -> Self {
        Self { site, tongue: site.tongue(lang), at, twins: &[], shown: None }
    }

    /// The same, with everything noted that is shown there.
    pub(crate) fn noting(self, shown: &'a Noted) -> Self {
        Self { shown: Some(shown), ..self }
    }

    /// The same, with what the file shows in other languages.
    pub(crate) fn beside(self, twins: &'a [(&'a str, Option<SitePath>)]) -> Self {
        Self { twins, ..self }
    }

    /// The same page in other languages, and where each stands if there is one.
    pub(crate) fn twins(self) -> &'a [(&'a str, Option<SitePath>)] {
        self.twins
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

    /// From which side the language is written.
    pub(crate) fn direction(self) -> Direction {
        self.site().edition().settings().direction(self.lang())
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

    /// Notes that the title of a page is shown here, and gives it.
    pub(crate) fn title(self, page: usize) -> &'a str {
        let face = self.face(page);
        self.mark_always(face.title_marking());
        &face.title
    }

    /// Notes that the summary of a page is shown here, and gives it, with its label where it
    /// is marked by itself.
    pub(crate) fn summary(self, page: usize) -> (Option<&'a str>, Option<Label>) {
        let face = self.face(page);
        let summary = face.summary.as_deref();
        self.mark_always(face.summary_marking());
        let own = face.texts.summary.filter(|_| summary.is_some());
        (summary, own.map(Label::of))
    }

    /// Notes that the other names of a page are shown here, and gives them, each behind its
    /// label where it is marked by itself.
    pub(crate) fn aliases(self, page: usize) -> Vec<Html> {
        let face = self.face(page);
        let name = |alias: &str| {
            self.mark_always(face.alias_marking(alias));
            let own = face.texts.aliases.get(alias.trim()).copied();
            Html::of_name(alias, &face.lang).behind(own.map(Label::of))
        };
        face.aliases.iter().map(|it| name(&it.value)).collect()
    }

    /// A link to a page.
    pub(crate) fn link(self, page: usize) -> Link<'a> {
        self.link_at(page, None)
    }

    /// A link to a place on a page.
    pub(crate) fn link_at(self, page: usize, anchor: Option<&str>) -> Link<'a> {
        self.link_marked(page, anchor, None)
    }

    /// The same, with the marking of what is shown beside the title: a heading, another name.
    pub(crate) fn link_marked(
        self,
        page: usize,
        anchor: Option<&str>,
        beside: Option<Marking>,
    ) -> Link<'a> {
        let face = self.face(page);
        let title = face.title.as_str().into();
        let marking = self.mark(face.title_marking().max(beside));
        let (href, lang) = (self.href_at(page, anchor), self.other_lang(page));
        Link { title, href, lang, marking }
    }

    /// A link by which a reader finds the way. It has its label, but what stands at the end
    /// of a way is not shown here.
    pub(crate) fn way(self, page: usize) -> Link<'a> {
        self.way_to(Branch::Page(page))
    }

    /// The same to a page or to the overview of a folder.
    pub(crate) fn way_to(self, branch: Branch) -> Link<'a> {
        Self { shown: None, ..self }.link_to(branch)
    }

    /// Links to pages.
    pub(crate) fn links(self, pages: &[usize]) -> Vec<Link<'a>> {
        pages.iter().map(|it| self.link(*it)).collect()
    }

    /// The relative URL of the page of a source; `#` where there is none.
    pub(crate) fn source_href(self, key: &str) -> String {
        let path = self.site.links().source_path(key, self.lang());
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

    /// Whether readers of this language see a page, and no other in its place.
    pub(crate) fn shows(self, page: usize) -> bool {
        self.site.edition().shows(page, self.lang())
    }

    /// The page that readers of this language see instead of this one, with the anchor if it
    /// is the same page.
    pub(crate) fn seen(
        self,
        page: usize,
        anchor: Option<String>,
    ) -> (usize, Option<String>) {
        let seen = self.site.edition().views().stand_in(page, self.lang());
        (seen, anchor.filter(|_| seen == page))
    }

    /// The language of a page, where it is another one than this.
    pub(crate) fn other_lang(self, page: usize) -> Option<&'a str> {
        Some(self.face(page).lang.as_str()).filter(|it| *it != self.lang())
    }

    /// What points backwards, for readers of this language.
    pub(crate) fn ties(self) -> &'a Ties<'a> {
        self.site.ties(self.lang())
    }

    /// The path of an overview, whether generated or written: `sources`, `timeline`.
    pub(crate) fn generated(self, name: &str) -> Option<&'a SitePath> {
        self.site.generated(name, self.lang())
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
