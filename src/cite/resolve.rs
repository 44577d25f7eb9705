//! Resolves what claims cite: from items on a page to sources with their grades.

use super::claim::{self, Claim, Draft, Markings, Origins, markings};
use super::{References, Stance};
use crate::model::node::Kind;
use crate::model::outline::reading_order;
use crate::model::{CiteItem, Date, Seen};
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

/// The claims of every page, in reading order; `drafts` are by page.
pub(super) fn claims(
    edition: &Edition,
    references: &References,
    mut drafts: Vec<Vec<Draft<'_>>>,
) -> Vec<Claim> {
    let (pages, main) = (edition.pages(), &edition.settings().language);
    let mut origins = Origins::of(edition);
    let mut claims = Vec::new();
    for page in reading_order(pages, edition.outline(), main) {
        let drafts = drafts.get_mut(page).map(std::mem::take).unwrap_or_default();
        if drafts.is_empty() {
            continue;
        }
        let (markings, ids) = (markings(&pages[page]), claim::Ids::default());
        let mut resolver = Resolver { edition, references, page, markings, ids };
        claims.extend(drafts.into_iter().map(|it| resolver.claim(it, &mut origins)));
    }
    claims
}

/// Resolves the claims of one page.
struct Resolver<'a> {
    edition: &'a Edition,
    references: &'a References,
    page: usize,
    markings: Markings,
    ids: claim::Ids,
}

impl<'a> Resolver<'a> {
    fn claim(&mut self, draft: Draft<'_>, origins: &mut Origins<'a>) -> Claim {
        let Self { edition, page, .. } = *self;
        let node = draft.node;
        let lang = &edition.pages()[page].face.lang;
        let citations = items(edition, self.references, page, &draft.items);
        let supports = citations.iter().filter(|it| it.stance == Stance::Supports);
        Claim {
            page,
            id: self.ids.of(node, &draft.text),
            span: node.span,
            is_block: matches!(node.kind, Kind::Div),
            marking: self.markings.get(&claim::key(node)).copied(),
            likelihood: claim::likelihood(node, &edition.settings().yardstick, lang),
            confidence: claim::confidence(node),
            credibility: claim::credibility(node),
            text: draft.text,
            origins: origins.roots(supports.map(|it| it.key.as_str())),
            citations,
        }
    }
}

/// What is cited on a page, as far as the edition has the sources.
pub(super) fn items(
    edition: &Edition,
    references: &References,
    page: usize,
    items: &[&CiteItem],
) -> Vec<CitedItem> {
    let lang = edition.pages().get(page).map_or("", |it| it.face.lang.as_str());
    let resolve = |item: &&CiteItem| {
        let source = edition.source(&item.key)?;
        Some(CitedItem {
            key: source.id.clone(),
            anchor: references.anchor(page, item.span)?.to_owned(),
            locator: item.pinpoint(lang),
            stance: Stance::of(item, lang),
            grade: source.evidence.grade.clone(),
            issued: source.issued,
            seen: source.evidence.seen,
        })
    };
    items.iter().filter_map(resolve).collect()
}
