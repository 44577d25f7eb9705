//! Claims as objects: what a page states in so many words, how sure it is, and what that
//! rests on. They are made of one edition, so what was cut supports nothing.

mod all;
mod degree;
mod draft;
mod marking;
mod origins;
#[cfg(test)]
mod tests;

pub(super) use all::Claims;
pub use degree::{Confidence, Likelihood};
pub(super) use degree::{confidence, credibility, likelihood};
pub(super) use draft::{Draft, Drafts, Ids, cited_in};
pub(super) use marking::{key, markings};
pub(super) use origins::Origins;

use super::dispute::Opponent;
use super::{CitedItem, Stance};
use crate::base::text::id_safe;
use crate::diag::Span;
use crate::model::{Marking, PageId};

/// A statement that a page marks as a claim: `[text]{.claim #id}` or `::: {.claim #id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The page it stands on, by its place in the edition.
    pub page: usize,
    /// Its id on the page, which is its anchor too: the author's, else one made of its
    /// words, which starts with `claim.`.
    pub id: String,
    /// Where its span or div stands in the page's file.
    pub span: Span,
    /// Whether it is a div.
    pub is_block: bool,
    /// What it says, as plain text.
    pub text: String,
    /// The marking that applies to it: the highest of its page, of what it stands in, of
    /// what it says, and its own.
    pub marking: Option<Marking>,
    /// How likely it is said to be.
    pub likelihood: Option<Likelihood>,
    /// How sure the dossier is.
    pub confidence: Option<Confidence>,
    /// The credibility of the information on the Admiralty scale: 1 (confirmed) to 6.
    pub credibility: Option<u8>,
    /// What is cited for it, against it and beside it, in the order of the text: what
    /// stands inside it, or behind it in the same sentence.
    pub citations: Vec<CitedItem>,
    /// The keys of the sources in which the supporting ones have their origin, sorted; what
    /// one agency wrote and ten papers printed is one.
    pub origins: Vec<String>,
    /// What it contradicts, sorted.
    pub opponents: Vec<Opponent>,
    /// The key of the source that settles the dispute: `resolved-by="@key"`.
    pub resolved_by: Option<String>,
    /// Whether a dispute is open: a citation disputes it, or it has an opponent, and
    /// nothing settles that.
    pub is_disputed: bool,
}

impl Claim {
    /// Whether its author gave it no id.
    pub fn is_unnamed(&self) -> bool {
        self.id.starts_with(Ids::MADE)
    }

    /// The id of its row in the ledger; `page` is the page it stands on.
    pub fn row(&self, page: &PageId) -> String {
        match self.id.strip_prefix(Ids::MADE) {
            Some(words) => format!("ledger.{}.{words}", id_safe(page.as_str())),
            None => format!("ledger.{}", self.id),
        }
    }

    /// The citations that support it.
    pub fn supporting(&self) -> impl Iterator<Item = &CitedItem> {
        self.citations.iter().filter(|it| it.stance == Stance::Supports)
    }

    /// The citations that dispute it.
    pub fn disputing(&self) -> impl Iterator<Item = &CitedItem> {
        self.citations.iter().filter(|it| it.stance == Stance::Disputes)
    }

    /// Its Admiralty grade: the best reliability among the supporting sources, and its own
    /// credibility, or that of the same source where it has none.
    pub fn grade(&self) -> Option<String> {
        let best = self.supporting().filter_map(|it| it.grade.as_deref()).min()?;
        let letter = best.get(..1)?;
        match self.credibility {
            Some(figure) => Some(format!("{letter}{figure}")),
            None => Some(best.to_owned()),
        }
    }
}
