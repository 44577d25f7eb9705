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
    /// What is of no language.
    common: BTreeSet<Generated>,
    /// What is made for each language, the main one first.
    tongues: Vec<Tongue>,
    /// The paths of the pages of sources.
    pub(super) of_sources: BTreeSet<SitePath>,
}

/// The paths of everything generated for readers of one language.
#[derive(Clone, Debug, Default)]
struct Tongue {
    lang: String,
    is_main: bool,
    single: BTreeSet<Generated>,
    /// Overviews that a page of the dossier is.
    written: BTreeMap<Generated, SitePath>,
    sources: BTreeMap<String, SitePath>,
    tags: BTreeMap<String, SitePath>,
}

static NOTHING: Tongue = Tongue {
    lang: String::new(),
    is_main: true,
    single: BTreeSet::new(),
    written: BTreeMap::new(),
    sources: BTreeMap::new(),
    tags: BTreeMap::new(),
};

impl Tongue {
    /// What is made for a language of an edition whose pages stand at `paths`.
    fn of(edition: &Edition, paths: &[SitePath], lang: &str) -> Self {
        let shown = |(at, _): &(usize, &Page)| edition.shows(*at, lang);
        let pages = || edition.pages().iter().enumerate().filter(shown);
        let tags = pages().flat_map(|(_, it)| &it.face.tags);
        let keys = edition.sources().iter().map(|it| it.id.as_str());
        let is_main = lang == edition.language();
        let mut tongue = Self {
            sources: slugs::paths("sources", keys),
            tags: slugs::paths("tags", tags.map(String::as_str)),
            written: written(edition, paths, lang),
            lang: lang.to_owned(),
            is_main,
            ..Self::default()
        };
        let all = tongue.sources.values_mut().chain(tongue.tags.values_mut());
        all.filter(|_| !is_main).for_each(|it| *it = it.in_language(lang));
        let pages: Vec<&Page> = pages().map(|(_, it)| it).collect();
        tongue.single = overviews(edition, &pages);
        let has_sources = !tongue.sources.is_empty();
        tongue.single.extend(has_sources.then_some(Generated::Sources));
        tongue.single.extend((!tongue.tags.is_empty()).then_some(Generated::Tags));
        tongue.single.insert(Generated::Feed);
        tongue.single.extend(indexes(edition, paths, (lang, is_main)));
        tongue
    }

    fn path(&self, what: &Generated) -> SitePath {
        let known = match what {
            Generated::Source(key) => self.sources.get(key),
            Generated::Tag(tag) => self.tags.get(tag),
            what => self.written.get(what),
        };
        known.cloned().unwrap_or_else(|| {
            let path = SitePath::contained(&what.path());
            if self.is_main { path } else { path.in_language(&self.lang) }
        })
    }

    fn exists(&self, what: &Generated) -> bool {
        match what {
            Generated::Source(key) => self.sources.contains_key(key),
            Generated::Tag(tag) => self.tags.contains_key(tag),
            what => self.single.contains(what),
        }
    }
}

impl Generation {
    /// What an edition generates whose pages stand at `paths`.
    pub(super) fn of(edition: &Edition, paths: &[SitePath]) -> Self {
        let langs = edition.views().langs().iter();
        let tongues: Vec<Tongue> =
            langs.map(|it| Tongue::of(edition, paths, it)).collect();
        let mut common = BTreeSet::from([
            Generated::NotFound,
            Generated::Sitemap,
            Generated::Inventory,
        ]);
        if !edition.sources().is_empty() {
            common.extend(BibFormat::ALL.map(Generated::Bibliography));
        }
        let of_sources = tongues.iter().flat_map(|it| it.sources.values().cloned());
        Self { of_sources: of_sources.collect(), common, tongues }
    }

    fn tongue(&self, lang: &str) -> &Tongue {
        let own = self.tongues.iter().find(|it| it.lang == lang);
        own.or(self.tongues.first()).unwrap_or(&NOTHING)
    }

    pub(super) fn path(&self, what: &Generated, lang: &str) -> SitePath {
        if is_common(what) {
            return SitePath::contained(&what.path());
        }
        self.tongue(lang).path(what)
    }

    pub(super) fn exists(&self, what: &Generated, lang: &str) -> bool {
        self.common.contains(what) || self.tongue(lang).exists(what)
    }

    /// The path of the page of a source.
    pub(super) fn source(&self, key: &str, lang: &str) -> Option<&SitePath> {
        self.tongue(lang).sources.get(key)
    }

    /// The path of the page of a tag.
    pub(super) fn tag(&self, tag: &str, lang: &str) -> Option<&SitePath> {
        self.tongue(lang).tags.get(tag)
    }

