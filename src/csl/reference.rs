//! One source as the engine takes it.

use super::dates::Told;
use super::{item, markup};
use crate::model::Source;
use crate::model::readable::is_language;
use hayagriva::citationberg::json::{Item, Value};
use serde_json::{Value as Json, json};

/// A source, made ready for formatting in one language.
#[derive(Clone, Debug)]
pub struct Reference {
    key: String,
    /// What is formatted.
    pub(super) item: Item,
    /// What is sorted by: stand-ins for intervals are their first years here.
    pub(super) order: Item,
    pub(super) told: Vec<Told>,
}

impl Reference {
    /// A source of the dossier. Where the date is only announced, `status` says so.
    pub fn of(source: &Source, lang: &str) -> Self {
        let mut reference = Self::of_json(&source.id, &source.item, lang);
        if source.evidence.announced {
            let word = if is_language(lang, "de") { "angekündigt" } else { "announced" };
            let status = Value::String(word.to_owned());
            for item in [&mut reference.item, &mut reference.order] {
                item.0.entry("status".to_owned()).or_insert_with(|| status.clone());
            }
        }
        reference
    }

    /// Any item of CSL-JSON, also one that breaks its schema: nothing in it makes the
    /// engine panic, and every scalar of a known variable is kept.
    pub fn of_json(key: &str, json: &Json, lang: &str) -> Self {
        let (item, order, told) = item::read(key, json, lang);
        Self { key: key.to_owned(), item, order, told }
    }

    /// The citation key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The same without the publisher where the reader knows it already: it wrote the
    /// text, or carries the name of the container.
    pub(super) fn without_said_publisher(mut self) -> Self {
        let Some(publisher) = self.text("publisher") else { return self };
        let is_author = match self.item.0.get("author") {
            Some(Value::Names(names)) => names.iter().any(|it| {
                json!(it).get("literal").and_then(Json::as_str) == Some(&publisher)
            }),
            _ => false,
        };
        if is_author || self.text("container-title") == Some(publisher) {
            self.item.0.remove("publisher");
        }
        self
    }

    /// What is shown where a style shows nothing of an item: the title, or the key.
    pub(super) fn fallback(&self) -> String {
        let title = self.text("title").map(|it| markup::bare(&it));
        title.unwrap_or_else(|| self.key.clone())
    }

    fn text(&self, field: &str) -> Option<String> {
        let text = self.item.0.get(field)?.to_str()?.into_owned();
        (!text.trim().is_empty()).then_some(text)
    }
}
