//! Puts pages in order: what comes before and after, what stands above and below, and the
//! navigation of each language.

use super::generated::Generated;
use super::route::Routes;
use crate::model::outline::reading_order;
use crate::model::{Names, OutlineItem};
use crate::redact::Edition;
use std::collections::{BTreeMap, HashSet};

/// One line of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavItem {
    /// A page.
    Page {
        /// Which page.
        page: usize,
        /// How deep it stands; 0 at the top.
        depth: u32,
        /// `2.1.`, if SUMMARY.md numbers it.
        number: Option<String>,
    },
    /// The title of a group of pages that follow.
    Part(String),
    /// A page that is announced, without a file.
    Draft {
        /// Its title.
        title: String,
        /// How deep it stands.
        depth: u32,
        /// `2.1.`, if SUMMARY.md numbers it.
        number: Option<String>,
    },
    /// A line between groups.
    Separator,
}

/// The order of an edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// Every page: the main language first.
    pub(super) all: Vec<usize>,
    pub(super) by_lang: BTreeMap<String, Vec<usize>>,
    pub(super) navigation: BTreeMap<String, Vec<NavItem>>,
    pub(super) previous: Vec<Option<usize>>,
    pub(super) next: Vec<Option<usize>>,
    pub(super) ancestors: Vec<Vec<usize>>,
    pub(super) children: Vec<Vec<usize>>,
}

/// Orders the pages of an edition.
pub(super) fn order(edition: &Edition, names: &Names, routes: &Routes) -> Order {
    let pages = edition.pages();
    let all = reading_order(pages, edition.outline(), &edition.settings().language);
    let mut order = Order { all, ..Order::default() };
    for page in &order.all {
        let lang = pages[*page].face.lang.clone();
        order.by_lang.entry(lang).or_default().push(*page);
    }
    let shown = |it: usize| pages[it].face.listed && !is_error_page(routes, it);
    for lang in order.by_lang.keys() {
        let items = navigate(edition, names, lang, &shown);
        order.navigation.insert(lang.clone(), items);
    }
    order.chain(pages.len());
    order.climb(edition, names, &shown);
    order
}

impl Order {
    /// Joins each page of the navigation to its neighbours.
    fn chain(&mut self, count: usize) {
        (self.previous, self.next) = (vec![None; count], vec![None; count]);
        for items in self.navigation.values() {
            let pages: Vec<usize> = items.iter().filter_map(NavItem::page).collect();
            for (one, two) in pages.iter().zip(pages.iter().skip(1)) {
                self.next[*one] = Some(*two);
                self.previous[*two] = Some(*one);
            }
        }
    }

    /// Finds the index pages above each page: those of its folders, and the home page.
    fn climb(&mut self, edition: &Edition, names: &Names, shown: &dyn Fn(usize) -> bool) {
        let pages = edition.pages();
        self.ancestors = vec![Vec::new(); pages.len()];
        self.children = vec![Vec::new(); pages.len()];
        for page in self.all.iter().copied() {
            let face = &pages[page].face;
            let above = above(face.id.as_str());
            let own = |id: &str| {
                names.page(id, &face.lang).filter(|it| pages[*it].face.lang == face.lang)
            };
            self.ancestors[page] =
                above.filter_map(own).filter(|it| *it != page).collect();
            if let Some(parent) = self.ancestors[page].last().filter(|_| shown(page)) {
                self.children[*parent].push(page);
            }
        }
    }
}

impl NavItem {
    /// The page, if it is one.
    pub fn page(&self) -> Option<usize> {
        match self {
            Self::Page { page, .. } => Some(*page),
            _ => None,
        }
    }
}

/// The ids above an id, from the top: `index`, `report` for `report/part-2`.
fn above(id: &str) -> impl Iterator<Item = &str> {
    let folders = id.match_indices('/').map(|(at, _)| &id[..at]);
    ["index"].into_iter().chain(folders)
}

fn is_error_page(routes: &Routes, page: usize) -> bool {
    routes.pages[page] == routes.generation.path(&Generated::NotFound)
}

/// The outline in one language. Numbers are those of the whole outline, so that a page has
/// the same one in every language.
fn navigate(
    edition: &Edition,
    names: &Names,
    lang: &str,
    shown: &dyn Fn(usize) -> bool,
) -> Vec<NavItem> {
    let pages = edition.pages();
    let mut numbers = Numbers::default();
    let mut seen = HashSet::new();
    let mut items = Vec::new();
    for item in edition.outline() {
        match item {
            OutlineItem::Page { id, depth, numbered } => {
                let number = numbers.next(*depth, *numbered);
                let own = names.all(id).filter(|it| pages[*it].face.lang == lang);
                let own =
                    own.filter(|it| shown(*it) && seen.insert(*it)).collect::<Vec<_>>();
                let item =
                    |page| NavItem::Page { page, depth: *depth, number: number.clone() };
                items.extend(own.into_iter().map(item));
            }
            OutlineItem::Draft { title, depth, numbered } => {
                let number = numbers.next(*depth, *numbered);
                items.push(NavItem::Draft {
                    title: title.clone(),
                    depth: *depth,
                    number,
                });
            }
            OutlineItem::Part(title) => items.push(NavItem::Part(title.clone())),
            OutlineItem::Separator => items.push(NavItem::Separator),
        }
    }
    without_empty_groups(items)
}

/// Leaves out titles that no page follows, and lines that part nothing.
fn without_empty_groups(items: Vec<NavItem>) -> Vec<NavItem> {
    let is_page =
        |it: &NavItem| matches!(it, NavItem::Page { .. } | NavItem::Draft { .. });
    let mut kept: Vec<NavItem> = Vec::with_capacity(items.len());
    for item in items.into_iter().rev() {
        let keeps = match (&item, kept.last()) {
            (NavItem::Part(_), below) => below.is_some_and(is_page),
            (NavItem::Separator, below) => {
                below.is_some_and(|it| !matches!(it, NavItem::Separator))
            }
            _ => true,
        };
        if keeps {
            kept.push(item);
        }
    }
    while kept.last() == Some(&NavItem::Separator) {
        kept.pop();
    }
    kept.reverse();
    kept
}

/// Counts as SUMMARY.md does: on through parts and separators.
#[derive(Default)]
struct Numbers {
    counts: Vec<u32>,
}

impl Numbers {
    fn next(&mut self, depth: u32, numbered: bool) -> Option<String> {
        if !numbered {
            return None;
        }
        self.counts.resize(depth.min(64) as usize + 1, 0);
        *self.counts.last_mut()? += 1;
        let counts: Vec<String> = self.counts.iter().map(u32::to_string).collect();
        Some(counts.join(".") + ".")
    }
}
