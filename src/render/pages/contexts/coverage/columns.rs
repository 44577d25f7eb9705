//! The columns of the matrix: every report part by itself, the other pages by kind.

use super::View;
use crate::cite::Report;
use crate::model::{Face, PageKind};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A column of the matrix.
#[derive(Debug, Serialize)]
pub(crate) struct Column<'a> {
    /// What stands above it.
    pub(crate) title: Cow<'a, str>,
    /// The page, if it is one page.
    pub(crate) href: Option<String>,
    #[serde(skip)]
    key: Key,
}

/// What pages of a column have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Part(usize),
    Press,
    Analysis,
    Entry,
    Other,
}

/// The columns, in order.
pub(super) struct Columns<'a>(Vec<Column<'a>>);

impl<'a> Columns<'a> {
    /// The columns that have anything to show.
    pub(super) fn of(view: &View<'a>, reports: &[Report]) -> Self {
        let mut keys: BTreeSet<Key> = BTreeSet::new();
        for page in reports.iter().flat_map(named).filter(|it| view.shows(*it)) {
            keys.insert(key(page, view.place.face(page)));
        }
        let order = view.place.site().links();
        let place = |it: &Key| match it {
            Key::Part(page) => {
                order.order(view.place.lang()).iter().position(|it| it == page)
            }
            _ => None,
        };
        let mut keys: Vec<Key> = keys.into_iter().collect();
        keys.sort_by_key(|it| match it {
            Key::Part(_) => (0, place(it), *it),
            _ => (1, None, *it),
        });
        Self(keys.into_iter().map(|it| column(view, it)).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The column in which a page stands.
    pub(super) fn place(&self, page: usize, face: &Face) -> Option<usize> {
        let key = key(page, face);
        self.0.iter().position(|it| it.key == key)
    }

    /// What stands above a column.
    pub(super) fn title(&self, at: usize) -> Cow<'a, str> {
        self.0.get(at).map(|it| it.title.clone()).unwrap_or_default()
    }

    pub(super) fn into_list(self) -> Vec<Column<'a>> {
        self.0
    }
}

/// Every page that a report knows of.
fn named(report: &Report) -> impl Iterator<Item = usize> {
    let rows = report.sections.iter();
    let spots = rows.clone().flat_map(|it| &it.spots);
    let spots = spots.chain(&report.whole).chain(&report.derived).map(|it| it.page);
    let declared = rows.flat_map(|it| &it.declared).chain(&report.bearing);
    spots.chain(declared.chain(&report.covering).copied())
}

fn key(page: usize, face: &Face) -> Key {
    match &face.kind {
        PageKind::ReportPart => Key::Part(page),
        PageKind::Press => Key::Press,
        PageKind::Analysis => Key::Analysis,
        PageKind::Term => Key::Entry,
        it if it.is_entity() => Key::Entry,
        _ => Key::Other,
    }
}

fn column<'a>(view: &View<'a>, key: Key) -> Column<'a> {
    let place = view.place;
    let title: Cow<'a, str> = match key {
        Key::Part(page) => match place.face(page).part {
            Some(part) => place.word("part").replace("{x}", &part.to_string()).into(),
            None => place.title(page).into(),
        },
        Key::Press => place.word("kinds-press").into(),
        Key::Analysis => place.word("kinds-analysis").into(),
        Key::Entry => place.word("coverage-entries").into(),
        Key::Other => place.word("coverage-others").into(),
    };
    let href = match key {
        Key::Part(page) => Some(place.href(page)),
        _ => None,
    };
    Column { title, href, key }
}
