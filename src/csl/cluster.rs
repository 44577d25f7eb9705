//! Formats the citations of one page. The engine knows no affixes, no suppressed author
//! and no narrative form for notes: a cluster comes back in parts, so that whoever writes
//! it can put its own before and behind each item.

use super::markup::{CLOSE, OPEN};
use super::parts::{self, Telling};
use super::quiet::quietly;
use super::style::Format;
use super::tidy::Last;
use super::{Engine, Library, Piece, Reference, plain};
use crate::model::{Label, Mode};
use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::{Item, Value};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::{
    BibliographyDriver, CitationItem, CitePurpose, ElemChild, ElemChildren, ElemMeta,
    LocatorPayload, SpecificLocator,
};
use std::collections::BTreeMap;

/// A cluster of items to be cited together.
#[derive(Clone, Debug, Default)]
pub struct Request<'a> {
    /// The items, in order.
    pub items: Vec<Asked<'a>>,
    /// The number of the note it stands in, for styles of notes.
    pub note: Option<usize>,
}

/// One item of a cluster.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The place of the source in the library.
    pub place: usize,
    /// How the author is shown.
    pub mode: Mode,
    /// The kind of locator.
    pub label: Option<Label>,
    /// The locator.
    pub locator: Option<&'a str>,
    /// Whether words stand before or behind it.
    pub affixed: bool,
}

/// A formatted citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Who is named in the running text before it; empty unless it is narrative.
    pub author: Vec<Piece>,
    /// The citation itself, in order.
    pub parts: Vec<Part>,
}

/// A part of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands around and between items.
    Text(Piece),
    /// An item of the cluster, by its place there.
    Item(usize, Vec<Piece>),
}

impl Engine<'_> {
    /// Formats the citations of a page in their order. `listed` are the sources of its
    /// list, in the order of their numbers.
    pub fn citations(
        &self,
        library: &Library,
        listed: &[usize],
        requests: &[Request<'_>],
    ) -> Vec<Citation> {
        let trees = quietly(|| self.trees(library, listed, requests)).unwrap_or_default();
        let mut trees = trees.into_iter();
        let finish = |it: &Request<'_>| {
            let tree = trees.next().unwrap_or_default();
            self.composed(library, it, &tree)
        };
        requests.iter().map(finish).collect()
    }

    fn trees(
        &self,
        library: &Library,
        listed: &[usize],
        requests: &[Request<'_>],
    ) -> Vec<ElemChildren> {
        let before = match self.style.format {
            Format::Numeric => listed.to_vec(),
            Format::Named => library.twins_of(listed.iter().copied()),
            Format::Note => Vec::new(),
        };
        let locators: Vec<Vec<String>> = requests
            .iter()
            .map(|it| it.items.iter().map(|it| locator(it)).collect())
            .collect();
        let mut driver = BibliographyDriver::new();
        let first = before.iter().filter_map(|it| library.references.get(*it));
        // The last one of these must not make the first citation an `ibid.`.
        let none =
            Item(BTreeMap::from([("id".to_owned(), Value::String(String::new()))]));
        let first = first.map(|it| &it.item).chain(std::iter::once(&none));
        self.cite_hidden(&mut driver, &self.style.cites, first);
        let count = before.len() + 1;
        // Two `ibid.` look alike for the engine, and it would tell them apart by years.
        let apart = self.style.format == Format::Named && !before.is_empty();
        for (request, locators) in requests.iter().zip(&locators) {
            let style = self.style_for(request);
            let items = request.items.iter().zip(locators);
            let items = items.filter_map(|(it, text)| self.item(library, it, text));
            self.ask(&mut driver, style, items.collect(), request.note);
            let between = apart.then_some(&none);
            self.cite_hidden(&mut driver, &self.style.cites, between.into_iter());
        }
        let made = self.finish(driver, &self.style.cites).citations;
        let step = 1 + usize::from(apart);
        made.into_iter().skip(count).step_by(step).map(|it| it.citation).collect()
    }

    /// Words around an item belong to its place; a narrative item comes first.
    fn style_for(&self, request: &Request<'_>) -> &IndependentStyle {
        let narrative = |it: &Asked<'_>| it.mode == Mode::AuthorInText;
        let parts_author = |it: &Asked<'_>| self.parts_author(it);
        if request.items.iter().any(|it| it.affixed || narrative(it)) {
            &self.style.fixed
        } else if request.items.iter().any(parts_author) {
            &self.style.apart
        } else {
            &self.style.cites
        }
    }

    /// Whether the author stands elsewhere, or nowhere. Numbers name no author.
    fn parts_author(&self, asked: &Asked<'_>) -> bool {
        asked.mode != Mode::Normal && !self.style.is_numeric()
    }

    fn item<'a>(
        &self,
        library: &'a Library,
        asked: &Asked<'_>,
        locator: &'a str,
    ) -> Option<CitationItem<'a, Item>> {
        let item = &library.references.get(asked.place)?.item;
        let kind = asked.label.map_or(Locator::Custom, engine_label);
        let specific = SpecificLocator(kind, LocatorPayload::Str(locator));
        let specific = (!locator.is_empty()).then_some(specific);
        let purpose = self.parts_author(asked).then_some(CitePurpose::Prose);
        Some(CitationItem::new(item, specific, None, false, purpose))
    }

    /// Puts the citation together again, with the prefix and the suffix of the style.
    fn composed(
        &self,
        library: &Library,
        request: &Request<'_>,
        tree: &ElemChildren,
    ) -> Citation {
        let mut citation = Citation::default();
        self.edge(&mut citation, &self.style.prefix);
        for child in &tree.0 {
            match child {
                ElemChild::Text(it) => {
                    let text = it.text.replace([OPEN, CLOSE], "");
                    let look = parts::shown(it.formatting);
                    citation.text(Piece { text, look, ..Piece::default() });
                }
                ElemChild::Elem(it) => {
                    let Some(ElemMeta::Entry(place)) = it.meta else { continue };
                    let Some(asked) = request.items.get(place) else { continue };
                    let Some(reference) = library.references.get(asked.place) else {
                        continue;
                    };
                    let (author, pieces) = self.split(asked, reference, &it.children);
                    if asked.mode == Mode::AuthorInText && place == 0 {
                        citation.author = author;
                    }
                    citation.parts.push(Part::Item(place, pieces));
                }
                _ => {}
            }
        }
        if citation.parts.iter().all(|it| matches!(it, Part::Text(_))) {
            citation.fall_back(library, request);
        }
        self.end(&mut citation);
        citation
    }

    /// The author, and the rest of an item.
    fn split(
        &self,
        asked: &Asked<'_>,
        reference: &Reference,
        tree: &ElemChildren,
    ) -> (Vec<Piece>, Vec<Piece>) {
        let pieces =
            |tree: &ElemChildren| parts::pieces(tree, &reference.told, Telling::Short);
        let (mut author, mut rest) = match parts::inner(tree) {
            Some((before, inside)) => (pieces(&before), pieces(&inside)),
            None => (Vec::new(), pieces(tree)),
        };
        if self.parts_author(asked) && author.is_empty() {
            // Without an author the title stands in its place.
            if let Some(names) = parts::first_names(tree) {
                author = pieces(names);
                rest = parts::behind(rest, &plain(&author));
            }
        }
        if plain(&rest).trim().is_empty() {
            let is_named = asked.mode == Mode::AuthorInText && !author.is_empty();
            let words = if is_named { String::new() } else { reference.fallback() };
            rest = vec![Piece::text(words)];
        }
        (author, rest)
    }

    fn edge(&self, citation: &mut Citation, text: &str) {
        let (text, look) = (text.to_owned(), self.style.look);
        citation.text(Piece { text, look, ..Piece::default() });
    }

    fn end(&self, citation: &mut Citation) {
        let last = citation.parts.iter().rev().find_map(Part::words).unwrap_or_default();
        let suffix = &self.style.suffix;
        let first = suffix.chars().next();
        if first.is_some_and(|it| Last::of(&last).takes(it)) {
            self.edge(citation, suffix);
        }
    }
}

