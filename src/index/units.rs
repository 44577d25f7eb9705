//! Cuts an edition into units of text for search: each page's opening and each of its
//! sections, with the words a search engine weighs apart.

use crate::base::SitePath;
use crate::link::Links;
use crate::model::node::Kind;
use crate::model::prose::Words;
use crate::model::sections::Sections;
use crate::model::{Marking, Node, Page};
use crate::redact::Edition;
use rayon::prelude::*;
use serde::Serialize;
use std::ops::Range;

/// One unit: what a search result leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The page, by its place in [`Edition::pages`].
    #[serde(skip)]
    pub page: usize,
    /// The path of the page in the site.
    pub path: SitePath,
    /// The anchor of the section; `None` for what stands before the first heading.
    pub anchor: Option<String>,
    /// The title of the page.
    pub title: String,
    /// The heading of the section.
    pub heading: Option<String>,
    /// Other names of what the page is about; on its first unit only.
    pub aliases: Vec<String>,
    /// The sentence that sums the page up; on its first unit only.
    pub summary: Option<String>,
    /// The plain text, a line for each block.
    pub text: String,
    /// The keys of the sources cited.
    pub sources: Vec<String>,
    /// The kind of the page.
    pub kind: String,
    /// The language of the page: a BCP 47 tag.
    pub language: String,
    /// The tags of the page.
    pub tags: Vec<String>,
    /// The label of the page: the highest marking of what the edition contains of it.
    pub marking: Option<String>,
    /// The highest marking of the page itself and of what this unit holds, where the label
    /// of the page is another one.
    #[serde(skip)]
    pub portion: Option<Marking>,
}

/// Cuts every searchable page into units, in the order of pages and texts.
pub fn units(edition: &Edition, links: &Links) -> Vec<Unit> {
    units_of(edition, links, 0..edition.pages().len())
}

/// The same for some of the pages.
pub fn units_of(edition: &Edition, links: &Links, some: Range<usize>) -> Vec<Unit> {
    let names = edition.names();
    let (pages, sources) = (edition.pages(), edition.sources());
    let searchable = some.into_par_iter().filter(|it| pages[*it].face.searchable);
    let cut = |at: usize| {
        let page = &pages[at];
        let words = Words { names, pages, sources, lang: &page.face.lang };
        let label = edition.label(at);
        let (units, mute) = (Vec::new(), None);
        let mut cutter = Cutter { edition, links, at, page, label, words, units, mute };
        cutter.page();
        cutter.units.into_iter().map(snug)
    };
    searchable.flat_map_iter(cut).collect()
}

/// A unit whose text has no room to grow: a copy, for an allocator may leave what shrinks
/// in place where it is.
fn snug(unit: Unit) -> Unit {
    Unit { text: unit.text.as_str().to_owned(), ..unit }
}

struct Cutter<'a> {
    edition: &'a Edition,
    links: &'a Links,
    at: usize,
    page: &'a Page,
    /// The label of the page.
    label: Option<Marking>,
    words: Words<'a>,
    units: Vec<Unit>,
    /// The level of the heading of class `nosearch` whose section is left out.
    mute: Option<u8>,
}

