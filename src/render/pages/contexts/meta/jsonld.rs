//! Data for search engines in the vocabulary of schema.org, as JSON-LD 1.1 in a data block:
//! browsers do not run it, and no policy for scripts applies to it. Search engines come only
//! to sites whose address is known; other sites go without.

use super::{absolute, address, date, kinds, title};
use crate::model::{Face, PageKind, Source};
use crate::render::pages::place::Place;
use serde_json::{Map, Value, json};

/// A page of the dossier.
pub(super) fn of_page(place: Place<'_>, page: usize) -> String {
    let Some(url) = absolute(place, place.at()) else { return String::new() };
    let face = place.face(page);
    let site = place.site();
    let about = about(face);
    let kind = if about.is_some() { "Article" } else { "Report" };
    let mut data = Data::new(kind, &url);
    data.put("url", Some(url));
    data.put("name", Some(face.title.as_str()));
    data.put("abstract", face.summary.as_deref());
    data.put("inLanguage", Some(face.lang.as_str()));
    data.put("datePublished", face.date.map(|it| date(&it, "-")));
    data.put("about", about);
    data.list("keywords", face.tags.iter().map(|it| it.as_str().into()).collect());
    let authors = site.edition().settings().authors.iter();
    data.list("author", authors.map(|it| json!({ "name": it })).collect());
    data.put("isPartOf", Some(json!({ "@type": "WebSite", "name": title(place) })));
    let keys = site.references().of_page(page).iter();
    let sources = keys
        .filter_map(|it| absolute(place, site.links().source_path(it, place.lang())?));
    data.list("citation", sources.map(|it| json!({ "@id": it })).collect());
    data.block()
}

/// A source.
pub(super) fn of_source(place: Place<'_>, source: &Source) -> String {
    let Some(own) = absolute(place, place.at()) else { return String::new() };
    let field = |name: &str| source.field(name);
    let mut data = Data::new(kinds::schema(&source.kind), &own);
    data.put("name", Some(source.title.as_str()));
    data.put("url", address(source));
    data.put("inLanguage", field("language"));
    data.put("datePublished", source.issued.map(|it| date(&it, "-")));
    data.put("identifier", source.doi_address());
    let authors = source.authors.iter().map(|it| {
        let kind = if it.literal { "Organization" } else { "Person" };
        let name = format!("{} {}", it.given, it.family);
        json!({ "@type": kind, "name": name.trim() })
    });
    data.list("author", authors.collect());
    let named =
        |kind: &str, name: &str| Some(json!({ "@type": kind, "name": field(name)? }));
    data.put("publisher", named("Organization", "publisher"));
    let container = named("CreativeWork", "container-title");
    data.put(
        "isPartOf",
        container.or_else(|| named("CreativeWorkSeries", "collection-title")),
    );
    data.block()
}

/// Who or what a page describes.
fn about(face: &Face) -> Option<Value> {
    let kind = match face.kind {
        PageKind::Organisation => "Organization",
        PageKind::Person => "Person",
        PageKind::Place => "Place",
        PageKind::Product => "Product",
        PageKind::Event => "Event",
        PageKind::Term => "DefinedTerm",
        _ => return None,
    };
    Some(json!({ "@type": kind, "name": face.title }))
}

struct Data(Map<String, Value>);

impl Data {
    fn new(kind: &str, id: &str) -> Self {
        let mut data = Self(Map::new());
        data.put("@context", Some("https://schema.org"));
        data.put("@type", Some(kind));
        data.put("@id", Some(id));
        data
    }

    fn put(&mut self, key: &str, value: Option<impl Into<Value>>) {
        self.0.extend(value.map(|it| (key.to_owned(), it.into())));
    }

    fn list(&mut self, key: &str, values: Vec<Value>) {
        self.put(key, (!values.is_empty()).then_some(values));
    }

    /// A data block. No `<` is left in it that could end it.
    fn block(self) -> String {
        let text = Value::Object(self.0).to_string();
        let mut block = "\n<script type=\"application/ld+json\">".to_owned();
        for c in text.chars() {
            match c {
                '<' => block.push_str("\\u003c"),
                '>' => block.push_str("\\u003e"),
                '&' => block.push_str("\\u0026"),
                c => block.push(c),
            }
        }
        block + "</script>"
    }
}
