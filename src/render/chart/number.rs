//! Reads numbers as people write them in tables, and writes them back.
//!
//! Read are: separators of thousands (`15,000`, `15.000`, `15 000`, `15'000`), decimals by
//! the language of the page, signs, words of scale (`3 million`, `2,5 Mio.`), and anything
//! around the number (`about 15,000 USD`, `5 (critical)`). A range counts as its middle:
//! `10–20` is 15. An empty cell, `–`, `?` and words without a number are no number.

use crate::model::locale::marks;

/// A number of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Whether the cell says that it is not exact: a range, or `about`.
    pub(super) is_about: bool,
}

/// Larger numbers are not drawn.
const LARGEST: f64 = 1e15;

/// Words in front of a number that is not exact.
const ABOUT: [&str; 16] = [
    "about",
    "around",
    "approximately",
    "approx",
    "circa",
    "ca",
    "c",
    "roughly",
    "some",
    "etwa",
    "rund",
    "ungefähr",
    "zirka",
    "knapp",
    "nearly",
    "almost",
];

/// Words behind a number that multiply it.
const SCALES: [(&str, f64); 15] = [
    ("thousand", 1e3),
    ("tausend", 1e3),
    ("tsd", 1e3),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("mn", 1e6),
    ("billion", 1e9),
    ("billions", 1e9),
    ("bn", 1e9),
    ("milliarde", 1e9),
    ("milliarden", 1e9),
    ("mrd", 1e9),
    ("trillion", 1e12),
];

/// The number of a cell on a page in `lang`.
pub(super) fn read(text: &str, lang: &str) -> Option<Number> {
    let (start, end) = next(text)?;
    let before = text.get(..start)?;
    let first = value(text.get(start..end)?, lang)?;
    let first = if is_negative(before) { -first } else { first };
    let rest = text.get(end..)?;
    let is_about =
        before.contains(['~', '≈']) || last_word(before).is_some_and(is_about_word);
    let (value, is_about) = match second(rest, lang) {
        // The first number takes the scale of the second: 2–4 million.
        Some((other, scale)) => (f64::midpoint(first, other) * scale, true),
        None => (first * scale(rest), is_about),
    };
    (value.abs() <= LARGEST).then_some(Number { value, is_about })
}

/// The end of a range and the scale behind it.
fn second(rest: &str, lang: &str) -> Option<(f64, f64)> {
    let trimmed = rest.trim_start();
    let joint = ["–", "—", "-", "to ", "bis ", "and ", "und ", "…", ".."];
    let after = joint.iter().find_map(|it| trimmed.strip_prefix(it))?.trim_start();
    let (start, end) = next(after).filter(|(start, _)| *start == 0)?;
    Some((value(after.get(start..end)?, lang)?, scale(after.get(end..)?)))
}

/// Where the next run of digits with separators stands.
fn next(text: &str) -> Option<(usize, usize)> {
    let start = text.find(|it: char| it.is_ascii_digit())?;
    let mut end = start;
    let mut chars = text.get(start..)?.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let between =
            is_separator(c) && chars.peek().is_some_and(|(_, it)| it.is_ascii_digit());
        // A blank separates thousands only in front of three digits.
        let is_blank = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        let rest = text.get(start + at + c.len_utf8()..).unwrap_or_default();
        if !(c.is_ascii_digit() || between && (!is_blank || starts_with_three(rest))) {
            break;
        }
        end = start + at + c.len_utf8();
    }
    Some((start, end))
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn starts_with_three(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// The value of a run of digits with separators.
fn value(run: &str, lang: &str) -> Option<f64> {
    let mut plain = String::with_capacity(run.len());
    let point = decimal_point(run, marks(lang).0);
    for (at, c) in run.char_indices() {
        if c.is_ascii_digit() {
            plain.push(c);
        } else if Some(at) == point {
            plain.push('.');
        }
    }
    plain.parse().ok()
}

/// Where the decimals start: at the last separator if it differs from the others; a lone
/// one in front of three digits separates thousands where its language says so.
fn decimal_point(run: &str, thousands: char) -> Option<usize> {
    let (at, last) = run.char_indices().rev().find(|(_, it)| matches!(it, ',' | '.'))?;
    let (head, tail) = (run.get(..at)?, run.get(at + 1..)?);
    let is_repeated = head.contains(last);
    let is_mixed = head.contains([',', '.', '\'', '’', ' ']) && !is_repeated;
    let parts_thousands = last == thousands;
    let could_be = tail.len() == 3 && (1..=3).contains(&head.len()) && head != "0";
    let is_point = is_mixed || !(is_repeated || parts_thousands && could_be);
    is_point.then_some(at)
}

fn is_negative(before: &str) -> bool {
    let before = before.trim_end_matches(['$', '€', '£', '¥']);
    before.ends_with('−') || before == "-" || before.ends_with(" -")
}

fn last_word(text: &str) -> Option<&str> {
    text.split(|it: char| !it.is_alphabetic()).rfind(|it| !it.is_empty())
}

fn is_about_word(word: &str) -> bool {
    ABOUT.contains(&&*word.to_lowercase())
}

fn scale(rest: &str) -> f64 {
    let rest = rest.trim_start();
    let end = rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..end).unwrap_or_default().to_lowercase();
    SCALES.iter().find(|(it, _)| *it == word).map_or(1.0, |(_, scale)| *scale)
}

/// A number as readers of `lang` write it, with at most two decimals.
pub(super) fn write(number: Number, lang: &str) -> String {
    let rounded = format!("{:.2}", number.value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let (thousands, point) = marks(lang);
    let mut out = String::from(if number.is_about { "≈ " } else { "" });
    if number.value < 0.0 && (whole != "0" || !decimals.is_empty()) {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lang: &str, value: impl Into<Option<f64>>) {
        assert_eq!(read(text, lang).map(|it| it.value), value.into(), "{text}");
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
        check("2024 15", "en", 2024.0);
    }

    #[test]
    fn words_around_a_number_do_not_hide_it() {
        check("about 15,000 USD", "en", 15_000.0);
        check("5 (critical)", "en", 5.0);
        check("$-3", "en", 3.0);
        check("−3.5 %", "en", -3.5);
        check("3 million", "en", 3e6);
        check("2,5 Mio. Euro", "de", 2.5e6);
        check("≈ 7", "en", 7.0);
    }

    #[test]
    fn a_range_counts_as_its_middle() {
        check("10–20", "en", 15.0);
        check("10,000 to 75,000", "en", 42_500.0);
        check("2–4 million", "en", 3e6);
        assert!(read("10-20", "en").unwrap().is_about);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "–", "none", "?", "n/a"] {
            check(text, "en", None);
        }
        check(&"9".repeat(400), "en", None);
    }

    #[test]
    fn numbers_are_written_in_the_language() {
        let number = |value| Number { value, is_about: false };
        assert_eq!(write(number(1_234_567.5), "en"), "1,234,567.5");
        assert_eq!(write(number(-1234.567), "de"), "−1.234,57");
        assert_eq!(write(number(-0.001), "en"), "0");
        assert_eq!(write(Number { value: 15.0, is_about: true }, "en"), "≈ 15");
    }
}
