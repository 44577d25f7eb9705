//! The pages and files that no author writes, and where they stand.

use super::slugs;
use crate::base::{SitePath, text};
use crate::model::node::Kind;
use crate::model::{BibFormat, Node, Page, PageKind};
use crate::redact::Edition;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A page or file that is generated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generated {
    /// `index.html`, where the dossier has not written one.
    Home,
    /// `FOLDER/index.html`: the pages of a folder that has no index page.
    Folder(String),
    /// `sources/index.html`: every source.
    Sources,
    /// `sources/KEY.html`: one source.
    Source(String),
    /// `bibliography.bib`, `.json`, `.ris`: every source for other programs.
    Bibliography(BibFormat),
    /// `glossary/index.html`: terms.
    Glossary,
    /// `tags/index.html`: every tag.
    Tags,
    /// `tags/TAG.html`: the pages with one tag.
    Tag(String),
    /// `timeline.html`: events.
    Timeline,
    /// `a-z.html`: names of everything, for readers without a script.
    AToZ,
    /// `search.html`: the search.
    Search,
    /// `claims.html`: claims and contradictions.
    Claims,
    /// `coverage.html`: sections of reports and the pages that cite them.
    Coverage,
    /// `relations.html`: who stands in which relation to whom.
    Relations,
    /// `404.html`.
    NotFound,
    /// `sitemap.xml`.
    Sitemap,
    /// `feed.xml`.
    Feed,
    /// `inventory.json`.
    Inventory,
    /// `assets/…`: a file of the theme.
    Static(String),
}

/// The overviews, by the word for them: a page with this id is the overview itself.
const OVERVIEWS: [(&str, Generated); 9] = [
    ("sources", Generated::Sources),
    ("glossary", Generated::Glossary),
    ("tags", Generated::Tags),
    ("timeline", Generated::Timeline),
    ("claims", Generated::Claims),
    ("a-z", Generated::AToZ),
    ("search", Generated::Search),
    ("coverage", Generated::Coverage),
    ("relations", Generated::Relations),
];

impl Generated {
    fn path(&self) -> String {
        match self {
            Self::Home => "index.html".to_owned(),
            Self::Folder(folder) => format!("{folder}/index.html"),
            Self::Sources => "sources/index.html".to_owned(),
            Self::Bibliography(it) => format!("bibliography.{}", it.extension()),
            Self::Source(key) => format!("sources/{}.html", text::slug(key)),
            Self::Glossary => "glossary/index.html".to_owned(),
            Self::Tags => "tags/index.html".to_owned(),
            Self::Tag(tag) => format!("tags/{}.html", text::slug(tag)),
            Self::Timeline => "timeline.html".to_owned(),
            Self::AToZ => "a-z.html".to_owned(),
            Self::Search => "search.html".to_owned(),
            Self::Claims => "claims.html".to_owned(),
            Self::Coverage => "coverage.html".to_owned(),
            Self::Relations => "relations.html".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Feed => "feed.xml".to_owned(),
            Self::Inventory => "inventory.json".to_owned(),
            Self::Static(path) => format!("assets/{path}"),
        }
    }
}

/// The paths of everything generated in one edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Generation {
    single: BTreeSet<Generated>,
    /// Overviews that a page of the dossier is.
    written: BTreeMap<Generated, SitePath>,
    pub(super) sources: BTreeMap<String, SitePath>,
    /// The paths of `sources`.
    pub(super) of_sources: BTreeSet<SitePath>,
    pub(super) tags: BTreeMap<String, SitePath>,
}

impl Generation {
    /// What an edition generates whose pages stand at `paths`.
    pub(super) fn of(edition: &Edition, paths: &[SitePath]) -> Self {
        let keys = edition.sources().iter().map(|it| it.id.as_str());
        let tags = edition.pages().iter().flat_map(|it| &it.face.tags);
        let sources = slugs::paths("sources", keys);
        let tags = slugs::paths("tags", tags.map(String::as_str));
        let mut single = overviews(edition);
        if !sources.is_empty() {
            single.insert(Generated::Sources);
            single.extend(BibFormat::ALL.map(Generated::Bibliography));
        }
        single.extend((!tags.is_empty()).then_some(Generated::Tags));
        single.extend([Generated::NotFound, Generated::Sitemap]);
        single.extend([Generated::Feed, Generated::Inventory]);
        single.extend(indexes(edition, paths));
        let written = written(edition, paths);
        let of_sources = sources.values().cloned().collect();
        Self { single, written, sources, of_sources, tags }
    }

    pub(super) fn path(&self, what: &Generated) -> SitePath {
        let known = match what {
            Generated::Source(key) => self.sources.get(key),
            Generated::Tag(tag) => self.tags.get(tag),
            what => self.written.get(what),
        };
        known.cloned().unwrap_or_else(|| SitePath::contained(&what.path()))
    }

