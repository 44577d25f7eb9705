//! The pages and files that no author writes, and where they stand.

use crate::base::{SitePath, text};
use crate::model::PageKind;
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};

/// A page or file that is generated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generated {
    /// `index.html`, where the dossier has not written one.
    Home,
    /// `press/index.html`: the table of press coverage.
    Press,
    /// `sources/index.html`: every source.
    Sources,
    /// `sources/KEY.html`: one source.
    Source(String),
    /// `actors/index.html`: organisations and persons.
    Actors,
    /// `glossary/index.html`: terms.
    Glossary,
    /// `tags/index.html`: every tag.
    Tags,
    /// `tags/TAG.html`: the pages with one tag.
    Tag(String),
    /// `timeline.html`: what is dated.
    Timeline,
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

impl Generated {
    /// The single ones that authors may name, by the word for them.
    const NAMED: [(&'static str, Self); 6] = [
        ("press", Self::Press),
        ("sources", Self::Sources),
        ("actors", Self::Actors),
        ("glossary", Self::Glossary),
        ("tags", Self::Tags),
        ("timeline", Self::Timeline),
    ];

    /// The one that `[[name]]` means, if no page has that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = text::fold(name);
        let known = Self::NAMED.iter().find(|(word, _)| *word == name);
        known.map(|(_, it)| it.clone())
    }

    fn path(&self) -> String {
        match self {
            Self::Home => "index.html".to_owned(),
            Self::Press => "press/index.html".to_owned(),
            Self::Sources => "sources/index.html".to_owned(),
            Self::Source(key) => format!("sources/{}.html", text::slug(key)),
            Self::Actors => "actors/index.html".to_owned(),
            Self::Glossary => "glossary/index.html".to_owned(),
            Self::Tags => "tags/index.html".to_owned(),
            Self::Tag(tag) => format!("tags/{}.html", text::slug(tag)),
            Self::Timeline => "timeline.html".to_owned(),
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
    pub(super) sources: BTreeMap<String, SitePath>,
    pub(super) tags: BTreeMap<String, SitePath>,
}

impl Generation {
    pub(super) fn of(edition: &Edition, has_home: bool) -> Self {
        let keys = edition.sources().iter().map(|it| it.id.as_str());
        let tags = edition.pages().iter().flat_map(|it| &it.face.tags);
        let sources = super::slugs::paths("sources", keys);
        let tags = super::slugs::paths("tags", tags.map(String::as_str));
        let mut single = lists(edition);
        single.extend((!sources.is_empty()).then_some(Generated::Sources));
        single.extend((!tags.is_empty()).then_some(Generated::Tags));
        let reads_on = !edition.settings().is_dossier && !edition.outline().is_empty();
        single.extend((!has_home && !reads_on).then_some(Generated::Home));
        single.extend([Generated::NotFound, Generated::Sitemap]);
        single.extend([Generated::Feed, Generated::Inventory]);
        Self { single, sources, tags }
    }

    pub(super) fn path(&self, what: &Generated) -> SitePath {
        let known = match what {
            Generated::Source(key) => self.sources.get(key),
            Generated::Tag(tag) => self.tags.get(tag),
            _ => None,
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

    /// Every path.
    pub(super) fn paths(&self) -> impl Iterator<Item = SitePath> {
        let single = self.single.iter().map(|it| self.path(it));
        single.chain(self.sources.values().chain(self.tags.values()).cloned())
    }
}

/// The lists that have something to show.
fn lists(edition: &Edition) -> BTreeSet<Generated> {
    let faces = edition.pages().iter().map(|it| &it.face).filter(|it| it.listed);
    let mut lists = BTreeSet::new();
    for face in faces {
        lists.extend(match face.kind {
            PageKind::Press => Some(Generated::Press),
            PageKind::Organisation | PageKind::Person => Some(Generated::Actors),
            PageKind::Term => Some(Generated::Glossary),
            _ => None,
        });
        lists.extend(face.date.map(|_| Generated::Timeline));
    }
    lists
}
