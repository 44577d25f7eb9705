//! Splits a suffix into locator and rest, as pandoc's citeproc does: an optional comma,
//! then `{anything}`, or a label with numbers, or numbers alone, which are pages.

mod token;
mod word;

use crate::model::Label;
use std::ops::Range;
use token::Token;

/// Further words are never part of a locator.
const MAX_LABEL_TOKENS: usize = 6;

/// What a suffix starts with.
#[derive(Debug)]
pub(super) struct Locator<'t> {
    /// Its label; `None` if nothing tells what it counts.
    pub(super) label: Option<Label>,
    /// Its text, without the label unless that is the author's own word; empty if `{}` says that there is none.
    pub(super) text: &'t str,
    /// Where the rest of the suffix starts.
    pub(super) end: usize,
}

/// The locator that `text` starts with. `wholes` are parts of it that count as one word.
pub(super) fn find<'t>(
    text: &'t str,
    wholes: &[Range<usize>],
    lang: &str,
) -> Option<Locator<'t>> {
    let tokens = token::split(text, wholes);
    let mut rest = tokens.as_slice();
    if rest.first().is_some_and(|it| it.is(',')) {
        rest = rest.get(1..)?;
    }
    if rest.first().is_some_and(Token::is_space) {
        rest = rest.get(1..)?;
    }
    if rest.first()?.is('{') {
        return delimited(text, rest, lang);
    }
    integrated(text, rest, lang)
}

/// Reads `{label anything}`; braces and brackets inside are balanced.
fn delimited<'t>(text: &'t str, tokens: &[Token], lang: &str) -> Option<Locator<'t>> {
    let mut open = Vec::new();
    let close = tokens.iter().position(|it| {
        match it.sign {
            Some(sign @ ('{' | '[')) => open.push(sign),
            Some('}') if open.last() == Some(&'{') => drop(open.pop()),
            Some(']') if open.last() == Some(&'[') => drop(open.pop()),
            _ => {}
        }
        open.is_empty()
    })?;
    let mut inside = tokens.get(1..close)?;
    if inside.first().is_some_and(Token::is_space) {
        inside = inside.get(1..)?;
    }
    let labelled = longest_label(text, inside, lang, |rest| !rest.is_empty());
    let length = labelled.map_or(0, |(_, length)| length);
    let end = tokens.get(close)?.range.end;
    let numbers = inside.get(length..).unwrap_or_default();
    let label = labelled.map(|(label, _)| label);
    let shown = if label == Some(Label::Custom) { inside } else { numbers };
    let from = shown.first().map_or(end, |it| it.range.start);
    let to = numbers.last().map_or(from, |it| it.range.end);
    let locator = text.get(from..to)?.trim();
    let label = label.or_else(|| is_count(locator).then_some(Label::Page));
    Some(Locator { label, text: locator, end })
}

/// Whether it starts with a plain number, so that pages may be meant.
fn is_count(locator: &str) -> bool {
    let rest = locator.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends = |c: char| c.is_whitespace() || "-–—,;.&".contains(c);
    rest.len() < locator.len() && rest.chars().next().is_none_or(ends)
}

/// Reads `label numbers`, or numbers.
fn integrated<'t>(text: &'t str, tokens: &[Token], lang: &str) -> Option<Locator<'t>> {
    let numeral =
        |rest: &[Token]| word::read(text, rest, true).is_some_and(|it| it.numeral);
    let labelled = longest_label(text, tokens, lang, numeral);
    let digits = |found: &word::Word| match labelled {
        Some(_) => found.numeral,
        None => found.digits,
    };
    let (label, length) = labelled.unwrap_or((Label::Page, 0));
    let numbers = tokens.get(length..)?;
    let mut taken = Some(word::read(text, numbers, true)?).filter(digits)?.length;
    while let Some(next) = word::read(text, numbers.get(taken..)?, false).filter(digits) {
        taken += next.length;
    }
    let shown = if label == Label::Custom { tokens } else { numbers };
    let from = shown.first()?.range.start;
    let end = numbers.get(taken.checked_sub(1)?)?.range.end;
    let locator = text.get(from..end)?.trim();
    match timestamp(locator) {
        Some(time) if labelled.is_none() => {
            Some(Locator { label: Some(Label::Timestamp), text: time, end })
        }
        _ => Some(Locator { label: Some(label), text: locator, end }),
    }
}

/// The longest label that the tokens start with, and how many of them it takes; `goes_on`
/// tells whether what is behind it can be a locator.
fn longest_label(
    text: &str,
    tokens: &[Token],
    lang: &str,
    goes_on: impl Fn(&[Token]) -> bool,
) -> Option<(Label, usize)> {
    let from = tokens.first()?.range.start;
    let most = tokens.len().min(MAX_LABEL_TOKENS);
    (1..=most).rev().find_map(|length| {
        let rest = tokens.get(length..)?;
        let last = tokens.get(length - 1).filter(|it| !it.is_space())?;
        let term = text.get(from..last.range.end)?;
        let label = Label::read(term, lang)?;
        goes_on(rest).then_some((label, length))
    })
}

/// A time in a recording: `t=90`, `t=12:30`, `00:12:30`, `12:30`.
fn timestamp(locator: &str) -> Option<&str> {
    if let Some(time) = locator.strip_prefix("t=") {
        return time.starts_with(|c: char| c.is_ascii_digit()).then_some(time);
    }
    let first = locator.split([' ', ',', ';', '-', '–']).next()?;
    let parts = || first.split(':');
    let digits = |it: &str| {
        (1..=2).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit())
    };
    let is_hour = parts().count() == 3 && parts().all(digits);
    (is_hour || locator.split(['-', '–']).all(is_minute)).then_some(locator)
}

/// `12:30`; a verse such as `12:7` is none.
fn is_minute(text: &str) -> bool {
    let number = |it: &str| it.parse::<u32>().ok();
    let Some((minutes, seconds)) = text.split_once(':') else { return false };
    let is_second = seconds.len() == 2 && number(seconds).is_some_and(|it| it < 60);
    is_second && minutes.len() < 4 && number(minutes).is_some()
}

#[cfg(test)]
mod tests;
