//! One language of an edition: its words, its writer, the sources worded in it. Made once,
//! so that pages only clone what they show.

use super::contexts::evidence::SourceView;
use super::contexts::{Html, SiteView};
use super::marks::Marks;
use super::site::Products;
use super::wording::WordView;
use crate::model::{Source, Word};
use crate::render::{Words, Writer};
use std::collections::BTreeMap;
use tera::Value;

/// One language of an edition.
pub(crate) struct Tongue<'a> {
    words: &'a Words,
    writer: Writer<'a>,
    all_words: Value,
    site: Value,
    sources: BTreeMap<&'a str, Value>,
}

impl<'a> Tongue<'a> {
    /// The language of these words.
    pub(super) fn of(
        products: Products<'a>,
        generated: &BTreeMap<&'static str, String>,
        marks: &Marks,
        words: &'a Words,
    ) -> Self {
        let Products { edition, links, references, media, .. } = products;
        let writer = Writer::new(edition, links, references, media, words);
        let view = |source: &'a Source| {
            let entry = references.entry(&source.id, words.lang());
            let html = entry.map(|it| Html::new(&writer.entry(it)));
            let entry = html.unwrap_or_else(|| Html::of_text(&source.title));
            let cited = references.cited_by(&source.id).len();
            let view = SourceView {
                marking: marks.beside(source.evidence.marking),
                ..SourceView::of(source, edition, entry, cited, words)
            };
            (source.id.as_str(), Value::from_serializable(&view))
        };
        let sources = edition.sources().iter().map(view).collect();
        let all_words = Value::from_serializable(&all_words(words));
        let site = site_value(products, generated, words);
        Self { words, writer, all_words, site, sources }
    }

    /// The words.
    pub(crate) fn words(&self) -> &'a Words {
        self.words
    }

    /// The words as templates see them.
    pub(crate) fn all_words(&self) -> &Value {
        &self.all_words
    }

    /// `site` as templates see it.
    pub(crate) fn site(&self) -> &Value {
        &self.site
    }

    /// The writer.
    pub(crate) fn writer(&self) -> &Writer<'a> {
        &self.writer
    }

    /// A source as templates see it.
    pub(crate) fn source(&self, key: &str) -> Option<Value> {
        self.sources.get(key).cloned()
    }
}

/// The words by the names that templates write, `back_to_text`, and `lang`: what they are
/// written in.
fn all_words(words: &Words) -> BTreeMap<String, Value> {
    let named = |(key, word, lang): (&str, &Word, &str)| {
        (key.replace('-', "_"), Value::from_serializable(&WordView::of(word, lang)))
    };
    let lang = ("lang".to_owned(), Value::from(words.lang().to_owned()));
    words.iter().map(named).chain([lang]).collect()
}

fn site_value(
    products: Products<'_>,
    generated: &BTreeMap<&'static str, String>,
    words: &Words,
) -> Value {
    let Products { edition, .. } = products;
    let settings = edition.settings();
    let is_dated =
        |it: usize| edition.pages()[it].face.listed && edition.date(it).is_some();
    Value::from_serializable(&SiteView {
        title: settings.title.as_deref().unwrap_or(words.get("untitled")),
        description: settings.description.as_deref(),
        authors: &settings.authors,
        base_url: settings.base_url.as_deref(),
        assets: products.assets.names(),
        styles: products.assets.styles(),
        is_dossier: settings.is_dossier,
        has_feed: (0..edition.pages().len()).any(is_dated),
        search_words: products.assets.search_words(words.lang()),
        is_bundle: products.bundle.is_some_and(|it| !it.is_single()),
        generated,
    })
}
