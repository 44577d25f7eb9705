//! `sources.html`: all sources by type, with plain lists by year, outlet, language, grade
//! and what was consulted. The theme's script filters the first list.

use super::evidence::SourceAt;
use super::meta::{self, Takeaway};
use super::outlets::Outlets;
use super::page::PageView;
use super::{Count, Html, Link};
use crate::model::{Seen, Source};
use crate::render::pages::place::Place;
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
    pub(crate) kinds: Vec<Shelf<SourceAt>>,
    /// The sources by month and outlet, drawn and in numbers.
    pub(crate) published: Option<Outlets>,
    /// The sources by year, newest first.
    pub(crate) years: Vec<Shelf<Link<'a>>>,
    /// The sources by outlet.
    pub(crate) outlets: Vec<Shelf<Link<'a>>>,
    /// The sources by language.
    pub(crate) languages: Vec<Shelf<Link<'a>>>,
    /// The sources by grade, best first.
    pub(crate) grades: Vec<Shelf<Link<'a>>>,
    /// The sources by what was consulted.
    pub(crate) seen: Vec<Shelf<Link<'a>>>,
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
        let view = match page {
            Some(page) => PageView::with_body(place, page),
            None => PageView::generated(place, "sources", place.word("sources"), None),
        };
        let mut dated: Vec<&Source> = sources.iter().collect();
        // What has no date comes last.
        dated.sort_by_key(|it| (it.issued.is_none(), it.issued, &it.id));
        let kind = |it: &Source| Some(it.kind.clone());
        let mut kinds = shelves(&dated, kind, |it| place.source_at(&it.id));
        kinds.sort_by_key(|it| std::cmp::Reverse(it.items.len()));
        for shelf in &mut kinds {
            if let Some(many) = place.known_word(&format!("csls-{}", shelf.name)) {
                many.clone_into(&mut shelf.name);
            }
        }
        let link = |it: &'a Source| {
            let href = place.source_href(&it.id);
            let marking = place.mark(it.evidence.marking);
            let lang = it.field("language").filter(|it| *it != place.lang());
            Some(Link { title: it.title.as_str().into(), href, lang, marking })
        };
        let year = |it: &Source| Some(it.issued?.start.year.to_string());
        let outlet = |it: &Source| it.outlet().map(Into::into);
        let language =
            |it: &'a Source| Some(place.language(it.field("language")?).into());
        let grade = |it: &Source| it.evidence.grade.clone();
        let seen = |it: &Source| {
            let view = super::evidence::SeenView::of(it.evidence.seen?, place.words());
            Some(view.word.to_owned())
        };
        let mut years = shelves(&dated, year, link);
        years.reverse();
        Self {
            page: PageView {
                takeaway: Takeaway::of_all(place),
                metadata: Html::new(""),
                coins: meta::of_sources(sources),
                has_pictures: true,
                ..view
            },
            total: sources.len(),
            states: states(place, sources),
            kinds,
            published: Outlets::of(place, sources),
            years,
            outlets: shelves(&dated, outlet, link),
            languages: shelves(&dated, language, link),
            grades: shelves(&dated, grade, link),
            seen: shelves(&dated, seen, link),
        }
    }
}

fn shelves<'a, T>(
    sources: &[&'a Source],
    name: impl Fn(&'a Source) -> Option<String>,
    item: impl Fn(&'a Source) -> Option<T>,
) -> Vec<Shelf<T>> {
    let mut shelves: BTreeMap<String, (String, Vec<T>)> = BTreeMap::new();
    for source in sources {
        if let Some(name) = name(source) {
            let entry = shelves.entry(name.to_lowercase());
            entry.or_insert((name, Vec::new())).1.extend(item(source));
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
        name: super::evidence::SeenView::of(seen, place.words()).word.to_owned(),
        count: sources.iter().filter(|it| it.evidence.seen == Some(seen)).count(),
    };
    Seen::ALL.map(count).into_iter().filter(|it| it.count > 0).collect()
}
