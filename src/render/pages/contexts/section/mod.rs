//! `section.html`: a folder with its pages, grouped by kind; press pages as a table,
//! entities as cards, terms as a glossary, the rest as a list.

mod groups;

use super::Html;
use super::page::{PageView, has_map};
use crate::link::Branch;
use crate::model::PageKind;
use crate::render::pages::place::Place;
use groups::{Group, groups};
use serde::Serialize;

/// `section.html`, `glossary.html` and `tag.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SectionContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The places among them on a map, with a list of them: ready-made HTML.
    pub(crate) map: Option<Html>,
    /// Its pages by kind.
    pub(crate) groups: Vec<Group<'a>>,
    /// How many pages there are.
    pub(crate) total: usize,
}

impl<'a> SectionContext<'a> {
    /// A page of the dossier that has pages below it.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let children = below(place, Branch::Page(page));
        let view = Self::with(place, PageView::with_body(place, page), children);
        let has_own = place.site().edition().pages().get(page).is_some_and(has_map);
        if has_own { view } else { view.with_map(place, children) }
    }

    /// The overview of a folder without an index page.
    pub(crate) fn of_folder(place: Place<'a>, folder: &'a str) -> Self {
        let branch = place.site().links().folder(folder, place.lang());
        let inside = branch.map_or(&[][..], |it| below(place, it));
        Self::with(place, PageView::of_folder(place, folder), inside)
            .with_map(place, inside)
    }

    /// The glossary; a page of the dossier may introduce it.
    pub(crate) fn glossary(place: Place<'a>, page: Option<usize>) -> Self {
        let is_term = |it: &usize| {
            let face = place.face(*it);
            face.kind == PageKind::Term && place.shows(*it)
        };
        let count = place.site().edition().pages().len();
        let terms: Vec<usize> = (0..count).filter(is_term).collect();
        let view = match page {
            Some(page) => PageView::with_body(place, page),
            None => PageView::generated(place, "glossary", place.word("glossary"), None),
        };
        let others = page.map_or(&[][..], |it| below(place, Branch::Page(it)));
        let others = others.iter().filter(|it| !it.page().is_some_and(|it| is_term(&it)));
        let terms = terms.into_iter().map(Branch::Page);
        let pages: Vec<Branch> = others.copied().chain(terms).collect();
        Self::with(place, view, &pages)
    }

    /// The same with a map, if there are places among the pages.
    fn with_map(self, place: Place<'a>, inside: &[Branch]) -> Self {
        let pages = inside.iter().filter_map(|it| it.page());
        let listed: Vec<usize> = pages.filter(|it| place.face(*it).listed).collect();
        let mark = |page| place.mark(place.face(page).title_marking());
        let map = place.writer().map(&listed, place.at(), place.word("map"), &mark);
        match map {
            Some(map) => {
                let page = self.page.with_pictures();
                Self { page, map: Some(Html::new(&map)), ..self }
            }
            None => self,
        }
    }

    /// These pages and folders below this page.
    pub(crate) fn with(place: Place<'a>, page: PageView<'a>, inside: &[Branch]) -> Self {
        let is_listed = |it: &Branch| it.page().is_none_or(|it| place.face(it).listed);
        let listed: Vec<Branch> = inside.iter().copied().filter(is_listed).collect();
        Self { page, map: None, groups: groups(place, &listed), total: listed.len() }
    }
}

fn below(place: Place<'_>, branch: Branch) -> &[Branch] {
    place.site().links().below(branch, place.lang())
}
