//! Everything that points backwards: who reads, covers, rewrites or bears on what. Made
//! once for an edition, so that no page has to look at the whole of it.

use crate::base::SitePath;
use crate::link::{Branch, Links, Target};
use crate::model::node::Kind;
use crate::model::sections::Sections;
use crate::model::{Date, Face, Marking, Node, Page, PageKind, Relation};
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What points backwards in an edition, found out when the first page asks.
pub(crate) struct Ties<'a> {
    edition: &'a Edition,
    links: &'a Links,
    lang: &'a str,
    told: OnceLock<Told<'a>>,
    derived: OnceLock<BTreeMap<&'a str, Vec<&'a str>>>,
    tags: OnceLock<BTreeMap<&'a SitePath, Tag<'a>>>,
    events: OnceLock<Vec<Event<'a>>>,
    /// Which events mention a page.
    mentions: OnceLock<BTreeMap<usize, Vec<usize>>>,
    /// The places of pages and of folders among what stands beside them.
    places: Vec<u32>,
    folders: Vec<u32>,
    /// What has nothing above it, without the home page, in reading order.
    roots: Vec<Branch>,
}

/// What pages tell of others in their front matter.
#[derive(Debug, Default)]
struct Told<'a> {
    readers: BTreeMap<&'a str, Vec<usize>>,
    covering: BTreeMap<&'a str, Vec<usize>>,
    bearing: BTreeMap<usize, Vec<usize>>,
    related: BTreeMap<usize, Vec<(usize, &'a Relation)>>,
}

/// A tag and its pages; spellings that share a path are one tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// The spelling of the first page that has it.
    pub(crate) name: &'a str,
    /// The highest marking that a page has given it.
    pub(crate) marking: Option<Marking>,
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
    /// What readers of a language see of an edition.
    pub(crate) fn of(edition: &'a Edition, links: &'a Links, lang: &'a str) -> Self {
        let mut ties = Self {
            edition,
            links,
            lang,
            told: OnceLock::new(),
            derived: OnceLock::new(),
            tags: OnceLock::new(),
            events: OnceLock::new(),
            mentions: OnceLock::new(),
            places: vec![0; edition.pages().len()],
            folders: vec![0; links.folders().len()],
            roots: Vec::new(),
        };
        for (at, _) in shown(edition, lang) {
            ties.number(links.below(Branch::Page(at), lang));
        }
        for at in 0..links.folders().len() {
            ties.number(links.below(Branch::Folder(at), lang));
        }
        ties.find_roots();
        ties
    }

    /// The press pages and analyses that read a source.
    pub(crate) fn readers(&self, source: &str) -> &[usize] {
        self.told().readers.get(source).map_or(&[], Vec::as_slice)
    }

    /// The report parts that cover a source.
    pub(crate) fn covering(&self, source: &str) -> &[usize] {
        self.told().covering.get(source).map_or(&[], Vec::as_slice)
    }

    /// The sources that derive from a source.
    pub(crate) fn derived(&self, source: &str) -> &[&'a str] {
        let derived = self.derived.get_or_init(|| derived(self.edition));
        derived.get(source).map_or(&[], Vec::as_slice)
    }

    /// The pages that bear on a page.
    pub(crate) fn bearing(&self, page: usize) -> &[usize] {
        self.told().bearing.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The relations that other pages tell to a page, each with the page that tells it.
    pub(crate) fn related(&self, page: usize) -> &[(usize, &'a Relation)] {
        self.told().related.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The tags by the path of their page.
    pub(crate) fn tags(&self) -> &BTreeMap<&'a SitePath, Tag<'a>> {
        self.tags.get_or_init(|| tags(self.edition, self.links, self.lang))
    }

    /// The tag whose page stands at a path.
    pub(crate) fn tag_at(&self, path: &SitePath) -> Option<&Tag<'a>> {
        let tags = || self.tags().get(path);
        self.links.is_of_tag(path).then(tags).flatten()
    }

    /// The events that readers of the language see, in the order of their pages.
    pub(crate) fn events(&self) -> &[Event<'a>] {
        self.events.get_or_init(|| events(self.edition, self.lang))
    }

    /// The events that link or name a page, in the order of their pages.
    pub(crate) fn events_of(&self, page: usize) -> Vec<Event<'a>> {
        let mentions = self.mentions.get_or_init(|| mentions(self));
        let told = mentions.get(&page).into_iter().flatten();
        told.filter_map(|it| self.events().get(*it)).copied().collect()
    }

    /// The place of a page or folder among those beside it.
    pub(crate) fn place(&self, branch: Branch) -> usize {
        let place = match branch {
            Branch::Page(it) => self.places.get(it),
            Branch::Folder(it) => self.folders.get(it),
        };
        place.map_or(0, |it| *it as usize)
    }

    /// What the home page leads to directly, whether somebody has written one or not.
    pub(crate) fn top(&self) -> &[Branch] {
        let home = self.links.home(self.lang);
        let below = |it| self.links.below(Branch::Page(it), self.lang);
        home.map_or(&self.roots, below)
    }

    fn told(&self) -> &Told<'a> {
        self.told.get_or_init(|| {
            let mut told = Told::default();
            for (at, page) in shown(self.edition, self.lang) {
                told.note(at, &page.face, self);
            }
            told
        })
    }

    fn find_roots(&mut self) {
        let home = self.links.home(self.lang).map(Branch::Page);
        let tops = self.links.tops(self.lang).iter().copied();
        let roots: Vec<Branch> = tops.filter(|it| Some(*it) != home).collect();
        self.number(&roots);
        self.roots = roots;
    }

    fn number(&mut self, beside: &[Branch]) {
        for (place, branch) in (0..).zip(beside) {
            let slot = match *branch {
                Branch::Page(it) => self.places.get_mut(it),
                Branch::Folder(it) => self.folders.get_mut(it),
            };
            if let Some(slot) = slot {
                *slot = place;
            }
        }
    }
}

