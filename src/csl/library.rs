//! The entries of all sources of an edition, formatted once, and what pages need to know
//! of them: their order, and which citations look alike.

use super::parts::{self, Telling};
use super::quiet::quietly;
use super::{Engine, Piece, Reference, plain};
use hayagriva::citationberg::json::Item;
use hayagriva::{BibliographyDriver, BibliographyItem, CitationItem};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Sources formatted in one style and language. They are named by their places.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub(super) references: Vec<Reference>,
    entries: Vec<Vec<Piece>>,
    /// The rank of each in the order of the style; empty if lists follow the citations.
    ranks: Vec<usize>,
    /// Those whose citations look alike, in the order of the style, by each of them.
    twins: HashMap<usize, Vec<usize>>,
}

impl Library {
    /// How many entries are formatted together; the engine is quadratic.
    const TOGETHER: usize = 32;

    /// Formats the entries of `references`, whose keys differ.
    pub fn of(engine: &Engine<'_>, mut references: Vec<Reference>) -> Self {
        if engine.style.is_own {
            let without = Reference::without_said_publisher;
            references = references.into_iter().map(without).collect();
        }
        let ranks = ranks(engine, &references);
        let twins = twins(engine, &references, &ranks);
        let groups = groups(references.len(), &twins);
        let made = groups.par_iter().map(|it| entries(engine, &references, it));
        let mut list = vec![Vec::new(); references.len()];
        for (place, pieces) in made.flatten_iter().collect::<Vec<_>>() {
            list[place] = pieces;
        }
        Self { references, entries: list, ranks, twins }
    }

    /// The entry of a source.
    pub fn entry(&self, place: usize) -> &[Piece] {
        self.entries.get(place).map_or(&[], Vec::as_slice)
    }

    /// The rank of a source in a list, where the style has an order of its own.
    pub fn rank(&self, place: usize) -> Option<usize> {
        self.ranks.get(place).copied()
    }

    /// Every source whose citation must be told apart from one of these, in the order of
    /// the style.
    pub(super) fn twins_of(&self, places: impl Iterator<Item = usize>) -> Vec<usize> {
        let twins = places.filter_map(|it| self.twins.get(&it)).flatten();
        let ranked: BTreeMap<usize, usize> =
            twins.map(|it| (self.rank(*it).unwrap_or(*it), *it)).collect();
        ranked.into_values().collect()
    }
}

fn ranks(engine: &Engine<'_>, references: &[Reference]) -> Vec<usize> {
    if !engine.style.sorts {
        return Vec::new();
    }
    let sorted = quietly(|| {
        let mut driver = BibliographyDriver::new();
        let style = &engine.style.order;
        // One citation of them all: the engine is quadratic in citations.
        let all = references.iter().map(|it| CitationItem::with_entry(&it.order));
        engine.ask(&mut driver, style, all.collect(), None);
        engine.finish(driver, style).bibliography.map_or(Vec::new(), |it| it.items)
    });
    let keys: Vec<String> =
        sorted.unwrap_or_default().into_iter().map(|it| it.key).collect();
    let ranks: HashMap<&str, usize> =
        keys.iter().enumerate().map(|(rank, key)| (key.as_str(), rank)).collect();
    let rank = |(at, it): (usize, &Reference)| ranks.get(it.key()).copied().unwrap_or(at);
    references.iter().enumerate().map(rank).collect()
}

/// Sources whose citations look alike as long as nothing tells them apart.
fn twins(
    engine: &Engine<'_>,
    references: &[Reference],
    ranks: &[usize],
) -> HashMap<usize, Vec<usize>> {
    let mut twins = HashMap::new();
    if !engine.style.parts_twins {
        return twins;
    }
    let all: Vec<usize> = (0..references.len()).collect();
    let shown = all.par_chunks(Library::TOGETHER).map(|it| shown(engine, references, it));
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, text) in shown.flatten_iter().collect::<Vec<_>>() {
        alike.entry(text).or_default().push(place);
    }
    for mut group in alike.into_values().filter(|it| it.len() > 1) {
        group.sort_by_key(|it| ranks.get(*it).copied().unwrap_or(*it));
        twins.extend(group.iter().map(|it| (*it, group.clone())));
    }
    twins
}

/// The citations of some sources, in which nothing tells them apart.
fn shown(
    engine: &Engine<'_>,
    references: &[Reference],
    places: &[usize],
) -> Vec<(usize, String)> {
    let made = quietly(|| {
        let mut driver = BibliographyDriver::new();
        let style = &engine.style.alike;
        for place in places {
            let item = CitationItem::with_entry(&references[*place].item);
            engine.ask(&mut driver, style, vec![item], None);
        }
        engine.finish(driver, style).citations
    });
    let made = places.iter().zip(made.unwrap_or_default());
    made.map(|(place, it)| {
        let told = &references[*place].told;
        (*place, plain(&parts::pieces(&it.citation, told, Telling::Short)))
    })
    .collect()
}

/// Places to be formatted together: twins always are.
fn groups(count: usize, twins: &HashMap<usize, Vec<usize>>) -> Vec<Vec<usize>> {
    let mut groups = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for place in 0..count {
        match twins.get(&place) {
            Some(group) if group.first() != Some(&place) => {}
            Some(group) => open.extend(group),
            None => open.push(place),
        }
        if open.len() >= Library::TOGETHER {
            groups.push(std::mem::take(&mut open));
        }
    }
    groups.push(open);
    groups
}

fn entries(
    engine: &Engine<'_>,
    references: &[Reference],
    places: &[usize],
) -> Vec<(usize, Vec<Piece>)> {
    let items = format(engine, places.iter().map(|it| &references[*it].item));
    let items = items.unwrap_or_else(|| {
        // Whatever made the engine panic shall not take the others with it.
        let alone = places.iter().map(|it| &references[*it].item);
        alone.filter_map(|it| format(engine, std::iter::once(it))).flatten().collect()
    });
    let mut by_key: HashMap<String, BibliographyItem> =
        items.into_iter().map(|it| (it.key.clone(), it)).collect();
    let mut entry = |place: usize| {
        let reference = &references[place];
        let item = by_key.remove(reference.key());
        let pieces = item.map(|it| entry(engine, it, reference)).unwrap_or_default();
        let is_empty = plain(&pieces).trim().is_empty();
        if is_empty { vec![Piece::text(reference.fallback())] } else { pieces }
    };
    places.iter().map(|it| (*it, entry(*it))).collect()
}

fn format<'a>(
    engine: &'a Engine<'_>,
    items: impl Iterator<Item = &'a Item>,
) -> Option<Vec<BibliographyItem>> {
    quietly(|| {
        let mut driver = BibliographyDriver::new();
        let style = &engine.style.entries;
        engine.cite_hidden(&mut driver, style, items);
        engine.finish(driver, style).bibliography.map_or(Vec::new(), |it| it.items)
    })
}

fn entry(
    engine: &Engine<'_>,
    mut item: BibliographyItem,
    reference: &Reference,
) -> Vec<Piece> {
    if engine.style.is_numeric() {
        parts::without_number(&mut item.content);
    } else if let Some(first) = item.first_field.take() {
        item.content.0.insert(0, first);
    }
    parts::entry(&item.content, &reference.told, engine.direction)
}
