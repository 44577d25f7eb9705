//! Pages in lists, grouped by kind.

use crate::link::Branch;
use crate::model::{PageKind, Source};
use crate::render::label::Label;
use crate::render::pages::contexts::evidence::{GradeView, SeenView};
use crate::render::pages::contexts::press::{Bearing, bears_on};
use crate::render::pages::contexts::{DateView, Html, Link, part};
use crate::render::pages::place::Place;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Pages of one kind.
#[derive(Debug, Serialize)]
pub(crate) struct Group<'a> {
    /// The kind as front matter names it.
    pub(crate) kind: &'a str,
    /// The kind in words, of many.
    pub(crate) name: &'a str,
    /// How they are shown: `parts`, `table`, `cards`, `terms` or `list`.
    pub(crate) layout: &'static str,
    /// The pages.
    pub(crate) items: Vec<Item<'a>>,
}

/// A page in a list, or a folder that has none.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Item<'a> {
    /// The id of the page, or the path of the folder.
    pub(crate) id: &'a str,
    /// The page, or the overview of the folder.
    pub(crate) link: Link<'a>,
    /// The language of its title, where it is not that of the list.
    pub(crate) lang: Option<&'a str>,
    /// One sentence.
    pub(crate) summary: Option<&'a str>,
    /// Its label, where it is marked by itself.
    pub(crate) summary_marking: Option<Label>,
    /// Its date.
    pub(crate) date: Option<DateView>,
    /// Its other names.
    pub(crate) aliases: Vec<Html>,
    /// Which part of the report series it is about.
    pub(crate) part: Option<u32>,
    /// Who published the source that it reads.
    pub(crate) outlet: Option<Cow<'a, str>>,
    /// The language of that source, in words.
    pub(crate) language: Option<&'a str>,
    /// Its grade.
    pub(crate) grade: Option<GradeView<'a>>,
    /// What of it was consulted; of a report part, of what it covers.
    pub(crate) seen: Option<SeenView<'a>>,
    /// The pages that it bears on.
    pub(crate) bears_on: Vec<Bearing<'a>>,
    /// How many pages stand below it, at any depth.
    pub(crate) below: usize,
}

/// The kinds in the order in which they are shown.
const KINDS: [PageKind; 10] = [
    PageKind::ReportPart,
    PageKind::Page,
    PageKind::Organisation,
    PageKind::Person,
    PageKind::Product,
    PageKind::Place,
    PageKind::Term,
    PageKind::Press,
    PageKind::Analysis,
    PageKind::Event,
];

/// These pages by kind. A folder is taken for the index page that it does not have.
pub(super) fn groups<'a>(place: Place<'a>, inside: &[Branch]) -> Vec<Group<'a>> {
    let mut by_kind: BTreeMap<(usize, &'a str), Vec<Branch>> = BTreeMap::new();
    for branch in inside {
        let kind = branch.page().map_or(&PageKind::Page, |it| &place.face(it).kind);
        let rank = KINDS.iter().position(|it| it == kind).unwrap_or(KINDS.len());
        by_kind.entry((rank, kind.name())).or_default().push(*branch);
    }
    by_kind.into_iter().map(|((_, kind), inside)| group(place, kind, inside)).collect()
}

fn group<'a>(place: Place<'a>, kind: &'a str, mut inside: Vec<Branch>) -> Group<'a> {
    let layout = match PageKind::named(kind) {
        PageKind::ReportPart => "parts",
        PageKind::Press | PageKind::Analysis => "table",
        PageKind::Term => "terms",
        it if it.is_entity() => "cards",
        _ => "list",
    };
    let edition = place.site().edition();
    let title = |it: &Branch| it.page().map(|it| place.face(it).title.as_str());
    match layout {
        "table" => inside.sort_by_key(|it| {
            let date = it.page().and_then(|it| edition.date(it));
            let date = date.map(|it| it.start.key());
            (date.is_none(), date, title(it))
        }),
        "terms" => inside.sort_by_cached_key(|it| title(it).map(str::to_lowercase)),
        _ => {}
    }
    let word = format!("kinds-{kind}");
    let name = place.known_word(&word).unwrap_or(kind);
    let items = inside.into_iter().map(|it| item(place, it)).collect();
    Group { kind, name, layout, items }
}

fn item(place: Place<'_>, branch: Branch) -> Item<'_> {
    match branch {
        Branch::Page(page) => page_item(place, page),
        Branch::Folder(folder) => Item {
            id: place.folder(folder),
            link: place.link_to(branch),
            below: below(place, branch),
            ..Item::default()
        },
    }
}

fn below(place: Place<'_>, branch: Branch) -> usize {
    place.site().links().count_below(branch, place.lang())
}

fn page_item(place: Place<'_>, page: usize) -> Item<'_> {
    let face = place.face(page);
    let edition = place.site().edition();
    let source = face.source.as_ref().and_then(|it| edition.source(&it.value));
    let own =
        source.and_then(|it| it.evidence.seen).map(|it| SeenView::of(it, place.words()));
    let covered = || part::evidence(place, page).and_then(|it| it.seen);
    let announced = face.announced
        || face.date.is_none() && source.is_some_and(|it| it.evidence.announced);
    let date = edition.date(page);
    let language = source.and_then(|it| it.field("language"));
    let (summary, summary_marking) = place.summary(page);
    Item {
        id: face.id.as_str(),
        link: place.link(page),
        lang: place.other_lang(page),
        summary,
        summary_marking,
        date: date.map(|it| DateView::of(&it, announced, place.lang())),
        aliases: place.aliases(page),
        part: face.part,
        outlet: source.and_then(Source::outlet),
        language: language.map(|it| place.language(it)),
        grade: source.and_then(|it| GradeView::of(it, place.words())),
        seen: own.or_else(covered),
        bears_on: bears_on(place, page),
        below: below(place, Branch::Page(page)),
    }
}
