//! The words of the interface in one language, as the theme gives them.

use crate::model::locale::number;
use crate::model::{Theme, Word};
use std::collections::BTreeMap;

/// The words of the interface in one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lang: String,
    words: BTreeMap<String, Told>,
}

/// A word in the language that it was found in: its own rules say which form a number takes.
#[derive(Clone, Debug)]
struct Told {
    lang: String,
    word: Word,
}

impl Words {
    /// The theme's words in `lang`; what is missing is taken from the language without
    /// its region, then from English.
    pub fn of(theme: &Theme, lang: &str) -> Self {
        let base = lang.split('-').next().unwrap_or(lang);
        let mut words = BTreeMap::new();
        for (layer, lang) in [("en", "en"), (base, lang), (lang, lang)] {
            let found = theme.words.get(layer).into_iter().flatten();
            let told = |word: &Word| Told { lang: lang.to_owned(), word: word.clone() };
            words.extend(found.map(|(key, word)| (key.clone(), told(word))));
        }
        Self { lang: lang.to_owned(), words }
    }

    /// The word for `key`; the key itself where the theme has none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The word for `key`, if the theme has one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(|it| it.word.text())
    }

    /// A number of things in words.
    pub fn count(&self, key: &str, n: usize) -> String {
        let Some(Told { lang, word }) = self.words.get(key) else {
            return key.to_owned();
        };
        word.of(n, lang).replace("{n}", &number(n, lang))
    }

    /// Every word by its key with the language that it was found in, in the order of the
    /// keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Word, &str)> {
        self.words.iter().map(|(key, it)| (key.as_str(), &it.word, it.lang.as_str()))
    }

    /// The language: a BCP 47 tag.
    pub fn lang(&self) -> &str {
        &self.lang
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_missing_is_counted_as_its_own_language_does() {
        let counted = |one: &str, other: &str| {
            let forms = [("one", one), ("other", other)];
            Word::Counted(forms.map(|(it, text)| (it.into(), text.into())).into())
        };
        let mut theme = Theme::default();
        let english = [("n", counted("1 page", "{n} pages")), ("home", "Home".into())];
        let english = english.map(|(key, word)| (key.to_owned(), word));
        theme.words.insert("en".into(), english.into());
        theme.words.insert("fr".into(), [("home".into(), "Accueil".into())].into());
        let words = Words::of(&theme, "fr-CA");
        assert_eq!((words.get("home"), words.lang()), ("Accueil", "fr-CA"));
        let (pages, nobody) = ("n", "none");
        let count = |key, n| words.count(key, n);
        assert_eq!(
            [0, 1, 1234].map(|it| count(pages, it)),
            ["0 pages", "1 page", "1,234 pages"]
        );
        assert_eq!((words.get(nobody), count(nobody, 2)), (nobody, nobody.into()));
    }
}
