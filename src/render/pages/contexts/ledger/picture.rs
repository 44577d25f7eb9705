//! The claims as drawings: a square for each by confidence, and how likely they are.

use super::{Group, Row};
use crate::cite::{Claim, Confidence};
use crate::render::chart::{self, Said, Unit, UnitRow};
use crate::render::html::confidence_word;
use crate::render::pages::contexts::Html;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;

/// The claims, drawn.
#[derive(Debug, Serialize)]
pub(crate) struct Picture<'a> {
    /// A square for each claim by confidence, which is a link to its row; what is disputed
    /// is crossed out. Ready-made SVG; empty where there are too many.
    pub(crate) confidence: Html,
    /// How likely those are that say so, on an axis from 0 to 100 percent: ready-made SVG,
    /// or empty.
    pub(crate) likelihood: Html,
    /// The same in numbers.
    pub(crate) levels: Vec<Level<'a>>,
}

/// A level of confidence.
#[derive(Debug, Serialize)]
pub(crate) struct Level<'a> {
    /// The level in words.
    pub(crate) name: &'a str,
    /// How many claims nobody disputes.
    pub(crate) agreed: usize,
    /// How many somebody disputes.
    pub(crate) disputed: usize,
}

impl<'a> Picture<'a> {
    /// These claims, if there are any.
    pub(super) fn of(
        place: Place<'a>,
        groups: &[Group<'_>],
        claims: &[&Claim],
    ) -> Option<Self> {
        let rows = || groups.iter().flat_map(|it| &it.rows);
        let levels = Confidence::ALL.map(Some).into_iter().chain([None]);
        let levels = levels.map(|level| {
            let is_of = |it: &&Row<'_>| it.level == level.map(Confidence::name);
            let word = level.map_or("claims-unrated", confidence_word);
            (place.word(word), rows().filter(is_of).collect::<Vec<_>>())
        });
        let levels: Vec<_> = levels.filter(|(_, it)| !it.is_empty()).collect();
        if levels.is_empty() {
            return None;
        }
        let units = levels.iter().map(|(name, rows)| -> UnitRow {
            ((*name).to_owned(), rows.iter().map(|it| unit(place, it)).collect())
        });
        let said = |title| Said {
            title: place.word(title),
            description: place.word("claims-listed"),
            lang: place.lang(),
            colon: place.word("colon"),
        };
        let units: Vec<UnitRow> = units.collect();
        Some(Self {
            confidence: Html::new(&chart::draw_units(
                &units,
                said("claims-by-confidence"),
            )),
            likelihood: Html::new(&likelihood(
                place,
                claims,
                said("claims-by-likelihood"),
            )),
            levels: levels.iter().map(|(name, rows)| counted(name, rows)).collect(),
        })
    }
}

fn counted<'a>(name: &'a str, rows: &[&Row<'_>]) -> Level<'a> {
    let disputed = rows.iter().filter(|it| it.is_disputed).count();
    Level { name, agreed: rows.len() - disputed, disputed }
}

fn unit(place: Place<'_>, row: &Row<'_>) -> Unit {
    let label =
        row.marking.as_ref().map(|it| format!("{} ", it.label)).unwrap_or_default();
    let doubt = if row.is_disputed {
        format!(" ({})", place.word("disputed"))
    } else {
        String::new()
    };
    Unit {
        href: format!("#{}", fragment(&row.anchor)),
        says: format!("{label}{}{doubt}", row.text),
        is_crossed: row.is_disputed,
    }
}

/// The degrees that come up, as the yardstick orders them.
fn likelihood(place: Place<'_>, claims: &[&Claim], said: Said<'_>) -> String {
    let terms = &place.site().edition().settings().yardstick.terms;
    let degrees = terms.iter().map(|term| {
        let said = claims.iter().filter_map(|it| it.likelihood.as_ref());
        let count = said.filter(|it| it.term == term.name).count();
        (term.word(place.lang()).to_owned(), term.range.low, term.range.high, count)
    });
    let degrees: Vec<_> = degrees.filter(|(.., count)| *count > 0).collect();
    if degrees.is_empty() { String::new() } else { chart::draw_degrees(&degrees, said) }
}
