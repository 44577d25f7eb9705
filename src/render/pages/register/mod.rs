//! The index from A to Z: what a reader without a script searches by. Titles, other
//! names, terms and headings of all pages, and the titles of sources, in one order.

mod collate;
mod runs;

pub(crate) use collate::Letter;
pub(crate) use runs::Run;

use crate::link::{Anchor, Links};
use crate::model::node::Kind;
use crate::model::{Marking, Node, Page, Source};
use crate::redact::Edition;
use rayon::prelude::*;

/// The deepest heading that is listed.
const DEEPEST: u8 = 3;

/// Every name of an edition, in order.
#[derive(Debug, Default)]
pub(crate) struct Register<'a> {
    names: Vec<Name<'a>>,
    runs: Vec<Run>,
}

/// A name and where it leads.
#[derive(Debug)]
pub(crate) struct Name<'a> {
    /// Where it stands in the order.
    key: String,
    /// The heading that it stands under.
    pub(crate) letter: Letter,
    /// The name, as the most important of its spots spells it.
    pub(crate) text: &'a str,
    /// Its language.
    pub(crate) lang: &'a str,
    /// Where it leads, the most important first.
    pub(crate) spots: Vec<Spot<'a>>,
}

/// What a name leads to; the order is that of importance.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot<'a> {
    /// The page with this title.
    Title(usize),
    /// The page with this other name, which has a marking.
    Alias(usize, Option<Marking>),
    /// A term that a page defines, by its anchor.
    Term(usize, &'a Anchor),
    /// A section of a page, by its anchor.
    Section(usize, &'a Anchor),
    /// The source with this title.
    Source(&'a Source),
}

/// A name with one spot, before names are put together.
struct Entry<'a> {
    key: String,
    text: &'a str,
    lang: &'a str,
    spot: Spot<'a>,
}

impl<'a> Register<'a> {
    /// Collects the names that readers of a language see of an edition.
    pub(crate) fn of(edition: &'a Edition, links: &'a Links, lang: &'a str) -> Self {
        let pages = edition.pages().par_iter().enumerate();
        let shown = pages.filter(|(at, it)| is_shown(it) && edition.shows(*at, lang));
        let named = shown.flat_map_iter(|(at, page)| entries(links, at, page));
        let mut entries: Vec<Entry<'a>> = named.collect();
        let main = edition.settings().language.as_str();
        entries.extend(edition.sources().iter().filter_map(|it| source(it, main)));
        // Stable: what is alike stays in the order of pages and texts.
        entries.par_sort_by(|a, b| (&a.key, rank(a.spot)).cmp(&(&b.key, rank(b.spot))));
        let names = together(entries);
        let other = Some(lang).filter(|it| *it != main);
        let runs = runs::runs(&names, other);
        Self { names, runs }
    }

    /// The names, in order.
    pub(crate) fn names(&self) -> &[Name<'a>] {
        &self.names
    }

    /// The parts in which a long index is published; none if it fits on one page.
    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }
}

/// Whether a page of an edition has a place in the index.
pub(crate) fn is_shown(page: &Page) -> bool {
    page.face.listed && page.face.searchable && page.face.id.as_str() != "404"
}

fn entries<'a>(links: &'a Links, at: usize, page: &'a Page) -> Vec<Entry<'a>> {
    let face = &page.face;
    let entry = |text: &'a str, spot| {
        let text = text.trim();
        Entry { key: collate::key(text), text, lang: &face.lang, spot }
    };
    let mut entries = vec![entry(&face.title, Spot::Title(at))];
    let aliases = face.aliases.iter();
    entries.extend(
        aliases
            .map(|it| entry(&it.value, Spot::Alias(at, face.alias_marking(&it.value)))),
    );
    let anchors = links.anchors(at).iter().filter(|it| !it.text.trim().is_empty());
    let titled = page.body.heading.as_ref().and_then(|it| links.id_of(at, it));
    for anchor in anchors.filter(|it| Some(it.id.as_str()) != titled) {
        match anchor.level {
            0 => entries.push(entry(&anchor.text, Spot::Term(at, anchor))),
            1..=DEEPEST => {
                entries.push(entry(&anchor.text, Spot::Section(at, anchor)));
            }
            _ => {}
        }
    }
    entries.retain(|it| !it.text.is_empty());
    leave_out(page, links, at, &mut entries);
    entries
}

/// Takes out what stands in blocks of the class `nosearch`.
fn leave_out(page: &Page, links: &Links, at: usize, entries: &mut Vec<Entry<'_>>) {
    let mut hidden: Vec<&str> = Vec::new();
    for block in page.body.nodes.iter().filter(|it| it.has_class("nosearch")) {
        block.walk(&mut |node: &Node| {
            if matches!(node.kind, Kind::Heading(_) | Kind::Term) {
                hidden.extend(links.id_of(at, node));
            }
            true
        });
    }
    entries.retain(|it| match it.spot {
        Spot::Term(_, it) | Spot::Section(_, it) => !hidden.contains(&&*it.id),
        _ => true,
    });
}

fn source<'a>(source: &'a Source, main: &'a str) -> Option<Entry<'a>> {
    let text = source.field("title-short").unwrap_or(&source.title).trim();
    let lang = source.field("language").unwrap_or(main);
    let key = collate::key(text);
    (!text.is_empty()).then_some(Entry { key, text, lang, spot: Spot::Source(source) })
}

fn rank(spot: Spot<'_>) -> u8 {
    match spot {
        Spot::Title(_) => 0,
        Spot::Alias(..) => 1,
        Spot::Term(..) => 2,
        Spot::Section(..) => 3,
        Spot::Source(_) => 4,
    }
}

/// Entries with the same key as one name. A page that has a name twice is led to once.
fn together(entries: Vec<Entry<'_>>) -> Vec<Name<'_>> {
    let mut names: Vec<Name<'_>> = Vec::new();
    for Entry { key, text, lang, spot } in entries {
        if let Some(name) = names.last_mut().filter(|it| it.key == key) {
            name.add(spot);
        } else {
            let letter = Letter::of(&key);
            names.push(Name { key, letter, text, lang, spots: vec![spot] });
        }
    }
    // Keys of one alphabet stand together only if letters come before scripts.
    names.sort_by(|a, b| (&a.letter, &a.key).cmp(&(&b.letter, &b.key)));
    names
}

impl<'a> Name<'a> {
    fn add(&mut self, spot: Spot<'a>) {
        let known = match spot {
            Spot::Alias(page, _) => self.spots.iter().any(|it| {
                matches!(it, Spot::Title(other) | Spot::Alias(other, _) if *other == page)
            }),
            _ => false,
        };
        if !known {
            self.spots.push(spot);
        }
    }
}
