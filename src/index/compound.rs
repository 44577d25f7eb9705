//! Takes German compounds apart with nothing but the words of the corpus: a word that ends
//! in another word of the corpus is found under that, too; where what stands before is a
//! word as well, under both.

use super::analysis::{Stem, fold};
use super::collect::Collected;
use super::terms::{Meaning, Terms, is_word};
use std::collections::HashMap;

/// How much a part counts beside the whole.
const PART: f32 = 0.5;
/// The shortest head, the shortest first part, the shortest compound, in bytes.
const HEAD: usize = 4;
const FIRST: usize = 3;
const WHOLE: usize = 8;
/// How deep parts are taken apart, and how often a word must occur to be a head.
const DEPTH: usize = 3;
const OFTEN: u32 = 2;
/// What may stand between two parts.
const LINKS: [&str; 7] = ["", "s", "es", "n", "en", "er", "e"];
/// Ends of words that are no heads.
const ENDINGS: &[&str] = &[
    "artig", "barkeit", "ation", "heit", "ieren", "ierung", "isch", "ismus", "keit",
    "lich", "los", "schaft", "test", "tion", "ungs", "voll",
];

/// The German words of a corpus.
#[derive(Debug, Default)]
pub(super) struct Compounds {
    /// How often a term occurs as a word of its own.
    counts: Vec<u32>,
    /// The term of each folded spelling.
    first: HashMap<String, u32>,
    /// The terms by name, for those that are stems of German words.
    heads: HashMap<Box<str>, u32>,
}

impl Compounds {
    /// The German words among the spellings.
    pub(super) fn of(
        collected: &Collected,
        terms: &Terms,
        uses: &[(usize, Stem)],
        primary: &[u32],
    ) -> Self {
        let mut counts = vec![0; terms.names.len()];
        let mut found = Self::default();
        let mut often = vec![0_u32; collected.spellings.len()];
        for unit in collected.units.iter().filter(|it| it.stem == Stem::German) {
            unit.tokens.iter().for_each(|it| often[it.spelling as usize] += 1);
        }
        for ((spelling, stem), term) in uses.iter().zip(primary) {
            let text = &*collected.spellings[*spelling];
            if *stem != Stem::German || !is_word(text) {
                continue;
            }
            counts[*term as usize] += often[*spelling];
            found.first.insert(fold(text), *term);
            found.heads.insert(terms.names[*term as usize].clone(), *term);
        }
        found.counts = counts;
        found
    }

    /// Adds the parts of a word with this stem.
    pub(super) fn parts(&self, text: &str, stem: &str, found: &mut Vec<Meaning>) {
        if text.len() >= WHOLE && is_word(text) {
            self.split(stem, DEPTH, found);
        }
    }

    fn split(&self, stem: &str, depth: usize, found: &mut Vec<Meaning>) {
        if depth == 0 || stem.len() < WHOLE - 1 {
            return;
        }
        let mut best: Option<(u64, u32, &str, u32, String)> = None;
        for (at, _) in stem.char_indices().filter(|(at, _)| *at >= FIRST) {
            let (left, right) = stem.split_at(at);
            let Some(head) = self.head(right) else { continue };
            found.push(Meaning { term: head, weight: PART });
            if let Some((first, name)) = self.first(left) {
                let rate = u64::from(self.counts[first as usize])
                    * u64::from(self.counts[head as usize]);
                if best.as_ref().is_none_or(|it| rate > it.0) {
                    best = Some((rate, head, right, first, name));
                }
            }
        }
        if let Some((_, _, right, first, name)) = best {
            found.push(Meaning { term: first, weight: PART });
            self.split(&name, depth - 1, found);
            self.split(right, depth - 1, found);
        }
    }

    fn head(&self, stem: &str) -> Option<u32> {
        if stem.len() < HEAD || ENDINGS.contains(&stem) {
            return None;
        }
        let term = *self.heads.get(stem)?;
        (self.counts[term as usize] >= OFTEN).then_some(term)
    }

    /// The term of a first part, and its name without what links it.
    fn first(&self, left: &str) -> Option<(u32, String)> {
        LINKS.into_iter().find_map(|link| {
            let word = left.strip_suffix(link).filter(|it| it.len() >= FIRST)?;
            let term = *self.first.get(word)?;
            (self.counts[term as usize] >= OFTEN).then(|| (term, word.to_owned()))
        })
    }
}
