//! The words of the interface in one language, as the theme gives them.

use crate::model::Theme;
use std::collections::BTreeMap;

/// The words of the interface in one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lang: String,
    words: BTreeMap<String, String>,
}

impl Words {
    /// The theme's words in `lang`; what is missing is taken from the language without
    /// its region, then from English.
    pub fn of(theme: &Theme, lang: &str) -> Self {
        let base = lang.split('-').next().unwrap_or(lang);
        let layers = ["en", base, lang].into_iter().filter_map(|it| theme.words.get(it));
        let words = layers.flatten().map(|(key, word)| (key.clone(), word.clone()));
        Self { lang: lang.to_owned(), words: words.collect() }
    }

    /// The word for `key`; the key itself where the theme has none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The word for `key`, if the theme has one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// Every word by its key, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, word)| (key.as_str(), word.as_str()))
    }

    /// The language: a BCP 47 tag.
    pub fn lang(&self) -> &str {
        &self.lang
    }
}
