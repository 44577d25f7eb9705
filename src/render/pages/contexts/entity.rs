//! `entity.html`: an organisation, a person, a place, a product, a term.

use super::page::PageView;
use super::relations::{RelationRow, row};
use super::timeline::{EventView, view};
use crate::render::pages::place::Place;
use serde::Serialize;

/// `entity.html`.
#[derive(Debug, Serialize)]
pub(crate) struct EntityContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The dated events that mention it, oldest first.
    pub(crate) events: Vec<EventView<'a>>,
    /// The relations that it tells of itself.
    pub(crate) relations: Vec<RelationRow<'a>>,
    /// The relations that pages of its language tell to it.
    pub(crate) related: Vec<RelationRow<'a>>,
    /// The page of all relations.
    pub(crate) all_relations: Option<String>,
}

impl<'a> EntityContext<'a> {
    /// The page of an entity.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let relations = place.face(page).relations.iter();
        let relations: Vec<_> = relations.map(|it| row(place, page, it)).collect();
        let related = place.ties().related(page).iter();
        let related: Vec<_> = related.map(|(from, it)| row(place, *from, it)).collect();
        let has_any = !relations.is_empty() || !related.is_empty();
        let all = place.generated("relations").filter(|_| has_any);
        let all_relations = all.map(|it| place.at().href_to(it));
        Self {
            events: events(place, page),
            page: PageView::with_body(place, page),
            relations,
            related,
            all_relations,
        }
    }
}

fn events(place: Place<'_>, page: usize) -> Vec<EventView<'_>> {
    let mut events = place.ties().events_of(page);
    events.sort_by_key(|it| (it.date.is_none(), it.date));
    events.into_iter().map(|it| view(place, it, false)).collect()
}
