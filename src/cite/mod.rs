//! Numbers and formats what pages cite, and tells each source who cites it.

use crate::diag::{Checked, Span};
use crate::redact::Edition;

/// The citations of an edition. Pages are named by their place in [`Edition::pages`].
#[derive(Clone, Debug, Default)]
pub struct References {
    entries: Vec<Entry>,
}

/// A formatted bibliography entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The pieces, to be escaped by whoever writes them.
    pub pieces: Vec<Piece>,
}

/// A piece of formatted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// Text in italics.
    Italic(String),
    /// A link that shows its URL or DOI.
    Link {
        /// The URL; the scheme is `http` or `https`.
        url: String,
        /// What is shown.
        text: String,
    },
}

/// One place that cites a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedBy {
    /// The citing page.
    pub page: usize,
    /// The anchor of the citation on that page: `cite-KEY-1`.
    pub anchor: String,
    /// Label and locator as they are shown: `p. 5–7`.
    pub locator: Option<String>,
    /// The sentence around it, as plain text.
    pub sentence: String,
}

/// Resolves every citation of an edition.
pub fn cite(edition: &Edition) -> Checked<References> {
    let _ = edition;
    Checked::clean(References::default())
}

#[expect(unused_variables, reason = "the room is being furnished")]
impl References {
    /// The keys that a page cites, in the order of their numbers; number 1 comes first.
    pub fn of_page(&self, page: usize) -> &[String] {
        &[]
    }

    /// The number of a source in the list of a page.
    pub fn number(&self, page: usize, key: &str) -> Option<usize> {
        None
    }

    /// The anchor of one cited item: `cite-KEY-1`; found by the span of its key.
    pub fn anchor(&self, page: usize, key: Span) -> Option<&str> {
        None
    }

    /// The entry of a source in a language.
    pub fn entry(&self, key: &str, lang: &str) -> Option<&Entry> {
        self.entries.first()
    }

    /// Who cites a source: by locator, then by reading order.
    pub fn cited_by(&self, key: &str) -> &[CitedBy] {
        &[]
    }
}
