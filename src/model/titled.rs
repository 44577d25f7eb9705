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
    /// The title for readers of a language.
    pub fn in_language(&self, lang: &str) -> &str {
        self.by_lang.get(lang).unwrap_or(&self.text)
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
