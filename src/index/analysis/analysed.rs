//! The analysis of a text, for whoever must do the same elsewhere.

use super::{Stem, normalise, term, tokens};
use serde::Serialize;

/// A token with its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analysed {
    /// The text, normalised.
    pub text: String,
    /// Its place in the text; a joined token stands where its first part stands.
    pub place: u32,
    /// Whether it stands beside others: `isoon` for `i-soon`, the last character of a
    /// dense run.
    pub joined: bool,
    /// Its terms in English, in German, and where nothing is stemmed.
    pub terms: [String; 3],
}

/// Reads a text as the search does.
pub fn analyse(text: &str) -> Vec<Analysed> {
    let mut found = Vec::new();
    tokens(&normalise(text), &mut |it| {
        let terms = Stem::ALL.map(|stem| term(it.text, stem));
        let (text, place, joined) = (it.text.to_owned(), it.place, it.joined);
        found.push(Analysed { text, place, joined, terms });
    });
    found
}
