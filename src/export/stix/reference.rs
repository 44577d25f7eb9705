//! Sources as external references, each with the places that are cited.

use super::maker::Maker;
use crate::cite::{CitedItem, Stance};
use crate::model::{Marking, Source};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is cited, source by source in the order of the first citation, and the highest
/// marking of any of them.
pub(super) fn cited<'a>(
    maker: &Maker<'_>,
    lang: &str,
    items: impl Iterator<Item = &'a CitedItem>,
) -> (Vec<Value>, Option<Marking>) {
    let pinpoint = |it: &CitedItem| {
        let locator = it.locator.clone().unwrap_or_default();
        match it.stance {
            Stance::Supports => locator,
            stance => format!("{locator} ({})", stance.name()).trim().to_owned(),
        }
    };
    sources(maker, lang, items.map(|it| (it.key.as_str(), pinpoint(it))))
}

/// The same for keys with the places that are cited, in words.
pub(super) fn sources<'a>(
    maker: &Maker<'_>,
    lang: &str,
    items: impl Iterator<Item = (&'a str, String)>,
) -> (Vec<Value>, Option<Marking>) {
    let mut order: Vec<&Source> = Vec::new();
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, place) in items {
        let Some(source) = maker.edition.source(key) else { continue };
        let list = places.entry(&source.id).or_insert_with(|| {
            order.push(source);
            Vec::new()
        });
        if !place.is_empty() && !list.contains(&place) {
            list.push(place);
        }
    }
    let marking = order.iter().filter_map(|it| it.evidence.marking).max();
    let all = order
        .into_iter()
        .flat_map(|it| of_source(maker, lang, it, &places[it.id.as_str()]));
    (all.collect(), marking)
}

/// A source, and its archived copy.
fn of_source(
    maker: &Maker<'_>,
    lang: &str,
    source: &Source,
    places: &[String],
) -> impl Iterator<Item = Value> {
    let evidence = &source.evidence;
    let hashes = evidence.sha256.as_ref().map(|it| json!({ "SHA-256": it }));
    let entry = maker.references.entry(&source.id, lang);
    let pieces = entry.map_or(&[][..], |it| &it.pieces);
    let entry: String = pieces.iter().map(|it| it.text.as_str()).collect();
    let places = if places.is_empty() {
        String::new()
    } else {
        format!(" [{}]", places.join("; "))
    };
    let archive = evidence.archive_url.as_deref().and_then(web);
    let own = reference(
        &source.id,
        format!("{entry}{places}"),
        source.field("URL").and_then(web),
        hashes.clone().filter(|_| archive.is_none()),
    );
    let date = evidence.archive_date.as_deref().unwrap_or_default();
    let archive = archive.map(|it| {
        let told = format!("Archived copy {date}").trim().to_owned();
        reference(&source.id, told, Some(it), hashes)
    });
    std::iter::once(own).chain(archive)
}

fn reference(
    name: &str,
    description: String,
    url: Option<String>,
    hashes: Option<Value>,
) -> Value {
    let mut map = Map::new();
    map.insert("source_name".to_owned(), name.into());
    map.insert("description".to_owned(), description.into());
    // A hash is of what stands at an address.
    let hashes = hashes.filter(|_| url.is_some());
    map.extend(url.map(|it| ("url".to_owned(), it.into())));
    map.extend(hashes.map(|it| ("hashes".to_owned(), it)));
    map.insert("external_id".to_owned(), name.into());
    map.into()
}

/// An address on the web.
fn web(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    is_web.then(|| url(text))
}

/// An address with nothing in it but what RFC 3986 allows.
pub(super) fn url(text: &str) -> String {
    let mut url = String::with_capacity(text.len());
    for byte in text.bytes() {
        let is_allowed =
            byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
        if is_allowed {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}
