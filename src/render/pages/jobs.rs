//! Which pages are rendered: those of the dossier, and those that are generated because
//! there is something to show and no page of the dossier stands there.

use super::contexts::beside;
use super::marks::Noted;
use super::site::Site;
use super::ties::{Tag, Ties};
use crate::base::SitePath;
use crate::link::{Generated, Links};
use crate::model::bundle::{self, Since};
use crate::model::{PageKind, Source};
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};

/// One file to render.
pub(crate) struct Job<'a> {
    /// Where it stands.
    pub(crate) at: SitePath,
    /// What it shows.
    pub(crate) what: What<'a>,
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

/// The overviews that exist, written or generated, by name.
pub(crate) fn generated(
    edition: &Edition,
    links: &Links,
    ties: &Ties<'_>,
) -> BTreeMap<&'static str, SitePath> {
    let is_term = |it: &crate::model::Page| it.face.kind == PageKind::Term;
    let wanted = [
        ("sources", "sources/index.html", !edition.sources().is_empty()),
        ("tags", "tags/index.html", !ties.tags().is_empty()),
        ("timeline", "timeline.html", !ties.events().is_empty()),
        ("a-z", "a-z.html", links.exists(&Generated::AToZ)),
        ("search", "search.html", links.exists(&Generated::Search)),
        ("claims", "claims.html", links.exists(&Generated::Claims)),
        ("coverage", "coverage.html", links.exists(&Generated::Coverage)),
        ("relations", "relations.html", links.exists(&Generated::Relations)),
        ("glossary", "glossary/index.html", edition.pages().iter().any(is_term)),
    ];
    let wanted = wanted.into_iter().filter(|(_, _, is_wanted)| *is_wanted);
    let lang = &edition.settings().language;
    let path = |(name, path, _): (&'static str, &str, bool)| {
        let faces = edition.pages().iter().map(|it| &it.face);
        let page =
            faces.clone().position(|it| it.id.as_str() == name && it.lang == *lang);
        let written = page.map(|it| links.path(it).clone());
        Some((name, written.or_else(|| SitePath::new(path))?))
    };
    wanted.filter_map(path).collect()
}

/// Everything to render; no two jobs share a path.
pub(crate) fn jobs<'a>(site: &'a Site<'a>) -> Vec<Job<'a>> {
    let mut plan = Plan { site, jobs: Vec::new(), taken: BTreeSet::new() };
    for page in 0..site.edition().pages().len() {
        plan.add(Some(site.links().path(page).clone()), What::Page(page));
    }
    plan.front();
    for source in site.edition().sources() {
        plan.add(site.links().source_path(&source.id).cloned(), What::Source(source));
    }
    for (path, tag) in site.ties().tags() {
        plan.add(Some((*path).clone()), What::Tag(tag));
    }
    for (name, what) in [
        ("sources", What::Sources),
        ("tags", What::Tags),
        ("timeline", What::Timeline),
        ("a-z", What::AToZ(None)),
        ("search", What::Search),
        ("claims", What::Claims),
        ("coverage", What::Coverage),
        ("relations", What::Relations),
        ("glossary", What::Glossary),
    ] {
        plan.add(site.generated(name).cloned(), what);
    }
    for (at, run) in site.register().runs().iter().enumerate() {
        plan.add(Some(run.path.clone()), What::AToZ(Some(at)));
    }
    plan.folders();
    plan.beside();
    plan.add(SitePath::new("404.html"), What::Missing);
    if let Some(told) = site.bundle() {
        match told.form {
            bundle::Form::Zip => plan.add(SitePath::new(bundle::START), What::Start),
            bundle::Form::Single => plan.add(SitePath::new(bundle::FRAME), What::Whole),
        }
        if let Some(since) = &told.since {
            plan.add(Some(since.path.clone()), What::Changes(since));
        }
    }
    plan.jobs
}

/// A folder of pages without an index page, seen from `path`, if there is one.
pub(crate) fn bare_folder<'a>(site: &Site<'_>, path: &'a SitePath) -> Option<&'a str> {
    let folder = path.folder();
    let index = SitePath::new(&format!("{folder}/index.html"))?;
    let is_bare = !folder.is_empty() && site.page_at(&index).is_none();
    (is_bare && site.edition().settings().is_dossier && index != *path).then_some(folder)
}

struct Plan<'a> {
    site: &'a Site<'a>,
    jobs: Vec<Job<'a>>,
    taken: BTreeSet<SitePath>,
}

impl<'a> Plan<'a> {
    fn add(&mut self, at: Option<SitePath>, what: What<'a>) {
        let Some(at) = at else { return };
        if self.taken.insert(at.clone()) {
            self.jobs.push(Job { at, what, shown: Noted::default() });
        }
    }

    /// `index.html`: in a plain book the first page once more, else the generated home.
    fn front(&mut self) {
        let order = self.site.links().order(self.site.main_lang());
        let is_book = !self.site.edition().settings().is_dossier;
        let what = match order.first() {
            Some(first) if is_book => What::Page(*first),
            _ => What::Home,
        };
        self.add(SitePath::new("index.html"), what);
    }

    /// Pages and their translations, where the dossier wants them beside each other.
    fn beside(&mut self) {
        for page in 0..self.site.edition().pages().len() {
            for other in self.site.links().translations(page) {
                let both = beside::ordered(self.site, [page, *other]);
                if both[0] == page && both[1] != page {
                    self.add(beside::path(self.site, both), What::Beside(both));
                }
            }
        }
    }

    fn folders(&mut self) {
        let paths = self.site.pages().keys().copied();
        let bare: BTreeSet<&str> =
            paths.filter_map(|it| bare_folder(self.site, it)).collect();
        for folder in bare {
            let at = SitePath::new(&format!("{folder}/index.html"));
            self.add(at, What::Folder(folder));
        }
    }
}
