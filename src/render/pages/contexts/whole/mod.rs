//! `whole.html`: the frame of the one file that holds all pages, with its cover and its
//! contents. Only made for bundles of one file, which put the pages into it.

mod contents;

use super::page::PageView;
use super::start::edition;
use crate::model::Bundle;
use crate::render::pages::jobs::{Job, What};
use crate::render::pages::place::Place;
use contents::{Part, langs};
use serde::Serialize;
use std::borrow::Cow;

/// `whole.html`.
#[derive(Debug, Serialize)]
pub(crate) struct WholeContext<'a> {
    /// The page: its marking is the highest of all pages and sources.
    pub(crate) page: PageView<'a>,
    /// The title of the edition, if editions are configured.
    pub(crate) edition: Option<&'a str>,
    /// The day that was given for the bundle: `2024-08-15`.
    pub(crate) date: Option<String>,
    /// The contents, language by language.
    pub(crate) parts: Vec<Part<'a>>,
    /// Every page, language by language, in the order in which a reader turns them.
    pub(crate) leaves: Vec<LeafView>,
}

/// A page to put into the file.
#[derive(Debug, Serialize)]
pub(crate) struct LeafView {
    /// Its relative URL.
    pub(crate) href: String,
    /// Where else in the site the same page stands.
    pub(crate) alias: Option<String>,
    /// What it is: `page`, `home`, `source`, `tag` or the name of an overview.
    pub(crate) kind: &'static str,
}

impl<'a> WholeContext<'a> {
    /// The frame around these pages.
    pub(crate) fn of(place: Place<'a>, shown: &[Job<'a>]) -> Self {
        let site = place.site();
        let settings = site.edition().settings();
        let title = settings.title.as_deref().unwrap_or(place.word("untitled"));
        let page = PageView::generated(place, "whole", title, site.marks().highest());
        let langs = langs(place);
        let leaves = leaves(place, shown, &langs);
        Self {
            page: PageView {
                summary: settings.description.as_deref().map(Cow::from),
                breadcrumbs: Vec::new(),
                ..page
            },
            edition: edition(place),
            date: site.bundle().and_then(Bundle::date).map(|it| it.to_string()),
            parts: langs.into_iter().map(|it| Part::of(place, it, shown)).collect(),
            leaves,
        }
    }
}

fn leaves(place: Place<'_>, shown: &[Job<'_>], langs: &[&str]) -> Vec<LeafView> {
    let links = place.site().links();
    let mut rank = vec![usize::MAX; place.site().edition().pages().len()];
    for (at, page) in links.reading_order().iter().enumerate() {
        rank[*page] = at;
    }
    let ranks = Ranks { place, rank };
    let is_copy = |job: &&Job<'_>| match job.what {
        What::Page(page) => *links.path(page) != job.at,
        _ => false,
    };
    let copy = shown.iter().find(is_copy);
    let views = shown.iter().filter_map(|job| {
        let (kind, of_kind) = kind(&job.what)?;
        let order = (of_kind, ranks.of(job));
        let alias = match job.what {
            // The first page of a book also stands at `index.html`.
            What::Page(page) if *links.path(page) != job.at => return None,
            What::Page(page) => copy.filter(|it| it.is_of(page)),
            _ => None,
        };
        let alias = alias.map(|it| place.at().href_to(&it.at));
        let href = place.at().href_to(&job.at);
        let part = langs.iter().position(|it| *it == job.lang).unwrap_or(langs.len());
        Some(((part, order), LeafView { href, alias, kind }))
    });
    let mut leaves: Vec<_> = views.collect();
    leaves.sort_by_key(|it| it.0);
    leaves.into_iter().map(|it| it.1).collect()
}

/// Where pages stand in the order in which they are read.
struct Ranks<'a> {
    place: Place<'a>,
    rank: Vec<usize>,
}

impl Ranks<'_> {
    /// Where a file stands among those of its kind. The list of a folder stands before the
    /// first page in it, that of an outer folder before those of inner ones.
    fn of(&self, job: &Job<'_>) -> (usize, usize) {
        match &job.what {
            What::Page(page) => (self.of_page(*page), usize::MAX),
            What::Folder(it) => (self.below(it, job.lang), it.matches('/').count()),
            _ => (0, 0),
        }
    }

    fn of_page(&self, page: usize) -> usize {
        self.rank.get(page).copied().unwrap_or(usize::MAX)
    }

    fn below(&self, folder: &str, lang: &str) -> usize {
        let site = self.place.site();
        let is_below = |it: &usize| {
            let path = site.links().path(*it).as_str().strip_prefix(folder);
            path.is_some_and(|it| it.starts_with('/'))
                && self.place.face(*it).lang == lang
        };
        let below = (0..self.rank.len()).filter(is_below);
        below.map(|it| self.of_page(it)).min().unwrap_or(usize::MAX)
    }
}

/// What a file is, and where its kind is read; nothing for what is no page of the dossier.
fn kind(what: &What<'_>) -> Option<(&'static str, (usize, usize))> {
    Some(match what {
        What::Home => ("home", (0, 0)),
        What::Changes(_) => ("changes", (0, 1)),
        What::Page(_) => ("page", (1, 0)),
        What::Folder(_) => ("section", (1, 0)),
        What::Timeline => ("timeline", (3, 0)),
        What::Claims => ("claims", (3, 1)),
        What::Relations => ("relations", (3, 2)),
        What::Coverage => ("coverage", (3, 3)),
        What::Glossary => ("glossary", (3, 4)),
        What::Sources => ("sources", (4, 0)),
        What::Source(_) => ("source", (4, 1)),
        What::Tags => ("tags", (5, 0)),
        What::Tag(_) => ("tag", (5, 1)),
        What::AToZ(_) => ("a-z", (6, 0)),
        What::Search => ("search", (7, 0)),
        What::Beside(_) | What::Missing | What::Start | What::Whole => return None,
    })
}
