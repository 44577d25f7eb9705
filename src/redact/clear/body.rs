//! Finds what is cut in the text of one page: what is marked above the ceiling, what was
//! lost with it elsewhere, and what is left with nothing.

use super::edits::{Edit, How};
use super::lost::LostOnPage;
use super::written::{end_of, inside_of, number_of, pair_of, segments};
use crate::base::mutant;
use crate::diag::Span;
use crate::model::node::Kind;
use crate::model::{Audience, Cluster, Node, Page, Withheld};
use std::collections::BTreeSet;
use std::ops::Range;

/// The edits of one page, and what it leaves unsupported.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) edits: Vec<Edit>,
    /// Where open text cites nothing that is left.
    pub(super) unsupported: Vec<Span>,
}

/// Finds the edits of a page whose file holds `text`.
pub(super) fn edits(
    page: &Page,
    text: &str,
    audience: &Audience,
    lost: &LostOnPage<'_>,
) -> Found {
    let mut gone = BTreeSet::new();
    loop {
        let mut cutter = Cutter {
            text,
            audience,
            lost,
            gone: &gone,
            found: Found::default(),
            kept: BTreeSet::new(),
            cut: BTreeSet::new(),
        };
        if let Some(heading) = &page.body.heading {
            cutter.node(
                heading,
                Place { next: None, apart: true, first: true, last: true },
            );
        }
        cutter.blocks(&page.body.nodes, None);
        let Cutter { found, kept, cut, .. } = cutter;
        let mut now = notes_gone(page, &kept, cut);
        now.retain(|_| !mutant::is_off("footnote"));
        if now.is_subset(&gone) {
            return found;
        }
        gone.extend(now);
    }
}

/// The footnotes that go: cut themselves, or referred to by nothing that is left.
fn notes_gone(
    page: &Page,
    kept: &BTreeSet<Box<str>>,
    cut: BTreeSet<Box<str>>,
) -> BTreeSet<Box<str>> {
    let is_note = |it: &&Node| matches!(it.kind, Kind::FootnoteDefinition(_));
    if !page.body.nodes.iter().rev().take(1).any(|it| is_note(&it)) {
        return cut;
    }
    let mut referred = BTreeSet::new();
    let mut refer = |node: &Node| {
        if let Kind::FootnoteReference(label) = &node.kind {
            referred.insert(label.clone());
        }
        true
    };
    page.body.nodes.iter().for_each(|it| it.walk(&mut refer));
    let unused = referred.into_iter().filter(|it| !kept.contains(it));
    cut.into_iter().chain(unused).collect()
}

struct Cutter<'a> {
    text: &'a str,
    audience: &'a Audience,
    lost: &'a LostOnPage<'a>,
    gone: &'a BTreeSet<Box<str>>,
    found: Found,
    /// The footnotes that something left refers to.
    kept: BTreeSet<Box<str>>,
    /// The footnotes that are cut.
    cut: BTreeSet<Box<str>>,
}

/// Where a node stands among those beside it.
#[derive(Clone, Copy)]
struct Place {
    /// Where the next block starts.
    next: Option<usize>,
    /// Whether blocks around it must not grow together without it.
    apart: bool,
    /// Whether it is the first thing in a phrase.
    first: bool,
    /// Whether it is the last thing there.
    last: bool,
}

