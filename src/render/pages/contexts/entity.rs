//! `entity.html`: an organisation, a person, a place, a product, a term.

use super::page::PageView;
use super::{Html, Link};
use crate::link::Target;
use crate::model::Relation;
use crate::render::pages::place::Place;
use serde::Serialize;

/// `entity.html`.
#[derive(Debug, Serialize)]
pub(crate) struct EntityContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// What it stands in relation to.
    pub(crate) relations: Vec<RelationView<'a>>,
}

/// A relation to another page.
#[derive(Debug, Serialize)]
pub(crate) struct RelationView<'a> {
    /// The type in words.
    pub(crate) kind: &'a str,
    /// The other page; a title without `href` where it is not in this edition.
    pub(crate) to: Link<'a>,
    /// The kind of the other page in words.
    pub(crate) to_kind: Option<&'a str>,
    /// The citation that supports it.
    pub(crate) source: Option<Html>,
}

impl<'a> EntityContext<'a> {
    /// The page of an entity.
    pub(crate) fn of(place: Place<'a>, page: usize) -> Self {
        let relations = place.face(page).relations.iter();
        let relations = relations.map(|it| relation(place, page, it)).collect();
        Self { page: PageView::with_body(place, page), relations }
    }
}

fn relation<'a>(place: Place<'a>, page: usize, it: &'a Relation) -> RelationView<'a> {
    let word = format!("relation-{}", it.kind);
    let (to, to_kind) = match place.site().links().wiki(page, &it.to.value) {
        Some(Target::Page { page, anchor }) => {
            let face = place.face(page);
            let href = place.href_at(page, anchor.as_deref());
            let to = Link { title: face.title.as_str().into(), href };
            (to, Some(place.kind(face.kind.name())))
        }
        _ => (Link { title: it.to.value.as_str().into(), href: String::new() }, None),
    };
    let source = it.source.as_ref().map(|node| {
        let own = place.site().links().path(page) == place.at();
        let writer = place.writer();
        Html::new(&if own {
            writer.part(page, &[node])
        } else {
            writer.fragment(page, std::slice::from_ref(node), place.at())
        })
    });
    let kind = place.known_word(&word).unwrap_or(&it.kind);
    RelationView { kind, to, to_kind, source }
}
