//! Gives ids to the headings and terms of a page, and knows every place on it that a link
//! can lead to. An id that the author gave is never given to anything else.

use super::html;
use crate::base::text;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::node::Kind;
use crate::model::prose::{self, Words};
use crate::model::sections::Sections;
use crate::model::{Marking, Node, Page};
use std::collections::{HashMap, HashSet};

/// Ids that the build makes start so.
const RESERVED: [&str; 6] = ["cite-", "ref-", "footnote-", "fr-", "claim.", "ledger."];

/// A heading, or another node with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The node.
    pub span: Span,
    /// The id on the page.
    pub id: String,
    /// 1 to 6 for headings, 0 for other nodes.
    pub level: u8,
    /// The plain text of a heading.
    pub text: String,
    /// The highest marking of what it stands in, and of what it says; not of the page.
    pub marking: Option<Marking>,
}

/// The anchors of one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchors {
    list: Vec<Anchor>,
    /// Places in `list`, by span.
    by_span: Vec<u32>,
    /// Places in `list`, by id.
    by_id: Vec<u32>,
    /// Ids in raw HTML, sorted.
    raw: Vec<String>,
}

/// Collects the anchors of a page.
pub(super) fn anchors(
    page: &Page,
    words: &Words<'_>,
    is_plain: bool,
) -> (Anchors, Vec<Diagnostic>) {
    let mut seen = Seen::default();
    seen.nodes(page.body.heading.as_slice(), None);
    seen.nodes(&page.body.nodes, None);
    let Seen { found, around, raw } = seen;
    let findings = faults(page, &found, is_plain);
    let mut ids = Ids::of(&found, is_plain);
    let mut list: Vec<Anchor> = found.iter().map(|it| ids.anchor(it, words)).collect();
    for (anchor, around) in list.iter_mut().zip(around) {
        anchor.marking = anchor.marking.max(around);
    }
    (Anchors::new(list, raw), findings)
}

/// What a page has anchors for.
#[derive(Default)]
struct Seen<'a> {
    found: Vec<&'a Node>,
    /// The marking of what each of them stands in.
    around: Vec<Option<Marking>>,
    raw: Vec<String>,
}

impl<'a> Seen<'a> {
    fn nodes(&mut self, nodes: &'a [Node], around: Option<Marking>) {
        let mut sections = Sections::default();
        for node in nodes {
            let here = around.max(sections.enter(node)).max(node.marking());
            if matches!(node.kind, Kind::Cite(_)) {
                node.walk(&mut |it| {
                    self.node(it, here);
                    true
                });
            } else {
                self.node(node, here);
                self.nodes(&node.children, here);
            }
        }
    }

    fn node(&mut self, node: &'a Node, here: Option<Marking>) {
        match &node.kind {
            Kind::Html(text) | Kind::InlineHtml(text) => self.raw.extend(html::ids(text)),
            Kind::Heading(_) | Kind::Term => self.found.push(node),
            _ if node.id().is_some() => self.found.push(node),
            _ => {}
        }
        self.around.resize(self.found.len(), here);
    }
}

impl Anchors {
    fn new(list: Vec<Anchor>, mut raw: Vec<String>) -> Self {
        let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
        let mut by_span: Vec<u32> = (0..count).collect();
        let mut by_id = by_span.clone();
        by_span.sort_by_key(|it| list[*it as usize].span);
        by_id.sort_by(|a, b| list[*a as usize].id.cmp(&list[*b as usize].id));
        raw.sort_unstable();
        Self { list, by_span, by_id, raw }
    }

    /// Whether a link leads to the same ids here and there.
    pub(super) fn leads_where(&self, other: &Self) -> bool {
        let same = self.by_id.len() == other.by_id.len() && self.raw == other.raw;
        let ids = |it: &Self| it.by_id.iter().map(|at| it.at(*at).id.clone()).collect();
        let (own, others): (Vec<_>, Vec<_>) = (ids(self), ids(other));
        same && own == others
    }

    pub(super) fn list(&self) -> &[Anchor] {
        &self.list
    }