impl Cutter<'_> {
    /// Goes over nodes beside each other; says whether any is left that says something.
    fn blocks(&mut self, nodes: &[Node], around: Option<&Kind>) -> bool {
        let mut left = false;
        let mut section = None;
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            if let Kind::Heading(level) = node.kind {
                if section.is_some_and(|it| level <= it) {
                    section = None;
                }
                let is_closed = !self.is_open(node) && !mutant::is_off("section");
                if section.is_none() && is_closed {
                    section = Some(level);
                }
            }
            let place = place(nodes, at, around);
            let is_note = matches!(node.kind, Kind::FootnoteDefinition(_));
            if matches!(node.kind, Kind::Term) {
                let (count, stays) = self.term(nodes, at, around);
                left |= stays;
                at += count;
                continue;
            }
            if section.is_some() && !is_note {
                self.go(node, place);
            } else {
                left |= self.node(node, place) && !is_blank(node);
            }
            at += 1;
        }
        left
    }

    /// A term and its definitions, neither of which is left without the other. Says how
    /// many nodes they are, and whether they are left.
    fn term(
        &mut self,
        nodes: &[Node],
        at: usize,
        around: Option<&Kind>,
    ) -> (usize, bool) {
        let is_definition = |it: &&Node| matches!(it.kind, Kind::Definition);
        let behind = nodes.get(at + 1..).unwrap_or_default().iter();
        let end = at + 1 + behind.take_while(is_definition).count();
        let edits = self.found.edits.len();
        let kept = self.kept.clone();
        let mut stays = self.node(&nodes[at], place(nodes, at, around));
        if stays && end > at + 1 {
            stays = false;
            for it in at + 1..end {
                stays |= self.node(&nodes[it], place(nodes, it, around));
            }
        }
        if !stays && !mutant::is_off("term") {
            self.found.edits.truncate(edits);
            self.kept = kept;
            for it in at..end {
                self.go(&nodes[it], place(nodes, it, around));
            }
        }
        (end - at, stays)
    }

    /// Goes over one node; says whether it is left.
    fn node(&mut self, node: &Node, place: Place) -> bool {
        if !self.is_open(node) {
            self.go(node, place);
            return false;
        }
        match &node.kind {
            Kind::FootnoteReference(label) => {
                if self.gone.contains(label) {
                    self.go(node, place);
                    return false;
                }
                self.kept.insert(label.clone());
                true
            }
            Kind::FootnoteDefinition(label) if self.gone.contains(label) => {
                self.go(node, place);
                false
            }
            Kind::Cite(cluster) => self.cite(node, cluster, place),
            Kind::Link(_) | Kind::WikiLink { .. } | Kind::Image(_)
                if self.lost.links.contains(&node.span) && !mutant::is_off("link") =>
            {
                self.unlink(node, place)
            }
            // An empty one keeps its column; it says nothing.
            Kind::Cell => self.blocks(&node.children, Some(&node.kind)),
            Kind::Table(_) => self.table(node, place),
            Kind::List(Some(_)) => self.numbered(node, place),
            _ => self.around(node, place),
        }
    }

    /// A node that goes when everything in it goes.
    fn around(&mut self, node: &Node, place: Place) -> bool {
        let before = self.found.edits.len();
        self.attributes(node);
        let tried = self.found.edits.len();
        let left = self.blocks(&node.children, Some(&node.kind));
        let lost = self.found.edits.len() > tried && !left && !mutant::is_off("emptied");
        if !lost || matches!(node.kind, Kind::Image(_) | Kind::Head) {
            return true;
        }
        self.found.edits.truncate(before);
        self.go(node, place);
        false
    }

    /// A numbered list goes on from the number with which it began.
    fn numbered(&mut self, node: &Node, place: Place) -> bool {
        let before = self.found.edits.len();
        if !self.around(node, place) {
            return false;
        }
        let edits = self.found.edits.get(before..).unwrap_or_default();
        let is_gone = |item: &Node| {
            let start = item.span.range().start;
            let items = |it: &&Edit| matches!(it.how, How::Item { .. });
            edits.iter().filter(items).any(|it| it.range.start == start)
        };
        let [first, rest @ ..] = &*node.children else { return true };
        let next = rest.iter().find(|it| !is_gone(it)).filter(|_| is_gone(first));
        let digits = |item: &Node| number_of(self.text, item);
        let next = next.filter(|_| !mutant::is_off("number"));
        if let Some((new, old)) = next.and_then(|it| Some((digits(first)?, digits(it)?)))
        {
            let number = self.text[new].to_owned();
            self.edit(old, How::Become(number));
        }
        true
    }

    /// A table goes with its head, and with its last row.
    fn table(&mut self, node: &Node, place: Place) -> bool {
        let rows = |it: &&Node| matches!(it.kind, Kind::Row);
        let head = node.children.iter().find(|it| matches!(it.kind, Kind::Head));
        let before = self.found.edits.len();
        let had = node.children.iter().filter(rows).count();
        let mut left = 0;
        for (at, child) in node.children.iter().enumerate() {
            let stays =
                self.node(child, self::place(&node.children, at, Some(&node.kind)));
            left += usize::from(stays && rows(&child));
        }
        let headless = head.is_some_and(|it| !self.is_open(it));
        let is_bare = had > 0 && left == 0 && !mutant::is_off("table");
        if headless || is_bare {
            self.found.edits.truncate(before);
            self.go(node, place);
            return false;
        }
        true
    }

    fn is_open(&self, node: &Node) -> bool {
        let marking = node.attributes.as_ref().and_then(|it| it.marking);
        let filter = if node.kind.is_inline() { "words" } else { "block" };
        self.audience.may_read_part(marking) || mutant::is_off(filter)
    }

    /// Takes a node out of the text.
    fn go(&mut self, node: &Node, place: Place) {
        if let Kind::FootnoteDefinition(label) = &node.kind {
            self.cut.insert(label.clone());
        }
        let Place { next, apart, first, last } = place;
        let how = match node.kind {
            Kind::Cell => return,
            _ if node.kind.is_inline() => How::Words { first, last },
            Kind::Item(_) => How::Item { next },
            _ => How::Lines { next, apart },
        };
        if let Kind::Table(_) = node.kind
            && let Some(caption) =
                node.children.iter().find(|it| matches!(it.kind, Kind::Caption))
        {
            self.edit(caption.span.range(), how.clone());
        }
        let range = node.span.range().start..end_of(self.text, node);
        self.edit(range, how);
    }

    fn edit(&mut self, range: Range<usize>, how: How) {
        self.found.edits.push(Edit { range, how });
    }

    /// A link to what was cut.
    fn unlink(&mut self, node: &Node, place: Place) -> bool {
        let range = node.span.range().start..end_of(self.text, node);
        if self.audience.links == Withheld::Stub {
            let stub = Withheld::STUB.replace('[', "\\[").replace(']', "\\]");
            self.edit(range, How::Become(stub));
            return true;
        }
        let inside = inside_of(self.text, node);
        if let Some(inside) = inside.filter(|_| !matches!(node.kind, Kind::Image(_))) {
            self.edit(range.start..inside.start, How::Exactly);
            let left = self.blocks(&node.children, Some(&node.kind));
            self.edit(inside.end..range.end, How::Exactly);
            if !left {
                self.go(node, place);
            }
            left
        } else {
            self.go(node, place);
            false
        }
    }

    /// A cluster without the sources that were cut.
    fn cite(&mut self, node: &Node, cluster: &Cluster, place: Place) -> bool {
        let is_lost =
            |key: &str| self.lost.keys.contains(key) && !mutant::is_off("citation");
        if !cluster.items.iter().any(|it| is_lost(&it.key)) {
            for item in &cluster.items {
                self.blocks(&item.prefix, None);
                self.blocks(&item.suffix, None);
            }
            return true;
        }
        let Some(first) = cluster.items.iter().position(|it| !is_lost(&it.key)) else {
            self.found.unsupported.push(node.span);
            self.go(node, place);
            return false;
        };
        let segments = segments(self.text, node, cluster, first);
        for (item, segment) in cluster.items.iter().zip(segments) {
            if is_lost(&item.key) {
                self.edit(segment, How::Exactly);
            } else {
                self.blocks(&item.prefix, None);
                self.blocks(&item.suffix, None);
            }
        }
        true
    }

    /// Takes the names of what was cut out of `contradicts` and `resolved-by`.
    fn attributes(&mut self, node: &Node) {
        for key in ["contradicts", "resolved-by"] {
            let Some(value) = node.get(key) else { continue };
            let names = value.split([' ', ',', ';']).filter(|it| !it.is_empty());
            let is_left = |it: &&str| {
                let name = it.trim_start_matches(['#', '@']);
                !self.lost.ids.contains(name) && !self.lost.keys.contains(name)
            };
            let left: Vec<&str> = names.clone().filter(is_left).collect();
            if left.len() == names.count() || mutant::is_off("opponent") {
                continue;
            }
            let Some(range) = pair_of(self.text, node, key) else { continue };
            if left.is_empty() {
                // The blanks behind still part what stands around it.
                let start = self.text[..range.start].trim_end().len();
                self.edit(start..range.end, How::Exactly);
            } else {
                let pair = format!("{key}=\"{}\"", left.join(" "));
                self.edit(range, How::Become(pair));
            }
        }
    }
}

fn place(nodes: &[Node], at: usize, around: Option<&Kind>) -> Place {
    let next = nodes.get(at + 1).map(|it| it.span.range().start);
    let phrase = around.is_some_and(|it| {
        it.is_inline() || matches!(it, Kind::Cell | Kind::Heading(_) | Kind::Paragraph)
    });
    let inner = around.is_some_and(Kind::is_inline);
    let apart = matches!(around, None | Some(Kind::Div));
    Place {
        next,
        apart,
        first: phrase && inner && at == 0,
        last: phrase && inner && at + 1 == nodes.len(),
    }
}

/// Whether a node says nothing: white space.
fn is_blank(node: &Node) -> bool {
    match &node.kind {
        Kind::SoftBreak | Kind::HardBreak => true,
        Kind::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}
