//! Makes an edition searchable: shards of an index that a script on the pages reads, also
//! from `file://`. What comes in is an edition with its links, what goes out are files
//! below `search/` that hold nothing but what the edition says.
//!
//! `docs/search.md` describes the format, the analysis of words and the client.

mod analysis;
mod bytes;
mod catalogue;
mod client;
mod collect;
mod compound;
mod dictionary;
mod facets;
mod pages;
mod positions;
mod postings;
mod shard;
mod spelling;
mod synonyms;
mod terms;
mod texts;
mod units;

pub use analysis::{Analysed, analyse};
pub use client::{is_searched, with_client};
pub use units::{Unit, units, units_of};

use crate::base::Files;
use crate::redact::Edition;
use analysis::{Stem, normalise, small_words, tokens};
use catalogue::{Catalogue, Limits, catalogue};
use collect::{Collected, collect};
use pages::{Leaf, leaf};
use postings::Postings;
use serde::Serialize;
use shard::Packing;
use std::collections::{BTreeMap, BTreeSet};
use terms::Terms;
use units::bounded;

/// The version of the format; the client refuses any other.
const VERSION: u32 = 1;

/// How long a list of shards may be to stand in the root.
const TERMS: Limits = Limits { whole: 800, part: 128 };
const PLACES: Limits = Limits { whole: 16, part: 128 };
const WORDS: Limits = Limits { whole: 64, part: 128 };
const TEXTS: Limits = Limits { whole: 64, part: 64 };

/// What the client reads first.
#[derive(Serialize)]
struct Root {
    version: u32,
    units: usize,
    pages: usize,
    stems: Vec<&'static str>,
    /// The shard that says how many units each page has.
    spread: String,
    terms: Catalogue<String>,
    positions: Catalogue<String>,
    forward: Catalogue<String>,
    backward: Catalogue<String>,
    names: Catalogue<String>,
    texts: Catalogue<usize>,
    faces: Catalogue<usize>,
    facets: BTreeMap<&'static str, String>,
    dates: Option<String>,
    /// Terms so common that they say nothing beside others, and stand nowhere in particular.
    common: Vec<String>,
    /// Small words of a small site, which say nothing beside others either.
    small: Vec<String>,
}

/// The files of the search below `search/` for these [`units`]; none where it is switched
/// off. Of the pages of the edition it needs the faces only.
pub fn index(edition: &Edition, units: Vec<Unit>) -> Files {
    let mut files = Files::new();
    let settings = edition.settings();
    if !settings.search {
        return files;
    }
    let packing = Packing { gzip: settings.search_gzip };
    let units = bounded(units);
    let pages: Vec<&[Unit]> = units.chunk_by(|a, b| a.page == b.page).collect();
    let leaves: Vec<Leaf> = pages.iter().map(|it| leaf(edition, it)).collect();
    let titles = edition.sources().iter().map(|it| (it.id.as_str(), it.title.as_str()));
    let collected = collect(&units, &pages, &titles.collect());
    let terms = Terms::of(&collected, &names(edition));
    let postings = Postings::of(&collected, &terms);
    let entries = dictionary::dictionary(&terms, &postings, packing, &mut files);
    let is_small = small(&terms);
    let is_common = common(&terms, &postings, units.len(), &is_small);
    drop(postings);
    let places =
        positions::positions(&collected, &terms, &is_common, packing, &mut files);
    let words = spelling::spelling(&collected, packing, &mut files);
    let names = synonyms::synonyms(edition, packing, &mut files);
    let faces = texts::faces(&leaves, packing, &mut files);
    let texts = texts::texts(&units, &leaves, packing, &mut files);
    let named = |which: &[bool]| -> Vec<String> {
        let terms = terms.names.iter().zip(which).filter(|(_, it)| **it);
        terms.map(|(term, _)| term.to_string()).collect()
    };
    let is_few = units.len() < ENOUGH;
    let small = if is_few { named(&is_small) } else { Vec::new() };
    let root = Root {
        version: VERSION,
        units: units.len(),
        pages: leaves.len(),
        stems: stems(&collected),
        spread: spread(&leaves, packing, &mut files),
        terms: catalogue(entries, TERMS, packing, &mut files),
        positions: catalogue(places, PLACES, packing, &mut files),
        forward: catalogue(words.forward, WORDS, packing, &mut files),
        backward: catalogue(words.backward, WORDS, packing, &mut files),
        names: catalogue(names, WORDS, packing, &mut files),
        faces: catalogue(faces, TEXTS, packing, &mut files),
        facets: facets::facets(edition, &pages, packing, &mut files),
        dates: facets::dates(edition, &pages, packing, &mut files),
        texts: catalogue(texts, TEXTS, packing, &mut files),
        common: named(&is_common),
        small,
    };
    // Strings and numbers always have a JSON form.
    packing.root(&serde_json::to_vec(&root).unwrap_or_default()).publish(&mut files);
    files
}

/// The words of the names of organisations, people, places and products: what is a name
/// must be told from the word that it looks like when stemmed.
fn names(edition: &Edition) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for face in edition.pages().iter().map(|it| &it.face) {
        if face.kind.is_entity() && face.searchable {
            let aliases = face.aliases.iter().map(|it| it.value.as_str());
            for name in aliases.chain([face.title.as_str()]) {
                tokens(&normalise(name), &mut |it| {
                    names.insert(it.text.to_owned());
                });
            }
        }
    }
    names
}

/// The ways of stemming that some page needs.
fn stems(collected: &Collected) -> Vec<&'static str> {
    let used: BTreeSet<Stem> = collected.units.iter().map(|it| it.stem).collect();
    used.into_iter().map(Stem::name).collect()
}

/// How many units each page has, a number for each.
fn spread(leaves: &[Leaf], packing: Packing, files: &mut Files) -> String {
    let mut out = Vec::new();
    for leaf in leaves {
        bytes::put_len(&mut out, leaf.units);
    }
    packing.shard("u", &out).publish(files)
}

/// How many units tell how often a word stands in any text.
const ENOUGH: usize = 200;

/// Which terms are small words.
fn small(terms: &Terms) -> Vec<bool> {
    let mut small = vec![false; terms.names.len()];
    for term in small_words().iter().filter_map(|it| terms.find(it)) {
        small[term as usize] = true;
    }
    small
}

/// Which terms stand in more than half of many units, or in more than an eighth and are
/// small words; where there are enough units to tell.
fn common(
    terms: &Terms,
    postings: &Postings,
    units: usize,
    is_small: &[bool],
) -> Vec<bool> {
    const MANY: usize = 5_000;
    let share = |it: usize| {
        if is_small[it] { 8 } else { 2 * usize::from(units >= MANY) }
    };
    let is_common = |it| postings.of_term(it).len() * share(it) > units;
    (0..terms.names.len()).map(|it| units >= ENOUGH && is_common(it)).collect()
}