    /// The id of a node, if it has one.
    pub(super) fn of(&self, node: &Node) -> Option<&str> {
        let level = match node.kind {
            Kind::Heading(level) => level,
            Kind::Term => 0,
            _ => node.id().map(|_| 0)?,
        };
        let first = self.by_span.partition_point(|it| self.at(*it).span < node.span);
        let mut same = self.by_span.get(first..)?.iter().map(|it| self.at(*it));
        let fits =
            |it: &&Anchor| it.level == level && node.id().is_none_or(|id| it.id == id);
        same.by_ref().take_while(|it| it.span == node.span).find(fits).map(|it| &*it.id)
    }

    /// The nearest anchor that starts before a place.
    pub(super) fn before(&self, place: Span) -> Option<&Anchor> {
        let next =
            self.by_span.partition_point(|it| self.at(*it).span.start <= place.start);
        Some(self.at(*self.by_span.get(next.checked_sub(1)?)?))
    }

    /// Whether a link can lead to this id. What the build makes is believed.
    pub(super) fn has(&self, id: &str) -> bool {
        is_reserved(id)
            || self.by_id.binary_search_by(|it| (*self.at(*it).id).cmp(id)).is_ok()
            || self.raw.binary_search_by(|it| (**it).cmp(id)).is_ok()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|it| &*it.id)
    }

    fn at(&self, place: u32) -> &Anchor {
        &self.list[place as usize]
    }
}

/// Whether the build makes ids that start so.
pub(crate) fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|it| id.starts_with(it))
}

/// The ids of one page that are taken.
struct Ids<'a> {
    taken: HashSet<String>,
    /// How often a text has been made an id.
    counts: HashMap<String, usize>,
    is_plain: bool,
    explicit: HashSet<&'a str>,
}

impl<'a> Ids<'a> {
    fn of(nodes: &[&'a Node], is_plain: bool) -> Self {
        let explicit = nodes.iter().filter_map(|it| it.id()).collect();
        Self { taken: HashSet::new(), counts: HashMap::new(), is_plain, explicit }
    }

    fn anchor(&mut self, node: &'a Node, words: &Words<'_>) -> Anchor {
        let level = if let Kind::Heading(level) = node.kind { level } else { 0 };
        let speaks = matches!(node.kind, Kind::Heading(_) | Kind::Term);
        let text = if speaks { plain(node, words) } else { String::new() };
        let id = node.id().map_or_else(|| self.make(&text), str::to_owned);
        let marking = if speaks { words.highest(node) } else { None };
        Anchor { span: node.span, id, level, text, marking }
    }

    fn make(&mut self, text: &str) -> String {
        let mut base = text::anchor(text);
        if !self.is_plain && is_reserved(&base) {
            base.insert_str(0, "section-");
        }
        let count = self.counts.entry(base.clone()).or_default();
        loop {
            let id = if *count == 0 { base.clone() } else { format!("{base}-{count}") };
            *count += 1;
            if !self.explicit.contains(&*id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn plain<'a>(node: &'a Node, words: &Words<'a>) -> String {
    prose::text(std::slice::from_ref(node), &|it| words.of(it))
}

/// Ids given twice, and ids that the build keeps for itself.
fn faults(page: &Page, nodes: &[&Node], is_plain: bool) -> Vec<Diagnostic> {
    let file = &page.face.file;
    let mut first: HashMap<&str, Span> = HashMap::new();
    let mut findings = Vec::new();
    for (node, id) in nodes.iter().filter_map(|it| Some((it, it.id()?))) {
        if let Some(other) = first.get(id) {
            let code = if is_plain { Code::LooseLink } else { Code::DuplicateId };
            let twice = Diagnostic::new(code, format!("the id `{id}` is given twice"));
            let twice = twice.at(file, node.span).related(file, *other, "first here");
            findings.push(twice.help("rename one of them"));
        } else {
            first.insert(id, node.span);
        }
        let kept = RESERVED.iter().find(|it| id.starts_with(**it) && !is_plain);
        findings.extend(kept.map(|kept| {
            let message = format!("the id `{id}` starts with `{kept}`");
            let finding = Diagnostic::new(Code::ReservedId, message).at(file, node.span);
            finding.help("choose another id: the build makes such ids for citations")
        }));
    }
    findings
}
