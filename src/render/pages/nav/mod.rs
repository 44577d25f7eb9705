//! The navigation around a page: the top of the site, the way down to the page, its
//! neighbours and what is below it. Never the whole site: long lists are cut into runs,
//! and pages of one run share one ready-made text.

mod chapters;
mod list;

use super::place::Place;
use super::site::Site;
use crate::base::SitePath;
use crate::link::Branch;
use crate::model::OutlineItem;
use list::List;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How many pages of a list stand in one run.
const RUN: usize = 16;

/// The navigation of every page, made once for each run of pages.
pub(crate) struct Navigation<'a> {
    ready: BTreeMap<Key<'a>, Ready>,
    parts: BTreeMap<&'a str, &'a str>,
}

/// Pages with the same key have the same navigation, but for the mark on the page itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    lang: &'a str,
    /// The folder from which links are seen.
    folder: &'a str,
    /// The page itself where it has pages below it, else what stands above it and its run.
    around: (Option<Branch>, Option<usize>),
}

/// Ready-made HTML, and where the mark of each page or folder goes.
struct Ready {
    html: String,
    marks: BTreeMap<Branch, usize>,
}

impl<'a> Navigation<'a> {
    /// Makes the navigation of every page.
    pub(crate) fn of(site: &'a Site<'a>) -> Self {
        let mut keys: BTreeMap<Key<'a>, usize> = BTreeMap::new();
        for page in 0..site.edition().pages().len() {
            keys.entry(key(site, page, site.links().path(page))).or_insert(page);
        }
        let parts = part_titles(site);
        let keys: Vec<_> = keys.into_iter().collect();
        let make = |(key, page): (Key<'a>, usize)| {
            let at = site.links().path(page);
            let place = Place::new(site, key.lang, at);
            let ready = ready(place, Some(Branch::Page(page)), &parts);
            (key, ready)
        };
        let ready: Vec<_> = keys.into_par_iter().map(make).collect();
        Self { ready: ready.into_iter().collect(), parts }
    }

    /// Makes the navigation of each page when it is shown.
    pub(crate) fn by_page(site: &'a Site<'a>) -> Self {
        Self { ready: BTreeMap::new(), parts: part_titles(site) }
    }

    /// The navigation of a page shown in the file `at`.
    pub(crate) fn of_page(&self, place: Place<'a>, page: usize) -> String {
        let branch = Branch::Page(page);
        match self.ready.get(&key(place.site(), page, place.at())) {
            Some(ready) => ready.marked(branch),
            None => ready(place, Some(branch), &self.parts).marked(branch),
        }
    }

    /// The navigation of the overview of a folder.
    pub(crate) fn of_folder(&self, place: Place<'a>, folder: &str) -> String {
        match place.site().links().folder(folder, place.lang()) {
            Some(branch) => ready(place, Some(branch), &self.parts).marked(branch),
            None => self.of_generated(place),
        }
    }

    /// The navigation of a generated page.
    pub(crate) fn of_generated(&self, place: Place<'a>) -> String {
        ready(place, None, &self.parts).html
    }
}

impl Ready {
    fn marked(&self, branch: Branch) -> String {
        let Some((before, after)) =
            self.marks.get(&branch).and_then(|at| self.html.split_at_checked(*at))
        else {
            return self.html.clone();
        };
        [before, " aria-current=\"page\"", after].concat()
    }
}

fn key<'a>(site: &'a Site<'a>, page: usize, at: &'a SitePath) -> Key<'a> {
    let lang = site.edition().pages()[page].face.lang.as_str();
    let branch = Branch::Page(page);
    if chapters::items(site, lang).is_some() {
        return Key { lang, folder: at.folder(), around: (None, None) };
    }
    let around = if site.links().below(branch, lang).is_empty() {
        let above = site.links().above(page).last().copied();
        (above, Some(site.ties(lang).place(branch) / RUN))
    } else {
        (Some(branch), None)
    };
    Key { lang, folder: at.folder(), around }
}

/// The titles of the parts of SUMMARY.md, by the id of the page that follows.
fn part_titles<'a>(site: &'a Site<'a>) -> BTreeMap<&'a str, &'a str> {
    let mut titles = BTreeMap::new();
    let mut title = None;
    for item in site.edition().outline() {
        match item {
            OutlineItem::Part(text) => title = Some(text.as_str()),
            OutlineItem::Page { id, .. } => {
                if let Some(title) = title.take() {
                    titles.insert(id.as_str(), title);
                }
            }
            OutlineItem::Draft { .. } | OutlineItem::Separator => {}
        }
    }
    titles
}

fn ready<'a>(
    place: Place<'a>,
    branch: Option<Branch>,
    parts: &BTreeMap<&'a str, &'a str>,
) -> Ready {
    if let Some(items) = chapters::items(place.site(), place.lang()) {
        return chapters::write(place, items);
    }
    let mut list = List { place, parts, html: String::new(), marks: BTreeMap::new() };
    let links = place.site().links();
    let above = |it| match it {
        Branch::Page(page) => links.above(page),
        Branch::Folder(folder) => links.above_folder(folder, place.lang()),
    };
    let mut way: Vec<Branch> = branch.map_or(&[][..], above).to_vec();
    way.extend(branch);
    let home = links.home(place.lang()).map(Branch::Page);
    let top = place.ties().top();
    way.retain(|it| Some(*it) != home);
    list.write(home, top, &way);
    Ready { html: list.html, marks: list.marks }
}
