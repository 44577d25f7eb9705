//! What pages can be narrowed down by: for each facet its values, for each value its pages.

use super::Unit;
use super::bytes::{put, put_len};
use super::shard::Packing;
use crate::base::Files;
use crate::model::Marking;
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};

/// The pages of each value of each facet.
type Facets = BTreeMap<&'static str, BTreeMap<String, Vec<u32>>>;

/// Publishes a shard for each facet, and names them.
pub(super) fn facets(
    edition: &Edition,
    pages: &[&[Unit]],
    packing: Packing,
    files: &mut Files,
) -> BTreeMap<&'static str, String> {
    let mut facets = Facets::new();
    for (at, units) in (0_u32..).zip(pages) {
        for (facet, value) in values(edition, units) {
            facets.entry(facet).or_default().entry(value).or_default().push(at);
        }
    }
    let publish = |(name, values): (&'static str, BTreeMap<String, Vec<u32>>)| {
        let bytes = bytes(&values, pages.len());
        (name, packing.shard("b", &bytes).publish(files))
    };
    facets.into_iter().map(publish).collect()
}

/// The date of each page as a number like 20240808; nothing where no page has one.
pub(super) fn dates(
    edition: &Edition,
    pages: &[&[Unit]],
    packing: Packing,
    files: &mut Files,
) -> Option<String> {
    let mut out = Vec::new();
    let mut is_dated = false;
    for units in pages {
        let date = units.first().and_then(|it| edition.date(it.page));
        let key = date.map_or((0, 0, 0), |it| it.start.key());
        is_dated |= date.is_some();
        put(
            &mut out,
            u32::from(key.0) * 10_000 + u32::from(key.1) * 100 + u32::from(key.2),
        );
    }
    is_dated.then(|| packing.shard("d", &out).publish(files))
}

/// The values of a page, each once.
fn values(edition: &Edition, units: &[Unit]) -> BTreeSet<(&'static str, String)> {
    let Some(page) = units.first().map(|it| it.page) else { return BTreeSet::new() };
    let face = &edition.pages()[page].face;
    let mut values = BTreeSet::from([
        ("kind", face.kind.name().to_owned()),
        ("language", face.lang.clone()),
    ]);
    // Who finds no translation finds the original.
    let langs = edition.views().langs();
    let readers = langs.iter().filter(|it| langs.len() > 1 && edition.shows(page, it));
    values.extend(readers.map(|it| ("language", it.clone())));
    values.extend(face.part.map(|it| ("part", it.to_string())));
    values
        .extend(edition.label(page).map(|it| ("marking", Marking::label(it).to_owned())));
    values.extend(edition.date(page).map(|it| ("year", it.start.year.to_string())));
    values.extend(face.tags.iter().map(|it| ("tag", it.clone())));
    let cited = units.iter().flat_map(|it| &it.sources);
    let cited = cited.filter(|it| edition.source(it).is_some());
    values.extend(cited.map(|it| ("source", it.clone())));
    let source = face.source.as_ref().and_then(|it| edition.source(&it.value));
    if let Some(source) = source {
        values.insert(("source", source.id.clone()));
        let outlet = source.field("container-title").or(source.field("publisher"));
        values.extend(outlet.map(|it| ("outlet", it.to_owned())));
    }
    values
}

/// For each value its text, how many pages, and these: as distances, or as one bit for each
/// page of the site where that is shorter.
fn bytes(values: &BTreeMap<String, Vec<u32>>, pages: usize) -> Vec<u8> {
    let mut out = Vec::new();
    put_len(&mut out, values.len());
    for (value, found) in values {
        put_len(&mut out, value.len());
        out.extend(value.as_bytes());
        put_len(&mut out, found.len());
        let list = distances(found);
        let length = pages.div_ceil(8);
        if list.len() <= length {
            put(&mut out, 0);
            out.extend(list);
        } else {
            put(&mut out, 1);
            out.extend(bits(found, length));
        }
    }
    out
}

fn distances(pages: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = 0;
    for page in pages {
        put(&mut out, page - before);
        before = *page;
    }
    out
}

fn bits(pages: &[u32], length: usize) -> Vec<u8> {
    let mut bits = vec![0; length];
    for page in pages {
        bits[(page / 8) as usize] |= 1 << (page % 8);
    }
    bits
}
