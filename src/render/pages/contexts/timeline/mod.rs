//! `timeline.html`: the dated events of all pages. Where a page of the dossier introduces
//! it, its headings are the periods, and its events are lifted into the list.

mod picture;
mod precision;

use super::page::PageView;
use super::{DateView, Html, Link};
use crate::diag::Span;
use crate::model::Node;
use crate::model::node::Kind;
use crate::model::sections::Sections;
use crate::render::chart::Moment;
use crate::render::label::Label;
use crate::render::pages::place::{Place, fragment};
use crate::render::pages::ties::{Event, is_event};
use picture::{Picture, is_announced, moment};
use precision::{Tally, precision, spans};
use serde::Serialize;
use std::collections::BTreeSet;

/// `timeline.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TimelineContext<'a> {
    /// The page; its body stands in `periods` and `notes`.
    pub(crate) page: PageView<'a>,
    /// The periods in the order of the page; one without a text if there is no page.
    pub(crate) periods: Vec<Period<'a>>,
    /// The footnotes of the page.
    pub(crate) notes: Html,
    /// How many events there are.
    pub(crate) total: usize,
    /// The years, oldest first.
    pub(crate) spans: Vec<Tally>,
    /// The events drawn; empty where no event has a date.
    pub(crate) picture: Option<Picture>,
}

/// A section of the timeline.
#[derive(Debug, Serialize)]
pub(crate) struct Period<'a> {
    /// The heading and the text below it, without its events.
    pub(crate) body: Html,
    /// Its events by year, oldest first.
    pub(crate) years: Vec<Year<'a>>,
}

/// A year with its events.
#[derive(Debug, Serialize)]
pub(crate) struct Year<'a> {
    /// The year; empty for events whose date cannot be read.
    pub(crate) name: String,
    /// For `id`, at the first place where the year comes up.
    pub(crate) anchor: Option<String>,
    /// The events, oldest first.
    pub(crate) events: Vec<EventView<'a>>,
}

/// An event.
#[derive(Debug, Serialize)]
pub(crate) struct EventView<'a> {
    /// Its id on the page: its author's, or one of the list.
    pub(crate) id: String,
    /// When.
    pub(crate) date: Option<DateView>,
    /// How precise the date is, in words, where it is no day that is known for sure.
    pub(crate) precision: Vec<&'a str>,
    /// The date as it was written, where it cannot be read.
    pub(crate) date_words: Option<&'a str>,
    /// What happened.
    pub(crate) body: Html,
    /// The page that it stands on, if that is another one.
    pub(crate) from: Option<Link<'a>>,
    /// Its label.
    pub(crate) marking: Option<Label>,
    /// What is drawn of it, on the timeline itself.
    #[serde(skip)]
    moment: Option<Moment>,
}

/// A section of the page, before it is written.
#[derive(Default)]
struct Draft<'a> {
    nodes: Vec<&'a Node>,
    events: Vec<(Event<'a>, bool)>,
}

impl<'a> TimelineContext<'a> {
    /// The timeline of a language.
    pub(crate) fn of(place: Place<'a>, page: Option<usize>) -> Self {
        let mut drafts = match page {
            Some(page) => drafts(place, page),
            None => vec![Draft::default()],
        };
        let events = place.ties().events().iter();
        let events: Vec<Event<'a>> = events.copied().collect();
        adopt(&mut drafts, page, &events);
        let view = match page {
            Some(page) => PageView::of(place, page),
            None => PageView::generated(place, "timeline", place.word("timeline"), None),
        };
        let write = |nodes: &[&Node]| match page {
            Some(page) if !nodes.is_empty() => place.writer().part(page, nodes),
            _ => String::new(),
        };
        let notes = page.map(|it| place.writer().endnotes(it)).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let periods = drafts.into_iter().map(|draft| Period {
            body: Html::new(&write(&draft.nodes)),
            years: years(place, draft.events, &mut seen),
        });
        let mut periods: Vec<Period<'a>> = periods.collect();
        let moments = number(&mut periods);
        Self {
            page: view.with_pictures(),
            periods,
            notes: Html::new(&notes),
            total: events.len(),
            picture: Picture::of(place, moments),
            spans: spans(&events),
        }
    }
}

