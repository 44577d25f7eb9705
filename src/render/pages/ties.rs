//! Everything that points backwards: who reads, covers, rewrites or bears on what. Made
//! once for an edition, so that no page has to look at the whole of it.

use crate::base::SitePath;
use crate::cite::References;
use crate::link::{Links, Target};
use crate::model::node::Kind;
use crate::model::sections::Sections;
use crate::model::{Date, Face, Marking, Node, PageKind, Relation, Source};
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};

/// What points backwards in an edition.
#[derive(Debug, Default)]
pub(crate) struct Ties<'a> {
    readers: BTreeMap<&'a str, Vec<usize>>,
    covering: BTreeMap<&'a str, Vec<usize>>,
    derived: BTreeMap<&'a str, Vec<&'a str>>,
    bearing: BTreeMap<usize, Vec<usize>>,
    related: BTreeMap<usize, Vec<(usize, &'a Relation)>>,
    anchors: Vec<BTreeMap<&'a str, Vec<&'a str>>>,
    tags: BTreeMap<&'a SitePath, Tag<'a>>,
    events: Vec<Event<'a>>,
    /// Which events mention a page.
    told: BTreeMap<usize, Vec<usize>>,
    places: Vec<u32>,
    roots: BTreeMap<&'a str, Vec<usize>>,
}

/// A tag and its pages; spellings that share a path are one tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// The spelling of the first page that has it.
    pub(crate) name: &'a str,
    /// Its pages, in the order of their paths.
    pub(crate) pages: Vec<usize>,
}

/// A dated event: a div with the class `event`, or a page of that kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event<'a> {
    /// The page it stands on.
    pub(crate) page: usize,
    /// The div; `None` if the page itself is the event.
    pub(crate) node: Option<&'a Node>,
    /// When; `None` if the date cannot be read.
    pub(crate) date: Option<Date>,
    /// The highest marking of the page, of what it stands in, and of what it says.
    pub(crate) marking: Option<Marking>,
}

impl<'a> Ties<'a> {
    /// Looks through an edition.
    pub(crate) fn of(
        edition: &'a Edition,
        links: &'a Links,
        references: &'a References,
    ) -> Self {
        let pages = edition.pages();
        let mut ties = Self { places: vec![0; pages.len()], ..Self::default() };
        ties.anchors.resize_with(pages.len(), BTreeMap::new);
        for (at, page) in pages.iter().enumerate() {
            ties.note_face(at, &page.face, links);
            ties.note_page_event(at, &page.face);
            ties.note_events(at, &page.body.nodes, page.face.marking);
            ties.number(links.children(at));
            ties.roots.entry(&page.face.lang).or_default();
        }
        ties.find_roots(links);
        ties.note_told(links);
        for source in edition.sources() {
            ties.note_source(source, references);
        }
        ties
    }

    /// The press pages and analyses that read a source.
    pub(crate) fn readers(&self, source: &str) -> &[usize] {
        self.readers.get(source).map_or(&[], Vec::as_slice)
    }

    /// The report parts that cover a source.
    pub(crate) fn covering(&self, source: &str) -> &[usize] {
        self.covering.get(source).map_or(&[], Vec::as_slice)
    }

    /// The sources that derive from a source.
    pub(crate) fn derived(&self, source: &str) -> &[&'a str] {
        self.derived.get(source).map_or(&[], Vec::as_slice)
    }

