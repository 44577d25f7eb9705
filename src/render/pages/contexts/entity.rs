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
    /// Its other names.
    pub(crate) names: Vec<Name<'a>>,
    /// The dated events that mention it, oldest first.
    pub(crate) events: Vec<EventView<'a>>,
    /// The relations that it tells of itself.
    pub(crate) relations: Vec<RelationRow<'a>>,
    /// The relations that pages of its language tell to it.
    pub(crate) related: Vec<RelationRow<'a>>,
    /// The page of all relations.
    pub(crate) all_relations: Option<String>,
}

/// Another name of an entity.
#[derive(Debug, Serialize)]
pub(crate) struct Name<'a> {
    /// The name.
    pub(crate) text: &'a str,
    /// Its language, where its script tells that.
    pub(crate) lang: Option<&'static str>,
}

impl<'a> Name<'a> {
    fn of(text: &'a str) -> Self {
        let is_han = |it: char| matches!(it, '\u{3400}'..='\u{9fff}');
        let is_other =
            |it: char| matches!(it, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}');
        let is_chinese = text.contains(is_han) && !text.contains(is_other);
        Self { text, lang: is_chinese.then_some("zh") }
    }
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
        let names = place.face(page).aliases.iter().map(|it| Name::of(&it.value));
        Self {
            names: names.collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_chinese_characters_says_so() {
        let lang = |it| Name::of(it).lang;
        assert_eq!(
            ["安洵信息", "i-Soon 安洵", "i-Soon", "アンシュン 安洵"].map(lang),
            [Some("zh"), Some("zh"), None, None]
        );
    }
}
