//! Resolves what the claims and contradictions of a page cite: from items in the text to
//! sources with their grades.

use super::claim::{self, Draft, Ids, markings};
use super::dispute::{self, Found};
use super::{Cited, Stance, pin};
use crate::model::prose::Words;
use crate::model::{CiteItem, Date, Marking, Node, Page, Seen};
use crate::redact::Edition;

/// A source that is cited for a claim, against it, or for a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedItem {
    /// The key of the source.
    pub key: String,
    /// The anchor of the citation on its page: `cite-KEY-1`.
    pub anchor: String,
    /// Label and locator as they are shown: `p. 5–7`.
    pub locator: Option<String>,
    /// How the source stands to what is said.
    pub stance: Stance,
    /// The Admiralty grade of the source.
    pub grade: Option<String>,
    /// When the source was published.
    pub issued: Option<Date>,
    /// What was consulted of it.
    pub seen: Option<Seen>,
}

/// A claim on its page, before the rest of the dossier is looked at.
#[derive(Debug)]
pub(super) struct Read<'a> {
    /// The page.
    pub(super) page: usize,
    /// Its id, given or made.
    pub(super) id: String,
    /// The span or div.
    pub(super) node: &'a Node,
    /// What it says.
    pub(super) text: String,
    /// Whether it stands in another claim.
    pub(super) is_nested: bool,
    /// The marking that applies to it.
    pub(super) marking: Option<Marking>,
    /// What is cited, as far as the edition has the sources.
    pub(super) citations: Vec<CitedItem>,
    /// How many items are cited, known or not.
    pub(super) items: usize,
}

/// The claims and contradictions of a page.
#[derive(Debug, Default)]
pub(super) struct Statements<'a> {
    pub(super) claims: Vec<Read<'a>>,
    pub(super) contradictions: Vec<Found<'a>>,
}

impl Statements<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.contradictions.is_empty()
    }
}

/// Reads the claims and contradictions of a page whose citations are `cited`.
pub(super) fn statements<'a>(
    edition: &'a Edition,
    (at, page): (usize, &'a Page),
    cited: &Cited,
    words: &Words<'a>,
    drafts: Vec<Draft<'a>>,
) -> Statements<'a> {
    let nodes = dispute::nodes(page);
    if drafts.is_empty() && nodes.is_empty() {
        return Statements::default();
    }
    let (markings, mut ids) = (markings(page, words), Ids::default());
    let marking = |node: &Node| markings.get(&claim::key(node)).copied();
    let resolve = |items: &[&CiteItem]| resolve(edition, cited, &page.face.lang, items);
    let claim = |draft: Draft<'a>| Read {
        page: at,
        id: ids.of(draft.node, &draft.text),
        node: draft.node,
        is_nested: draft.is_nested,
        marking: marking(draft.node),
        citations: resolve(&draft.items),
        items: draft.items.len(),
        text: draft.text,
    };
    let claims = drafts.into_iter().map(claim).collect();
    let contradiction = |node| {
        let made = dispute::read(at, node, words, marking(node), &resolve);
        Found { node, made }
    };
    Statements { claims, contradictions: nodes.into_iter().map(contradiction).collect() }
}

fn resolve(
    edition: &Edition,
    cited: &Cited,
    lang: &str,
    items: &[&CiteItem],
) -> Vec<CitedItem> {
    let resolve = |item: &&CiteItem| {
        let source = edition.source(&item.key)?;
        Some(CitedItem {
            key: source.id.clone(),
            anchor: cited.anchor(item.span)?.to_owned(),
            locator: pin::of(item, source, lang).map(|it| pin::shown(&it, lang)),
            stance: Stance::of(item, lang),
            grade: source.evidence.grade.clone(),
            issued: source.issued,
            seen: source.evidence.seen,
        })
    };
    items.iter().filter_map(resolve).collect()
}
