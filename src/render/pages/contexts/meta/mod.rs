//! What a page tells reference managers and search engines about itself. Everything is
//! escaped here; templates take it as it is.
//!
//! Zotero reads `COinS` rather than Highwire tags where a page has both, so no page has
//! both: the overview of sources has spans, every other page tags.

mod coins;
mod highwire;
mod jsonld;
mod kinds;

use super::Html;
use crate::base::SitePath;
use crate::model::{BibFormat, Date, Source};
use crate::render::pages::place::Place;
use serde::Serialize;

/// A bibliography to take along.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Download {
    /// The name of the format.
    pub(crate) name: &'static str,
    /// The relative URL.
    pub(crate) href: String,
    /// The media type.
    pub(crate) media_type: &'static str,
}

/// What a page offers to take along.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Takeaway {
    /// What belongs to this page alone: what it cites, the source it is of.
    pub(crate) own: Vec<Download>,
    /// The bibliography of the whole edition.
    pub(crate) whole: Vec<Download>,
}

impl Takeaway {
    /// Of a page that cites.
    pub(super) fn of_page(place: Place<'_>, page: usize) -> Self {
        let site = place.site();
        if site.references().of_page(page).is_empty() {
            return Self::default();
        }
        let file = site.links().page_file(page);
        let own = file.map(|it| download(place, BibFormat::Ris, &it));
        Self { own: own.into_iter().collect(), whole: whole(place) }
    }

    /// Of the page of a source.
    pub(super) fn of_source(place: Place<'_>, source: &Source) -> Self {
        let file = |it| Some((it, place.site().links().source_file(&source.id, it)?));
        let files = BibFormat::ALL.into_iter().filter_map(file);
        let own = files.map(|(format, it)| download(place, format, &it)).collect();
        Self { own, whole: whole(place) }
    }

    /// Of the overview of all sources.
    pub(super) fn of_all(place: Place<'_>) -> Self {
        Self { own: Vec::new(), whole: whole(place) }
    }
}

fn whole(place: Place<'_>) -> Vec<Download> {
    let links = place.site().links();
    let file = |it| Some((it, links.bibliography(it)?));
    let files = BibFormat::ALL.into_iter().filter_map(file);
    files.map(|(format, it)| download(place, format, &it)).collect()
}

fn download(place: Place<'_>, format: BibFormat, path: &SitePath) -> Download {
    let href = place.at().href_to(path);
    Download { name: format.name(), href, media_type: format.media_type() }
}

/// A page of the dossier, as a report.
pub(super) fn of_page(place: Place<'_>, page: usize) -> Html {
    Html::new(&(highwire::of_page(place, page) + &jsonld::of_page(place, page)))
}

/// The page of a source, as the source itself.
pub(super) fn of_source(place: Place<'_>, source: &Source) -> Html {
    Html::new(&(highwire::of_source(source) + &jsonld::of_source(place, source)))
}

/// All sources, for the overview of them.
pub(super) fn of_sources(sources: &[Source]) -> Html {
    Html::new(&sources.iter().map(coins::span).collect::<String>())
}

/// The absolute URL of a file of the site, where its address is known.
fn absolute(place: Place<'_>, path: &SitePath) -> Option<String> {
    let base = place.site().edition().settings().base_url.as_deref()?;
    Some(format!("{base}{}", crate::base::path::encode(path.as_str())))
}

/// A date with as much of it as is known: `2024-08-15`.
fn date(date: &Date, between: &str) -> String {
    let point = date.start;
    let narrow = point.month.into_iter().chain(point.day);
    let parts = std::iter::once(format!("{:04}", point.year));
    parts.chain(narrow.map(|it| format!("{it:02}"))).collect::<Vec<_>>().join(between)
}

/// The address of a source on the web.
fn address(source: &Source) -> Option<&str> {
    let url = source.field("URL")?.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")).then_some(url)
}

/// The title of the dossier.
fn title(place: Place<'_>) -> &str {
    let site = place.site();
    let title = site.links().site_title(site.edition(), place.lang());
    title.unwrap_or_else(|| place.word("untitled"))
}
