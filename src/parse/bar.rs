//! Bars in the rows of tables: how many cells they make, and which are meant as text. A bar
//! parts cells also in code, in addresses and in links to pages.

use std::ops::Range;

/// The cells of a row, without the bars at its ends.
pub(super) fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut from = 0;
    for at in bars(row) {
        cells.push(row[from..at].trim());
        from = at + 1;
    }
    let last = row[from..].trim();
    if !last.is_empty() || cells.is_empty() {
        cells.push(last);
    }
    cells
}

/// How many letters of a row are looked at for what a bar breaks.
const MOST: usize = 4096;

/// What a bar breaks in a row: code, an address, a link to a page.
pub(super) fn broken(row: &str) -> Option<Range<usize>> {
    let near = row.char_indices().take(MOST).last();
    let row = &row[..near.map_or(0, |(at, c)| at + c.len_utf8())];
    let mut at = 0;
    while let Some(found) = row[at..].find(['`', '<', '[', ']']) {
        at += found;
        match construct(&row[at..]) {
            Some(length) if bars(&row[at..at + length]).next().is_some() => {
                return Some(at..at + length);
            }
            Some(length) => at += length,
            None => at += run(&row[at..]),
        }
    }
    None
}

/// The way out for what a bar breaks.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for at in bars(text) {
        out.push_str(&text[from..at]);
        out.push('\\');
        from = at;
    }
    out.push_str(&text[from..]);
    format!("write `\\|` for a bar that is text: `{}`", out.trim_matches('`'))
}

/// Where bars stand that no backslash escapes.
fn bars(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('|').map(|it| it.0).filter(|at| !text[..*at].ends_with('\\'))
}

/// How long the code, address or link is that a text starts with.
fn construct(text: &str) -> Option<usize> {
    if text.starts_with('`') {
        let marks = &text[..run(text)];
        let behind = &text[marks.len()..];
        return Some(marks.len() * 2 + behind.find(marks)?);
    }
    if text.starts_with("[[") {
        return Some(text.find("]]")? + 2);
    }
    if let Some(address) = text.strip_prefix("](") {
        let end = address.find(')').filter(|it| !address[..*it].contains(' '))?;
        return Some(end + 3);
    }
    let address = text.strip_prefix('<')?;
    let end = address.find('>').filter(|it| !address[..*it].contains(' '))?;
    address[..end].contains([':', '@']).then_some(end + 2)
}

/// How many times the first character stands in a row.
fn run(text: &str) -> usize {
    let first = text.chars().next();
    text.chars().take_while(|it| Some(*it) == first).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_parted_by_bars_without_a_backslash() {
        assert_eq!(cells("| a | b\\|c |"), ["a", "b\\|c"]);
        assert_eq!(cells("a | b"), ["a", "b"]);
        assert_eq!(cells("|---|"), ["---"]);
        assert_eq!(cells("| a || b |"), ["a", "", "b"]);
    }

    #[test]
    fn what_a_bar_breaks_is_found() {
        for (row, expect) in [
            ("| `x|y` | 1 |", Some("`x|y`")),
            ("| ``x`|y`` | 1 |", Some("``x`|y``")),
            ("| <https://x.y/a|b> |", Some("<https://x.y/a|b>")),
            ("| see [[page|text]] |", Some("[[page|text]]")),
            ("| [t](a|b.md) |", Some("](a|b.md)")),
            ("| `x\\|y` | [[a\\|b]] |", None),
            ("| `a` | `b` |", None),
            ("| [a](b) | [c](d) |", None),
            ("| a < b | c > d |", None),
            ("| `a | b |", None),
        ] {
            assert_eq!(broken(row).map(|it| &row[it]), expect, "{row}");
        }
        assert_eq!(
            escaped("[[page|text]]"),
            "write `\\|` for a bar that is text: `[[page\\|text]]`"
        );
    }
}
