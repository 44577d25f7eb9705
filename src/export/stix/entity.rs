//! What pages describe, as objects: organisations and persons as identities, products as
//! tools, places as locations. `extra: {stix: {type: malware, is_family: true}}` in the
//! front matter says more; no object is made of what the dossier does not say.

use super::maker::Maker;
use super::object::Object;
use super::time::Moment;
use crate::model::stix::{self, REFERENCE, TIMES};
use crate::model::{Date, Face, PageId, PageKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The objects of an edition; a page in several languages is one.
pub(super) struct Entities {
    objects: BTreeMap<PageId, Object>,
    pages: Vec<PageId>,
}

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
    let (kind, allowed) = stix::of(kind)?;
    let is_located =
        ["country", "region", "latitude"].iter().any(|it| written.contains_key(*it));
    let is_there =
        |key: &&str| written.get(*key).and_then(|it| property(key, it)).is_some();
    let is_whole = stix::required(kind).iter().all(is_there);
    if kind == "location" && !is_located || !is_whole {
        return None;
    }
    let mut object = maker.object(kind, face.id.as_str(), Some(face));
    object.put("name", Some(face.title.as_str()));
    object.put("description", face.summary.as_deref());
    object.put("identity_class", class(kind, face));
    object.put("is_family", (kind == "malware").then_some(true));
    for key in allowed {
        object.put(key, written.get(*key).and_then(|it| property(key, it)));
    }
    if ALIASED.contains(&kind) {
        object.list(
            "aliases",
            face.aliases.iter().map(|it| it.value.as_str().into()).collect(),
        );
    }
    object.list("labels", face.tags.iter().map(|it| it.as_str().into()).collect());
    let own = std::iter::once(maker.place(page, ""));
    object.list(
        "external_references",
        references(kind, face, written).chain(own).collect(),
    );
    object.mark(face.described_marking());
    Some(object)
}

/// The value of a property; dates become moments, the last of a date where something ends.
fn property(key: &str, value: &Value) -> Option<Value> {
    if !TIMES.contains(&key) {
        return Some(value.clone());
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if stix::is_moment(text.trim()) {
        return Some(text.trim().into());
    }
    let date: Date = text.trim().parse().ok().filter(|it: &Date| it.open.is_none())?;
    let is_end = matches!(key, "last_seen" | "valid_until");
    let moment = if is_end { Moment::end_of(&date) } else { Moment::of_date(&date) };
    Some(moment.as_str().into())
}

/// What the page says of its object in catalogues: references of its own, and the number of
/// a vulnerability.
fn references(
    kind: &str,
    face: &Face,
    written: &Map<String, Value>,
) -> impl Iterator<Item = Value> {
    let own = written.get("external_references").and_then(Value::as_array);
    let own: Vec<Value> = own.into_iter().flatten().filter_map(reference).collect();
    let names = face.aliases.iter().map(|it| it.value.as_str());
    let names = std::iter::once(face.title.as_str()).chain(names);
    let numbers = names.filter(|it| kind == "vulnerability" && is_number(it));
    let numbers: Vec<Value> = numbers
        .filter(|it| own.iter().all(|own| own["external_id"] != **it))
        .map(|it| json!({ "source_name": "cve", "external_id": it }))
        .collect();
    own.into_iter().chain(numbers)
}

fn reference(written: &Value) -> Option<Value> {
    let text = |key: &str| written.get(key).and_then(Value::as_str);
    let told =
        REFERENCE.iter().filter_map(|it| Some(((*it).to_owned(), text(it)?.into())));
    let told: Map<String, Value> = told.collect();
    (told.contains_key("source_name") && told.len() > 1).then_some(told.into())
}

/// `CVE-2024-1234`.
fn is_number(name: &str) -> bool {
    let mut parts = name.split('-');
    let digits = |it: Option<&str>| {
        it.is_some_and(|it| it.len() >= 4 && it.bytes().all(|it| it.is_ascii_digit()))
    };
    parts.next() == Some("CVE")
        && digits(parts.next())
        && digits(parts.next())
        && parts.next().is_none()
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
