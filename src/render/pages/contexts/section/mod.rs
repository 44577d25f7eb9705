//! `section.html`: a folder with its pages, grouped by kind; press pages as a table,
//! entities as cards, terms as a glossary, the rest as a list.

mod groups;

use super::Html;
use super::page::{PageView, has_map};
use crate::model::PageKind;
use crate::render::pages::place::Place;
use groups::{Group, groups};
use serde::Serialize;
use std::borrow::Cow;

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
        let children = place.site().links().children(page, place.lang());
        let view = Self::with(place, PageView::with_body(place, page), children);
        let has_own = place.site().edition().pages().get(page).is_some_and(has_map);
        if has_own { view } else { view.with_map(place, children) }
    }

    /// The overview of a folder without an index page.
    pub(crate) fn of_folder(place: Place<'a>, folder: &'a str) -> Self {
        let paths = place.site().pages().iter();
        let inside =
            paths.filter(|(path, page)| path.folder() == folder && place.shows(**page));
        let pages: Vec<usize> = inside.map(|(_, page)| *page).collect();
        let title = folder_title(place, folder);
        let view = PageView::generated(place, "section", title, None);
        Self::with(place, view, &pages).with_map(place, &pages)
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
        let others =
            page.map_or(&[][..], |it| place.site().links().children(it, place.lang()));
        let others = others.iter().filter(|it| !is_term(it)).copied();
        let pages: Vec<usize> = others.chain(terms.iter().copied()).collect();
        Self::with(place, view, &pages)
    }

    /// The same with a map, if there are places among the pages.
    fn with_map(self, place: Place<'a>, pages: &[usize]) -> Self {
        let listed = pages.iter().copied().filter(|it| place.face(*it).listed);
        let listed: Vec<usize> = listed.collect();
        let mark = |page| place.mark(place.face(page).marking);
        let map = place.writer().map(&listed, place.at(), place.word("map"), &mark);
        match map {
            Some(map) => {
                let page = self.page.with_pictures();
                Self { page, map: Some(Html::new(&map)), ..self }
            }
            None => self,
        }
    }

    /// These pages below this one.
    pub(crate) fn with(place: Place<'a>, page: PageView<'a>, pages: &[usize]) -> Self {
        let listed = pages.iter().copied().filter(|it| place.face(*it).listed);
        let listed: Vec<usize> = listed.collect();
        Self { page, map: None, groups: groups(place, &listed), total: listed.len() }
    }
}

/// The title of a folder without an index page: the theme's word, else its name.
pub(crate) fn folder_title<'a>(place: Place<'a>, folder: &'a str) -> Cow<'a, str> {
    let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    let word = place.known_word(&format!("folder-{name}"));
    let readable = || {
        let name = name.replace(['-', '_'], " ");
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.clone()).collect::<String>()
    };
    word.map_or_else(|| readable().into(), Cow::from)
}
