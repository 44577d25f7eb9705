//! `sources.html`: all sources by type, with plain lists by year, outlet and grade.

use super::evidence::SourceView;
use super::page::PageView;
use super::{Count, DateView, Link};
use crate::model::{Seen, Source};
use crate::render::pages::place::{Place, highest};
use serde::Serialize;
use std::collections::BTreeMap;

/// `sources.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SourcesContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// How many sources there are.
    pub(crate) total: usize,
    /// How many of them were seen in which state, best first.
    pub(crate) states: Vec<Count>,
    /// The sources by type, the largest group first.
    pub(crate) kinds: Vec<Shelf<SourceView<'a>>>,
    /// The sources by year, newest first.
    pub(crate) years: Vec<Shelf<Link<'a>>>,
    /// The sources by outlet.
    pub(crate) outlets: Vec<Shelf<Link<'a>>>,
    /// The sources by grade, best first.
    pub(crate) grades: Vec<Shelf<Link<'a>>>,
}

/// Sources that have something in common.
#[derive(Debug, Serialize)]
pub(crate) struct Shelf<T> {
    /// What they have in common, in words.
    pub(crate) name: String,
    /// For `id`.
    pub(crate) anchor: String,
    /// The sources.
    pub(crate) items: Vec<T>,
}

impl<'a> SourcesContext<'a> {
    /// The overview of all sources; a page of the dossier may introduce it.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let sources = place.site().edition().sources();
        let marking = highest(sources.iter().map(|it| it.evidence.marking));
        let marking = marking.max(place.site().marking());
        let view = match page {
            Some(page) => PageView::with_body(place, page),
            None => PageView::generated(place, "sources", place.word("sources"), marking),
        };
        let mut kinds =
            shelves(sources, |it| Some(it.kind.clone()), |it| SourceView::of(it, place));
        kinds.sort_by_key(|it| std::cmp::Reverse(it.items.len()));
        for shelf in &mut kinds {
            shelf.items.sort_by(|a, b| by_date(a).cmp(&by_date(b)));
            if let Some(many) = place.known_word(&format!("csls-{}", shelf.name)) {
                many.clone_into(&mut shelf.name);
            }
        }
        let link = |it: &'a Source| Link {
            title: it.title.as_str().into(),
            href: place.source_href(&it.id),
        };
        let year = |it: &Source| Some(it.issued?.start.year.to_string());
        let outlet = |it: &Source| super::evidence::outlet(it).map(Into::into);
        let grade = |it: &Source| it.evidence.grade.clone();
        let mut years = shelves(sources, year, link);
        years.reverse();
        Self {
            page: view,
            total: sources.len(),
            states: states(place, sources),
            kinds,
            years,
            outlets: shelves(sources, outlet, link),
            grades: shelves(sources, grade, link),
        }
    }
}

/// What has no date comes last.
fn by_date<'v>(view: &'v SourceView<'_>) -> (bool, &'v str, &'v str) {
    let date = view.date.as_ref().map(|it: &DateView| it.iso.as_str());
    (date.is_none(), date.unwrap_or_default(), view.key)
}

fn shelves<'a, T>(
    sources: &'a [Source],
    name: impl Fn(&Source) -> Option<String>,
    item: impl Fn(&'a Source) -> T,
) -> Vec<Shelf<T>> {
    let mut shelves: BTreeMap<String, (String, Vec<T>)> = BTreeMap::new();
    for source in sources {
        if let Some(name) = name(source) {
            let entry = shelves.entry(name.to_lowercase());
            entry.or_insert((name, Vec::new())).1.push(item(source));
        }
    }
    let shelf = |(_, (name, items)): (String, (String, Vec<T>))| {
        let anchor = format!("list-{}", crate::base::text::slug(&name));
        Shelf { name, anchor, items }
    };
    shelves.into_iter().map(shelf).collect()
}

fn states(place: Place<'_>, sources: &[Source]) -> Vec<Count> {
    let count = |seen: Seen| Count {
        name: super::evidence::SeenView::of(seen, place).word.to_owned(),
        count: sources.iter().filter(|it| it.evidence.seen == Some(seen)).count(),
    };
    Seen::ALL.map(count).into_iter().filter(|it| it.count > 0).collect()
}
