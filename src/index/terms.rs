//! Which terms each spelling stands for: its stem, and what compounds are made of.

use super::analysis::{Kind, Stem, term};
use super::collect::Collected;
use super::compound::Compounds;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The terms of the index, and those of each spelling.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// Every term, in byte order.
    pub(super) names: Vec<Box<str>>,
    /// By spelling and way of stemming: first and last in `all`.
    ranges: Vec<(u32, u32)>,
    /// By spelling and way of stemming: the term for titles.
    titles: Vec<Option<u32>>,
    all: Vec<Meaning>,
}

/// A term that a spelling stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    /// The term, by its place among [`Terms::names`].
    pub(super) term: u32,
    /// How much an occurrence counts: 1, or less for a part of a compound.
    pub(super) weight: f32,
}

impl Meaning {
    /// Whether it is the word itself, not a part of it.
    pub(super) fn is_whole(self) -> bool {
        self.weight >= 1.0
    }
}

/// A spelling as it is stemmed on some page.
type Use = (usize, Stem);

impl Terms {
    /// The terms of everything that was collected; words of `names` are terms unstemmed, too.
    pub(super) fn of(collected: &Collected, names: &BTreeSet<String>) -> Self {
        let uses = uses(collected);
        let spelling = |it: usize| &*collected.spellings[it];
        let made = |(it, stem): &Use| term(spelling(*it), *stem);
        let stems: Vec<String> = uses.par_iter().map(made).collect();
        let plain = names.iter().map(|it| term(it, Stem::None));
        let titles = titles(collected);
        let in_titles =
            uses.iter().zip(&stems).filter(|(it, _)| titles[slot(it.0, it.1)]);
        let in_titles = in_titles.map(|(_, stem)| title(stem));
        let mut all: Vec<String> =
            stems.iter().cloned().chain(plain).chain(in_titles).collect();
        all.par_sort_unstable();
        all.dedup();
        let mut terms =
            Self { names: all.into_iter().map(Box::from).collect(), ..Self::default() };
        let primary: Vec<u32> =
            stems.par_iter().filter_map(|it| terms.find(it)).collect();
        let compounds = Compounds::of(collected, &terms, &uses, &primary);
        let meanings = uses.par_iter().zip(&primary).map(|(used, primary)| {
            let mut found = vec![Meaning { term: *primary, weight: 1.0 }];
            let text = spelling(used.0);
            if names.contains(text) {
                found.extend(terms.find(&term(text, Stem::None)).map(whole));
            }
            if used.1 == Stem::German {
                compounds.parts(text, &terms.names[*primary as usize], &mut found);
            }
            found.sort_by(|a, b| a.term.cmp(&b.term).then(b.weight.total_cmp(&a.weight)));
            found.dedup_by_key(|it| it.term);
            found
        });
        let meanings: Vec<Vec<Meaning>> = meanings.collect();
        terms.keep(collected.spellings.len(), &uses, meanings);
        terms.titles = vec![None; titles.len()];
        for ((spelling, stem), name) in uses.iter().zip(&stems) {
            let at = slot(*spelling, *stem);
            terms.titles[at] = if titles[at] { terms.find(&title(name)) } else { None };
        }
        terms
    }

    /// The place of a term.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let at = self.names.binary_search_by(|it| (**it).cmp(name)).ok()?;
        u32::try_from(at).ok()
    }

    /// What a spelling stands for on a page that is stemmed so.
    pub(super) fn meanings(&self, spelling: u32, stem: Stem) -> &[Meaning] {
        let (first, last) = self.ranges[slot(spelling as usize, stem)];
        &self.all[first as usize..last as usize]
    }

    /// The term of a spelling in a title.
    pub(super) fn in_title(&self, spelling: u32, stem: Stem) -> Option<u32> {
        self.titles[slot(spelling as usize, stem)]
    }

    fn keep(&mut self, spellings: usize, uses: &[Use], meanings: Vec<Vec<Meaning>>) {
        self.ranges = vec![(0, 0); spellings * Stem::ALL.len()];
        let length = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        for ((spelling, stem), found) in uses.iter().zip(meanings) {
            let first = length(self.all.len());
            self.all.extend(found);
            self.ranges[slot(*spelling, *stem)] = (first, length(self.all.len()));
        }
    }
}

fn whole(term: u32) -> Meaning {
    Meaning { term, weight: 1.0 }
}

/// The term for a word that stands in a title; no word begins so.
fn title(term: &str) -> String {
    format!("\u{1}{term}")
}

/// Which spellings stand in titles or among other names, by way of stemming.
fn titles(collected: &Collected) -> Vec<bool> {
    let mut found = vec![false; collected.spellings.len() * Stem::ALL.len()];
    for unit in &collected.units {
        for token in unit.tokens.iter().filter(|it| it.field().is_title()) {
            found[slot(token.spelling as usize, unit.stem)] = true;
        }
    }
    found
}

fn slot(spelling: usize, stem: Stem) -> usize {
    spelling * Stem::ALL.len() + stem as usize
}

/// How each spelling is stemmed, in the order of spellings; what has no stem, once.
fn uses(collected: &Collected) -> Vec<Use> {
    let mut used = vec![false; collected.spellings.len() * Stem::ALL.len()];
    for unit in &collected.units {
        for token in &*unit.tokens {
            used[slot(token.spelling as usize, unit.stem)] = true;
        }
    }
    let ways = Stem::ALL.len();
    let places = (0..used.len()).filter(|it| used[*it]);
    places.map(|it| (it / ways, Stem::ALL[it % ways])).collect()
}

/// Whether a spelling is a word that has a stem.
pub(super) fn is_word(text: &str) -> bool {
    Kind::of(text) == Kind::Word
}
