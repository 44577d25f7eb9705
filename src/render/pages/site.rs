//! The edition as the pages see it: products of the stages before, the words and the
//! writer of each language, what points backwards, which pages are generated.

use super::assets::Assets;
use super::engine::Engine;
use super::jobs;
use super::marks::Marks;
use super::register::Register;
use super::ties::Ties;
use super::tongue::{Overviews, Tongue};
use crate::base::SitePath;
use crate::cite::References;
use crate::diag::Diagnostic;
use crate::link::Links;
use crate::model::Bundle;
use crate::redact::Edition;
use crate::render::{Media, Words};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What the pages of an edition are made of.
pub(crate) struct Site<'a> {
    edition: &'a Edition,
    links: &'a Links,
    references: &'a References,
    engine: &'a Engine,
    /// What is known for readers of each language, the main one first.
    readers: Vec<Readers<'a>>,
    pages: BTreeMap<&'a SitePath, usize>,
    tongues: BTreeMap<&'a str, Tongue<'a>>,
    main: Tongue<'a>,
    marks: Marks,
    bundle: Option<&'a Bundle>,
}

/// What readers of one language see.
struct Readers<'a> {
    lang: &'a str,
    ties: Ties<'a>,
    /// Made when the first page asks.
    register: OnceLock<Register<'a>>,
    generated: BTreeMap<&'static str, SitePath>,
}

impl<'a> Readers<'a> {
    fn of(products: Products<'a>, lang: &'a str) -> Self {
        let Products { edition, links, bundle, .. } = products;
        let mut generated = jobs::generated(links, lang);
        let since = bundle.and_then(|it| it.since.as_ref());
        generated.extend(since.map(|it| ("changes", it.path.clone())));
        Self {
            lang,
            ties: Ties::of(edition, links, lang),
            register: OnceLock::new(),
            generated,
        }
    }
}

/// The products that a site is made of.
#[derive(Clone, Copy)]
pub(crate) struct Products<'a> {
    /// What the audience may read.
    pub(crate) edition: &'a Edition,
    /// Where everything stands.
    pub(crate) links: &'a Links,
    /// What is cited.
    pub(crate) references: &'a References,
    /// The attachments.
    pub(crate) media: &'a Media,
    /// The templates.
    pub(crate) engine: &'a Engine,
    /// The static files.
    pub(crate) assets: &'a Assets,
    /// The words of every language of the edition.
    pub(crate) words: &'a BTreeMap<String, Words>,
    /// The words of its main language.
    pub(crate) main_words: &'a Words,
    /// The bundle that the pages are made for, if they are.
    pub(crate) bundle: Option<&'a Bundle>,
}

impl<'a> Site<'a> {
    /// Puts the products together.
    pub(crate) fn of(products: Products<'a>) -> Self {
        let Products { edition, links, references, engine, bundle, .. } = products;
        let langs = edition.views().langs().iter();
        let readers: Vec<_> = langs.map(|it| Readers::of(products, it)).collect();
        let pages: BTreeMap<&SitePath, usize> =
            (0..edition.pages().len()).map(|it| (links.path(it), it)).collect();
        let marks = Marks::of(edition);
        let tongue = |words: &'a Words| {
            let known = &at(&readers, words.lang()).generated;
            let overviews = Overviews::of(known, |it| pages.contains_key(it));
            Tongue::of(products, &overviews, &marks, words)
        };
        let tongues = products.words.iter();
        let tongues = tongues.map(|(lang, words)| (lang.as_str(), tongue(words)));
        let tongues = tongues.collect();
        let main = tongue(products.main_words);
        Self {
            edition,
            links,
            references,
            engine,
            readers,
            pages,
            tongues,
            main,
            marks,
            bundle,
        }
    }

    /// What the audience may read.
    pub(crate) fn edition(&self) -> &'a Edition {
        self.edition
    }

    /// Where everything stands.
    pub(crate) fn links(&self) -> &'a Links {
        self.links
    }

    /// What is cited.
    pub(crate) fn references(&self) -> &'a References {
        self.references
    }

    /// The templates.
    pub(crate) fn engine(&self) -> &'a Engine {
        self.engine
    }

    /// The languages of readers, the main one first.
    pub(crate) fn langs(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.readers.iter().map(|it| it.lang)
    }

    /// What points backwards, for readers of a language.
    pub(crate) fn ties(&self, lang: &str) -> &Ties<'a> {
        &at(&self.readers, lang).ties
    }

    /// Every name from A to Z, for readers of a language.
    pub(crate) fn register(&self, lang: &str) -> &Register<'a> {
        let readers = at(&self.readers, lang);
        let make = || Register::of(self.edition, self.links, readers.lang);
        readers.register.get_or_init(make)
    }

    /// The pages by their paths.
    pub(crate) fn pages(&self) -> &BTreeMap<&'a SitePath, usize> {
        &self.pages
    }

    /// The path of an overview, whether generated or written: `sources`, `timeline`.
    pub(crate) fn generated(&self, name: &str, lang: &str) -> Option<&SitePath> {
        at(&self.readers, lang).generated.get(name)
    }

    /// A language of the edition; the main one if it is not known.
    pub(crate) fn tongue(&self, lang: &str) -> &Tongue<'a> {
        self.tongues.get(lang).unwrap_or(&self.main)
    }

    /// What is marked, and how it is shown.
    pub(crate) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The bundle that the pages are made for, if they are.
    pub(crate) fn bundle(&self) -> Option<&'a Bundle> {
        self.bundle
    }

    /// The main language.
    pub(crate) fn main_lang(&self) -> &'a str {
        &self.edition.settings().language
    }

    /// What the writers found.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        let mut found: Vec<_> =
            self.tongues.values().flat_map(|it| it.writer().findings()).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// The readers of a language; those of the main one where nothing is made for it.
fn at<'a, 'r>(readers: &'r [Readers<'a>], lang: &str) -> &'r Readers<'a> {
    readers.iter().find(|it| it.lang == lang).unwrap_or(&readers[0])
}
