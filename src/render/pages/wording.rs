//! What the theme has words for: kinds, types, languages. What it has none for is
//! shown as it was written.

use crate::model::Word;
use crate::render::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// A word as templates and scripts see it: a text, or the texts for numbers of things and
/// the language by whose rules one of them is chosen.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum WordView<'a> {
    /// The same for every number, or without one.
    Plain(&'a str),
    /// Texts for numbers of things by the forms of the CLDR.
    Counted {
        /// The language whose rules hold.
        lang: &'a str,
        /// At least the form `other`.
        forms: BTreeMap<&'a str, &'a str>,
    },
}

impl<'a> WordView<'a> {
    /// A word that was found in a language.
    pub(crate) fn of(word: &'a Word, lang: &'a str) -> Self {
        match word {
            Word::Plain(text) => Self::Plain(text),
            Word::Counted(_) => {
                let forms = word.texts().into_iter().chain([("other", word.text())]);
                Self::Counted { lang, forms: forms.collect() }
            }
        }
    }
}

/// A kind of page in words.
pub(crate) fn kind<'a>(words: &'a Words, name: &'a str) -> &'a str {
    words.find(&format!("kind-{name}")).unwrap_or(name)
}

/// A CSL type in words.
pub(crate) fn source_kind<'a>(words: &'a Words, name: &'a str) -> &'a str {
    words.find(&format!("csl-{name}")).unwrap_or(name)
}

/// A language in words.
pub(crate) fn language<'a>(words: &'a Words, tag: &'a str) -> &'a str {
    let base = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    words.find(&format!("language-{base}")).unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_word_is_shown_as_it_is() {
        let words = Words::default();
        assert_eq!(kind(&words, "memo"), "memo");
        assert_eq!(language(&words, "tlh-Latn"), "tlh-Latn");
    }
}