    /// Whether the page of a tag stands at a path.
    pub(super) fn is_of_tag(&self, path: &SitePath) -> bool {
        self.tongues.iter().any(|it| it.tags.values().any(|it| it == path))
    }

    /// The folders that have an overview in some language, in the order of their paths.
    pub(super) fn folders(&self) -> Vec<&str> {
        let all = self.tongues.iter().flat_map(|it| &it.single);
        let folders = all.filter_map(|it| match it {
            Generated::Folder(folder) => Some(folder.as_str()),
            _ => None,
        });
        folders.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Where the list stands that `[[name]]` means, if no page has that name.
    pub(super) fn named(&self, name: &str, lang: &str) -> Option<SitePath> {
        let overview = OVERVIEWS.iter().find(|(word, _)| *word == text::fold(name));
        let folder = || Generated::Folder(name.trim_matches('/').to_owned());
        let list = overview.map_or_else(folder, |(_, it)| it.clone());
        self.exists(&list, lang).then(|| self.path(&list, lang))
    }

    /// The paths of bibliographies, which attachments can take.
    pub(super) fn libraries(&self) -> impl Iterator<Item = SitePath> {
        let common = self.common.iter().filter(|it| is_library(it));
        common.map(|it| SitePath::contained(&it.path()))
    }

    /// The paths that no attachment can take.
    pub(super) fn paths(&self) -> impl Iterator<Item = SitePath> {
        let common = self.common.iter().filter(|it| !is_library(it));
        let common = common.map(|it| SitePath::contained(&it.path()));
        let of_tongue = |it: &Tongue| {
            let single = it.single.iter().map(|what| it.path(what));
            let lists = it.sources.values().chain(it.tags.values()).cloned();
            single.chain(lists).collect::<Vec<_>>()
        };
        common.chain(self.tongues.iter().flat_map(of_tongue).collect::<Vec<_>>())
    }
}

fn is_library(what: &Generated) -> bool {
    matches!(what, Generated::Bibliography(_))
}

/// Whether there is one for all languages.
fn is_common(what: &Generated) -> bool {
    matches!(
        what,
        Generated::Bibliography(_)
            | Generated::NotFound
            | Generated::Sitemap
            | Generated::Inventory
            | Generated::Static(_)
    )
}

/// The overviews of pages that have something to show.
fn overviews(edition: &Edition, pages: &[&Page]) -> BTreeSet<Generated> {
    let terms = pages.iter().any(|it| it.face.kind == PageKind::Term);
    let events = pages.par_iter().any(|it| has_event(it));
    let shown = |it: &&Page| it.face.listed && it.face.searchable;
    let names = pages.iter().any(shown) || !edition.sources().is_empty();
    let relations = pages.iter().any(|it| !it.face.relations.is_empty());
    let reports = edition.sources().iter().any(|it| !it.evidence.outline.is_empty());
    let wanted = [
        (terms, Generated::Glossary),
        (events, Generated::Timeline),
        (names, Generated::AToZ),
        (pages.par_iter().any(|it| has_statement(it)), Generated::Claims),
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

/// The pages in a language that are overviews themselves, by their ids.
fn written(
    edition: &Edition,
    paths: &[SitePath],
    lang: &str,
) -> BTreeMap<Generated, SitePath> {
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

/// The home page and the indexes of folders in a language, where none is written. A book
/// whose navigation is SUMMARY.md has no other index than those its author wrote; at home a
/// plain book shows its first page, as mdBook does, and without a `book.toml` a list.
fn indexes(
    edition: &Edition,
    paths: &[SitePath],
    (lang, is_main): (&str, bool),
) -> BTreeSet<Generated> {
    let known: BTreeSet<&str> = paths.iter().map(SitePath::as_str).collect();
    let is_dossier = edition.settings().is_dossier;
    let is_known = |path: &str| {
        let path = SitePath::contained(path);
        let own = if is_main { path } else { path.in_language(lang) };
        known.contains(own.as_str())
    };
    let is_listed = is_dossier || edition.settings().is_bare;
    let home = !is_known("index.html") && (is_listed || paths.is_empty());
    let folders = if edition.is_chaptered() { BTreeSet::new() } else { folders(paths) };
    // An index page that nobody has translated serves all readers.
    let is_index = |it: &str| {
        let index = format!("{it}/index.html");
        is_known(&index) || !is_main && known.contains(index.as_str())
    };
    let bare = folders.into_iter().filter(|it| !is_index(it));
    let bare = bare.map(|it| Generated::Folder(it.to_owned()));
    bare.chain(home.then_some(Generated::Home)).collect()
}

/// The folders of these files, and the folders that hold those.
fn folders(paths: &[SitePath]) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut folder = path.folder();
        while !folder.is_empty() && folders.insert(folder) {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    folders
}
