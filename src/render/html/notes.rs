//! Numbers footnotes by their first reference and writes them at the end of a page. The
//! numbers do not depend on what is written when, so a page can be written in parts.

use super::sheet::Sheet;
use super::url;
use crate::base::text;
use crate::cite::Form;
use crate::diag::Span;
use crate::link::Anchor;
use crate::model::{Body, CiteItem, Cluster, Kind, Node};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes<'w> {
    /// By number, first one first.
    list: Vec<Note<'w>>,
    /// Numbers by label, in lower case.
    numbers: HashMap<String, usize>,
    /// Which of the references to its footnote a reference is; 1 is the first.
    turns: HashMap<Span, usize>,
    /// Places in `list`, by the first key of a citation that is a note.
    cited: HashMap<Span, usize>,
}

struct Note<'w> {
    slug: String,
    text: Text<'w>,
    /// How many places refer to it.
    references: usize,
}

/// What a note says.
#[derive(Clone, Copy)]
enum Text<'w> {
    /// What the author wrote.
    Written(&'w Node),
    /// A citation.
    Cited(&'w Cluster),
}

impl<'w> Notes<'w> {
    /// The footnotes of a body, in the order in which it refers to them; those that nothing
    /// refers to come last.
    /// Citations are among them where the style of the dossier cites in notes.
    pub(super) fn of(body: &'w Body, anchors: &[Anchor], form: Form) -> Self {
        let is_note = |it: &&Node| matches!(it.kind, Kind::FootnoteDefinition(_));
        let with_citations = form == Form::Note;
        if !with_citations && body.nodes.last().is_none_or(|it| !is_note(&it)) {
            return Self::default();
        }
        let mut order = Order::of(body.nodes.iter().filter(is_note));
        order.with_citations = with_citations;
        body.heading.iter().for_each(|it| order.refer(it));
        body.nodes.iter().filter(|it| !is_note(it)).for_each(|it| order.refer(it));
        order.finish(anchors)
    }

    fn find(&self, label: &str) -> Option<(usize, &Note<'w>)> {
        let number = *self.numbers.get(&label.to_lowercase())?;
        Some((number + 1, self.list.get(number)?))
    }
}

/// Definitions that wait for their numbers.
struct Order<'w> {
    definitions: Vec<(&'w str, &'w Node)>,
    places: HashMap<String, usize>,
    references: Vec<usize>,
    turns: HashMap<Span, usize>,
    numbered: Vec<Numbered<'w>>,
    with_citations: bool,
}

/// What has the next number: a definition by its place, or a citation.
#[derive(Clone, Copy)]
enum Numbered<'w> {
    Definition(usize),
    Citation(&'w Cluster),
}

impl<'w> Order<'w> {
    fn of(nodes: impl Iterator<Item = &'w Node>) -> Self {
        let mut definitions: Vec<(&str, &Node)> = Vec::new();
        let mut places = HashMap::new();
        for node in nodes {
            let Kind::FootnoteDefinition(label) = &node.kind else { continue };
            // The first definition of a label counts.
            places.entry(label.to_lowercase()).or_insert_with(|| {
                definitions.push((label, node));
                definitions.len() - 1
            });
        }
        let references = vec![0; definitions.len()];
        let (numbered, turns) = (Vec::new(), HashMap::new());
        let with_citations = false;
        Self { definitions, places, references, turns, numbered, with_citations }
    }

    /// Notes the references within a node.
    fn refer(&mut self, node: &'w Node) {
        node.walk(&mut |node| {
            if let Kind::Cite(cluster) = &node.kind
                && self.with_citations
            {
                self.numbered.push(Numbered::Citation(cluster));
                let with_citations = std::mem::take(&mut self.with_citations);
                for item in &cluster.items {
                    item.prefix.iter().chain(&item.suffix).for_each(|it| self.refer(it));
                }
                self.with_citations = with_citations;
                return false;
            }
            let Kind::FootnoteReference(label) = &node.kind else { return true };
            let place = self.places.get(&label.to_lowercase()).copied();
            if let Some((place, seen)) =
                place.and_then(|it| Some((it, self.references.get_mut(it)?)))
            {
                if *seen == 0 {
                    self.numbered.push(Numbered::Definition(place));
                }
                *seen += 1;
                self.turns.insert(node.span, *seen);
            }
            true
        });
    }

    fn finish(mut self, anchors: &[Anchor]) -> Notes<'w> {
        let mut next = 0;
        self.with_citations = false;
        // A footnote may be the first to refer to another one.
        while let Some(numbered) = self.numbered.get(next).copied() {
            if let Numbered::Definition(place) = numbered {
                let (_, node) = self.definitions[place];
                node.children.iter().for_each(|it| self.refer(it));
            }
            next += 1;
        }
        let silent = (0..self.definitions.len()).filter(|it| self.references[*it] == 0);
        let silent: Vec<_> = silent.map(Numbered::Definition).collect();
        self.numbered.extend(silent);
        let mut slugs = Slugs::new(anchors);
        let known: Vec<String> =
            self.definitions.iter().map(|(label, _)| slugs.take(label)).collect();
        let mut notes = Notes { turns: self.turns, ..Notes::default() };
        for numbered in self.numbered {
            let place = notes.list.len();
            notes.list.push(match numbered {
                Numbered::Definition(at) => {
                    let (label, node) = self.definitions[at];
                    notes.numbers.insert(label.to_lowercase(), place);
                    let (slug, references) = (known[at].clone(), self.references[at]);
                    Note { slug, text: Text::Written(node), references }
                }
                Numbered::Citation(cluster) => {
                    let first = cluster.items.first();
                    notes.cited.extend(first.map(|it| (it.span, place)));
                    let slug = slugs.take("source");
                    Note { slug, text: Text::Cited(cluster), references: 1 }
                }
            });
        }
        notes
    }
}

