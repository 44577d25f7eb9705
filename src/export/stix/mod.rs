//! A bundle of STIX 2.1 (OASIS standard, 10 June 2021), as platforms for threat
//! intelligence read it: pages as reports, claims as notes, disputes as opinions, what the
//! dossier tells of as objects. Same edition, same bytes: ids are UUIDs of version 5, times
//! come from the pages or from whoever asks.

mod entity;
mod maker;
mod marking;
mod note;
mod object;
mod opinion;
mod reference;
mod relation;
mod report;
mod time;

use crate::cite::References;
use crate::link::Links;
use crate::redact::Edition;
use entity::Entities;
use maker::Maker;
use object::Object;
use serde_json::{Value, json};

/// The bundle of an edition, as JSON. `epoch` is the time of the last change in seconds
/// since 1970; without it that is the newest date of a page.
pub fn stix(
    edition: &Edition,
    links: &Links,
    references: &References,
    epoch: Option<i64>,
) -> String {
    let maker = Maker::of(edition, links, references, epoch);
    let entities = Entities::of(&maker);
    let mut objects = vec![maker.author()];
    objects.extend(entities.objects().cloned());
    let relations = relation::relations(&maker, &entities);
    let notes = note::notes(&maker);
    let opinions = opinion::opinions(&maker);
    let parts = report::Parts {
        entities: &entities,
        relations: &relations,
        notes: &notes,
        opinions: &opinions,
    };
    let reports = report::reports(&maker, &parts);
    objects.extend([relations, notes, opinions].into_iter().flatten().map(|(_, it)| it));
    objects.extend(reports);
    let bundle = json!({
        "type": "bundle",
        "id": maker.id("bundle", ""),
        "objects": marked(objects),
    });
    // Text, numbers and lists of them always have a JSON form.
    serde_json::to_string_pretty(&bundle).unwrap_or_default() + "\n"
}

/// The objects, the markings that they refer to before them.
fn marked(objects: Vec<Object>) -> Vec<Value> {
    let used = objects.iter().filter_map(Object::marking).collect();
    let markings = marking::definitions(&used).into_iter();
    markings.chain(objects.into_iter().map(Object::into_value)).collect()
}

/// An object that a page of the dossier tells of.
type OfPage = (usize, Object);
