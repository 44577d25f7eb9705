//! Takes a cell apart: what stands before a number, the number, the other end of a range,
//! and what may stand behind. What is not known is a reason, never a guess.

use super::Number;
use super::amount::Amount;
use super::{fraction, marks};

/// Words in front of a number that is not exact.
const ABOUT: [&str; 20] = [
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
    "environ",
    "presque",
    "quelque",
    "est",
];
/// Words in front of a bound.
const BOUNDS: [&str; 25] = [
    "over",
    "more",
    "than",
    "above",
    "at",
    "least",
    "most",
    "up",
    "to",
    "under",
    "below",
    "less",
    "fewer",
    "über",
    "mehr",
    "als",
    "mindestens",
    "höchstens",
    "bis",
    "zu",
    "unter",
    "weniger",
    "plus",
    "moins",
    "de",
];
/// Words behind a bound: `300 or more`.
const BEHIND: [&str; 10] = [
    "more",
    "less",
    "fewer",
    "least",
    "most",
    "mehr",
    "weniger",
    "mindestens",
    "höchstens",
    "moins",
];
/// Codes and names of money.
pub(super) const MONEY: [&str; 11] = [
    "EUR", "USD", "CNY", "RMB", "GBP", "CHF", "JPY", "Euro", "euros", "dollars", "Dollar",
];
pub(super) const SYMBOLS: [char; 13] =
    ['$', '€', '£', '¥', '₹', '₽', '₴', '₩', '₪', '₺', '₫', '₦', '฿'];
/// What stands between the ends of a range.
const JOINTS: [&str; 12] =
    ["–", "—", "-", "to ", "bis ", "and ", "und ", "à ", "et ", "…", "...", ".."];

pub(super) const BOUND: &str = "it is a bound, not a number";
const BEFORE: &str = "what stands before its digits is not known";
pub(super) const SIGN: &str = "its sign is not clear";
pub(super) const ENDS: &str = "it is not said which end of its range is negative";
pub(super) const SECOND: &str = "it holds more than one number";

/// A reading, or why there is none.
pub(super) type Read<T> = Result<T, &'static str>;

/// The number that a cell holds.
pub(super) fn number(text: &str, lang: &str) -> Read<Number> {
    let own = own(text);
    let is_money = own.contains(SYMBOLS) || words(own).any(|it| MONEY.contains(&it));
    let (before, text) = text.split_at(start(text, lang));
    let (is_negative, is_about) = signs(before)?;
    let (first, rest) = Amount::read(text, lang, is_money)?;
    let (number, rest) = match joined(rest) {
        Some(_) if is_negative => return Err(ENDS),
        Some(text) => {
            let text = &text[start(text, lang)..];
            let (second, rest) = Amount::read(text, lang, is_money)?;
            (
                Number { value: first.middle(&second)?, is_about: true, is_year: false },
                rest,
            )
        }
        None => (Number { value: first.value(), is_about, is_year: false }, rest),
    };
    behind(rest)?;
    let value = if is_negative { -number.value } else { number.value };
    Ok(Number { value, ..number })
}

/// A cell without what stands in brackets behind its number.
pub(in super::super) fn own(text: &str) -> &str {
    let digits = text.find(is_digit).unwrap_or(text.len());
    let end = text[digits..].find(['(', '[']).map_or(text.len(), |it| digits + it);
    &text[..end]
}

/// A digit, or a fraction that is one character.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || fraction::is(c)
}

/// Where the number of a text starts: `.5` does at its point.
fn start(text: &str, lang: &str) -> usize {
    let digit = text.find(is_digit).unwrap_or(text.len());
    let before = &text[..digit];
    let Some(point) = before.chars().next_back().filter(|it| matches!(it, '.' | ','))
    else {
        return digit;
    };
    let rest = &before[..digit - 1];
    // `ca.5` and `...5` end in a point, and none of decimals.
    let is_decimal = !rest.ends_with(|it: char| it.is_alphanumeric() || it == '.');
    let is_known = point == '.' || marks(lang).1 == point;
    if is_decimal && is_known && text[digit..].starts_with(|it: char| it.is_ascii_digit())
    {
        digit - 1
    } else {
        digit
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty())
}

/// What stands before a number: whether it makes it negative, and whether not exact.
fn signs(before: &str) -> Read<(bool, bool)> {
    // The country of a currency: `US$`.
    let country =
        |it: &str| SYMBOLS.iter().any(|at| before.contains(&format!("{it}{at}")));
    let about = |it: &str| ABOUT.contains(&&*it.to_lowercase());
    let bound = |it: &str| BOUNDS.contains(&&*it.to_lowercase());
    let money = |it: &str| MONEY.contains(&it) || country(it);
    let is_sign = |it: char| "~≈.+-−<>≤≥".contains(it) || SYMBOLS.contains(&it);
    let is_known = |it: char| it.is_alphabetic() || it.is_whitespace() || is_sign(it);
    // A word at the digits is part of a name: `T1059`.
    let is_only_sign = |it: char| "±∓() ".contains(it) || is_sign(it);
    if before.contains(['±', '∓', '(']) && before.chars().all(is_only_sign) {
        return Err(SIGN);
    }
    let is_name =
        words(before).last().is_some_and(|it| before.ends_with(it) && !money(it));
    if is_name || before.ends_with("..") || !before.chars().all(is_known) {
        return Err(BEFORE);
    }
    if !words(before).all(|it| about(it) || money(it) || bound(it)) {
        return Err(BEFORE);
    }
    if before.contains(['<', '>', '≤', '≥']) || words(before).any(bound) {
        return Err(BOUND);
    }
    let is_negative = before.matches(['-', '−']).count() == 1;
    Ok((is_negative, before.contains(['~', '≈']) || words(before).any(about)))
}

/// The other end of a range, without the currency before it.
fn joined(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let rest = JOINTS.iter().find_map(|it| rest.strip_prefix(it))?;
    let rest = rest.trim_start().trim_start_matches(SYMBOLS);
    rest.trim_start_matches(['.', ',']).starts_with(is_digit).then_some(rest)
}

/// What stands behind a number must not be another; in brackets it may.
fn behind(rest: &str) -> Read<()> {
    if rest.starts_with('+') {
        return Err(BOUND);
    }
    if words(own(rest)).any(|it| BEHIND.contains(&&*it.to_lowercase())) {
        return Err(BOUND);
    }
    let mut depth = 0_usize;
    for c in rest.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_digit(c) => return Err(SECOND),
            _ => {}
        }
    }
    Ok(())
}
