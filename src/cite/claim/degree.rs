//! Reads how likely and how sure a claim is said to be.

use crate::model::Node;
use crate::model::yardstick::{Range, Yardstick};

/// How likely something is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likelihood {
    /// The term of the yardstick: `very likely`.
    pub term: String,
    /// What the yardstick says of it, in percent.
    pub range: Range,
}

/// How sure the dossier is of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// `low`
    Low,
    /// `moderate`
    Moderate,
    /// `high`
    High,
}

impl Confidence {
    /// Every level, highest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Moderate, Self::Low];

    /// The word in `confidence=`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// The value on the scale of STIX 2.1 (appendix A, None / Low / Med / High): 15, 50, 85.
    pub fn percent(self) -> u8 {
        match self {
            Self::Low => 15,
            Self::Moderate => 50,
            Self::High => 85,
        }
    }

    /// The level with this name.
    pub(in crate::cite) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// `likelihood=` of a node, if the yardstick knows the term.
pub(in crate::cite) fn likelihood(
    node: &Node,
    yardstick: &Yardstick,
    lang: &str,
) -> Option<Likelihood> {
    let term = yardstick.term(node.get("likelihood")?, lang)?;
    Some(Likelihood { term: term.name.clone(), range: term.range })
}

/// `confidence=` of a node, if it is a level.
pub(in crate::cite) fn confidence(node: &Node) -> Option<Confidence> {
    Confidence::named(node.get("confidence")?)
}

/// `credibility=` of a node, if it is one of the Admiralty scale; `confirmed` is 1.
pub(in crate::cite) fn credibility(node: &Node) -> Option<u8> {
    match node.get("credibility")? {
        "confirmed" => Some(1),
        figure => figure.parse().ok().filter(|it| (1..=6).contains(it)),
    }
}
