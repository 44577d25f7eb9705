//! `inventory.json`: every file of a site, or of a bundle, with its size, digest and
//! marking, and what pages are. The format is told in `docs/bundles.md`.

use super::redirect;
use crate::base::{Digest, Listing, Sealed, SitePath};
use crate::link::Links;
use crate::model::record::Record;
use crate::model::{Bundle, Marking, bundle};
use crate::redact::Edition;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where it stands: beside the home page of a site, beside the first page of a bundle.
const NAME: &str = "inventory.json";

/// The version of the format; a reader refuses a higher one.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Inventory<'a> {
    format: u32,
    generator: &'static str,
    title: Option<&'a str>,
    edition: Option<&'a str>,
    ceiling: Option<&'static str>,
    marking: Option<&'static str>,
    languages: BTreeSet<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    epoch: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restrictions: Option<&'a str>,
    files: Vec<Listed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contents: Option<&'a Record>,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: String,
    size: usize,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deflated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marking: Option<&'static str>,
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
    restrictions: Option<&'a str>,
}

/// How a bundle holds a site.
#[derive(Clone, Copy)]
pub struct Holding<'a> {
    /// What its pages tell of it.
    pub bundle: &'a Bundle,
    /// The folder that everything stands in.
    pub folder: &'a str,
    /// What it remembers of its edition.
    pub contents: &'a Record,
    /// The digests of what is deflated, by the paths in the bundle.
    pub deflated: &'a BTreeMap<SitePath, Digest>,
}

/// Lists the files of a site: the path of the list, and its text.
pub fn inventory(
    edition: &Edition,
    links: &Links,
    files: &Listing,
) -> (SitePath, Arc<[u8]>) {
    let list = list(edition, links, files, |path| (path.to_string(), None));
    (SitePath::fixed(NAME), text(&Inventory { files: list, ..head(edition) }))
}

/// Lists the files of a site as a bundle holds them: the path of the list, and its text.
pub fn inventory_of_bundle(
    edition: &Edition,
    links: &Links,
    files: &Listing,
    holding: &Holding<'_>,
) -> (SitePath, Arc<[u8]>) {
    let list = list(edition, links, files, |path| {
        let place = bundle::place(path);
        let deflated = holding.deflated.get(&place).map(Digest::to_string);
        (place.to_string(), deflated)
    });
    let folder = Some(holding.folder);
    let epoch = holding.bundle.epoch;
    let mut inventory = Inventory { files: list, folder, epoch, ..head(edition) };
    inventory.contents = Some(holding.contents);
    inventory.files.sort_by(|a, b| a.path.cmp(&b.path));
    (SitePath::fixed(NAME), text(&inventory))
}

fn head(edition: &Edition) -> Inventory<'_> {
    let audience = edition.audience();
    let settings = edition.settings();
    let languages = edition.pages().iter().map(|it| it.face.lang.as_str());
    Inventory {
        format: FORMAT,
        generator: concat!("dossier ", env!("CARGO_PKG_VERSION")),
        title: settings.title.as_deref(),
        edition: audience.name.as_deref(),
        ceiling: audience.ceiling.map(Marking::label),
        marking: edition.highest().map(Marking::label),
        restrictions: settings.restrictions.as_deref(),
        languages: languages.chain([settings.language.as_str()]).collect(),
        folder: None,
        epoch: None,
        files: Vec::new(),
        contents: None,
    }
}

fn text(inventory: &Inventory<'_>) -> Arc<[u8]> {
    // Strings and numbers always have a JSON form.
    let mut text = serde_json::to_string_pretty(inventory).unwrap_or_default();
    text.push('\n');
    Arc::from(text.into_bytes())
}

/// Every file; `place` says where it stands, and what its deflated bytes digest to.
fn list<'a>(
    edition: &'a Edition,
    links: &'a Links,
    files: &Listing,
    place: impl Fn(&SitePath) -> (String, Option<String>) + Sync,
) -> Vec<Listed<'a>> {
    let pages = described(edition, links);
    let attached = attached(edition, links);
    let highest = edition.highest().map(Marking::label);
    let redirects = redirect::labels(edition, links);
    let files: Vec<_> = files.iter().collect();
    let one = |(path, it): &(&SitePath, &Sealed)| {
        let page = pages.get(path).cloned();
        let (place, deflated) = place(path);
        Listed {
            path: place,
            size: it.size,
            sha256: it.digest.to_string(),
            deflated,
            // What has no marking of its own may hold something of everything.
            marking: it
                .label
                .or_else(|| attached.get(*path).map(|it| it.label()))
                .or_else(|| redirects.get(*path).copied().flatten().map(Marking::label))
                .or(highest),
            kind: page.as_ref().map_or("asset", |it| it.kind),
            page,
        }
    };
    files.par_iter().map(one).collect()
}

/// The attachments that have markings of their own.
fn attached(edition: &Edition, links: &Links) -> BTreeMap<SitePath, Marking> {
    let marked = |it| Some((links.asset_path(it)?, edition.attachment(it)?));
    links.attachments().iter().filter_map(marked).collect()
}

fn described<'a>(
    edition: &'a Edition,
    links: &'a Links,
) -> BTreeMap<&'a SitePath, Described<'a>> {
    let mut described = BTreeMap::new();
    for source in edition.sources() {
        let page = |lang: &'a str| Described {
            kind: "source",
            id: &source.id,
            title: &source.title,
            language: lang,
            restrictions: None,
        };
        let own = source.field("language").unwrap_or(edition.language());
        for lang in edition.views().langs() {
            let is_main = lang == edition.language();
            let said = page(if is_main { own } else { lang });
            described.extend(links.source_path(&source.id, lang).map(|it| (it, said)));
        }
    }
    for (at, page) in edition.pages().iter().enumerate() {
        let face = &page.face;
        let page = Described {
            kind: face.kind.name(),
            id: face.id.as_str(),
            title: &face.title,
            language: &face.lang,
            restrictions: face.restrictions.as_deref(),
        };
        described.insert(links.path(at), page);
    }
    described
}
