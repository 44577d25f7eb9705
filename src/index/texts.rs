//! Shards of text: what results show of pages and sections.

use super::Unit;
use super::catalogue::Entries;
use super::dictionary::runs;
use super::pages::Leaf;
use super::shard::{Packing, Shard};
use crate::base::Files;
use crate::model::Marking;
use rayon::prelude::*;
use serde::Serialize;

/// The size of a shard in bytes: where it may end, and where it must.
const LEAST: usize = 4_000;
const MOST: usize = 8_000;
/// How many pages stand in one shard of faces.
const FACES: usize = 32;

/// What a shard holds: pages, and units that name their page by its place here.
#[derive(Serialize)]
struct Text<'a> {
    /// The first page and the first unit.
    first: (usize, usize),
    pages: Vec<&'a Leaf>,
    units: Vec<Record<'a>>,
}

/// A unit: its page, anchor, heading and text, and its own marking where the label of the
/// page is another one.
#[derive(Serialize)]
#[serde(untagged)]
enum Record<'a> {
    Plain(usize, Option<&'a str>, Option<&'a str>, &'a str),
    Marked(usize, Option<&'a str>, Option<&'a str>, &'a str, &'static str),
}

/// Publishes the texts, and says which shard begins with which unit.
pub(super) fn texts(
    units: &[Unit],
    leaves: &[Leaf],
    packing: Packing,
    files: &mut Files,
) -> Entries<usize> {
    let owners = owners(leaves);
    let size = |it: usize| units[it].text.len() + 40;
    let key = |it: usize| units[it].path.as_str().as_bytes();
    let runs = runs(units.len(), size, key, LEAST, MOST);
    let shard = |run: &std::ops::Range<usize>| {
        let pages = owners[run.start]..owners[run.end - 1] + 1;
        let shown = |it: usize| {
            let unit = &units[it];
            let (anchor, heading) = (unit.anchor.as_deref(), unit.heading.as_deref());
            let (page, text) = (owners[it] - pages.start, unit.text.as_str());
            match unit.portion.map(Marking::label) {
                None => Record::Plain(page, anchor, heading, text),
                Some(own) => Record::Marked(page, anchor, heading, text, own),
            }
        };
        let text = Text {
            first: (pages.start, run.start),
            pages: leaves[pages.clone()].iter().collect(),
            units: run.clone().map(shown).collect(),
        };
        // Strings and numbers always have a JSON form.
        packing.shard("x", &serde_json::to_vec(&text).unwrap_or_default())
    };
    let shards: Vec<Shard> = runs.par_iter().map(shard).collect();
    runs.iter().zip(shards).map(|(run, it)| (run.start, it.publish(files))).collect()
}

/// Publishes what lists show of pages, and says which shard begins with which page.
pub(super) fn faces(
    leaves: &[Leaf],
    packing: Packing,
    files: &mut Files,
) -> Entries<usize> {
    let shard = |faces: &[Leaf]| {
        // Strings and numbers always have a JSON form.
        packing.shard("m", &serde_json::to_vec(faces).unwrap_or_default())
    };
    let shards: Vec<Shard> = leaves.par_chunks(FACES).map(shard).collect();
    (0..).step_by(FACES).zip(shards).map(|(at, it)| (at, it.publish(files))).collect()
}

/// The page of each unit.
fn owners(leaves: &[Leaf]) -> Vec<usize> {
    let units = leaves.iter().enumerate();
    units.flat_map(|(at, leaf)| std::iter::repeat_n(at, leaf.units)).collect()
}