impl<'a> Told<'a> {
    fn note(&mut self, at: usize, face: &'a Face, ties: &Ties<'a>) {
        let links = ties.links;
        let seen = |it: usize| ties.edition.views().stand_in(it, ties.lang);
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
                self.bearing.entry(seen(page)).or_default().push(at);
            }
        }
        for relation in &face.relations {
            if let Some(Target::Page { page, .. }) = links.wiki(at, &relation.to.value) {
                self.related.entry(seen(page)).or_default().push((at, relation));
            }
        }
    }
}

/// The pages that readers of a language see.
fn shown<'a>(
    edition: &'a Edition,
    lang: &'a str,
) -> impl Iterator<Item = (usize, &'a Page)> {
    edition.pages().iter().enumerate().filter(move |(at, _)| edition.shows(*at, lang))
}

fn derived(edition: &Edition) -> BTreeMap<&str, Vec<&str>> {
    let mut derived: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for source in edition.sources() {
        for origin in &source.evidence.derives_from {
            derived.entry(origin).or_default().push(&source.id);
        }
    }
    derived
}

fn tags<'a>(
    edition: &'a Edition,
    links: &'a Links,
    lang: &'a str,
) -> BTreeMap<&'a SitePath, Tag<'a>> {
    let mut tags: BTreeMap<&SitePath, Tag<'a>> = BTreeMap::new();
    for (at, page) in shown(edition, lang) {
        for name in &page.face.tags {
            let Some(path) = links.tag_path(name, lang) else { continue };
            let entry = tags.entry(path);
            let tag =
                entry.or_insert_with(|| Tag { name, marking: None, pages: Vec::new() });
            tag.marking = tag.marking.max(page.face.tag_marking(name));
            if tag.pages.last() != Some(&at) {
                tag.pages.push(at);
            }
        }
    }
    tags
}

fn events<'a>(edition: &'a Edition, lang: &'a str) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    for (page, it) in shown(edition, lang) {
        let face = &it.face;
        if face.kind == PageKind::Event {
            let marking = face.title_marking().max(face.summary_marking());
            let date = face.date;
            events.push(Event { page, node: None, date, marking });
        }
        let place = (edition, page);
        note_events(&mut events, place, &it.body.nodes, face.marking);
    }
    events
}

/// Which events mention each page, as readers of the language see it.
fn mentions(ties: &Ties<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut mentions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, event) in ties.events().iter().enumerate() {
        let Some(node) = event.node else { continue };
        let mut mentioned = BTreeSet::new();
        node.walk(&mut |it| {
            mentioned.extend(targets(ties.links, event.page, it));
            true
        });
        let seen = |it: usize| ties.edition.views().stand_in(it, ties.lang);
        for page in mentioned.into_iter().map(seen) {
            mentions.entry(page).or_default().push(at);
        }
    }
    mentions
}

/// Notes the events among blocks that stand in something of this marking.
fn note_events<'a>(
    events: &mut Vec<Event<'a>>,
    (edition, page): (&Edition, usize),
    nodes: &'a [Node],
    around: Option<Marking>,
) {
    let mut sections = Sections::default();
    for node in nodes {
        let here = around.max(sections.enter(node)).max(node.marking());
        if is_event(node) {
            let date = node.get("date").and_then(|it| it.parse().ok());
            let marking = here.max(edition.marking_of(page, [node]));
            events.push(Event { page, node: Some(node), date, marking });
        }
        if is_block(&node.kind) {
            note_events(events, (edition, page), &node.children, here);
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
        Kind::Link(to) => links.target(page, &to.dest),
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
