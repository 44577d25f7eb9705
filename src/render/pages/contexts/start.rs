//! `start-here.html`: the page beside the site that the reader of a bundle opens first.

use super::Link;
use super::page::PageView;
use crate::base::Day;
use crate::model::bundle::SITE;
use crate::render::pages::place::Place;
use serde::Serialize;

/// `start-here.html`. `page.root` leads into the folder of the site.
#[derive(Debug, Serialize)]
pub(crate) struct StartContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The title of the edition, if editions are configured.
    pub(crate) edition: Option<&'a str>,
    /// The day that was given for the bundle: `2024-08-15`.
    pub(crate) date: Option<String>,
    /// The home pages of the other languages; the title is the language in its own words.
    pub(crate) homes: Vec<Home<'a>>,
    /// The way to what changed since another bundle, if that is told.
    pub(crate) changes: Option<String>,
    /// Whether the inventory is signed.
    pub(crate) is_signed: bool,
}

/// The home page of another language.
#[derive(Debug, Serialize)]
pub(crate) struct Home<'a> {
    /// The BCP 47 tag.
    pub(crate) lang: &'a str,
    /// The way to it.
    pub(crate) link: Link<'a>,
}

impl<'a> StartContext<'a> {
    /// The page that leads into the site.
    pub(crate) fn of(place: Place<'a>) -> Self {
        let site = place.site();
        let settings = site.edition().settings();
        let title = settings.title.as_deref().unwrap_or(place.word("untitled"));
        let view =
            PageView::generated(place, "start-here", title, site.marks().highest());
        let home = format!("{SITE}{}", view.home);
        let summary = settings.description.as_deref().map(Into::into);
        let since = site.bundle().and_then(|it| it.since.as_ref());
        let epoch = site.bundle().and_then(|it| it.epoch);
        let (root, breadcrumbs) = (SITE.to_owned(), Vec::new());
        Self {
            page: PageView { root, home, summary, breadcrumbs, ..view },
            edition: edition(place),
            date: epoch.map(|it| Day::of_unix(it).to_string()),
            homes: homes(place),
            changes: since.map(|it| format!("{SITE}{}", place.at().href_to(&it.path))),
            is_signed: site.bundle().is_some_and(|it| it.is_signed),
        }
    }
}

/// The title of the edition, if editions are configured.
pub(super) fn edition(place: Place<'_>) -> Option<&str> {
    let edition = place.site().edition();
    let name = edition.audience().name.as_deref()?;
    let own = edition.settings().editions.get(name);
    Some(own.and_then(|it| it.title.as_deref()).unwrap_or(name))
}

fn homes(place: Place<'_>) -> Vec<Home<'_>> {
    let site = place.site();
    let pages = site.edition().pages().iter().enumerate();
    let other = pages.filter(|(at, it)| {
        it.face.lang != place.lang() && site.links().home(&it.face.lang) == Some(*at)
    });
    let home = |(at, it): (usize, &'_ crate::model::Page)| {
        let lang = place.face(at).lang.as_str();
        debug_assert_eq!(lang, it.face.lang);
        let there = Place::new(site, lang, place.at());
        let title = there.language(lang);
        Home { lang, link: Link::plain(title, format!("{SITE}{}", place.href(at))) }
    };
    other.map(home).collect()
}
