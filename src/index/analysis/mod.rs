//! Turns text into the terms that are searched. The client does the same to a query, step
//! by step: `docs/search.md` says how, `tests/suite/search/vectors.json` holds both to it.

mod analysed;
mod chars;
mod fold;
mod guess;
mod han;
mod stem;
mod tokens;

pub use analysed::{Analysed, analyse};
pub(crate) use fold::{fold, normalise};
pub(crate) use guess::{Count, guess, small_words};
pub(crate) use han::PAIRS;
pub(crate) use stem::Stem;
pub(crate) use tokens::{Kind, tokens};

/// The longest term in characters; what is longer is cut.
pub(crate) const LONGEST: usize = 64;

/// The term of a token in one language: stemmed if it is a word, then folded;
/// pairs of dense characters stay as they are.
pub(crate) fn term(text: &str, stem: Stem) -> String {
    match Kind::of(text) {
        Kind::Word => fold(&stem.of(text)),
        Kind::Gram => text.to_owned(),
        Kind::Exact => fold(text),
    }
}
