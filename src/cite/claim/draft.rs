//! Collects the claims of a page while its passages are read: each with its text and the
//! citations that belong to it.

use crate::base::text;
use crate::diag::Span;
use crate::model::node::Kind;
use crate::model::prose::{Mark, Passage, Reading};
use crate::model::{CiteItem, Mode, Node, Page};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// A claim as it was read, before its citations are resolved.
#[derive(Debug)]
pub(in crate::cite) struct Draft<'a> {
    /// The span or div.
    pub(in crate::cite) node: &'a Node,
    /// What it says.
    pub(in crate::cite) text: String,
    /// What is cited for or against it.
    pub(in crate::cite) items: Vec<&'a CiteItem>,
    /// Whether it stands inside another claim.
    pub(in crate::cite) is_nested: bool,
}

/// The claims of one page so far.
#[derive(Debug, Default)]
pub(in crate::cite) struct Drafts<'a> {
    list: Vec<Draft<'a>>,
    /// Places of divs in `list`.
    divs: BTreeMap<Span, usize>,
    /// The footnotes of the page by label; made when the first claim refers to one.
    notes: OnceCell<BTreeMap<&'a str, &'a Node>>,
}

/// A claim in a passage: its mark, and in which sentence it ends.
struct Stretch<'p, 'a> {
    mark: &'p Mark<'a>,
    /// The place of the mark among those of the passage.
    place: usize,
    sentence: usize,
}

impl<'a> Drafts<'a> {
    /// Adds the claims of a passage.
    pub(in crate::cite) fn passage(&mut self, page: &'a Page, reading: &Reading<'_, 'a>) {
        let passage = reading.passage;
        if let Some(div) = passage.setting.claim {
            self.block(page, div, passage);
        }
        let marks = passage.marks.iter().enumerate();
        let stretches: Vec<_> = marks
            .filter(|(_, mark)| is_claim(mark.node))
            .map(|(place, mark)| Stretch {
                mark,
                place,
                sentence: reading.sentence(mark.end),
            })
            .collect();
        for (place, stretch) in stretches.iter().enumerate() {
            let bounds = (place.checked_sub(1), place + 1);
            let before = bounds.0.and_then(|it| stretches.get(it));
            let after = stretches.get(bounds.1);
            let items = self.around(page, reading, [before, Some(stretch), after]);
            let text = passage.text.get(stretch.mark.at..stretch.mark.end);
            self.list.push(Draft {
                node: stretch.mark.node,
                text: text.unwrap_or_default().trim().to_owned(),
                items,
                is_nested: passage.setting.claim.is_some()
                    || before.is_some_and(|it| stretch.mark.at < it.mark.end),
            });
        }
    }