    pub(super) fn exists(&self, what: &Generated) -> bool {
        match what {
            Generated::Source(key) => self.sources.contains_key(key),
            Generated::Tag(tag) => self.tags.contains_key(tag),
            what => self.single.contains(what),
        }
    }

    /// Where the list stands that `[[name]]` means, if no page has that name.
    pub(super) fn named(&self, name: &str) -> Option<SitePath> {
        let overview = OVERVIEWS.iter().find(|(word, _)| *word == text::fold(name));
        let folder = || Generated::Folder(name.trim_matches('/').to_owned());
        let list = overview.map_or_else(folder, |(_, it)| it.clone());
        self.exists(&list).then(|| self.path(&list))
    }

    /// The paths of bibliographies, which attachments can take.
    pub(super) fn libraries(&self) -> impl Iterator<Item = SitePath> {
        self.single.iter().filter(|it| is_library(it)).map(|it| self.path(it))
    }

    /// The paths that no attachment can take.
    pub(super) fn paths(&self) -> impl Iterator<Item = SitePath> {
        let single = self.single.iter().filter(|it| !is_library(it));
        let single = single.map(|it| self.path(it));
        single.chain(self.sources.values().chain(self.tags.values()).cloned())
    }
}

fn is_library(what: &Generated) -> bool {
    matches!(what, Generated::Bibliography(_))
}

/// The overviews of pages that have something to show.
fn overviews(edition: &Edition) -> BTreeSet<Generated> {
    let pages = edition.pages();
    let terms = pages.iter().any(|it| it.face.kind == PageKind::Term);
    let events = pages.par_iter().any(has_event);
    let shown = |it: &Page| it.face.listed && it.face.searchable;
    let names = pages.iter().any(shown) || !edition.sources().is_empty();
    let relations = pages.iter().any(|it| !it.face.relations.is_empty());
    let reports = edition.sources().iter().any(|it| !it.evidence.outline.is_empty());
    let wanted = [
        (terms, Generated::Glossary),
        (events, Generated::Timeline),
        (names, Generated::AToZ),
        (pages.par_iter().any(has_statement), Generated::Claims),
        (reports, Generated::Coverage),
        (relations, Generated::Relations),
        (names && edition.settings().search, Generated::Search),
    ];
    wanted.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, it)| it).collect()
}

/// What a page gives to lists that are there only if some page gives something: an event, a
/// statement.
pub(super) fn gives(page: &Page) -> [bool; 2] {
    [has_event(page), has_statement(page)]
}

/// Whether a page is an event or tells of one.
fn has_event(page: &Page) -> bool {
    let mut found = page.face.kind == PageKind::Event;
    for node in &page.body.nodes {
        node.walk(&mut |it: &Node| {
            found |= matches!(it.kind, Kind::Div) && it.has_class("event");
            !found && !it.kind.is_inline()
        });
    }
    found
}

/// Whether a page makes a claim or shows a contradiction.
fn has_statement(page: &Page) -> bool {
    let mut found = false;
    for node in page.body.heading.iter().chain(&page.body.nodes) {
        node.walk(&mut |it: &Node| {
            found |= match it.kind {
                Kind::Div => it.has_class("claim") || it.has_class("contradiction"),
                Kind::Span => it.has_class("claim"),
                _ => false,
            };
            !found
        });
    }
    found
}

/// The pages that are overviews themselves, by their ids.
fn written(edition: &Edition, paths: &[SitePath]) -> BTreeMap<Generated, SitePath> {
    let lang = &edition.settings().language;
    let mut written = BTreeMap::new();
    for (page, path) in edition.pages().iter().zip(paths) {
        let id = page.face.id.as_str();
        let overview = OVERVIEWS.iter().find(|(word, _)| *word == id);
        if let Some((_, what)) = overview.filter(|_| page.face.lang == *lang) {
            written.entry(what.clone()).or_insert_with(|| path.clone());
        }
    }
    written
}

/// The home page and the indexes of folders, where none is written. A plain book shows its
/// first page at home and has no other index than those its author wrote.
fn indexes(edition: &Edition, paths: &[SitePath]) -> BTreeSet<Generated> {
    let known: BTreeSet<&str> = paths.iter().map(SitePath::as_str).collect();
    let is_dossier = edition.settings().is_dossier;
    let home = !known.contains("index.html") && (is_dossier || paths.is_empty());
    let folders: BTreeSet<&str> = paths.iter().map(SitePath::folder).collect();
    let bare = folders.into_iter().filter(|it| {
        is_dossier
            && !it.is_empty()
            && !known.contains(format!("{it}/index.html").as_str())
    });
    let bare = bare.map(|it| Generated::Folder(it.to_owned()));
    bare.chain(home.then_some(Generated::Home)).collect()
}
