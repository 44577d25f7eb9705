//! The words that stand for a value: the months, what `@string` defines, and BibLaTeX's
//! own terms (`phdthesis`, `inpress`) in English or German.

use super::super::lang;
use crate::base::text::nearest;
use crate::model::readable::is_language;
use std::collections::BTreeMap;

/// The macros known at a place of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Macros {
    defined: BTreeMap<String, String>,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Macros {
    /// Adds what `@string` defines.
    pub(super) fn define(&mut self, name: String, value: String) {
        self.defined.insert(name, value);
    }

    /// What a word in lower case stands for. Months, terms and languages stand for themselves here:
    /// the field that they stand in knows what they mean.
    pub(super) fn value<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        let is_term = || TERMS.iter().any(|it| it.0 == word);
        let own =
            || MONTHS.contains(&word) || is_term() || lang::of_babel(word).is_some();
        self.defined.get(word).map(String::as_str).or_else(|| own().then_some(word))
    }

    /// The defined macro nearest to a word.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        let known = self.defined.keys().map(String::as_str).chain(MONTHS);
        nearest(word, known)
    }
}

/// The number of a month: a macro, a number, or its name in English or German.
pub(super) fn month(text: &str) -> Option<u8> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let at = NAMES.iter().position(|names| {
        names.iter().any(|name| {
            let short = name.char_indices().nth(3).map_or(*name, |(at, _)| &name[..at]);
            text == *name || text == short || text == "sept" && short == "sep"
        })
    })?;
    u8::try_from(at + 1).ok()
}

const NAMES: [[&str; 2]; 12] = [
    ["january", "januar"],
    ["february", "februar"],
    ["march", "märz"],
    ["april", "april"],
    ["may", "mai"],
    ["june", "juni"],
    ["july", "juli"],
    ["august", "august"],
    ["september", "september"],
    ["october", "oktober"],
    ["november", "november"],
    ["december", "dezember"],
];

/// BibLaTeX's term for a key, in the language of the dossier; other words stay.
pub(super) fn term<'a>(word: &'a str, lang: &str) -> &'a str {
    let german = is_language(lang, "de");
    let english = is_language(lang, "en");
    let known = TERMS.iter().find(|it| it.0.eq_ignore_ascii_case(word));
    match known {
        Some((_, _, text)) if german => text,
        Some((_, text, _)) if english => text,
        _ => word,
    }
}

/// BibLaTeX manual 3.19, section 4.9.2: the localisation keys that stand in data.
const TERMS: [(&str, &str, &str); 29] = [
    ("audiocd", "audio CD", "Audio-CD"),
    ("bathesis", "Bachelor’s thesis", "Bachelorarbeit"),
    ("candthesis", "Candidate thesis", "Kandidatenarbeit"),
    ("countryde", "Germany", "Deutschland"),
    ("countryep", "European Union", "Europäische Union"),
    ("countryfr", "France", "Frankreich"),
    ("countryuk", "United Kingdom", "Großbritannien"),
    ("countryus", "United States of America", "Vereinigte Staaten von Amerika"),
    ("datacd", "CD-ROM", "CD-ROM"),
    ("forthcoming", "forthcoming", "im Erscheinen"),
    ("inpreparation", "in preparation", "in Vorbereitung"),
    ("inpress", "in press", "im Druck"),
    ("jourser", "series", "Folge"),
    ("mathesis", "Master’s thesis", "Magisterarbeit"),
    ("newseries", "new series", "neue Folge"),
    ("oldseries", "old series", "alte Folge"),
    ("patent", "patent", "Patent"),
    ("patenteu", "European patent", "europäisches Patent"),
    ("patentde", "German patent", "deutsches Patent"),
    ("patentuk", "British patent", "britisches Patent"),
    ("patentus", "U.S. patent", "US-Patent"),
    ("patreq", "patent request", "Patentanmeldung"),
    ("phdthesis", "PhD thesis", "Dissertation"),
    ("prepublished", "pre-published", "vorveröffentlicht"),
    ("resreport", "research report", "Forschungsbericht"),
    ("review", "review", "Rezension"),
    ("software", "computer software", "Computer-Software"),
    ("submitted", "submitted", "eingereicht"),
    ("techreport", "technical report", "Technischer Bericht"),
];
