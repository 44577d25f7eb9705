//! `whole.html`: the frame of the one file that holds all pages, with its cover and its
//! contents. Only made for bundles of one file, which put the pages into it.

use super::Link;
use super::page::PageView;
use super::start::edition;
use crate::link::Branch;
use crate::model::Bundle;
use crate::render::pages::jobs::{Job, What};
use crate::render::pages::place::Place;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

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
    /// The overviews that no author has written.
    pub(crate) overviews: Vec<Link<'a>>,
    /// Every page, in the order in which a reader turns them.
    pub(crate) leaves: Vec<LeafView>,
}

/// The pages of one language.
#[derive(Debug, Serialize)]
pub(crate) struct Part<'a> {
    /// The tag of the language.
    pub(crate) lang: &'a str,
    /// The language in words.
    pub(crate) language: &'a str,
    /// Its pages, in reading order.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub(crate) struct Entry<'a> {
    /// The page, or the overview of a folder.
    pub(crate) link: Link<'a>,
    /// Its number among its siblings and those of the pages above: `2.1`; empty for the
    /// home page.
    pub(crate) number: String,
    /// How many pages stand above it.
    pub(crate) level: usize,
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
        Self {
            page: PageView {
                summary: settings.description.as_deref().map(Cow::from),
                breadcrumbs: Vec::new(),
                ..page
            },
            edition: edition(place),
            date: site.bundle().and_then(Bundle::date).map(|it| it.to_string()),
            parts: langs.into_iter().map(|it| part(place, it)).collect(),
            overviews: overviews(place, shown),
            leaves: leaves(place, shown),
        }
    }
}

/// The languages in the order in which their pages are read.
fn langs(place: Place<'_>) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let order = place.site().links().reading_order().iter();
    let langs = order.map(|it| place.face(*it).lang.as_str());
    langs.filter(|it| seen.insert(*it)).collect()
}

fn part<'a>(place: Place<'a>, lang: &'a str) -> Part<'a> {
    let links = place.site().links();
    let home = links.home(lang);
    let mut numbers: Vec<usize> = Vec::new();
    let mut entries = Vec::new();
    let there = Place::new(place.site(), lang, place.at());
    let mut known = BTreeSet::new();
    for page in links.order(lang).iter().copied() {
        if Some(page) == home {
            entries.push(Entry {
                link: place.link(page),
                number: String::new(),
                level: 0,
            });
            continue;
        }
        if !place.face(page).listed {
            continue;
        }
        let above = links.above(page).iter();
        let above: Vec<&Branch> =
            above.filter(|it| Some(**it) != home.map(Branch::Page)).collect();
        for (at, folder) in above.iter().enumerate() {
            if folder.page().is_none() && known.insert(**folder) {
                let (number, level) = (next(&mut numbers, at + 1), at + 1);
                entries.push(Entry { link: there.link_to(**folder), number, level });
            }
        }
        let level = above.len() + 1;
        let number = next(&mut numbers, level);
        entries.push(Entry { link: place.link(page), number, level });
    }
    Part { lang, language: place.language(lang), entries }
}

/// Counts on at a level: `2.1`.
fn next(numbers: &mut Vec<usize>, level: usize) -> String {
    numbers.resize(level, 0);
    if let Some(last) = numbers.last_mut() {
        *last += 1;
    }
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
}

/// The overviews on which a reader of paper reads, too.
fn overviews<'a>(place: Place<'a>, shown: &[Job<'a>]) -> Vec<Link<'a>> {
    let named = shown.iter().filter_map(|job| {
        let word = match job.what {
            What::Timeline => "timeline",
            What::Claims => "claims",
            What::Relations => "relations",
            What::Coverage => "coverage-matrix",
            What::Glossary => "glossary",
            What::Sources => "sources",
            What::Changes(_) => "changes",
            _ => return None,
        };
        Some(Link {
            title: place.word(word).into(),
            href: place.at().href_to(&job.at),
            lang: None,
            marking: None,
        })
    });
    named.collect()
}

fn leaves(place: Place<'_>, shown: &[Job<'_>]) -> Vec<LeafView> {
    let links = place.site().links();
    let mut rank = vec![usize::MAX; place.site().edition().pages().len()];
    for (at, page) in links.reading_order().iter().enumerate() {
        rank[*page] = at;
    }
    let is_copy = |job: &&Job<'_>| match job.what {
        What::Page(page) => *links.path(page) != job.at,
        _ => false,
    };
    let copy = shown.iter().find(is_copy);
    let views = shown.iter().filter_map(|job| {
        let (kind, order) = kind(&job.what, &rank)?;
        let order = match job.what {
            What::Folder(folder) => before_its_pages(place, folder, job.lang, &rank),
            _ => (order.0, order.1, usize::MAX),
        };
        let alias = match job.what {
            // The first page of a book also stands at `index.html`.
            What::Page(page) if *links.path(page) != job.at => return None,
            What::Page(page) => copy.filter(|it| it.is_of(page)),
            _ => None,
        };
        let alias = alias.map(|it| place.at().href_to(&it.at));
        let href = place.at().href_to(&job.at);
        Some((order, LeafView { href, alias, kind }))
    });
    let mut leaves: Vec<_> = views.collect();
    leaves.sort_by_key(|it| it.0);
    leaves.into_iter().map(|it| it.1).collect()
}

/// The overview of a folder is read before the first page of its language in it, that of an
/// outer folder first.
fn before_its_pages(
    place: Place<'_>,
    folder: &str,
    lang: &str,
    rank: &[usize],
) -> (usize, usize, usize) {
    let links = place.site().links();
    let mut open: Vec<Branch> = links.folder(folder, lang).into_iter().collect();
    let mut first = None;
    while let (None, Some(branch)) = (first, open.pop()) {
        first = branch.page().filter(|it| place.face(*it).lang == lang);
        open.extend(links.below(branch, lang).iter().rev());
    }
    let depth = folder.matches('/').count();
    first.map_or((2, 0, depth), |it| (1, rank[it], depth))
}

/// What a file is, and where it is read; nothing for what is no page of the dossier.
fn kind(what: &What<'_>, rank: &[usize]) -> Option<(&'static str, (usize, usize))> {
    Some(match what {
        What::Home => ("home", (0, 0)),
        What::Changes(_) => ("changes", (0, 1)),
        What::Page(page) => ("page", (1, rank.get(*page).copied().unwrap_or(usize::MAX))),
        What::Folder(_) => ("section", (2, 0)),
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
