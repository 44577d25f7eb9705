//! Shards of positions: where each term stands in each unit. Only phrases need them.

use super::bytes::{put, put_len, put_word};
use super::catalogue::Entries;
use super::collect::Collected;
use super::dictionary::runs;
use super::shard::{Packing, Shard};
use super::terms::Terms;
use crate::base::Files;
use rayon::prelude::*;
use std::ops::Range;

/// The size of a shard in bytes: where it may end, and where it must.
const LEAST: usize = 16_000;
const MOST: usize = 32_000;

/// Unit and place.
type At = (u32, u32);

/// Publishes where terms stand, but for those that `is_common` says stand everywhere;
/// says which shard begins with which term.
pub(super) fn positions(
    collected: &Collected,
    terms: &Terms,
    is_common: &[bool],
    packing: Packing,
    files: &mut Files,
) -> Entries<String> {
    let (starts, all) = gather(collected, terms, is_common);
    let places = (0..terms.names.len()).into_par_iter();
    let lists: Vec<Vec<u8>> =
        places.map(|it| list(&all[starts[it]..starts[it + 1]])).collect();
    let size = |it: usize| terms.names[it].len() + lists[it].len() + 4;
    let runs = runs(lists.len(), size, |it| terms.names[it].as_bytes(), LEAST, MOST);
    let shard = |run: &Range<usize>| {
        packing.shard("p", &bytes(&terms.names[run.clone()], &lists[run.clone()]))
    };
    let shards: Vec<Shard> = runs.par_iter().map(shard).collect();
    let first = |it: &Range<usize>| terms.names[it.start].to_string();
    runs.iter().zip(shards).map(|(run, it)| (first(run), it.publish(files))).collect()
}

/// All places, by term; first the place in the list at which each term begins.
fn gather(
    collected: &Collected,
    terms: &Terms,
    is_common: &[bool],
) -> (Vec<usize>, Vec<At>) {
    let mut starts = vec![0; terms.names.len() + 1];
    visit(collected, terms, is_common, |term, _| starts[term + 1] += 1);
    (1..starts.len()).for_each(|it| starts[it] += starts[it - 1]);
    let mut all = vec![(0, 0); starts[terms.names.len()]];
    let mut free = starts.clone();
    visit(collected, terms, is_common, |term, at| {
        all[free[term]] = at;
        free[term] += 1;
    });
    (starts, all)
}

fn visit(
    collected: &Collected,
    terms: &Terms,
    is_common: &[bool],
    mut found: impl FnMut(usize, At),
) {
    for (unit, said) in (0..).zip(&collected.units) {
        for token in &*said.tokens {
            let meanings = terms.meanings(token.spelling, said.stem).iter();
            for it in meanings.filter(|it| it.is_whole()) {
                if !is_common[it.term as usize] {
                    found(it.term as usize, (unit, token.place()));
                }
            }
        }
    }
}

/// For each unit its distance from the one before, how many places, their distances.
fn list(places: &[At]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = 0;
    for unit in places.chunk_by(|a, b| a.0 == b.0) {
        put(&mut out, unit[0].0 - before);
        put_len(&mut out, unit.len());
        let mut last = 0;
        for (_, place) in unit {
            put(&mut out, place - last);
            last = *place;
        }
        before = unit[0].0;
    }
    out
}

fn bytes(names: &[Box<str>], lists: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    put_len(&mut out, names.len());
    let mut before = "";
    for (name, list) in names.iter().zip(lists) {
        put_word(&mut out, before, name);
        put_len(&mut out, list.len());
        before = name;
    }
    out.extend(lists.iter().flatten());
    out
}
