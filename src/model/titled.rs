//! A title that may be said in several languages.

use std::collections::BTreeMap;
use std::fmt;

/// A title, and what it is in other languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titled {
    /// What it is where no other is told.
    pub text: String,
    /// By BCP 47 tag, if it was told so; the text is one of them.
    pub by_lang: BTreeMap<String, String>,
}

impl Titled {
    /// The title for readers of a language; those of `de-AT` read that in `de`.
    pub fn in_language(&self, lang: &str) -> &str {
        let base = || self.by_lang.get(lang.split('-').next().unwrap_or_default());
        self.by_lang.get(lang).or_else(base).unwrap_or(&self.text)
    }
}

impl From<&str> for Titled {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), by_lang: BTreeMap::new() }
    }
}

impl fmt::Display for Titled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