impl Part {
    fn words(&self) -> Option<String> {
        let words = match self {
            Self::Text(it) => it.text.clone(),
            Self::Item(_, pieces) => plain(pieces),
        };
        (!words.is_empty()).then_some(words)
    }
}

impl Citation {
    fn text(&mut self, piece: Piece) {
        if !piece.text.is_empty() {
            self.parts.push(Part::Text(piece));
        }
    }

    /// Where the engine gave nothing: titles.
    fn fall_back(&mut self, library: &Library, request: &Request<'_>) {
        for (place, asked) in request.items.iter().enumerate() {
            let Some(reference) = library.references.get(asked.place) else { continue };
            if place > 0 {
                self.text(Piece::text("; "));
            }
            let pieces = vec![Piece::text(reference.fallback())];
            self.parts.push(Part::Item(place, pieces));
        }
    }
}

/// The locator as the engine reads it: one hyphen for a range.
fn locator(asked: &Asked<'_>) -> String {
    let text = asked.locator.unwrap_or_default();
    let text = asked.label.map_or(text.into(), |it| it.joined(text));
    super::markup::plain(&text.replace("--", "-").replace('–', "-")).trim().to_owned()
}

fn engine_label(label: Label) -> Locator {
    match label {
        Label::Act => Locator::Act,
        Label::AppendixLocator => Locator::Appendix,
        Label::ArticleLocator => Locator::ArticleLocator,
        Label::Book => Locator::Book,
        Label::Canon => Locator::Canon,
        Label::Chapter => Locator::Chapter,
        Label::Column => Locator::Column,
        Label::Custom | Label::Law(_) => Locator::Custom,
        Label::Elocation => Locator::Elocation,
        Label::Equation => Locator::Equation,
        Label::Figure => Locator::Figure,
        Label::Folio => Locator::Folio,
        Label::Issue => Locator::Issue,
        Label::Line => Locator::Line,
        Label::Note => Locator::Note,
        Label::Opus => Locator::Opus,
        Label::Page => Locator::Page,
        Label::Paragraph => Locator::Paragraph,
        Label::Part => Locator::Part,
        Label::Rule => Locator::Rule,
        Label::Scene => Locator::Scene,
        Label::Section => Locator::Section,
        Label::SubVerbo => Locator::SubVerbo,
        Label::Supplement => Locator::Supplement,
        Label::Table => Locator::Table,
        Label::Timestamp => Locator::Timestamp,
        Label::TitleLocator => Locator::TitleLocator,
        Label::Verse => Locator::Verse,
        Label::Volume => Locator::Volume,
    }
}
