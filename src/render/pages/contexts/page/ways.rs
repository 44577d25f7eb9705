//! The ways from a page to its neighbours: up, to its tags, to other languages.

use crate::base::SitePath;
use crate::link::{Branch, Generated};
use crate::model::Face;
use crate::render::label::Label;
use crate::render::pages::contexts::{Link, beside};
use crate::render::pages::place::Place;
use serde::Serialize;

/// A page in another language.
#[derive(Debug, Serialize)]
pub(crate) struct Translation<'a> {
    /// The BCP 47 tag.
    pub(crate) lang: &'a str,
    /// The language in its own words.
    pub(crate) name: &'a str,
    /// The relative URL; none where the page is not translated.
    pub(crate) href: Option<String>,
    /// What is said instead, in the words of that language.
    pub(crate) missing: Option<&'a str>,
    /// The relative URL of the page that has both beside each other, if there is one.
    pub(crate) beside: Option<String>,
}

/// The relative URL of the home page of a language.
pub(super) fn home(place: Place<'_>) -> String {
    let links = place.site().links();
    let written = links.home(place.lang()).map(|it| place.href(it));
    let made = || links.generated(&Generated::Home, place.lang());
    written.unwrap_or_else(|| place.at().href_to(&made()))
}

pub(super) fn home_link(place: Place<'_>) -> Option<Link<'_>> {
    let links = place.site().links();
    let is_home = *place.at() == links.generated(&Generated::Home, place.lang());
    let link = || Link::plain(place.word("home"), home(place));
    (!is_home).then(link)
}

/// Whether the date of a press page is that of a source which only announces it.
pub(super) fn is_announced(place: Place<'_>, face: &Face) -> bool {
    let source = face.source.as_ref().filter(|_| face.date.is_none());
    let source = source.and_then(|it| place.site().edition().source(&it.value));
    source.is_some_and(|it| it.evidence.announced)
}

pub(super) fn tags<'a>(place: Place<'a>, face: &'a Face) -> Vec<Link<'a>> {
    let links = place.site().links();
    let link = |tag: &'a String| {
        let path = links.tag_path(tag, place.lang())?;
        place.mark_always(face.tag_marking(tag));
        let marking = face.texts.tags.get(tag).copied().map(Label::of);
        let link = Link::plain(tag.as_str(), place.at().href_to(path));
        Some(Link { marking, ..link })
    };
    face.tags.iter().filter_map(link).collect()
}

/// What stands above a page, from the home page down.
pub(super) fn breadcrumbs(place: Place<'_>, page: usize) -> Vec<Link<'_>> {
    let links = place.site().links();
    let above = links.above(page);
    if above.is_empty() && links.home(place.lang()) == Some(page) {
        return Vec::new();
    }
    way(place, above)
}

/// The way from the home page along these branches.
pub(super) fn way<'a>(place: Place<'a>, above: &[Branch]) -> Vec<Link<'a>> {
    let home = place.site().links().home(place.lang()).map(Branch::Page);
    let is_home = |it: &Branch| {
        Some(*it) == home
            || it.page().is_some_and(|it| place.face(it).id.as_str() == "index")
    };
    let mut crumbs: Vec<_> = above.iter().map(|it| place.way_to(*it)).collect();
    match crumbs.first_mut() {
        Some(first) if above.first().is_some_and(is_home) => {
            first.title = place.word("home").into();
        }
        _ => crumbs.splice(0..0, home_link(place)).for_each(drop),
    }
    crumbs
}

/// The same page in the other languages, those without it among them.
pub(super) fn translations(place: Place<'_>) -> Vec<Translation<'_>> {
    let mut all = Vec::new();
    for (lang, path) in place.twins() {
        let there = Place::new(place.site(), lang, place.at());
        let href = path.as_ref().map(|it| place.at().href_to(it));
        let missing = href.is_none().then(|| there.word("not-translated"));
        let beside = path.as_ref().and_then(|it| side_by_side(place, it));
        let name = there.language(lang);
        all.push(Translation { lang, name, href, missing, beside });
    }
    all
}

/// The relative URL of the page that has this one and a translation beside each other.
fn side_by_side(place: Place<'_>, twin: &SitePath) -> Option<String> {
    let pages = place.site().pages();
    let both = [*pages.get(place.at())?, *pages.get(twin)?];
    beside::path(place.site(), both).map(|it| place.at().href_to(&it))
}

/// A file in a language, for `<link rel="alternate">`.
#[derive(Debug, Serialize)]
pub(crate) struct Alternate<'a> {
    /// The tag, or `x-default`.
    pub(crate) lang: &'a str,
    /// The relative URL.
    pub(crate) href: String,
}

/// The page in every language that has it, the page itself among them, and which of them is
/// for everybody else; none of a page in one language.
pub(super) fn alternates(place: Place<'_>) -> Vec<Alternate<'_>> {
    if place.twins().iter().all(|(_, path)| path.is_none()) {
        return Vec::new();
    }
    let own = Alternate { lang: place.lang(), href: place.at().href_to(place.at()) };
    let mut all = vec![own];
    for (lang, path) in place.twins() {
        let href = path.as_ref().map(|it| place.at().href_to(it));
        all.extend(href.map(|href| Alternate { lang, href }));
    }
    all.sort_by_key(|it| it.lang);
    let main = all.iter().find(|it| it.lang == place.site().main_lang());
    let default = main.map(|it| Alternate { lang: "x-default", href: it.href.clone() });
    all.extend(default);
    all
}
