//! The ways from a page to its neighbours: up, to its tags, to other languages.

use crate::base::SitePath;
use crate::model::Face;
use crate::render::pages::contexts::{Link, beside, section};
use crate::render::pages::jobs::bare_folder;
use crate::render::pages::place::Place;
use serde::Serialize;

/// A page in another language.
#[derive(Debug, Serialize)]
pub(crate) struct Translation<'a> {
    /// The BCP 47 tag.
    pub(crate) lang: &'a str,
    /// The language in its own words.
    pub(crate) name: &'a str,
    /// The relative URL.
    pub(crate) href: String,
    /// The relative URL of the page that has both beside each other, if there is one.
    pub(crate) beside: Option<String>,
}

/// The relative URL of the home page of a language.
pub(super) fn home(place: Place<'_>) -> String {
    match place.site().links().home(place.lang()) {
        Some(page) => place.href(page),
        None => format!("{}index.html", place.at().to_root()),
    }
}

pub(super) fn home_link(place: Place<'_>) -> Option<Link<'_>> {
    let is_home = place.at().as_str() == "index.html";
    let link = || Link::plain(place.word("home"), home(place));
    (!is_home).then(link)
}

/// Whether the date of a press page is that of a source which only announces it.
pub(super) fn is_announced(place: Place<'_>, face: &Face) -> bool {
    let source = face.source.as_ref().filter(|_| face.date.is_none());
    let source = source.and_then(|it| place.site().edition().source(&it.value));
    source.is_some_and(|it| it.evidence.announced)
}

pub(super) fn tags<'a>(place: Place<'a>, tags: &'a [String]) -> Vec<Link<'a>> {
    let links = place.site().links();
    let link = |tag: &'a String| {
        let path = links.tag_path(tag)?;
        Some(Link::plain(tag.as_str(), place.at().href_to(path)))
    };
    tags.iter().filter_map(link).collect()
}

/// The pages above a page; the overview of its folder is among them, also if generated.
pub(super) fn breadcrumbs(place: Place<'_>, page: usize) -> Vec<Link<'_>> {
    let links = place.site().links();
    let above = links.ancestors(page);
    let mut crumbs: Vec<_> = above.iter().map(|it| place.way(*it)).collect();
    if above.is_empty() && links.home(place.lang()) != Some(page) {
        crumbs.extend(home_link(place));
    } else if let Some(first) = crumbs.first_mut().filter(|_| !above.is_empty()) {
        first.title = place.word("home").into();
    }
    let path = links.path(page);
    if let Some(folder) = bare_folder(place.site(), path) {
        let title = section::folder_title(place, folder);
        let index = SitePath::new(&format!("{folder}/index.html"));
        let href = index.map_or_else(|| "#".to_owned(), |it| place.at().href_to(&it));
        crumbs.push(Link::plain(title, href));
    }
    crumbs
}

pub(super) fn translations(place: Place<'_>, page: usize) -> Vec<Translation<'_>> {
    let others = place.site().links().translations(page).iter();
    let other = |other: &usize| {
        let lang = place.face(*other).lang.as_str();
        let there = Place::new(place.site(), lang, place.at());
        let both = beside::path(place.site(), [page, *other]);
        let beside = both.map(|it| place.at().href_to(&it));
        Translation { lang, name: there.language(lang), href: place.href(*other), beside }
    };
    others.filter(|it| **it != page).map(other).collect()
}
