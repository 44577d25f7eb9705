//! Two lists of every word as it is written, one from its first letter and one from its
//! last: whoever mistypes one letter leaves one half of the word whole, and finds it in one
//! of the lists. Words, not stems: a wrong letter may give a word another stem.

use super::analysis::fold;
use super::bytes::{put, put_len, put_word};
use super::catalogue::Entries;
use super::collect::Collected;
use super::dictionary::runs;
use super::shard::{Packing, Shard};
use super::terms::is_word;
use crate::base::Files;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// The size of a shard in bytes: where it may end, and where it must.
const LEAST: usize = 6_000;
const MOST: usize = 10_000;
/// The shortest word that can be mistyped, and how many ways to write it are kept.
const SHORTEST: usize = 3;
const WAYS: usize = 3;

/// A word, folded, with how often it occurs and how it is written otherwise.
#[derive(Debug, Default)]
struct Spelt {
    often: u32,
    ways: Vec<String>,
}

/// The lists from the first letters and from the last.
pub(super) struct Lists {
    /// Words as they are.
    pub(super) forward: Entries<String>,
    /// Words from their ends.
    pub(super) backward: Entries<String>,
}

/// Publishes both lists, and says which shard begins with which word.
pub(super) fn spelling(
    collected: &Collected,
    packing: Packing,
    files: &mut Files,
) -> Lists {
    let words = words(collected);
    let forward: Vec<(String, &Spelt)> =
        words.iter().map(|(word, it)| (word.clone(), it)).collect();
    let backward = words.iter().map(|(word, it)| (word.chars().rev().collect(), it));
    let mut backward: Vec<(String, &Spelt)> = backward.collect();
    backward.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Lists {
        forward: list("f", &forward, packing, files),
        backward: list("r", &backward, packing, files),
    }
}

fn words(collected: &Collected) -> BTreeMap<String, Spelt> {
    let mut often = vec![0_u32; collected.spellings.len()];
    for token in collected.units.iter().flat_map(|it| &it.tokens) {
        often[token.spelling as usize] += 1;
    }
    let mut words: BTreeMap<String, Spelt> = BTreeMap::new();
    for (spelling, often) in collected.spellings.iter().zip(often) {
        let folded = fold(spelling);
        if !is_word(spelling) || folded.chars().nth(SHORTEST - 1).is_none() {
            continue;
        }
        let way = (folded != **spelling).then(|| spelling.to_string());
        let word = words.entry(folded).or_default();
        word.often += often;
        word.ways.extend(way.filter(|_| word.ways.len() < WAYS));
    }
    words
}

fn list(
    folder: &str,
    words: &[(String, &Spelt)],
    packing: Packing,
    files: &mut Files,
) -> Entries<String> {
    let size = |it: usize| 6 + words[it].1.ways.iter().map(String::len).sum::<usize>();
    let runs = runs(words.len(), size, |it| words[it].0.as_bytes(), LEAST, MOST);
    let shard = |run: &Range<usize>| packing.shard(folder, &bytes(&words[run.clone()]));
    let shards: Vec<Shard> = runs.par_iter().map(shard).collect();
    let first = |it: &Range<usize>| words[it.start].0.clone();
    runs.iter().zip(shards).map(|(run, it)| (first(run), it.publish(files))).collect()
}

/// For each word: itself, a number that holds how often it occurs (as a power of two) and
/// in how many other ways it is written, and those.
fn bytes(words: &[(String, &Spelt)]) -> Vec<u8> {
    let mut out = Vec::new();
    put_len(&mut out, words.len());
    let mut before = "";
    for (word, spelt) in words {
        put_word(&mut out, before, word);
        let ways = u32::try_from(spelt.ways.len()).unwrap_or_default();
        put(&mut out, spelt.often.max(1).ilog2() * 4 + ways);
        for way in &spelt.ways {
            put_len(&mut out, way.len());
            out.extend(way.as_bytes());
        }
        before = word;
    }
    out
}
