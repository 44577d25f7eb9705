//! Contradictions as objects: a question, and what each source answers. Every position
//! keeps its own value and its own source; nothing is made one number.

mod all;
mod fault;
mod find;
mod oppose;

pub(super) use all::Contradictions;
pub(super) use fault::{faults, unknown};
pub(super) use find::{Found, key, nodes, read};
pub use oppose::Opponent;
pub(super) use oppose::oppose;

use super::CitedItem;
use crate::diag::Span;
use crate::model::Marking;

/// A question to which sources give different answers: `::: {.contradiction #id topic="…"}`
/// around a list with one item for each position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The page it stands on, by its place in the edition.
    pub page: usize,
    /// Its id on the page, if it has one.
    pub id: Option<String>,
    /// Where its div stands in the page's file.
    pub span: Span,
    /// The question.
    pub topic: String,
    /// The marking that applies to it, as for a claim.
    pub marking: Option<Marking>,
    /// The answers, in the order of the text.
    pub positions: Vec<Position>,
    /// How the dossier understands the difference: the text of the paragraph that starts
    /// with `Reading:`, without that word.
    pub reading: Option<String>,
    /// The key of the source that settles it: `resolved-by="@key"`.
    pub resolved_by: Option<String>,
    /// Whether it is open: nothing resolves it, or `status=open` says so.
    pub is_open: bool,
}

/// One answer, with the sources that give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Where its list item stands.
    pub span: Span,
    /// The whole position, as plain text.
    pub text: String,
    /// The value alone: what stands before the first colon, or all of it.
    pub value: String,
    /// The sources.
    pub citations: Vec<CitedItem>,
}
