//! Relations between pages as relationships between the objects that they tell of.

use super::OfPage;
use super::entity::Entities;
use super::maker::Maker;
use super::reference;
use crate::link::Target;
use crate::model::node::Kind;
use crate::model::{CiteItem, Relation};
use std::collections::BTreeSet;

/// The relationships whose two ends are objects; one that several languages tell is told
/// once.
pub(super) fn relations(maker: &Maker<'_>, entities: &Entities) -> Vec<OfPage> {
    let mut known = BTreeSet::new();
    let mut relations = Vec::new();
    for (page, it) in maker.edition.pages().iter().enumerate() {
        for relation in &it.face.relations {
            let made = relationship(maker, entities, page, relation);
            relations.extend(made.filter(|(_, it)| known.insert(it.id().to_owned())));
        }
    }
    relations
}

fn relationship(
    maker: &Maker<'_>,
    entities: &Entities,
    page: usize,
    relation: &Relation,
) -> Option<OfPage> {
    let Target::Page { page: to, .. } = maker.links.wiki(page, &relation.to.value)?
    else {
        return None;
    };
    let (source, target) = (entities.of_page(page)?, entities.of_page(to)?);
    if source.id() == target.id() {
        return None;
    }
    let kind = kind(&relation.kind);
    let face = maker.face(page);
    let name = format!("{}\n{kind}\n{}", source.id(), target.id());
    let mut made = maker.object("relationship", &name, Some(face));
    made.put("relationship_type", Some(kind));
    made.put("source_ref", Some(source.id()));
    made.put("target_ref", Some(target.id()));
    let items =
        items(relation).map(|it| (&*it.key, it.pinpoint(&face.lang).unwrap_or_default()));
    let (cited, marking) = reference::sources(maker, &face.lang, items);
    made.list("external_references", cited);
    let ends = source.marking().max(target.marking());
    made.mark(relation.marking.max(face.marking).max(ends).max(marking));
    Some((page, made))
}

fn items(relation: &Relation) -> impl Iterator<Item = &CiteItem> {
    let cluster = relation.source.as_ref().and_then(|it| match &it.kind {
        Kind::Cite(cluster) => Some(&cluster.items),
        _ => None,
    });
    cluster.into_iter().flatten()
}

/// The type in the letters that STIX allows; where STIX has a word for it, that.
fn kind(kind: &str) -> String {
    match kind {
        "located-in" => "located-at".to_owned(),
        kind => {
            let letter = |c: char| {
                let c = c.to_ascii_lowercase();
                if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' }
            };
            let kind: String = kind.chars().map(letter).collect();
            let kind = kind.trim_matches('-');
            if kind.is_empty() { "related-to".to_owned() } else { kind.to_owned() }
        }
    }
}
