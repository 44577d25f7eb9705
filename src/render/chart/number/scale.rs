//! What multiplies a number: words and letters behind it, by language.

use super::parts::{MONEY, SYMBOLS};

/// Words that multiply the number in front of them.
const WORDS: [(&str, f64); 33] = [
    ("dozen", 12.0),
    ("dutzend", 12.0),
    ("douzaine", 12.0),
    ("douzaines", 12.0),
    ("hundred", 1e2),
    ("hundert", 1e2),
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("tausend", 1e3),
    ("tsd", 1e3),
    ("mille", 1e3),
    ("keur", 1e3),
    ("teur", 1e3),
    ("milliers", 1e3),
    ("lakh", 1e5),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("mn", 1e6),
    ("meur", 1e6),
    ("mln", 1e6),
    ("crore", 1e7),
    ("bn", 1e9),
    ("milliarde", 1e9),
    ("milliarden", 1e9),
    ("milliard", 1e9),
    ("milliards", 1e9),
    ("mrd", 1e9),
    ("mia", 1e9),
    ("md", 1e9),
    ("bio", 1e12),
    ("tn", 1e12),
];

/// What a letter means is not said.
pub(super) const LETTER: &str =
    "its letter may be a unit or a scale: write `million`, or a blank and the unit";

/// How a word behind a number multiplies it: `None` where it does not.
pub(super) fn of_word(word: &str, lang: &str) -> Option<f64> {
    let lower = word.to_lowercase();
    let is_english = is(lang, "en");
    match &*lower {
        // A thousand million in English, a million million in most other languages.
        "billion" | "billions" | "billionen" => Some(if is_english { 1e9 } else { 1e12 }),
        "trillion" | "trillions" | "trillionen" => {
            Some(if is_english { 1e12 } else { 1e18 })
        }
        _ => WORDS.iter().find(|(it, _)| *it == lower).map(|(_, scale)| *scale),
    }
}

/// Whether a page is written in a language, of whatever country.
fn is(lang: &str, language: &str) -> bool {
    lang.split('-').next() == Some(language)
}

/// Whether a currency stands first.
fn is_money(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(SYMBOLS) || MONEY.iter().any(|it| text.starts_with(it))
}

/// Where a letter stands that may be a scale.
#[derive(Clone, Copy)]
pub(super) enum Beside {
    /// Behind a sum of money.
    Money,
    /// At a number, without a blank.
    Number,
    /// Behind a blank.
    Blank,
}

/// How a letter behind a number multiplies it. Of money it is clear, and of `k` and `M` that
/// stand at the number. `T` is a trillion in English, a thousand before the sign of German
/// money (`T€`); elsewhere it is not said. `behind` is what stands behind the letter.
pub(super) fn of_letter(
    letter: &str,
    beside: Beside,
    lang: &str,
    behind: &str,
) -> Result<Option<f64>, &'static str> {
    match (beside, letter) {
        (Beside::Money | Beside::Number, "k" | "K") => Ok(Some(1e3)),
        (Beside::Money | Beside::Number, "M") | (Beside::Money, "m") => Ok(Some(1e6)),
        (Beside::Money, "b" | "B") => Ok(Some(1e9)),
        (Beside::Money, "T") if is_money(behind) => {
            if is(lang, "de") {
                Ok(Some(1e3))
            } else {
                Err(LETTER)
            }
        }
        (Beside::Money, "t" | "T") if is(lang, "en") => Ok(Some(1e12)),
        (Beside::Money, "t" | "T")
        | (Beside::Blank, "k" | "K" | "M")
        | (Beside::Number, "m" | "b" | "B" | "t" | "T") => Err(LETTER),
        _ => Ok(None),
    }
}
