//! Yardsticks: which words say how likely something is, and how likely that is.

mod known;

use super::readable::is_language;
use crate::base::text::fold;
use std::collections::BTreeMap;
use std::fmt;

/// The words for degrees of likelihood that a dossier keeps to, least likely first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yardstick {
    /// What it is called: `icd203`, `phia`, or the name of one's own.
    pub name: String,
    /// The degrees, least likely first.
    pub terms: Vec<Term>,
    /// Whether confidence and likelihood must not be told in one sentence.
    pub keeps_apart: bool,
}

/// A term for one degree of likelihood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as it is written in `likelihood=`.
    pub name: String,
    /// How likely that is.
    pub range: Range,
    /// The row of the yardstick that it belongs to; terms of different rows are not mixed.
    /// 0 belongs to every row.
    pub row: u8,
    /// The words for it in a text, by language; the first is the one that is shown. A
    /// language that is not listed uses the name.
    pub words: BTreeMap<String, Vec<String>>,
}

/// A range of probabilities in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lowest.
    pub low: u8,
    /// The highest.
    pub high: u8,
    /// Whether the highest itself lies outside.
    pub is_below: bool,
}

impl Yardstick {
    /// The yardsticks that exist everywhere.
    pub const KNOWN: [&'static str; 2] = ["icd203", "phia"];

    /// The yardstick with this name, if it is one of [`Yardstick::KNOWN`].
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "icd203" => Some(known::icd203()),
            "phia" => Some(known::phia()),
            _ => None,
        }
    }

    /// The term that an author means: by its name or by one of its words in `lang`.
    /// Hyphens count as blanks, letter case is free.
    pub fn term(&self, written: &str, lang: &str) -> Option<&Term> {
        let written = spaced(written);
        let named = self.terms.iter().find(|it| spaced(&it.name) == written);
        named.or_else(|| {
            let says = |it: &&Term| it.words(lang).any(|word| spaced(word) == written);
            self.terms.iter().find(says)
        })
    }
}

impl Default for Yardstick {
    fn default() -> Self {
        known::icd203()
    }
}

impl Term {
    /// The words for it in a text of this language.
    pub fn words<'a>(&'a self, lang: &str) -> impl Iterator<Item = &'a str> {
        let listed = self.words.iter().find(|(it, _)| is_language(lang, it));
        let words = listed.map(|(_, it)| it.as_slice()).unwrap_or_default();
        let name = words.is_empty().then_some(self.name.as_str());
        words.iter().map(String::as_str).chain(name)
    }

    /// The word for it that is shown in this language.
    pub fn word<'a>(&'a self, lang: &str) -> &'a str {
        self.words(lang).next().unwrap_or(&self.name)
    }
}

impl fmt::Display for Range {
    /// `55–80 %`, `40–<50 %`; the blank does not break.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let below = if self.is_below { "<" } else { "" };
        write!(f, "{}–{below}{}\u{A0}%", self.low, self.high)
    }
}

fn spaced(text: &str) -> String {
    fold(&text.replace(['-', '_'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yardstick: &str, written: &str, lang: &str, expect: Option<(&str, &str)>) {
        let yardstick = Yardstick::named(yardstick).unwrap();
        let found = yardstick.term(written, lang);
        let found = found.map(|it| (it.name.as_str(), it.range.to_string()));
        let expect = expect.map(|(name, range)| (name, range.replace(' ', "\u{A0}")));
        assert_eq!(found, expect);
    }

    #[test]
    fn icd_203_is_as_published() {
        let of = |it, range| check("icd203", it, "en", Some((it, range)));
        of("almost no chance", "1–5 %");
        of("remote", "1–5 %");
        of("very unlikely", "5–20 %");
        of("unlikely", "20–45 %");
        of("roughly even chance", "45–55 %");
        of("probable", "55–80 %");
        of("highly probable", "80–95 %");
        of("almost certain", "95–99 %");
        check("icd203", "highly likely", "en", None);
    }

    #[test]
    fn the_phia_yardstick_has_gaps() {
        let of = |it, range| check("phia", it, "en", Some((it, range)));
        of("remote chance", "0–5 %");
        of("highly unlikely", "10–20 %");
        of("unlikely", "25–35 %");
        of("realistic possibility", "40–<50 %");
        of("likely", "55–75 %");
        of("highly likely", "80–90 %");
        of("almost certain", "95–100 %");
    }

    #[test]
    fn a_term_is_known_by_its_words_in_the_language_of_the_page() {
        check("icd203", "Very-Likely", "de", Some(("very likely", "80–95 %")));
        check("icd203", "sehr wahrscheinlich", "de-AT", Some(("very likely", "80–95 %")));
        check("icd203", "sehr wahrscheinlich", "en", None);
    }

    #[test]
    fn no_word_of_a_yardstick_means_two_degrees() {
        for name in Yardstick::KNOWN {
            let yardstick = Yardstick::named(name).unwrap();
            for lang in ["en", "de"] {
                let words = yardstick.terms.iter().flat_map(|it| it.words(lang));
                let mut words: Vec<_> = words.collect();
                words.sort_unstable();
                assert!(words.is_sorted_by(|a, b| a != b), "{words:?}");
            }
        }
    }
}