    /// The pages that bear on a page.
    pub(crate) fn bearing(&self, page: usize) -> &[usize] {
        self.bearing.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The relations that other pages tell to a page, each with the page that tells it.
    pub(crate) fn related(&self, page: usize) -> &[(usize, &'a Relation)] {
        self.related.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The anchors at which a page cites a source, in the order of their numbers.
    pub(crate) fn anchors(&self, page: usize, source: &str) -> &[&'a str] {
        let found = self.anchors.get(page).and_then(|it| it.get(source));
        found.map_or(&[], Vec::as_slice)
    }

    /// The tags by the path of their page.
    pub(crate) fn tags(&self) -> &BTreeMap<&'a SitePath, Tag<'a>> {
        &self.tags
    }

    /// The events of the edition, in the order of their pages.
    pub(crate) fn events(&self) -> &[Event<'a>] {
        &self.events
    }

    /// The events that link or name a page, in the order of their pages.
    pub(crate) fn events_of(&self, page: usize) -> Vec<Event<'a>> {
        let told = self.told.get(&page).into_iter().flatten();
        told.filter_map(|it| self.events.get(*it)).copied().collect()
    }

    /// The place of a page among the pages beside it.
    pub(crate) fn place(&self, page: usize) -> usize {
        self.places.get(page).map_or(0, |it| *it as usize)
    }

    /// The pages of a language that have none above them, in reading order.
    pub(crate) fn roots(&self, lang: &str) -> &[usize] {
        self.roots.get(lang).map_or(&[], Vec::as_slice)
    }

    fn find_roots(&mut self, links: &Links) {
        let mut roots = std::mem::take(&mut self.roots);
        for (lang, pages) in &mut roots {
            let home = links.home(lang);
            let order = links.order(lang).iter().copied();
            let tops = order.filter(|it| links.ancestors(*it).is_empty());
            pages.extend(tops.filter(|it| Some(*it) != home));
            self.number(pages);
        }
        self.roots = roots;
    }

    fn number(&mut self, beside: &[usize]) {
        for (place, page) in (0..).zip(beside) {
            if let Some(slot) = self.places.get_mut(*page) {
                *slot = place;
            }
        }
    }

    fn note_face(&mut self, at: usize, face: &'a Face, links: &'a Links) {
        if let Some(source) = &face.source {
            self.readers.entry(&source.value).or_default().push(at);
        }
        for covered in &face.covers {
            let pages = self.covering.entry(covered_source(&covered.value)).or_default();
            if pages.last() != Some(&at) {
                pages.push(at);
            }
        }
        for bears in &face.bears_on {
            if let Some(Target::Page { page, .. }) = links.wiki(at, &bears.value) {
                self.bearing.entry(page).or_default().push(at);
            }
        }
        for relation in &face.relations {
            if let Some(Target::Page { page, .. }) = links.wiki(at, &relation.to.value) {
                self.related.entry(page).or_default().push((at, relation));
            }
        }
        for tag in &face.tags {
            if let Some(path) = links.tag_path(tag) {
                let entry = self.tags.entry(path);
                let tag = entry.or_insert_with(|| Tag { name: tag, pages: Vec::new() });
                if tag.pages.last() != Some(&at) {
                    tag.pages.push(at);
                }
            }
        }
    }

    fn note_page_event(&mut self, page: usize, face: &Face) {
        if face.kind == PageKind::Event {
            let (date, marking) = (face.date, face.marking);
            self.events.push(Event { page, node: None, date, marking });
        }
    }

    /// Notes the events among blocks that stand in something of this marking.
    fn note_events(&mut self, page: usize, nodes: &'a [Node], around: Option<Marking>) {
        let mut sections = Sections::default();
        for node in nodes {
            let here = around.max(sections.enter(node)).max(node.marking());
            if is_event(node) {
                let date = node.get("date").and_then(|it| it.parse().ok());
                let marking = here.max(node.highest_marking());
                self.events.push(Event { page, node: Some(node), date, marking });
            }
            if is_block(&node.kind) {
                self.note_events(page, &node.children, here);
            }
        }
    }

    /// Notes which pages each event mentions.
    fn note_told(&mut self, links: &Links) {
        for (at, event) in self.events.iter().enumerate() {
            let Some(node) = event.node else { continue };
            let mut mentioned = BTreeSet::new();
            node.walk(&mut |it| {
                mentioned.extend(targets(links, event.page, it));
                true
            });
            for page in mentioned {
                self.told.entry(page).or_default().push(at);
            }
        }
    }

    fn note_source(&mut self, source: &'a Source, references: &'a References) {
        for origin in &source.evidence.derives_from {
            self.derived.entry(origin).or_default().push(&source.id);
        }
        for citation in references.cited_by(&source.id) {
            if let Some(page) = self.anchors.get_mut(citation.page) {
                page.entry(&source.id).or_default().push(&citation.anchor);
            }
        }
    }
}

/// Whether a node is an event of the timeline.
pub(crate) fn is_event(node: &Node) -> bool {
    matches!(node.kind, Kind::Div) && node.has_class("event")
}

/// The pages that a node itself leads to.
fn targets(links: &Links, page: usize, node: &Node) -> Vec<usize> {
    let target = match &node.kind {
        Kind::WikiLink { target } => links.wiki(page, target),
        Kind::Link { dest, .. } => links.target(page, dest),
        Kind::Text(_) => {
            return links.mentions(page, node).iter().map(|it| it.page).collect();
        }
        _ => None,
    };
    match target {
        Some(Target::Page { page, .. }) => vec![page],
        _ => Vec::new(),
    }
}

/// The key of the source in `bfv-ci-2-de#2` or `bfv-ci-2-de p. 3-6`.
pub(crate) fn covered_source(covers: &str) -> &str {
    let covers = covers.trim().trim_start_matches('@');
    covers.split(['#', ' ', ',']).next().unwrap_or(covers)
}

/// Whether an event may stand inside.
fn is_block(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Div | Kind::Quote | Kind::List(_) | Kind::Item(_) | Kind::Alert(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_covered_section_names_its_source() {
        assert_eq!(covered_source("bfv-ci-2-de#2"), "bfv-ci-2-de");
        assert_eq!(covered_source("bfv-ci-2-de p. 3-6"), "bfv-ci-2-de");
        assert_eq!(covered_source(" @bfv-ci-2-de, p. 3"), "bfv-ci-2-de");
    }
}
