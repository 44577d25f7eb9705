//! Reads one number: its digits, a power, a scale.

use super::parts::{Read, SECOND};
use super::scale::{self, Beside};
use super::{fraction, marks};

const GROUPS: &str = "its digits are no groups of thousands";
const POWER: &str = "its power is none of ten";
const SCALES: &str = "it is not said which scale its first number has";
const DESCENDS: &str = "its range descends";

/// One number of a cell.
pub(super) struct Amount {
    digits: f64,
    scale: Option<f64>,
}

impl Amount {
    /// Reads the number that `text` starts with; and what is left behind it.
    pub(super) fn read<'t>(
        text: &'t str,
        lang: &str,
        is_money: bool,
    ) -> Read<(Self, &'t str)> {
        let (run, rest) = text.split_at(length(text));
        let digits = value(run, lang).ok_or(GROUPS)?;
        let (digits, rest) = with_fraction(digits, run, rest)?;
        let (digits, rest) = power(digits, rest)?;
        let (scale, rest) = scaled(rest, lang, is_money)?;
        Ok((Self { digits, scale }, rest))
    }

    /// Its value.
    pub(super) fn value(&self) -> f64 {
        self.digits * self.scale.unwrap_or(1.0)
    }

    /// The middle of a range; its first number takes the scale of the second: 2–4 million.
    pub(super) fn middle(&self, end: &Self) -> Read<f64> {
        let shares = self.scale.is_none() && end.scale.is_some();
        if shares && self.digits > end.digits {
            return Err(SCALES);
        }
        let scale = if shares { end.scale } else { self.scale };
        let start = self.digits * scale.unwrap_or(1.0);
        if start > end.value() {
            Err(DESCENDS)
        } else {
            Ok(f64::midpoint(start, end.value()))
        }
    }
}

/// How long the run of digits with separators is that `text` starts with.
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let between =
            is_separator(c) && chars.peek().is_some_and(|(_, it)| it.is_ascii_digit());
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        // A blank separates thousands only in front of three digits.
        let parts = between && (!is_blank(c) || starts_with_three(rest));
        if !(c.is_ascii_digit() || parts) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '’') || is_blank(c)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn starts_with_three(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// The value of a run of digits with separators; `None` where they part no thousands.
fn value(run: &str, lang: &str) -> Option<f64> {
    let point = decimal_point(run, marks(lang).0);
    let (whole, decimals) = match point {
        Some(at) => (run.get(..at)?, run.get(at + 1..)?),
        None => (run, ""),
    };
    let groups: Vec<&str> = whole.split(is_separator).collect();
    if !is_grouped(&groups) {
        return None;
    }
    format!("{}.{decimals}0", groups.concat()).parse().ok()
}

/// Whether groups of digits are those of a number: the last has three; those before it two
/// in India.
fn is_grouped(groups: &[&str]) -> bool {
    let [first, inner @ .., last] = groups else { return true };
    last.len() == 3
        && (1..=3).contains(&first.len())
        && inner.iter().all(|it| (2..=3).contains(&it.len()))
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

/// A number with the fraction behind it: `3½`.
fn with_fraction<'t>(digits: f64, run: &str, rest: &'t str) -> Read<(f64, &'t str)> {
    match fraction::read(rest.trim_start()) {
        Some(_) if run.contains(['.', ',']) => Err(SECOND),
        Some((part, rest)) => Ok((digits + part, rest)),
        None => Ok((digits, rest)),
    }
}

/// A number with the power behind it: `1e9`, `10^6`, `3 × 10^6`.
fn power(digits: f64, rest: &str) -> Read<(f64, &str)> {
    if let Some((power, rest)) = rest.strip_prefix(['e', 'E']).and_then(exponent) {
        return Ok((digits * 10_f64.powi(power), rest));
    }
    if let Some(raised) = rest.strip_prefix('^') {
        let is_ten = (digits - 10.0).abs() < f64::EPSILON;
        let (power, rest) = exponent(raised).filter(|_| is_ten).ok_or(POWER)?;
        return Ok((10_f64.powi(power), rest));
    }
    let times = rest.trim_start().strip_prefix(['×', '·', '*', 'x']);
    let raised = times.and_then(|it| it.trim_start().strip_prefix("10^"));
    let Some((power, rest)) = raised.and_then(exponent) else {
        return Ok((digits, rest));
    };
    Ok((digits * 10_f64.powi(power), rest))
}

/// A whole number with its sign, and what is left behind it.
fn exponent(text: &str) -> Option<(i32, &str)> {
    let negative = text.strip_prefix(['-', '−']);
    let digits = negative.or_else(|| text.strip_prefix('+')).unwrap_or(text);
    let end = digits.find(|it: char| !it.is_ascii_digit()).unwrap_or(digits.len());
    let power: i32 = digits.get(..end)?.parse().ok().filter(|it| *it <= 99)?;
    Some((if negative.is_some() { -power } else { power }, digits.get(end..)?))
}

/// The words and letters that multiply a number, together, and what is left behind them.
fn scaled<'t>(
    mut rest: &'t str,
    lang: &str,
    is_money: bool,
) -> Read<(Option<f64>, &'t str)> {
    let mut product = None;
    loop {
        let text = rest.trim_start();
        let beside = match text.len() == rest.len() {
            _ if is_money => Beside::Money,
            true => Beside::Number,
            false => Beside::Blank,
        };
        let end = text.find(|it: char| !it.is_alphabetic()).unwrap_or(text.len());
        let (word, behind) = text.split_at(end);
        let found = if word.chars().count() == 1 {
            scale::of_letter(word, beside, lang, behind)?
        } else {
            scale::of_word(word, lang)
        };
        let Some(found) = found else { return Ok((product, rest)) };
        product = Some(product.unwrap_or(1.0) * found);
        rest = behind.strip_prefix('.').unwrap_or(behind);
    }
}
