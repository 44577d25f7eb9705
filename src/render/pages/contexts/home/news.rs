//! What is new: the latest events, and the latest pages that have a date.

use crate::model::{Date, PageKind};
use crate::render::label::Label;
use crate::render::pages::contexts::timeline::view;
use crate::render::pages::contexts::{DateView, Html, Link};
use crate::render::pages::place::Place;
use crate::render::pages::ties::Event;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many of them are shown.
const SHOWN: usize = 6;

/// Something that happened or appeared.
#[derive(Debug, Serialize)]
pub(crate) struct News<'a> {
    /// When.
    pub(crate) date: DateView,
    /// What happened; `None` for a page.
    pub(crate) event: Option<Html>,
    /// The page, or the place where the event stands.
    pub(crate) link: Link<'a>,
    /// The kind of the page in words.
    pub(crate) kind_name: &'a str,
    /// The label of the event; that of a page is in the link.
    pub(crate) marking: Option<Label>,
}

#[derive(Clone, Copy)]
enum Item<'a> {
    Event(Event<'a>),
    Page(usize),
}

/// The latest first.
pub(super) fn news(place: Place<'_>) -> Vec<News<'_>> {
    let mut items: Vec<(Date, Item<'_>)> = events(place);
    // What appeared on the day of an event tells of that event.
    let days: BTreeSet<Date> = items.iter().map(|it| it.0).collect();
    items.extend(pages(place).filter(|it| !days.contains(&it.0)));
    items.sort_by_key(|it| Reverse(it.0));
    items.into_iter().take(SHOWN).filter_map(|(date, it)| show(place, date, it)).collect()
}

fn events(place: Place<'_>) -> Vec<(Date, Item<'_>)> {
    let all = place.ties().events().iter();
    all.filter_map(|it| Some((it.date?, Item::Event(*it)))).collect()
}

/// Pages that report something, as readers of this language see them.
fn pages(place: Place<'_>) -> impl Iterator<Item = (Date, Item<'_>)> {
    let order = place.site().links().order(place.lang()).iter().copied();
    let reports = order.filter(move |it| {
        let face = place.face(*it);
        let kinds = [PageKind::Press, PageKind::Analysis, PageKind::ReportPart];
        face.listed && kinds.contains(&face.kind)
    });
    reports.filter_map(move |it| Some((place.site().edition().date(it)?, Item::Page(it))))
}

fn show<'a>(place: Place<'a>, date: Date, item: Item<'a>) -> Option<News<'a>> {
    let page = match item {
        Item::Event(it) => it.page,
        Item::Page(it) => it,
    };
    let face = place.face(page);
    let date = DateView::of(&date, face.announced, place.lang());
    let kind_name = place.kind(face.kind.name());
    Some(match item {
        Item::Page(_) => {
            News { date, event: None, link: place.link(page), kind_name, marking: None }
        }
        Item::Event(event) => {
            let view = view(place, event, false);
            let (event, link) = (Some(view.body), view.from?);
            News { date: view.date?, event, link, kind_name, marking: view.marking }
        }
    })
}