/// The sections of the page, its events taken out.
fn drafts(place: Place<'_>, page: usize) -> Vec<Draft<'_>> {
    let mut drafts = vec![Draft::default()];
    let mut sections = Sections::default();
    for node in &place.site().edition().pages()[page].body.nodes {
        let section = sections.enter(node);
        if matches!(node.kind, Kind::Heading(_)) {
            drafts.push(Draft::default());
        }
        let Some(draft) = drafts.last_mut() else { continue };
        if is_event(node) {
            let date = node.get("date").and_then(|it| it.parse().ok());
            let marking = place.site().edition().marking_of(page, [node]).max(section);
            let marking = marking.max(place.face(page).marking);
            let event = Event { page, node: Some(node), date, marking };
            draft.events.push((event, true));
        } else {
            draft.nodes.push(node);
        }
    }
    drafts
}

/// Puts every event that was not lifted into the last period that begins before it.
fn adopt<'a>(drafts: &mut [Draft<'a>], page: Option<usize>, events: &[Event<'a>]) {
    let own = drafts.iter().flat_map(|it| &it.events).filter_map(|(it, _)| it.node);
    let own: BTreeSet<Span> = own.map(|it| it.span).collect();
    let lifted = |it: &Event<'a>| {
        Some(it.page) == page && it.node.is_some_and(|it| own.contains(&it.span))
    };
    let firsts: Vec<_> = drafts.iter().map(first).collect();
    for event in events.iter().filter(|it| !lifted(it)) {
        let date = event.date.map(|it| it.start.key());
        let begun = |first: &Option<_>| {
            first.is_some_and(|first| date.is_none_or(|date| first <= date))
        };
        let at = firsts.iter().rposition(begun);
        let at = at.or_else(|| firsts.iter().position(Option::is_some));
        let at = at.unwrap_or(drafts.len().saturating_sub(1));
        if let Some(draft) = drafts.get_mut(at) {
            draft.events.push((*event, false));
        }
    }
}

/// When the first event of a section happened.
fn first(draft: &Draft<'_>) -> Option<(u16, u8, u8)> {
    draft.events.iter().filter_map(|(it, _)| Some(it.date?.start.key())).min()
}

fn years<'a>(
    place: Place<'a>,
    mut events: Vec<(Event<'a>, bool)>,
    seen: &mut BTreeSet<String>,
) -> Vec<Year<'a>> {
    // What is less precise comes first.
    events.sort_by_key(|(it, _)| (it.date.is_none(), it.date));
    let mut years: Vec<Year<'a>> = Vec::new();
    for (event, is_own) in events {
        let name = event.date.map(|it| it.start.year.to_string()).unwrap_or_default();
        let mut view = view(place, event, is_own);
        let label = view.marking.as_ref();
        view.moment = event.date.map(|it| moment(place, event, it, label));
        match years.last_mut() {
            Some(year) if year.name == name => year.events.push(view),
            _ => {
                let is_first = !name.is_empty() && seen.insert(name.clone());
                let anchor = is_first.then(|| format!("d-year-{name}"));
                years.push(Year { name, anchor, events: vec![view] });
            }
        }
    }
    years
}

/// Gives every event without an id of its own one by which the drawing finds it; returns
/// what is drawn.
fn number(periods: &mut [Period<'_>]) -> Vec<Moment> {
    let years = periods.iter_mut().flat_map(|it| &mut it.years);
    let mut moments = Vec::new();
    for (at, event) in years.flat_map(|it| &mut it.events).enumerate() {
        if event.id.is_empty() {
            event.id = format!("d-event-{}", at + 1);
        }
        let href = format!("#{}", fragment(&event.id));
        moments.extend(event.moment.take().map(|it| Moment { href, ..it }));
    }
    moments
}

/// An event; where it stands on the page that is written, `is_own`.
pub(in crate::render::pages::contexts) fn view<'a>(
    place: Place<'a>,
    event: Event<'a>,
    is_own: bool,
) -> EventView<'a> {
    let links = place.site().links();
    let announced = is_announced(place, event);
    let id = event.node.and_then(|it| links.id_of(event.page, it));
    let body = match event.node {
        Some(node) if is_own => {
            let nodes: Vec<&Node> = node.children.iter().collect();
            Html::new(&place.writer().part(event.page, &nodes))
        }
        Some(node) => {
            Html::new(&place.writer().fragment(event.page, &node.children, place.at()))
        }
        None => {
            let said = place.summary(event.page).0;
            Html::of_text(said.unwrap_or_else(|| place.title(event.page)))
        }
    };
    let from = (!is_own).then(|| place.link_at(event.page, id));
    let label = place.mark(event.marking);
    EventView {
        moment: None,
        id: id.filter(|_| is_own).map(str::to_owned).unwrap_or_default(),
        date: event.date.map(|it| DateView::of(&it, announced, place.lang())),
        precision: event.date.map(|it| precision(place, &it)).unwrap_or_default(),
        date_words: event
            .node
            .and_then(|it| it.get("date"))
            .filter(|_| event.date.is_none()),
        body,
        from,
        marking: label,
    }
}
