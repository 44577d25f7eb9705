//! Changes of files that mend what was found.

use super::Span;
use crate::base::FilePath;

/// A change that mends what was found: all of its edits, or none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, as an order: "write `TLP:CLEAR`".
    pub title: String,
    /// What changes where.
    pub edits: Vec<Edit>,
    /// Whether it is certainly meant. What is not is shown and never made by itself.
    pub is_safe: bool,
}

/// One change of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file, relative to the root of the dossier.
    pub file: FilePath,
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}
