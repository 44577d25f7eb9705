//! A relation as a row of a table: who, in what way, whom, on which source.

use crate::link::Target;
use crate::model::Relation;
use crate::render::label::Label;
use crate::render::pages::contexts::{Html, Link};
use crate::render::pages::place::Place;
use serde::Serialize;
use std::borrow::Cow;

/// A relation between two pages.
#[derive(Debug, Serialize)]
pub(crate) struct RelationRow<'a> {
    /// Who: the page that tells of it.
    pub(crate) from: Link<'a>,
    /// The kind of that page in words.
    pub(crate) from_kind: &'a str,
    /// The type in words.
    pub(crate) kind: Cow<'a, str>,
    /// Whom; a title without `href` where it is not in this edition.
    pub(crate) to: Link<'a>,
    /// The kind of the other page in words.
    pub(crate) to_kind: Option<&'a str>,
    /// The citation that supports it.
    pub(crate) source: Option<Html>,
    /// Its own marking.
    pub(crate) marking: Option<Label>,
}

/// The relations that readers of a language see, each with the page that tells it: of a
/// page in several languages, one.
pub(super) fn told(place: Place<'_>) -> Vec<(usize, &Relation)> {
    let faces = place.site().edition().pages().iter().map(|it| &it.face);
    let shown = faces.enumerate().filter(|(at, _)| place.shows(*at));
    let told = shown.flat_map(|(at, it)| it.relations.iter().map(move |one| (at, one)));
    told.collect()
}

/// Words a relation that a page tells.
pub(crate) fn row<'a>(
    place: Place<'a>,
    page: usize,
    it: &'a Relation,
) -> RelationRow<'a> {
    let face = place.face(page);
    let (to, to_kind) = match place.site().links().wiki(page, &it.to.value) {
        Some(Target::Page { page, anchor }) => {
            let (page, anchor) = place.seen(page, anchor);
            let to = place.link_at(page, anchor.as_deref());
            (to, Some(place.kind(place.face(page).kind.name())))
        }
        _ => (Link::plain(it.to.value.as_str(), String::new()), None),
    };
    let source = it.source.as_ref().map(|node| {
        place.mark_always(place.site().edition().marking_of(page, [node]));
        let own = place.site().links().path(page) == place.at();
        let writer = place.writer();
        Html::new(&if own {
            writer.part(page, &[node])
        } else {
            writer.fragment(page, std::slice::from_ref(node), place.at())
        })
    });
    RelationRow {
        from: place.link(page),
        from_kind: place.kind(face.kind.name()),
        kind: kind(place, &it.kind),
        to,
        to_kind,
        source,
        marking: place.mark_always(it.marking),
    }
}

/// A type in words; one that the theme has no word for as it was written, without hyphens.
pub(crate) fn kind<'a>(place: Place<'a>, name: &'a str) -> Cow<'a, str> {
    let known = place.known_word(&format!("relation-{name}"));
    known.map_or_else(|| name.replace('-', " ").into(), Cow::from)
}
