//! How much each term says of each unit: BM25F with one length norm for each field,
//! saturated and rounded to a few levels, so that the client needs no lengths and no tables.
//! (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.)

use super::collect::{Collected, Field, Said};
use super::terms::Terms;
use rayon::prelude::*;

/// Saturation.
const K1: f32 = 1.2;
/// How many levels of impact there are.
const LEVELS: u8 = 31;

/// How much a field weighs, and how far its length counts.
const FIELDS: [(f32, f32); Field::COUNT] =
    [(4.0, 0.6), (2.0, 0.6), (1.0, 0.6), (1.5, 0.3), (3.0, 0.0), (0.5, 0.3)];

/// Something that counts at a level: a unit for a term, or a term in a unit. There are
/// millions; the level stands in the lowest bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Posting(u32);

impl Posting {
    const BITS: u32 = LEVELS.ilog2() + 1;

    fn new(of: u32, level: u32) -> Self {
        Self(of << Self::BITS | level)
    }

    /// The unit, or the term.
    pub(super) fn of(self) -> u32 {
        self.0 >> Self::BITS
    }

    /// The level of impact, 0 to 30.
    pub(super) fn level(self) -> u32 {
        self.0 & ((1 << Self::BITS) - 1)
    }
}

/// The postings of every term, in the order of units.
#[derive(Debug, Default)]
pub(super) struct Postings {
    starts: Vec<usize>,
    all: Vec<Posting>,
}

impl Postings {
    /// Weighs every occurrence.
    pub(super) fn of(collected: &Collected, terms: &Terms) -> Self {
        let averages = averages(&collected.units);
        let units = collected.units.par_iter();
        let weighed: Vec<Box<[Posting]>> =
            units.map(|it| weigh(it, terms, &averages)).collect();
        let mut starts = vec![0; terms.names.len() + 1];
        for term in weighed.iter().flatten() {
            starts[term.of() as usize + 1] += 1;
        }
        (1..starts.len()).for_each(|it| starts[it] += starts[it - 1]);
        let mut all = vec![Posting::default(); starts[terms.names.len()]];
        let mut free = starts.clone();
        for (unit, found) in weighed.iter().enumerate() {
            let unit = u32::try_from(unit).unwrap_or(u32::MAX);
            for term in found {
                let at = &mut free[term.of() as usize];
                all[*at] = Posting::new(unit, term.level());
                *at += 1;
            }
        }
        Self { starts, all }
    }

    /// The postings of a term.
    pub(super) fn of_term(&self, term: usize) -> &[Posting] {
        &self.all[self.starts[term]..self.starts[term + 1]]
    }
}

/// The terms of a unit with their levels, in the order of terms.
fn weigh(said: &Said, terms: &Terms, averages: &[f32; Field::COUNT]) -> Box<[Posting]> {
    let mut share = [0.0; Field::COUNT];
    for (at, (weight, b)) in FIELDS.iter().enumerate() {
        let length = float(said.lengths[at]) / averages[at];
        share[at] = weight / (1.0 - b + b * length);
    }
    let mut found: Vec<(u32, f32)> = Vec::with_capacity(said.tokens.len());
    for token in &*said.tokens {
        let meanings = terms.meanings(token.spelling, said.stem).iter();
        let part = share[token.field() as usize];
        found.extend(meanings.map(|it| (it.term, it.weight * part)));
        if token.field().is_title() {
            let title = terms.in_title(token.spelling, said.stem);
            found.extend(title.map(|it| (it, part)));
        }
    }
    found.sort_by_key(|it| it.0);
    let terms = found.chunk_by(|a, b| a.0 == b.0);
    let mut weighed = Vec::with_capacity(terms.clone().count());
    weighed.extend(terms.map(|it| Posting::new(it[0].0, u32::from(level(it)))));
    weighed.into_boxed_slice()
}

fn level(occurrences: &[(u32, f32)]) -> u8 {
    let frequency: f32 = occurrences.iter().map(|it| it.1).sum();
    let impact = frequency / (K1 + frequency) * f32::from(LEVELS);
    let highest = LEVELS - 1;
    (0..highest).find(|it| impact < f32::from(*it + 1)).unwrap_or(highest)
}

/// The average length of each field, where there is one; rounded to sixteenths of an octave,
/// so that one more word somewhere does not change what is said of all other pages.
fn averages(units: &[Said]) -> [f32; Field::COUNT] {
    let mut averages = [1.0; Field::COUNT];
    for (at, average) in averages.iter_mut().enumerate() {
        let lengths =
            units.iter().map(|it| u64::from(it.lengths[at])).filter(|it| *it > 0);
        let (count, sum) = lengths.fold((0_u64, 0_u64), |(n, sum), it| (n + 1, sum + it));
        *average = rounded(sum, count);
    }
    averages
}

/// The power of the sixteenth root of two nearest below `sum / count`, or one.
fn rounded(sum: u64, count: u64) -> f32 {
    const STEP: f64 = 1.044_273_782_427_413_8;
    let mut step = 1.0_f64;
    let mut rounded = 1.0_f64;
    let [sum, count] =
        [sum, count].map(|it| f64::from(u32::try_from(it).unwrap_or(u32::MAX)));
    while step * count <= sum && count > 0.0 {
        rounded = step;
        step *= STEP;
    }
    single(rounded)
}

#[expect(clippy::cast_possible_truncation, reason = "half the digits are enough")]
fn single(number: f64) -> f32 {
    number as f32
}

fn float(number: u32) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
