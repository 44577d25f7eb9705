//! What every object is made with: the edition, who made it, when, and the space of its ids.

use super::object::Object;
use super::reference;
use super::time::Moment;
use crate::base::path::encode;
use crate::cite::References;
use crate::link::Links;
use crate::model::Face;
use crate::redact::Edition;
use serde_json::{Value, json};
use uuid::Uuid;

/// Makes objects of one edition.
pub(super) struct Maker<'a> {
    /// What its audience may read.
    pub(super) edition: &'a Edition,
    /// Where everything stands.
    pub(super) links: &'a Links,
    /// What is cited.
    pub(super) references: &'a References,
    namespace: Uuid,
    moment: Moment,
}

impl<'a> Maker<'a> {
    /// Editions of one dossier have ids of their own: their objects tell different things.
    pub(super) fn of(
        edition: &'a Edition,
        links: &'a Links,
        references: &'a References,
        epoch: Option<i64>,
    ) -> Self {
        let settings = edition.settings();
        let place = settings.base_url.as_deref().or(settings.title.as_deref());
        let edition_name = edition.audience().name.as_deref().unwrap_or_default();
        let name = format!("dossier\n{}\n{edition_name}", place.unwrap_or_default());
        let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
        Self { edition, links, references, namespace, moment: Moment::of(edition, epoch) }
    }

    /// The id of an object: `note--…`; always the same for one name.
    pub(super) fn id(&self, kind: &str, name: &str) -> String {
        let uuid = Uuid::new_v5(&self.namespace, format!("{kind}\n{name}").as_bytes());
        format!("{kind}--{uuid}")
    }

    /// An object without anything but what all have; `page` tells when it was made.
    pub(super) fn object(&self, kind: &str, name: &str, page: Option<&Face>) -> Object {
        let mut object = Object::new(kind, self.id(kind, name));
        let author = self.author_id();
        object.put("created_by_ref", (object.id() != author).then_some(author));
        // What was created stays so in every version: it depends on nothing but the page.
        let date = page.and_then(|it| it.date).map(|it| Moment::of_date(&it));
        let created = date.unwrap_or_else(Moment::unknown);
        object.put("created", Some(created.as_str()));
        object.put("modified", Some(self.moment.clone().max(created).as_str()));
        object.put("lang", page.map(|it| it.lang.as_str()));
        object
    }

    /// Whoever made the dossier.
    pub(super) fn author(&self) -> Object {
        let settings = self.edition.settings();
        let title = settings.title.as_deref().unwrap_or("Dossier");
        let name = match settings.authors.as_slice() {
            [] => title.to_owned(),
            authors => authors.join(", "),
        };
        let mut author = self.object("identity", AUTHOR, None);
        author.put("name", Some(name));
        author.put("identity_class", Some("unspecified"));
        author.put(
            "description",
            (!settings.authors.is_empty()).then(|| format!("Made the dossier “{title}”")),
        );
        author
    }

    /// The id of whoever made the dossier.
    pub(super) fn author_id(&self) -> String {
        self.id("identity", AUTHOR)
    }

    /// The face of a page.
    pub(super) fn face(&self, page: usize) -> &'a Face {
        &self.edition.pages()[page].face
    }

    /// A page as an external reference, at a place on it.
    pub(super) fn place(&self, page: usize, anchor: &str) -> Value {
        let settings = self.edition.settings();
        let face = self.face(page);
        let title = settings.title.as_deref().unwrap_or("Dossier");
        let fragment = if anchor.is_empty() { "" } else { "#" };
        let path = encode(self.links.path(page).as_str());
        let address = format!("{path}{fragment}{}", encode(anchor));
        let mut place = json!({
            "source_name": title,
            "description": face.title,
            "external_id": address,
        });
        if let Some(base) = &settings.base_url {
            place["url"] = reference::url(&format!("{base}{address}")).into();
        }
        place
    }
}

/// The name of whoever made the dossier among the ids; no page has it.
const AUTHOR: &str = "\nauthor";
