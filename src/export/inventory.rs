//! `inventory.json`: every file of a site with its size and digest, and what pages are.

use crate::base::{Digest, Files, SitePath};
use crate::link::Links;
use crate::model::Marking;
use crate::redact::Edition;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Serialize)]
struct Inventory<'a> {
    generator: &'static str,
    title: Option<&'a str>,
    edition: Option<&'a str>,
    ceiling: Option<&'static str>,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: &'a str,
    size: usize,
    sha256: String,
    kind: &'a str,
    #[serde(flatten)]
    page: Option<Described<'a>>,
}

#[derive(Clone, Serialize)]
struct Described<'a> {
    #[serde(skip)]
    kind: &'a str,
    id: &'a str,
    title: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    marking: Option<&'static str>,
}

/// Lists `files`, and adds the list to them.
pub fn inventory(edition: &Edition, links: &Links, files: &mut Files) {
    let pages = described(edition, links);
    let list: Vec<_> = files.iter().collect();
    let list = list.par_iter().map(|(path, bytes)| listed(path, bytes, &pages)).collect();
    let audience = edition.audience();
    let inventory = Inventory {
        generator: concat!("dossier ", env!("CARGO_PKG_VERSION")),
        title: edition.settings().title.as_deref(),
        edition: audience.name.as_deref(),
        ceiling: audience.ceiling.map(Marking::label),
        files: list,
    };
    // Strings and numbers always have a JSON form.
    let mut text = serde_json::to_string_pretty(&inventory).unwrap_or_default();
    text.push('\n');
    files.insert(SitePath::fixed("inventory.json"), Arc::from(text.into_bytes()));
}

fn listed<'a>(
    path: &'a SitePath,
    bytes: &Arc<[u8]>,
    pages: &BTreeMap<&SitePath, Described<'a>>,
) -> Listed<'a> {
    let page = pages.get(path).cloned();
    Listed {
        path: path.as_str(),
        size: bytes.len(),
        sha256: Digest::of(bytes).to_string(),
        kind: page.as_ref().map_or("asset", |it| it.kind),
        page,
    }
}

fn described<'a>(
    edition: &'a Edition,
    links: &'a Links,
) -> BTreeMap<&'a SitePath, Described<'a>> {
    let mut described = BTreeMap::new();
    for source in edition.sources() {
        let page = Described {
            kind: "source",
            id: &source.id,
            title: &source.title,
            language: source.field("language").unwrap_or(&edition.settings().language),
            marking: source.evidence.marking.map(Marking::label),
        };
        described.extend(links.source_path(&source.id).map(|it| (it, page)));
    }
    for (at, page) in edition.pages().iter().enumerate() {
        let face = &page.face;
        let page = Described {
            kind: face.kind.name(),
            id: face.id.as_str(),
            title: &face.title,
            language: &face.lang,
            marking: face.marking.map(Marking::label),
        };
        described.insert(links.path(at), page);
    }
    described
}
