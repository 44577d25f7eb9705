//! Shards of terms: for each term in how many units it stands, and the units by impact.

use super::bytes::{put, put_len, put_word};
use super::catalogue::Entries;
use super::postings::{Posting, Postings};
use super::shard::{Packing, Shard};
use super::terms::Terms;
use crate::base::Files;
use rayon::prelude::*;
use std::cmp::Reverse;

/// Up to how many postings stand in the order of units, and how many stand with the term.
const SHORT: usize = 128;
const INLINE: usize = 4096;
/// The size of a shard in bytes: where it may end, and where it must.
const LEAST: usize = 12_000;
const MOST: usize = 24_000;

/// A term, ready for its shard.
struct Entry {
    count: usize,
    inline: Vec<u8>,
    rest: Option<Shard>,
}

/// Publishes the shards of terms, and says which begins with which term.
pub(super) fn dictionary(
    terms: &Terms,
    postings: &Postings,
    packing: Packing,
    files: &mut Files,
) -> Entries<String> {
    let all = (0..terms.names.len()).into_par_iter();
    let entries: Vec<Entry> =
        all.map(|it| entry(postings.of_term(it), packing)).collect();
    let size = |it: usize| terms.names[it].len() + entries[it].inline.len() + 4;
    let runs = runs(entries.len(), size, |it| terms.names[it].as_bytes(), LEAST, MOST);
    let mut rests = Vec::with_capacity(entries.len());
    let mut bare = Vec::with_capacity(entries.len());
    for entry in entries {
        rests.push(entry.rest.map(|it| it.publish(files)));
        bare.push((entry.count, entry.inline));
    }
    let shard = |run: &std::ops::Range<usize>| {
        let bytes =
            bytes(&terms.names[run.clone()], &bare[run.clone()], &rests[run.clone()]);
        packing.shard("t", &bytes)
    };
    let shards: Vec<Shard> = runs.par_iter().map(shard).collect();
    let first = |it: &std::ops::Range<usize>| terms.names[it.start].to_string();
    runs.iter().zip(shards).map(|(run, it)| (first(run), it.publish(files))).collect()
}

/// Cuts a list into runs of some size. Where a run ends depends on what stands there, so
/// that an item more or less moves the ends nearby and no others.
pub(super) fn runs<'k>(
    count: usize,
    size: impl Fn(usize) -> usize,
    key: impl Fn(usize) -> &'k [u8],
    least: usize,
    most: usize,
) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut total) = (0, 0);
    for at in 0..count {
        let next = size(at);
        let may_end = total >= least && at > start;
        if may_end && (is_border(key(at)) || total + next > most) {
            runs.push(start..at);
            (start, total) = (at, 0);
        }
        total += next;
    }
    if start < count {
        runs.push(start..count);
    }
    runs
}

/// One in sixteen keys, by a digest of its own (FNV-1a).
fn is_border(key: &[u8]) -> bool {
    let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = key.iter().fold(0x811C_9DC5, mix);
    (hash >> 16).trailing_zeros() >= 4
}

fn entry(postings: &[Posting], packing: Packing) -> Entry {
    let mut inline = Vec::new();
    let count = postings.len();
    if count <= SHORT {
        let mut before = 0;
        for it in postings {
            put(&mut inline, (it.of() - before) << 5 | it.level());
            before = it.of();
        }
        return Entry { count, inline, rest: None };
    }
    let mut sorted = postings.to_vec();
    sorted.sort_by_key(|it| (Reverse(it.level()), it.of()));
    let (near, far) = sorted.split_at(count.min(INLINE));
    levels(&mut inline, near);
    let rest = (!far.is_empty()).then(|| {
        let mut bytes = Vec::new();
        levels(&mut bytes, far);
        packing.shard("o", &bytes)
    });
    Entry { count, inline, rest }
}

/// Runs of one level each: the level, how many units, the units.
fn levels(out: &mut Vec<u8>, postings: &[Posting]) {
    for run in postings.chunk_by(|a, b| a.level() == b.level()) {
        put(out, run[0].level());
        put_len(out, run.len());
        let mut before = 0;
        for it in run {
            put(out, it.of() - before);
            before = it.of();
        }
    }
}

fn bytes(
    names: &[Box<str>],
    entries: &[(usize, Vec<u8>)],
    rests: &[Option<String>],
) -> Vec<u8> {
    let mut out = Vec::new();
    put_len(&mut out, names.len());
    let mut before = "";
    for ((name, (count, inline)), rest) in names.iter().zip(entries).zip(rests) {
        put_word(&mut out, before, name);
        put_len(&mut out, *count);
        put_len(&mut out, inline.len());
        if let Some(rest) = rest {
            out.extend(rest.as_bytes());
        }
        before = name;
    }
    out.extend(entries.iter().flat_map(|it| &it.1));
    out
}
