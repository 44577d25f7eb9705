//! What pages describe, as objects: organisations and persons as identities, products as
//! tools, places as locations. `extra: {stix: {type: malware, is_family: true}}` in the
//! front matter says more; no object is made of what the dossier does not say.

use super::maker::Maker;
use super::object::Object;
use crate::model::{Face, PageId, PageKind};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The objects of an edition; a page in several languages is one.
pub(super) struct Entities {
    objects: BTreeMap<PageId, Object>,
    pages: Vec<PageId>,
}

/// The types that a page can be, and the properties that front matter can set: text or
/// lists of texts, numbers, switches.
const TYPES: [(&str, &[&str]); 10] = [
    ("attack-pattern", &[]),
    ("campaign", &["objective", "first_seen", "last_seen"]),
    ("course-of-action", &[]),
    ("identity", &["identity_class", "sectors", "roles"]),
    ("infrastructure", &["infrastructure_types"]),
    ("intrusion-set", &["goals", "resource_level", "primary_motivation"]),
    (
        "location",
        &["country", "region", "administrative_area", "city", "latitude", "longitude"],
    ),
    ("malware", &["is_family", "malware_types", "capabilities"]),
    (
        "threat-actor",
        &["threat_actor_types", "sophistication", "resource_level", "roles"],
    ),
    ("tool", &["tool_types", "tool_version"]),
];
/// The types that have other names.
const ALIASED: [&str; 7] = [
    "attack-pattern",
    "campaign",
    "infrastructure",
    "intrusion-set",
    "malware",
    "threat-actor",
    "tool",
];

impl Entities {
    /// Finds them; of several languages the main one tells.
    pub(super) fn of(maker: &Maker<'_>) -> Self {
        let main = &maker.edition.settings().language;
        let mut objects: BTreeMap<PageId, Object> = BTreeMap::new();
        let pages = maker.edition.pages().iter().enumerate();
        let (own, other): (Vec<_>, Vec<_>) =
            pages.partition(|(_, it)| it.face.lang == *main);
        for (page, it) in own.into_iter().chain(other) {
            let id = &it.face.id;
            match objects.get_mut(id) {
                Some(known) => known.mark(known.marking().max(it.face.marking)),
                None => objects.extend(entity(maker, page).map(|it| (id.clone(), it))),
            }
        }
        let pages = maker.edition.pages().iter().map(|it| it.face.id.clone()).collect();
        Self { objects, pages }
    }

    /// The objects, in the order of the ids of their pages.
    pub(super) fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.values()
    }

    /// What a page describes.
    pub(super) fn of_page(&self, page: usize) -> Option<&Object> {
        self.objects.get(self.pages.get(page)?)
    }

    /// Which page tells of which object: its own first, then what it names.
    pub(super) fn told(&self, maker: &Maker<'_>) -> Vec<(usize, String)> {
        let mut told = Vec::new();
        for page in 0..self.pages.len() {
            let Some(object) = self.of_page(page) else { continue };
            told.push((page, object.id().to_owned()));
        }
        for page in 0..self.pages.len() {
            let Some(object) = self.of_page(page) else { continue };
            let naming = maker.links.backlinks(page).iter();
            told.extend(naming.map(|it| (it.from, object.id().to_owned())));
        }
        told
    }
}

fn entity(maker: &Maker<'_>, page: usize) -> Option<Object> {
    let face = maker.face(page);
    let empty = Map::new();
    let written = face.extra.get("stix").and_then(Value::as_object).unwrap_or(&empty);
    let kind =
        written.get("type").and_then(Value::as_str).or_else(|| kind(&face.kind))?;
    let (kind, allowed) = *TYPES.iter().find(|(it, _)| *it == kind)?;
    let is_located =
        ["country", "region", "latitude"].iter().any(|it| written.contains_key(*it));
    if kind == "location" && !is_located {
        return None;
    }
    let mut object = maker.object(kind, face.id.as_str(), Some(face));
    object.put("name", Some(face.title.as_str()));
    object.put("description", face.summary.as_deref());
    object.put("identity_class", class(kind, face));
    object.put("is_family", (kind == "malware").then_some(true));
    for key in allowed {
        object.put(key, written.get(*key).cloned());
    }
    if ALIASED.contains(&kind) {
        object.list(
            "aliases",
            face.aliases.iter().map(|it| it.value.as_str().into()).collect(),
        );
    }
    object.list("labels", face.tags.iter().map(|it| it.as_str().into()).collect());
    object.list("external_references", vec![maker.place(page, "")]);
    object.mark(face.described_marking());
    Some(object)
}

/// The type of what a kind of page describes; a kind of `book.toml` may be named like one.
fn kind(kind: &PageKind) -> Option<&str> {
    match kind {
        PageKind::Organisation | PageKind::Person => Some("identity"),
        PageKind::Place => Some("location"),
        PageKind::Product => Some("tool"),
        PageKind::Custom(name) => Some(name),
        _ => None,
    }
}

fn class(kind: &str, face: &Face) -> Option<&'static str> {
    let class = match face.kind {
        PageKind::Person => "individual",
        PageKind::Organisation => "organization",
        _ => "unspecified",
    };
    (kind == "identity").then_some(class)
}