/// Gives labels slugs whose ids nothing else on the page has.
struct Slugs {
    taken: HashSet<String>,
    /// How often a slug was wanted.
    counts: HashMap<String, usize>,
}

impl Slugs {
    /// In a plain book, headings may have ids that look like those of footnotes.
    fn new(anchors: &[Anchor]) -> Self {
        let slug = |it: &Anchor| {
            let numbered = || {
                let (slug, number) = it.id.strip_prefix("fr-")?.rsplit_once('-')?;
                number.bytes().all(|it| it.is_ascii_digit()).then_some(slug)
            };
            it.id.strip_prefix("footnote-").or_else(numbered).map(str::to_owned)
        };
        Self { taken: anchors.iter().filter_map(slug).collect(), counts: HashMap::new() }
    }

    fn take(&mut self, label: &str) -> String {
        let plain = text::slug(label);
        let count = self.counts.entry(plain.clone()).or_default();
        loop {
            *count += 1;
            let slug =
                if *count == 1 { plain.clone() } else { format!("{plain}-{count}") };
            if self.taken.insert(slug.clone()) {
                return slug;
            }
        }
    }
}

impl<'w> Sheet<'w> {
    /// A reference to a footnote.
    pub(super) fn note_mark(&mut self, node: &Node, label: &str) {
        let Some((number, note)) = self.notes.find(label) else {
            self.out.push_str("[^");
            self.escaped(label);
            return self.out.push(']');
        };
        let turn = self.notes.turns.get(&node.span).copied();
        let slug = note.slug.clone();
        self.out.push_str("<sup class=\"footnote-reference\"");
        if let Some(turn) = turn.filter(|_| self.has_ids()) {
            self.attribute("id", &format!("fr-{slug}-{turn}"));
        }
        self.out.push('>');
        if self.in_link {
            write!(self.out, "{number}").unwrap_or(());
        } else {
            let file =
                if self.has_ids() { String::new() } else { self.at.href_to(self.own()) };
            self.href_mark(&format!("{file}#footnote-{slug}"), number);
        }
        self.out.push_str("</sup>");
    }

    /// Whether the citation with this first item is a note.
    pub(super) fn is_noted(&self, first: &CiteItem) -> bool {
        self.notes.cited.contains_key(&first.span)
    }

    /// The mark of a citation that is a note, if this one is.
    pub(super) fn cite_mark(&mut self, cluster: &'w Cluster) -> bool {
        let Some(first) = cluster.items.first() else { return false };
        let Some(place) = self.notes.cited.get(&first.span).copied() else {
            return false;
        };
        let Some(slug) = self.notes.list.get(place).map(|it| it.slug.clone()) else {
            return false;
        };
        self.out.push_str("<sup class=\"footnote-reference\"");
        self.attribute("id", &format!("fr-{slug}-1"));
        self.out.push('>');
        if self.in_link {
            write!(self.out, "{}", place + 1).unwrap_or(());
        } else {
            self.href_mark(&format!("#footnote-{slug}"), place + 1);
        }
        self.out.push_str("</sup>");
        true
    }

    fn own(&self) -> &'w crate::base::SitePath {
        self.writer.links.path(self.page)
    }

    fn href_mark(&mut self, href: &str, number: usize) {
        self.out.push_str("<a role=\"doc-noteref\" href=\"");
        url::push(&mut self.out, href);
        write!(self.out, "\">{number}</a>").unwrap_or(());
    }

    /// The footnotes, if there are any.
    pub(super) fn endnotes(&mut self) {
        if self.notes.list.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        self.attribute("aria-label", self.word("footnotes"));
        self.out.push_str(">\n<ol>\n");
        for place in 0..self.notes.list.len() {
            self.endnote(place);
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn endnote(&mut self, place: usize) {
        let Some(note) = self.notes.list.get(place) else { return };
        let (text, slug, count) = (note.text, note.slug.clone(), note.references);
        self.out.push_str("<li");
        self.attribute("id", &format!("footnote-{slug}"));
        self.out.push_str(">\n");
        match text {
            Text::Written(node) => self.nodes(&node.children),
            Text::Cited(cluster) => self.cited_note(cluster),
        }
        self.arrows(&slug, count);
        self.close_block("li");
    }

    /// Arrows back to the text, at the end of the last paragraph.
    fn arrows(&mut self, slug: &str, count: usize) {
        const END: &str = "</p>\n";
        let in_paragraph = self.out.ends_with(END);
        if in_paragraph {
            self.out.truncate(self.out.len() - END.len());
        } else {
            self.out.push_str("<p>");
        }
        for nth in 1..=count {
            self.out.push_str(
                " <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fr-",
            );
            url::push(&mut self.out, slug);
            write!(self.out, "-{nth}\"").unwrap_or(());
            self.attribute("aria-label", self.word("back-to-text"));
            self.out.push_str(">↩</a>");
        }
        self.out.push_str(END);
    }
}
