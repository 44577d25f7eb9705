//! Which pages are rendered: those of the dossier, and those that are generated because
//! there is something to show and no page of the dossier stands there.

use super::contexts::beside;
use super::marks::Noted;
use super::site::Site;
use super::ties::Tag;
use crate::base::SitePath;
use crate::link::{Branch, Generated, Links};
use crate::model::Source;
use crate::model::bundle::{self, Since};
use std::collections::{BTreeMap, BTreeSet};

/// One file to render.
pub(crate) struct Job<'a> {
    /// Where it stands.
    pub(crate) at: SitePath,
    /// What it shows.
    pub(crate) what: What<'a>,
    /// For readers of which language.
    pub(crate) lang: &'a str,
    /// The same in the other languages: where it stands, if it is there.
    pub(crate) twins: Vec<(&'a str, Option<SitePath>)>,
    /// How what it shows is marked.
    pub(crate) shown: Noted,
}

impl Job<'_> {
    /// Whether it shows this page of the dossier.
    pub(crate) fn is_of(&self, page: usize) -> bool {
        matches!(self.what, What::Page(it) if it == page)
    }
}

/// What a file shows.
#[derive(Clone, Copy)]
pub(crate) enum What<'a> {
    /// A page of the dossier.
    Page(usize),
    /// The home page, where none is written.
    Home,
    /// The overview of all sources.
    Sources,
    /// A source.
    Source(&'a Source),
    /// The overview of all tags.
    Tags,
    /// A tag.
    Tag(&'a Tag<'a>),
    /// The timeline.
    Timeline,
    /// The index from A to Z, or one of the parts of a long one.
    AToZ(Option<usize>),
    /// The search.
    Search,
    /// The ledger of claims.
    Claims,
    /// The coverage of the reports.
    Coverage,
    /// The relations between entities.
    Relations,
    /// The glossary.
    Glossary,
    /// The overview of a folder without an index page.
    Folder(&'a str),
    /// The page for what is not there.
    Missing,
    /// What changed since another bundle.
    Changes(&'a Since),
    /// A page and its translation, the main language first.
    Beside([usize; 2]),
    /// The page of a bundle that a reader opens first.
    Start,
    /// The frame of the one file that holds all others.
    Whole,
}

/// The overviews by name.
const OVERVIEWS: [(&str, Generated, What<'static>); 9] = [
    ("sources", Generated::Sources, What::Sources),
    ("tags", Generated::Tags, What::Tags),
    ("timeline", Generated::Timeline, What::Timeline),
    ("a-z", Generated::AToZ, What::AToZ(None)),
    ("search", Generated::Search, What::Search),
    ("claims", Generated::Claims, What::Claims),
    ("coverage", Generated::Coverage, What::Coverage),
    ("relations", Generated::Relations, What::Relations),
    ("glossary", Generated::Glossary, What::Glossary),
];

/// The overviews that exist for readers of a language, written or generated, by name.
pub(crate) fn generated(links: &Links, lang: &str) -> BTreeMap<&'static str, SitePath> {
    let known = OVERVIEWS.iter().filter(|(_, what, _)| links.exists(what, lang));
    known.map(|(name, what, _)| (*name, links.generated(what, lang))).collect()
}

/// The pages of the dossier; of two that share a path, the first one stands there.
pub(crate) fn written<'a>(site: &'a Site<'a>) -> Vec<Job<'a>> {
    let mut plan = Plan { site, jobs: Vec::new(), taken: BTreeSet::new() };
    plan.written();
    plan.jobs
}

/// Everything to render; no two jobs share a path.
pub(crate) fn jobs<'a>(site: &'a Site<'a>) -> Vec<Job<'a>> {
    let mut plan = Plan { site, jobs: Vec::new(), taken: BTreeSet::new() };
    plan.written();
    for lang in site.langs() {
        plan.language(lang);
    }
    plan.beside();
    let main = site.main_lang();
    plan.add(main, SitePath::new("404.html"), What::Missing);
    if let Some(told) = site.bundle() {
        let (path, what) = match told.form {
            bundle::Form::Zip => (bundle::START, What::Start),
            bundle::Form::Single => (bundle::FRAME, What::Whole),
        };
        plan.add(main, SitePath::new(path), what);
        if let Some(since) = &told.since {
            plan.add(main, Some(since.path.clone()), What::Changes(since));
        }
    }
    plan.jobs
}

struct Plan<'a> {
    site: &'a Site<'a>,
    jobs: Vec<Job<'a>>,
    taken: BTreeSet<SitePath>,
}

impl<'a> Plan<'a> {
    fn add(&mut self, lang: &'a str, at: Option<SitePath>, what: What<'a>) {
        let Some(at) = at else { return };
        if self.taken.insert(at.clone()) {
            let twins = twins(self.site, lang, what);
            self.jobs.push(Job { at, what, lang, twins, shown: Noted::default() });
        }
    }

    fn written(&mut self) {
        for (page, it) in self.site.edition().pages().iter().enumerate() {
            let path = self.site.links().path(page).clone();
            self.add(&it.face.lang, Some(path), What::Page(page));
        }
    }

    /// What is generated for readers of a language.
    fn language(&mut self, lang: &'a str) {
        let (site, links) = (self.site, self.site.links());
        self.front(lang);
        for source in site.edition().sources() {
            let path = links.source_path(&source.id, lang).cloned();
            self.add(lang, path, What::Source(source));
        }
        for (path, tag) in site.ties(lang).tags() {
            self.add(lang, Some((*path).clone()), What::Tag(tag));
        }
        for (name, _, what) in &OVERVIEWS {
            self.add(lang, site.generated(name, lang).cloned(), *what);
        }
        for (at, run) in site.register(lang).runs().iter().enumerate() {
            self.add(lang, Some(run.path.clone()), What::AToZ(Some(at)));
        }
        self.folders(lang);
    }

    /// `index.html`, where no page stands there: in a book of mdBook's the first page once
    /// more, in an edition whose home page bears its language in its name that one, else the
    /// generated home.
    fn front(&mut self, lang: &'a str) {
        let links = self.site.links();
        let settings = self.site.edition().settings();
        let is_book = !settings.is_dossier && !settings.is_bare;
        let page =
            if is_book { links.order(lang).first().copied() } else { links.home(lang) };
        let path = links.generated(&Generated::Home, lang);
        self.add(lang, Some(path), page.map_or(What::Home, What::Page));
    }

    /// Pages and their translations, where the dossier wants them beside each other.
    fn beside(&mut self) {
        for page in 0..self.site.edition().pages().len() {
            for other in self.site.links().translations(page) {
                let both = beside::ordered(self.site, [page, *other]);
                if both[0] == page && both[1] != page {
                    let lang = &self.site.edition().pages()[page].face.lang;
                    self.add(lang, beside::path(self.site, both), What::Beside(both));
                }
            }
        }
    }

    fn folders(&mut self, lang: &'a str) {
        let links = self.site.links();
        for folder in links.folders() {
            let what = Generated::Folder(folder.clone());
            let at = links.exists(&what, lang).then(|| links.generated(&what, lang));
            self.add(lang, at, What::Folder(folder));
        }
    }
}

/// What a file shows in each of the other languages.
fn twins<'a>(
    site: &'a Site<'a>,
    lang: &str,
    what: What<'a>,
) -> Vec<(&'a str, Option<SitePath>)> {
    let others = site.langs().filter(|it| *it != lang);
    let twin = |other: &'a str| (other, twin(site, what, other));
    let mut twins: Vec<_> = others.map(twin).collect();
    if let What::Page(page) = what {
        // In languages for which nothing is made.
        let further = site.links().translations(page).iter().filter_map(|it| {
            let other = site.edition().pages()[*it].face.lang.as_str();
            let is_known = other == lang || site.langs().any(|it| it == other);
            (!is_known).then(|| (other, Some(site.links().path(*it).clone())))
        });
        twins.extend(further);
    }
    twins
}

