//! Page ranges as locators and outlines write them: `3`, `3-6`, `5–7, 9`, `12 f.`, `xi-xv`.

use std::ops::RangeInclusive;

/// The pages that a locator or the section of an outline names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent(Vec<RangeInclusive<Leaf>>);

/// A page: pages with Roman numbers come before those with Arabic ones.
type Leaf = (bool, u32);

impl Extent {
    /// What stands between ranges.
    pub const COMMAS: [char; 4] = [',', ';', '&', '+'];

    /// The text with signs for its words: `3 and 5`, `3 bis 5`.
    pub fn signs(text: &str) -> String {
        let sign = |word| match word {
            "and" | "und" | "sowie" | "u." => ",",
            "to" | "bis" => "–",
            other => other,
        };
        text.split_whitespace().map(sign).collect::<Vec<_>>().join(" ")
    }

    /// Reads page ranges; `None` if any part of the text is none. A label in front such as
    /// `p.` is passed over; `f.` adds the next page, `ff.` all that follow. A short end is filled up: `123-5` ends at 125.
    pub fn read(text: &str) -> Option<Self> {
        let text = Self::signs(text);
        let parts = text.split(Self::COMMAS).map(str::trim);
        let ranges: Option<Vec<_>> =
            parts.filter(|it| !it.is_empty()).map(range).collect();
        ranges.filter(|it| !it.is_empty()).map(Self)
    }

    /// Whether a range of pages in the text ends before it begins: `9-3`.
    pub fn is_backwards(text: &str) -> bool {
        let turned = |it: &str| {
            let (first, last) = without_label(it.trim()).split_once(DASHES)?;
            let (first, last) = (first.trim(), last.trim());
            let ends = (leaf(first)?, leaf(&filled(first, last))?);
            Some(ends.0.0 == ends.1.0 && ends.0 > ends.1)
        };
        Self::signs(text).split(Self::COMMAS).any(|it| turned(it) == Some(true))
    }

    /// The ranges, if all pages have Arabic numbers.
    pub fn numbers(&self) -> Option<Vec<RangeInclusive<u32>>> {
        let plain =
            |it: &RangeInclusive<Leaf>| it.start().0.then(|| it.start().1..=it.end().1);
        self.0.iter().map(plain).collect()
    }

    /// The first page with an Arabic number, if all have such.
    pub fn first_number(&self) -> Option<u32> {
        let first = self.0.iter().map(|it| *it.start()).min()?;
        first.0.then_some(first.1)
    }

    /// How many pages from the first to the last, if all have Arabic numbers.
    pub fn length(&self) -> Option<u32> {
        let first = self.first_number()?;
        let last = self.0.iter().map(|it| *it.end()).max()?;
        Some(last.1.saturating_sub(first).saturating_add(1))
    }

    /// Whether both have a page in common.
    pub fn meets(&self, other: &Self) -> bool {
        let meet = |a: &RangeInclusive<Leaf>, b: &RangeInclusive<Leaf>| {
            a.start() <= b.end() && b.start() <= a.end()
        };
        self.0.iter().any(|a| other.0.iter().any(|b| meet(a, b)))
    }
}

/// What stands between the first and the last page.
const DASHES: [char; 6] = ['-', '–', '—', '‐', '‑', '/'];

/// What stands behind the first of the pages that follow.
const OPEN: [&str; 4] = ["ff.", "ff", "sqq.", "et seq."];

fn range(text: &str) -> Option<RangeInclusive<Leaf>> {
    let text = without_label(text);
    if let Some(first) = OPEN.iter().find_map(|it| text.strip_suffix(it)) {
        // Nobody says where it ends.
        return following(first, u32::MAX);
    }
    if let Some(first) = text.strip_suffix("f.").or_else(|| text.strip_suffix('f')) {
        return following(first, 1);
    }
    let mut ends = text.split(DASHES).map(str::trim).filter(|it| !it.is_empty());
    let (first, last, more) = (ends.next()?, ends.next(), ends.next());
    let start = leaf(first)?;
    let end = last.map_or(Some(start), |it| leaf(&filled(first, it)))?;
    (more.is_none() && start <= end).then_some(start..=end)
}

fn following(first: &str, more: u32) -> Option<RangeInclusive<Leaf>> {
    let start = leaf(first.trim())?;
    Some(start..=(start.0, start.1.saturating_add(more)))
}

/// `p. 3` without `p.`.
fn without_label(text: &str) -> &str {
    let label = text.split_once(['.', ' ', '\u{a0}']).map(|(label, _)| label);
    match label.map(str::to_ascii_lowercase).as_deref() {
        Some("p" | "pp" | "page" | "pages" | "s" | "seite" | "seiten") => {
            let rest = text.trim_start_matches(char::is_alphabetic);
            rest.trim_start_matches(['.', ' ', '\u{a0}'])
        }
        _ => text,
    }
}

/// The end of `123-5` in full.
fn filled(first: &str, last: &str) -> String {
    let is_number = |it: &str| it.bytes().all(|b| b.is_ascii_digit());
    let is_short = is_number(first) && is_number(last) && last.len() < first.len();
    let kept = first.len().saturating_sub(last.len());
    match first.get(..kept).filter(|_| is_short) {
        Some(head) => format!("{head}{last}"),
        None => last.to_owned(),
    }
}

fn leaf(text: &str) -> Option<Leaf> {
    if text.bytes().all(|it| it.is_ascii_digit()) {
        return text.parse().ok().map(|it| (true, it));
    }
    roman(text).map(|it| (false, it))
}

fn roman(text: &str) -> Option<u32> {
    let value = |c: char| {
        let place = "ivxlcdm".find(c.to_ascii_lowercase())?;
        [1, 5, 10, 50, 100, 500, 1000].get(place).copied()
    };
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    let values = values.filter(|it| !it.is_empty() && it.len() < 16)?;
    let (mut sum, mut highest) = (0, 0);
    for value in values.into_iter().rev() {
        sum = if value < highest { sum - value } else { sum + value };
        highest = highest.max(value);
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locator: &str, section: &str, expect: bool) {
        let [locator, section] =
            [locator, section].map(|it| Extent::read(it).unwrap_or_default());
        assert_eq!(locator.meets(&section), expect);
    }

    #[test]
    fn a_locator_meets_the_sections_that_it_shares_a_page_with() {
        check("6", "3-6", true);
        check("6", "6–8", true);
        check("2, 9-10", "6-8", false);
        check("2, 9 and 12", "12", true);
        check("pp.\u{a0}4–5", "3-6", true);
        check("12 f.", "13", true);
        check("12f", "14", false);
        check("12 ff.", "14", true);
        check("12ff", "400", true);
        check("12 ff.", "11", false);
        check("3 und 14", "14", true);
        check("p. 3 and p. 14", "14", true);
        check("14 bis 16", "15", true);
        check("14\u{a0}to 16", "15", true);
        check("12/13", "13", true);
        check("3 f., 14 f.", "15", true);
        check("123-5", "125", true);
        check("xi–xv", "xii", true);
        check("xi", "11", false);
        check("iv", "i-iii", false);
    }

    #[test]
    fn what_is_no_range_is_not_guessed() {
        assert!(Extent::is_backwards("14 bis 3"));
        for text in ["", "three", "6-3", "3-4-5", "12bis", "4, see", "99999999999"] {
            assert_eq!(Extent::read(text), None, "{text}");
        }
    }
}