impl Cutter<'_> {
    fn page(&mut self) {
        let face = &self.page.face;
        let mut first = self.blank();
        first.aliases = face.aliases.iter().map(|it| it.value.clone()).collect();
        first.summary.clone_from(&face.summary);
        first.portion = first.portion.max(face.texts.highest());
        self.units.push(first);
        self.blocks(&self.page.body.nodes, None);
        for unit in &mut self.units {
            unit.portion = unit.portion.filter(|it| Some(*it) != self.label);
        }
    }

    /// Goes through blocks; `around` is the highest marking of what they stand in.
    fn blocks(&mut self, nodes: &[Node], around: Option<Marking>) {
        let mut sections = Sections::default();
        for node in nodes {
            let marking = around.max(sections.enter(node)).max(node.marking());
            match &node.kind {
                Kind::Heading(level) => self.heading(node, *level, marking),
                _ if self.mute.is_some() || node.has_class("nosearch") => {}
                Kind::Div if has_heading(node) => self.blocks(&node.children, marking),
                _ => self.add(node, marking),
            }
        }
    }

    fn heading(&mut self, node: &Node, level: u8, marking: Option<Marking>) {
        if self.mute.is_some_and(|it| level > it) {
            return;
        }
        self.mute = node.has_class("nosearch").then_some(level);
        if self.mute.is_none() {
            let mut unit = self.blank();
            unit.anchor = self.links.id_of(self.at, node).map(str::to_owned);
            let mut heading = String::new();
            self.text(node, &mut heading);
            unit.heading = Some(heading.trim().to_owned());
            let said = self.edition.marking_of(self.at, [node]);
            unit.portion = unit.portion.max(marking).max(said);
            self.units.push(unit);
        }
    }

    /// Adds the text and the sources of a block.
    fn add(&mut self, node: &Node, marking: Option<Marking>) {
        let Some(mut unit) = self.units.pop() else { return };
        self.text(node, &mut unit.text);
        let said = self.edition.marking_of(self.at, [node]);
        unit.portion = unit.portion.max(marking).max(said);
        node.walk(&mut |node| {
            if let Kind::Cite(cluster) = &node.kind {
                unit.sources.extend(cluster.items.iter().map(|it| it.key.to_string()));
            }
            !node.has_class("nosearch")
        });
        self.units.push(unit);
    }

    /// Appends the words of a node; what is of class `nosearch` stays out.
    fn text(&self, node: &Node, out: &mut String) {
        if node.has_class("nosearch") {
            return;
        }
        if !node.kind.is_inline() && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        match &node.kind {
            Kind::Text(text) => {
                // Where a citation was left out, the blank before it goes too.
                if out.ends_with(' ') && text.starts_with(['.', ',', ';', ':', '!', '?'])
                {
                    out.pop();
                }
                out.push_str(text);
            }
            Kind::Code(text) => out.push_str(text),
            Kind::CodeBlock(it) => out.push_str(&it.text),
            Kind::Math { tex, .. } => out.push_str(tex),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            Kind::WikiLink { .. } | Kind::Cite(_) if node.children.is_empty() => {
                self.worded(node, out);
            }
            _ => {}
        }
        node.children.iter().for_each(|it| self.text(it, out));
    }

    fn worded(&self, node: &Node, out: &mut String) {
        match (self.words.of(node), &node.kind) {
            (Some(words), _) => out.push_str(&words),
            (None, Kind::WikiLink { target }) => out.push_str(target),
            _ => {}
        }
    }

    /// The marking of a source.
    fn source(&self, key: &str) -> Option<Marking> {
        self.edition.source(key)?.evidence.marking
    }

    /// The marking of the page itself, and of the source that it reads.
    fn own(&self) -> Option<Marking> {
        let face = &self.page.face;
        face.title_marking()
            .max(face.source.as_ref().and_then(|it| self.source(&it.value)))
    }

    fn blank(&self) -> Unit {
        let face = &self.page.face;
        Unit {
            page: self.at,
            path: self.links.path(self.at).clone(),
            anchor: None,
            title: face.title.clone(),
            heading: None,
            aliases: Vec::new(),
            summary: None,
            text: String::new(),
            sources: Vec::new(),
            kind: face.kind.name().to_owned(),
            language: face.lang.clone(),
            tags: face.tags.clone(),
            marking: self.label.map(|it| it.to_string()),
            portion: self.own(),
        }
    }
}

/// How much text one unit of the index holds, in bytes.
const LONGEST: usize = 8_000;

/// Units whose text is not too long to be shown and weighed as one; a long section becomes
/// several units that lead to the same place.
pub(super) fn bounded(units: Vec<Unit>) -> Vec<Unit> {
    if units.iter().all(|it| it.text.len() <= LONGEST) {
        return units;
    }
    let mut out = Vec::with_capacity(units.len());
    for mut unit in units {
        let text = std::mem::take(&mut unit.text);
        let mut rest = text.as_str();
        while let Some(at) = end_of_piece(rest) {
            let next = Unit {
                aliases: Vec::new(),
                summary: None,
                sources: Vec::new(),
                ..unit.clone()
            };
            let piece = std::mem::replace(&mut unit, next);
            out.push(Unit { text: rest[..at].to_owned(), ..piece });
            rest = &rest[at..];
        }
        out.push(Unit { text: rest.to_owned(), ..unit });
    }
    out
}

/// Where a text that is too long is cut: behind its last line, sentence or word that fits.
fn end_of_piece(text: &str) -> Option<usize> {
    if text.len() <= LONGEST {
        return None;
    }
    let before = |at: usize| (0..=at).rev().find(|it| text.is_char_boundary(*it));
    let (start, end) = (before(LONGEST / 2)?, before(LONGEST)?);
    let head = &text[start..end];
    let behind = |mark: &str| head.rfind(mark).map(|at| start + at + mark.len());
    Some(["\n", ". ", "。", " "].into_iter().find_map(behind).unwrap_or(end))
}

/// Whether a div holds sections of its own.
fn has_heading(div: &Node) -> bool {
    div.children.iter().any(|it| match it.kind {
        Kind::Heading(_) => true,
        Kind::Div => has_heading(it),
        _ => false,
    })
}
