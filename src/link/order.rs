//! Puts pages in order: what comes before and after, what stands above and below, and the
//! navigation of each language.

use super::generated::Generated;
use super::route::Routes;
use super::tree::{Branch, Tree};
use crate::model::OutlineItem;
use crate::model::outline::{places, reading_order};
use crate::redact::Edition;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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
        /// Its title in SUMMARY.md of a plain book.
        title: Option<String>,
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
    /// By language, the main one first.
    lanes: Vec<Lane>,
    pub(super) previous: Vec<Option<usize>>,
    pub(super) next: Vec<Option<usize>>,
    /// What stands above each page, from the top.
    pub(super) above: Vec<Vec<Branch>>,
    /// The folders without a page of their own, in the order of their paths.
    pub(super) folders: Vec<String>,
}

/// The order in which readers of one language read.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    lang: String,
    pub(super) pages: Vec<usize>,
    pub(super) navigation: Vec<NavItem>,
    pub(super) tree: Tree,
}

static NOWHERE: LazyLock<Lane> = LazyLock::new(Lane::default);

/// Orders the pages of an edition.
pub(super) fn order(edition: &Edition, routes: &Routes) -> Order {
    let pages = edition.pages();
    let all = reading_order(pages, edition.outline(), &edition.settings().language);
    let mut order = Order { all, ..Order::default() };
    let count = pages.len();
    let folders = routes.generation.folders();
    order.above = vec![Vec::new(); count];
    (order.previous, order.next) = (vec![None; count], vec![None; count]);
    let shown = |it: usize| pages[it].face.listed && !is_error_page(routes, it);
    for lang in edition.views().langs() {
        let lane = order.lay(&Seen::by(edition, lang, &folders), lang, &shown);
        order.lanes.push(lane);
    }
    order.folders = folders.into_iter().map(str::to_owned).collect();
    order
}

impl Order {
    /// The lane of readers of a language.
    pub(super) fn lane(&self, lang: &str) -> &Lane {
        let own = self.lanes.iter().find(|it| it.lang == lang);
        own.or(self.lanes.first()).unwrap_or(&NOWHERE)
    }

    fn lay(
        &mut self,
        seen: &Seen<'_>,
        lang: &str,
        shown: &dyn Fn(usize) -> bool,
    ) -> Lane {
        let pages = seen.edition.pages().len();
        let mut lane = Lane {
            lang: lang.to_owned(),
            navigation: navigate(seen.edition, seen, shown),
            tree: Tree::of(pages, seen.pages_of.clone()),
            pages: seen.pages.clone(),
        };
        self.chain(seen, &lane.navigation);
        self.climb(seen, &mut lane, shown);
        lane
    }

    /// Joins each page of the navigation to its neighbours. A page that other readers see
    /// as well has those of its own language.
    fn chain(&mut self, seen: &Seen<'_>, navigation: &[NavItem]) {
        let pages: Vec<usize> = navigation.iter().filter_map(NavItem::page).collect();
        for (one, two) in pages.iter().zip(pages.iter().skip(1)) {
            if seen.is_at_home(*one) {
                self.next[*one] = Some(*two);
            }
            if seen.is_at_home(*two) {
                self.previous[*two] = Some(*one);
            }
        }
    }

    /// Finds what stands above each page: the index pages of its folders, or the folders
    /// themselves, and the home page.
    fn climb(&mut self, seen: &Seen<'_>, lane: &mut Lane, shown: &dyn Fn(usize) -> bool) {
        let pages = seen.edition.pages();
        let all = seen.pages.iter().copied();
        // A page that nobody sees in its language has its place above all the same.
        let hidden =
            self.all.iter().copied().filter(|it| {
                seen.is_at_home(*it) && !seen.edition.shows(*it, &lane.lang)
            });
        for page in all.chain(hidden) {
            let way = seen.way(page);
            let is_seen = seen.edition.shows(page, &lane.lang);
            lane.tree.note(&way, pages[page].face.marking);
            if is_seen && shown(page) {
                lane.tree.hang(&way, page);
            } else if is_seen && way.is_empty() {
                lane.tree.tops.push(Branch::Page(page));
            }
            if seen.is_at_home(page) {
                self.above[page] = way;
            }
        }
    }
}

/// What readers of one language see.
struct Seen<'a> {
    edition: &'a Edition,
    place: usize,
    /// In reading order.
    pages: Vec<usize>,
    by_id: HashMap<&'a str, usize>,
    /// The folders without a page of their own, and the page that stands for each all the
    /// same: `guides.md` for `guides/`.
    folders: HashMap<&'a str, usize>,
    pages_of: Vec<Option<usize>>,
}

impl<'a> Seen<'a> {
    fn by(edition: &'a Edition, lang: &str, folders: &[&'a str]) -> Self {
        let pages = edition.pages();
        let places = places(edition.outline());
        // The home page of another language is no page of this one: each has its own.
        let is_home = |it: usize| {
            let face = &pages[it].face;
            face.id.as_str() == "index" && face.lang != lang
        };
        let is_dossier = edition.settings().is_dossier;
        let is_seen =
            |it: &usize| edition.shows(*it, lang) && !(is_dossier && is_home(*it));
        let mut seen: Vec<usize> = (0..pages.len()).filter(is_seen).collect();
        seen.sort_by_key(|it| {
            (places.get(&pages[*it].face.id).copied().unwrap_or(usize::MAX), *it)
        });
        let by_id: HashMap<&str, usize> =
            seen.iter().map(|it| (pages[*it].face.id.as_str(), *it)).collect();
        let pages_of = folders.iter().map(|it| by_id.get(it).copied()).collect();
        let folders = folders.iter().zip(0..).map(|(it, at)| (*it, at)).collect();
        let place = edition.views().place(lang);
        Self { edition, place, pages: seen, by_id, folders, pages_of }
    }

    /// What stands above a page, from the top.
    fn way(&self, page: usize) -> Vec<Branch> {
        let known = |id: &str| {
            let folder = || self.folders.get(id).copied().map(Branch::Folder);
            self.by_id.get(id).copied().map(Branch::Page).or_else(folder)
        };
        let above = above(self.edition.pages()[page].face.id.as_str());
        above.filter_map(known).filter(|it| *it != Branch::Page(page)).collect()
    }

    /// Whether a page is read by these readers first: it is in their language, or in none
    /// that anything is made for, and they are those of the main one.
    fn is_at_home(&self, page: usize) -> bool {
        let lang = &self.edition.pages()[page].face.lang;
        self.edition.views().place(lang) == self.place
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
    routes.pages[page] == routes.generation.path(&Generated::NotFound, "")
}

/// The outline in one language. Numbers are those of the whole outline, so that a page has
/// the same one in every language.
fn navigate(
    edition: &Edition,
    seen: &Seen<'_>,
    shown: &dyn Fn(usize) -> bool,
) -> Vec<NavItem> {
    let mut numbers = Numbers::default();
    let mut known = HashSet::new();
    let mut items = Vec::new();
    for item in edition.outline() {
        match item {
            OutlineItem::Page { id, depth, numbered, title } => {
                let number = numbers.next(*depth, *numbered);
                let own = seen.by_id.get(id.as_str()).copied();
                let own = own.filter(|it| shown(*it) && known.insert(*it));
                items.extend(own.map(|page| NavItem::Page {
                    page,
                    depth: *depth,
                    number,
                    title: title.clone(),
                }));
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