fn twin(site: &Site<'_>, what: What<'_>, lang: &str) -> Option<SitePath> {
    let links = site.links();
    let made =
        |what: Generated| links.exists(&what, lang).then(|| links.generated(&what, lang));
    match what {
        What::Page(page) | What::Beside([page, _]) => {
            let mut others = links.translations(page).iter().copied();
            let face = |it: usize| &site.edition().pages()[it].face;
            let own = others.find(|it| face(*it).lang == lang);
            let own = own.map(|it| links.path(it).clone());
            own.or_else(|| made(introduced(site, page)?))
        }
        // Whoever reads the one file in another language begins at the home page of it.
        What::Home | What::Whole => {
            let own = links.home(lang).map(|it| links.path(it).clone());
            own.or_else(|| made(Generated::Home))
        }
        What::Source(source) => links.source_path(&source.id, lang).cloned(),
        What::Tag(tag) => links.tag_path(tag.name, lang).cloned(),
        What::Folder(folder) => {
            let page = links.folder(folder, lang).and_then(Branch::page);
            let is_own = |it: &usize| site.edition().pages()[*it].face.lang == lang;
            let own = page.filter(is_own).map(|it| links.path(it).clone());
            own.or_else(|| made(Generated::Folder(folder.to_owned())))
        }
        What::AToZ(_) => made(Generated::AToZ),
        What::Missing | What::Changes(_) | What::Start => None,
        other => {
            let same = |it: &What<'_>| {
                std::mem::discriminant(it) == std::mem::discriminant(&other)
            };
            let known = OVERVIEWS.iter().find(|(_, _, it)| same(it));
            known.and_then(|(_, what, _)| made(what.clone()))
        }
    }
}

/// What a page of the dossier introduces that would be generated without it.
fn introduced(site: &Site<'_>, page: usize) -> Option<Generated> {
    let face = &site.edition().pages()[page].face;
    let id = face.id.as_str();
    if site.links().home(&face.lang) == Some(page) {
        return Some(Generated::Home);
    }
    if let Some((_, what, _)) = OVERVIEWS.iter().find(|(name, _, _)| *name == id) {
        return Some(what.clone());
    }
    if let Some(key) = id.strip_prefix("sources/") {
        return Some(Generated::Source(key.to_owned()));
    }
    let tag = site.ties(&face.lang).tags().get(site.links().path(page));
    tag.map(|it| Generated::Tag(it.name.to_owned()))
}
