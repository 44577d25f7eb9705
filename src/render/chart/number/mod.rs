//! Reads numbers as people write them in tables, and writes them back.
//!
//! Read are: separators of thousands (`15,000`, `15.000`, `15 000`, `15'000`), decimals by
//! the language of the page, signs and currencies, `about`, powers (`1e9`, `3 × 10^6^`), words
//! and letters of scale (`3 million`, `$1.5M`, `2,5 Mio.`), units behind the number and what
//! stands in brackets (`5 (critical)`). A range counts as its middle: `10–20` is 15. An empty
//! cell, `–`, `?` and words without a digit are no number; anything else is told, not guessed.

mod amount;
mod fraction;
mod parts;
mod scale;

use crate::model::locale::marks;

pub(super) use parts::own;

/// A number of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Whether the cell says that it is not exact: a range, or `about`.
    pub(super) is_about: bool,
    /// Whether it is written as years are, without separators.
    pub(super) is_year: bool,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    /// No number.
    Nothing,
    /// A number.
    Number(Number),
    /// Digits that are no number, or none that could be drawn: why, in lower case.
    Unclear(&'static str),
}

impl Reading {
    /// The number, if it is one.
    pub(super) fn number(self) -> Option<Number> {
        match self {
            Self::Number(it) => Some(it),
            Self::Nothing | Self::Unclear(_) => None,
        }
    }

    /// Whether it is an amount, though perhaps none that could be drawn; dates, identifiers
    /// and words are none.
    pub(super) fn says_amount(self) -> bool {
        const AMOUNTS: [&str; 5] =
            [parts::BOUND, parts::SIGN, parts::ENDS, scale::LETTER, LARGE];
        match self {
            Self::Nothing => false,
            Self::Number(_) => true,
            Self::Unclear(why) => AMOUNTS.contains(&why),
        }
    }
}

const LARGE: &str = "it is too large";

/// Larger numbers are not drawn.
const LARGEST: f64 = 1e15;

/// What a cell says on a page in `lang`.
pub(super) fn read(text: &str, lang: &str) -> Reading {
    if !text.contains(parts::is_digit) {
        return Reading::Nothing;
    }
    match parts::number(text.trim(), lang) {
        Ok(it) if it.value.abs() <= LARGEST => Reading::Number(it),
        Ok(_) => Reading::Unclear(LARGE),
        Err(why) => Reading::Unclear(why),
    }
}

