//! Who published when: the sources by month and outlet, drawn and as a table.

use super::Html;
use crate::model::{Date, Source};
use crate::render::chart::{Said, Strip, Strips};
use crate::render::pages::place::Place;
use serde::Serialize;
use std::collections::BTreeMap;

/// The sources by month and outlet.
#[derive(Debug, Serialize)]
pub(crate) struct Outlets {
    /// A row of columns by month for all sources and for each outlet: ready-made SVG.
    pub(crate) picture: Html,
    /// The same in numbers.
    pub(crate) rows: Vec<OutletRow>,
}

/// An outlet, or all that have no row of their own.
#[derive(Debug, Serialize)]
pub(crate) struct OutletRow {
    /// Its name.
    pub(crate) name: String,
    /// How many sources it published.
    pub(crate) total: usize,
    /// When: months or years in words, with how many.
    pub(crate) when: Vec<When>,
}

/// A month, or a year whose month is not known.
#[derive(Debug, Serialize)]
pub(crate) struct When {
    /// In words.
    pub(crate) name: String,
    /// How many sources.
    pub(crate) count: usize,
}

/// So many outlets have a row of their own.
const ROWS: usize = 12;

impl Outlets {
    /// These sources; nothing where no month is known.
    pub(super) fn of(place: Place<'_>, sources: &[Source]) -> Option<Self> {
        let (strips, rest) = strips(place, sources);
        let said = Said {
            title: place.word("sources-drawn"),
            description: place.word("chart-values-below"),
            lang: place.lang(),
            colon: place.word("colon"),
        };
        let picture = strips.draw(place.word("chart-before"), said);
        let rows = strips.0.iter().chain(&rest).map(|it| row(place, it)).collect();
        (!picture.is_empty()).then(|| Self { picture: Html::new(&picture), rows })
    }
}

/// All sources, then the outlets with the most, each with two at least; and the others,
/// whose columns would dwarf those.
fn strips(place: Place<'_>, sources: &[Source]) -> (Strips, Option<Strip>) {
    let mut by_name: BTreeMap<String, Vec<Option<Date>>> = BTreeMap::new();
    for source in sources {
        let name = source.outlet().unwrap_or_default().into_owned();
        by_name.entry(name).or_default().push(source.issued);
    }
    let mut outlets: Vec<_> = by_name.into_iter().collect();
    outlets.sort_by_key(|(name, it)| (name.is_empty(), std::cmp::Reverse(it.len())));
    let is_own = |(at, (name, it)): &(usize, (String, Vec<Option<Date>>))| {
        *at < ROWS && it.len() > 1 && !name.is_empty()
    };
    let (own, others): (Vec<_>, Vec<_>) =
        outlets.into_iter().enumerate().partition(is_own);
    let strip = |name: &str, dates| Strip { name: name.to_owned(), dates };
    let all =
        strip(place.word("sources-all"), sources.iter().map(|it| it.issued).collect());
    let others: Vec<_> = others.into_iter().flat_map(|(_, (_, it))| it).collect();
    let rest = Some(strip(place.word("sources-others"), others));
    let rest = rest.filter(|it| !it.dates.is_empty() && !own.is_empty());
    let own = own.into_iter().map(|(_, (name, dates))| Strip { name, dates });
    (Strips(std::iter::once(all).chain(own).collect()), rest)
}

fn row(place: Place<'_>, strip: &Strip) -> OutletRow {
    let mut months: BTreeMap<(u16, Option<u8>), (Date, usize)> = BTreeMap::new();
    for date in strip.dates.iter().flatten() {
        let mut start = date.start;
        (start.day, start.approximate, start.uncertain) = (None, false, false);
        let month = Date::from(start);
        months.entry((start.year, start.month)).or_insert((month, 0)).1 += 1;
    }
    let when = months
        .into_values()
        .map(|(month, count)| When { name: month.readable(place.lang()), count });
    OutletRow { name: strip.name.clone(), total: strip.dates.len(), when: when.collect() }
}
