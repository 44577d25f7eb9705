//! The place a page is written at: its file, its language, and the site around it.
//! Everything relative is made here.

use super::contexts::{Html, Link};
use super::site::{Site, Tongue};
use crate::base::SitePath;
use crate::model::{Face, Marking, Source};
use crate::render::Writer;

/// Where something is shown.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    site: &'a Site<'a>,
    tongue: &'a Tongue<'a>,
    at: &'a SitePath,
}

impl<'a> Place<'a> {
    /// The file `at`, in a language.
    pub(crate) fn new(site: &'a Site<'a>, lang: &str, at: &'a SitePath) -> Self {
        Self { site, tongue: site.tongue(lang), at }
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

    /// The tag of the language.
    pub(crate) fn lang(self) -> &'a str {
        self.tongue.words().lang()
    }

    /// A word of the interface.
    pub(crate) fn word(self, key: &'a str) -> &'a str {
        self.tongue.words().get(key)
    }

    /// A word of the interface, if the theme has it.
    pub(crate) fn known_word(self, key: &str) -> Option<&'a str> {
        self.tongue.known_word(key)
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
        Link { title: self.face(page).title.as_str().into(), href: self.href(page) }
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

    /// The formatted reference of a source.
    pub(crate) fn entry(self, source: &Source) -> Html {
        self.tongue.entry(source)
    }

    /// A kind of page in words: the theme's, else the name itself.
    pub(crate) fn kind(self, name: &'a str) -> &'a str {
        self.known_word(&format!("kind-{name}")).unwrap_or(name)
    }

    /// A CSL type in words: the theme's, else the name itself.
    pub(crate) fn source_kind(self, name: &'a str) -> &'a str {
        self.known_word(&format!("csl-{name}")).unwrap_or(name)
    }

    /// A language in words: the theme's, else its tag.
    pub(crate) fn language(self, tag: &'a str) -> &'a str {
        let base = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        self.known_word(&format!("language-{base}")).unwrap_or(tag)
    }

    /// A number with the separators of the language.
    pub(crate) fn number(self, n: usize) -> String {
        number(n, self.word("thousands"))
    }
}

/// A number with a mark between thousands.
pub(crate) fn number(n: usize, mark: &str) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
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