/// A number as readers of `lang` write it: with two decimals at most, small ones with as
/// many as four of their digits need.
pub(super) fn write(number: Number, lang: &str) -> String {
    let rounded = format!("{:.*}", decimals(number.value.abs()), number.value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let (thousands, point) = marks(lang);
    let mut out = String::from(if number.is_about { "≈ " } else { "" });
    if number.value < 0.0 && (whole != "0" || !decimals.is_empty()) {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if !number.is_year && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(point);
        out.push_str(decimals);
    }
    out
}

/// How many decimals a number is written with.
fn decimals(value: f64) -> usize {
    const MOST: usize = 15;
    let is_enough =
        |it: &usize| value * 10_f64.powi(i32::try_from(*it).unwrap_or(0)) >= 1000.0;
    if value > 0.0 { (2..MOST).find(is_enough).unwrap_or(MOST) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lang: &str, value: f64) {
        let Reading::Number(number) = read(text, lang) else {
            panic!("{text}: {:?}", read(text, lang))
        };
        assert!((number.value - value).abs() < 1e-6 * value.abs(), "{text}: {number:?}");
    }

    #[test]
    fn thousands_and_decimals_follow_the_language() {
        check("15,000", "en", 15_000.0);
        check("15.000", "de", 15_000.0);
        check("1,234,567.5", "en", 1_234_567.5);
        check("1.234.567,5", "de", 1_234_567.5);
        check("95.2", "en", 95.2);
        check("95.2", "de", 95.2);
        check("95,2 GB", "de", 95.2);
        check("0,125", "en", 0.125);
        check("15 000", "en", 15_000.0);
        check("15\u{a0}000 USD", "en", 15_000.0);
        check("15'000", "de", 15_000.0);
        check("12,34,567", "hi", 1_234_567.0);
        check(".5", "en", 0.5);
        check("$.75", "en", 0.75);
        check("−.5 %", "en", -0.5);
        check("ca.5", "en", 5.0);
        check(",5", "de", 0.5);
        check(".5–.7", "en", 0.6);
    }

    #[test]
    fn fractions_of_one_character_are_read() {
        check("½", "en", 0.5);
        check("3½", "en", 3.5);
        check("3 ¾ years", "en", 3.75);
        check("2½ Mio.", "de", 2.5e6);
        check("½–1½", "en", 1.0);
    }

    #[test]
    fn words_around_a_number_do_not_hide_it() {
        check("about 15,000 USD", "en", 15_000.0);
        check("ca. EUR 15.000", "de", 15_000.0);
        check("5 (critical, of 12)", "en", 5.0);
        check("$-3", "en", -3.0);
        check("-$3", "en", -3.0);
        check("−3.5 %", "en", -3.5);
        check("US$ 7 per head", "en", 7.0);
        check("≈ 7", "en", 7.0);
    }

    #[test]
    fn scales_and_powers_multiply() {
        check("3 million", "en", 3e6);
        check("2,5 Mio. Euro", "de", 2.5e6);
        check("$1.5M", "en", 1.5e6);
        check("$800k", "en", 8e5);
        check("€2.5bn", "en", 2.5e9);
        check("£3m", "en", 3e6);
        check("$2B", "en", 2e9);
        check("4 M€", "fr", 4e6);
        check("12.5k", "en", 12_500.0);
        check("$2T", "en", 2e12);
        check("250 T€", "de", 250e3);
        check("3½ T€", "de", 3500.0);
        check("5 TEUR", "de", 5e3);
        check("5 T EUR", "de-AT", 5e3);
        check("5 Tsd. €", "de", 5e3);
        check("5 Dutzend", "de", 60.0);
        check("3 hundred", "en", 300.0);
        check("3 hundred thousand", "en", 3e5);
        check("2 Billionen", "de", 2e12);
        check("2 billion", "en", 2e9);
        check("1e9", "en", 1e9);
        check("1.5E-3", "en", 1.5e-3);
        check("10^6", "en", 1e6);
        check("3 × 10^6", "en", 3e6);
        check("3 m", "en", 3.0);
        check("3 m (about $5)", "en", 3.0);
    }

    #[test]
    fn a_range_counts_as_its_middle() {
        check("10–20", "en", 15.0);
        check("10,000 to 75,000", "en", 42_500.0);
        check("2–4 million", "en", 3e6);
        check("$800k–$1.2M", "en", 1e6);
        assert!(read("10-20", "en").number().unwrap().is_about);
    }

    #[test]
    fn what_is_no_number_is_nothing() {
        for text in ["", "–", "none", "?", "n/a"] {
            assert_eq!(read(text, "en"), Reading::Nothing, "{text}");
        }
    }

    #[test]
    fn what_is_not_clear_is_not_guessed() {
        let identifiers = ["CVE-2024-1234", "T1059", "APT41", "v3", "3.0.1", "10.0.0.1"];
        let times = ["12:30", "2024-02-16", "16.02.2024", "16 February 2024", "Feb 2024"];
        let bounds = [
            "< 1",
            "> 5",
            "300+",
            "more than 3",
            "bis zu 4",
            "at least 2",
            "300 or more",
            "5 at most",
            "300 oder mehr",
        ];
        let others = [
            "1/2",
            "3 of 10",
            "5^2",
            "(3)",
            "3m",
            "5B",
            "±4",
            "20–10",
            "2024 15",
            "-10 to 20",
            "−5–10",
            "3.5½",
            ",5",
            "...5",
            "5 T€",
        ];
        let all = [&identifiers[..], &times, &bounds, &others].concat();
        for text in all {
            let reading = read(text, "en");
            assert!(matches!(reading, Reading::Unclear(_)), "{text}: {reading:?}");
        }
        assert!(matches!(read(&"9".repeat(400), "en"), Reading::Unclear(_)));
    }

    #[test]
    fn numbers_are_written_in_the_language() {
        let number = |value| Number { value, ..Number::default() };
        assert_eq!(write(number(1_234_567.5), "en"), "1,234,567.5");
        assert_eq!(write(number(-1234.567), "de"), "−1.234,57");
        assert_eq!(write(number(0.0), "en"), "0");
        assert_eq!(write(Number { is_about: true, ..number(15.0) }, "en"), "≈ 15");
        assert_eq!(write(Number { is_year: true, ..number(1999.0) }, "en"), "1999");
    }

    #[test]
    fn small_numbers_keep_their_digits() {
        let written = |value| write(Number { value, ..Number::default() }, "en");
        assert_eq!(written(-0.001), "−0.001");
        assert_eq!(written(1.5e-3), "0.0015");
        assert_eq!(written(0.1 + 0.2), "0.3");
        assert_eq!(written(1.0 / 3.0), "0.3333");
        assert_eq!(written(1.234), "1.234");
        assert_eq!(written(2e-9), "0.000000002");
    }
}
