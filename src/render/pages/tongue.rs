//! One language of an edition: its words, its writer, the sources worded in it. Made once,
//! so that pages only clone what they show.

use super::contexts::evidence::SourceView;
use super::contexts::{Html, SiteView};
use super::marks::Marks;
use super::site::Products;
use super::wording::WordView;
use crate::base::SitePath;
use crate::base::path::encode;
use crate::link::Generated;
use crate::model::{Direction, Source, Word};
use crate::render::{Words, Writer};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tera::Value;

/// One language of an edition.
pub(crate) struct Tongue<'a> {
    words: &'a Words,
    writer: Writer<'a>,
    all_words: Value,
    site: Value,
    products: Products<'a>,
    marks: Marks,
    sources: Vec<OnceLock<Value>>,
}

/// The overviews for readers of one language, by name, as paths from the root of the site.
pub(super) struct Overviews {
    all: BTreeMap<&'static str, String>,
    /// Those that no page introduces.
    bare: BTreeMap<&'static str, String>,
}

impl Overviews {
    pub(super) fn of(
        known: &BTreeMap<&'static str, SitePath>,
        is_page: impl Fn(&SitePath) -> bool,
    ) -> Self {
        let told = |it: (&&'static str, &SitePath)| (*it.0, encode(it.1.as_str()));
        let bare = known.iter().filter(|(_, path)| !is_page(path));
        Self { all: known.iter().map(told).collect(), bare: bare.map(told).collect() }
    }
}

impl<'a> Tongue<'a> {
    /// The language of these words.
    pub(super) fn of(
        products: Products<'a>,
        overviews: &Overviews,
        marks: &Marks,
        words: &'a Words,
    ) -> Self {
        let Products { edition, links, references, media, .. } = products;
        let writer = Writer::new(edition, links, references, media, words);
        let direction = edition.settings().direction(words.lang());
        let all_words = Value::from_serializable(&all_words(words, direction));
        let site = site_value(products, overviews, words);
        let sources = edition.sources().iter().map(|_| OnceLock::new()).collect();
        Self { words, writer, all_words, site, products, marks: *marks, sources }
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
        let place = self.products.edition.place_of(key)?;
        let source = self.products.edition.sources().get(place)?;
        Some(self.sources.get(place)?.get_or_init(|| self.view(source)).clone())
    }

    fn view(&self, source: &Source) -> Value {
        let Products { edition, references, .. } = self.products;
        let entry = references.entry(&source.id, self.words.lang());
        let html = entry.map(|it| Html::new(&self.writer.entry(it)));
        let entry = html.unwrap_or_else(|| Html::of_text(&source.title));
        let cited = references.cited_by(&source.id).iter();
        let cited = cited.filter(|it| edition.shows(it.page, self.words.lang())).count();
        let view = SourceView {
            marking: self.marks.beside(source.evidence.marking),
            ..SourceView::of(source, edition, entry, cited, self.words)
        };
        Value::from_serializable(&view)
    }
}

/// The words by the names that templates write, `back_to_text`; `lang`, what they are written
/// in, and `dir`, from which side.
fn all_words(words: &Words, direction: Direction) -> BTreeMap<String, Value> {
    let named = |(key, word, lang): (&str, &Word, &str)| {
        (key.replace('-', "_"), Value::from_serializable(&WordView::of(word, lang)))
    };
    let lang = ("lang".to_owned(), Value::from(words.lang().to_owned()));
    let dir = ("dir".to_owned(), Value::from(direction.name()));
    words.iter().map(named).chain([lang, dir]).collect()
}

fn site_value(products: Products<'_>, overviews: &Overviews, words: &Words) -> Value {
    let Products { edition, links, .. } = products;
    let settings = edition.settings();
    let is_dated = |it: usize| {
        let is_shown = edition.shows(it, words.lang());
        is_shown && edition.pages()[it].face.listed && edition.date(it).is_some()
    };
    Value::from_serializable(&SiteView {
        title: links.site_title(edition, words.lang()).unwrap_or(words.get("untitled")),
        description: settings.description.as_deref(),
        authors: &settings.authors,
        base_url: settings.base_url.as_deref(),
        repository: settings.repository.as_deref(),
        assets: products.assets.names(),
        styles: products.assets.styles(),
        is_dossier: settings.is_dossier,
        feed: (0..edition.pages().len())
            .any(is_dated)
            .then(|| encode(links.generated(&Generated::Feed, words.lang()).as_str())),
        search_words: products.assets.search_words(words.lang()),
        is_bundle: products.bundle.is_some_and(|it| !it.is_single()),
        overviews: &overviews.all,
        generated: &overviews.bare,
    })
}