    /// The claims, in the order of the text.
    pub(in crate::cite) fn into_list(self) -> Vec<Draft<'a>> {
        self.list
    }

    /// Adds a passage to the claim that its div is.
    fn block(&mut self, page: &'a Page, div: &'a Node, passage: &Passage<'a>) {
        let cites = passage.marks.iter().flat_map(|it| self.items(page, it.node));
        let (items, text) = (cites.collect::<Vec<_>>(), passage.text.trim());
        let known = self.divs.get(&div.span).and_then(|it| self.list.get_mut(*it));
        if let Some(draft) = known {
            if !draft.text.is_empty() && !text.is_empty() {
                draft.text.push(' ');
            }
            draft.text.push_str(text);
            draft.items.extend(items);
        } else {
            self.divs.insert(div.span, self.list.len());
            let text = text.to_owned();
            self.list.push(Draft { node: div, text, items, is_nested: false });
        }
    }

    /// What is cited for a claim: inside it; behind it, up to the next claim or the end of
    /// the sentence; and whom the sentence names before it (`@key says that …`). In a table
    /// what its row cites, if nothing else. The claims before and after it bound the search.
    fn around(
        &self,
        page: &'a Page,
        reading: &Reading<'_, 'a>,
        [before, claim, after]: [Option<&Stretch<'_, 'a>>; 3],
    ) -> Vec<&'a CiteItem> {
        let Some(claim) = claim else { return Vec::new() };
        let marks = &reading.passage.marks;
        let from = before.map_or(0, |it| it.place);
        let to = after.map_or(marks.len(), |it| it.place);
        let first = before.map_or(0, |it| it.mark.end);
        let belongs = |mark: &&Mark<'a>| {
            let inside = claim.mark.at <= mark.at && mark.at <= claim.mark.end;
            let behind = claim.mark.end <= mark.at;
            let named = first <= mark.at && mark.at < claim.mark.at && names(mark.node);
            inside && !stands_before(mark, claim)
                || (behind || named) && reading.sentence(mark.at) == claim.sentence
        };
        let marks = marks.get(from..to).unwrap_or_default().iter().filter(belongs);
        let found: Vec<&CiteItem> =
            marks.flat_map(|it| self.items(page, it.node)).collect();
        match reading.passage.setting.row {
            Some(row) if found.is_empty() => few(std::slice::from_ref(row)),
            _ => found,
        }
    }

    /// What a citation cites, or the footnote behind a footnote mark.
    fn items(&self, page: &'a Page, node: &'a Node) -> Vec<&'a CiteItem> {
        match &node.kind {
            Kind::Cite(cluster) => cluster.items.iter().collect(),
            Kind::FootnoteReference(label) => {
                let notes = self.notes.get_or_init(|| notes(page));
                notes.get(&**label).map(|it| few(&it.children)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }
}

/// The footnotes of a page, by label.
fn notes<'a>(page: &'a Page) -> BTreeMap<&'a str, &'a Node> {
    let note = |it: &'a Node| match &it.kind {
        Kind::FootnoteDefinition(label) => Some((&**label, it)),
        _ => None,
    };
    page.body.nodes.iter().filter_map(note).collect()
}

/// Whether a node is a claim within a line.
fn is_claim(node: &Node) -> bool {
    matches!(node.kind, Kind::Span) && node.has_class("claim")
}

/// Whether a citation at the very start of a claim stands before it, for the claim of
/// another sentence: `… so [@a]. [Text]{.claim}`.
fn stands_before(mark: &Mark<'_>, claim: &Stretch<'_, '_>) -> bool {
    mark.at == claim.mark.at && mark.node.span.start < claim.mark.node.span.start
}

/// Whether a citation names the author in the sentence.
fn names(node: &Node) -> bool {
    match &node.kind {
        Kind::Cite(cluster) => {
            cluster.items.first().is_some_and(|it| it.mode == Mode::AuthorInText)
        }
        _ => false,
    }
}

/// The first citations in a footnote or row: whatever cites more is a list of literature,
/// and every claim that refers to it would carry all of it.
fn few(nodes: &[Node]) -> Vec<&CiteItem> {
    let mut items = cited_in(nodes);
    items.truncate(100);
    items
}

/// Everything that is cited in some nodes.
pub(in crate::cite) fn cited_in(nodes: &[Node]) -> Vec<&CiteItem> {
    let mut found = Vec::new();
    for node in nodes {
        node.walk(&mut |it| {
            if let Kind::Cite(cluster) = &it.kind {
                found.extend(&cluster.items);
            }
            true
        });
    }
    found
}

/// Makes ids for the claims of one page that have none.
#[derive(Debug, Default)]
pub(in crate::cite) struct Ids {
    made: BTreeSet<String>,
}

impl Ids {
    /// What a made id starts with; no author's id may.
    pub(super) const MADE: &'static str = "claim.";

    /// How many words of a claim its id is made of.
    const WORDS: usize = 6;

    /// The id of a claim: what its author gave, else one made of its words. Both are the
    /// same as long as the words are.
    pub(in crate::cite) fn of(&mut self, node: &Node, text: &str) -> String {
        if let Some(id) = node.id() {
            return id.to_owned();
        }
        let words = text.split_whitespace().take(Self::WORDS).collect::<Vec<_>>();
        let base = format!("{}{}", Self::MADE, text::anchor(&words.join(" ")));
        let next = |count: usize| format!("{base}.{count}");
        let id = if self.made.contains(&base) {
            // One more than are made is free.
            let mut all = (2..=self.made.len() + 1).map(next);
            all.find(|it| !self.made.contains(it)).unwrap_or_default()
        } else {
            base
        };
        self.made.insert(id.clone());
        id
    }
}
