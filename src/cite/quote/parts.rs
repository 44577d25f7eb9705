//! Takes a quotation apart: what is quoted, where something is left out, where the editor
//! has put in words.

use super::fold::is_quote;

/// A stretch of quoted words, and what stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What lies between it and the stretch before.
    pub(super) gap: Gap,
    /// The words.
    pub(super) text: String,
}

/// What lies between two stretches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// `[word]`: the editor's words in place of few others, or of none.
    Inserted,
    /// `[…]` or `…`: something is left out.
    Omitted,
}

/// The longest insertion that is one; a bracket that closes later is text.
const LONGEST: usize = 200;

/// The stretches of a quotation; none if it has no words of its own.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_quote(c));
    let mut parts = Vec::new();
    let mut gap = Gap::Inserted;
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let Some((found, length)) = gap_at(&text[at..]) else {
            at += c.len_utf8();
            continue;
        };
        keep(&mut parts, &mut gap, &text[from..at]);
        gap = gap.max(found);
        at += length;
        from = at;
    }
    keep(&mut parts, &mut gap, &text[from..]);
    parts
}

fn keep(parts: &mut Vec<Part>, gap: &mut Gap, text: &str) {
    let text = text.trim();
    // A full stop behind an omission quotes nothing.
    if text.contains(char::is_alphanumeric) {
        parts.push(Part { gap: *gap, text: text.to_owned() });
        *gap = Gap::Inserted;
    }
}

/// The gap that starts here, and its length.
fn gap_at(text: &str) -> Option<(Gap, usize)> {
    for (open, close) in [("[", "]"), ("(", ")"), ("", "")] {
        let Some(inside) = text.strip_prefix(open) else { continue };
        let dots = dots(inside);
        if dots > 0 && inside[dots..].starts_with(close) {
            return Some((Gap::Omitted, open.len() + dots + close.len()));
        }
    }
    let end = text.strip_prefix('[')?.find(']')?;
    (end <= LONGEST).then_some((Gap::Inserted, end + 2))
}

/// The length of `…`, `...` or `. . .`.
fn dots(text: &str) -> usize {
    let alike = ["…", "...", ". . .", ".\u{A0}.\u{A0}.", "⋯"];
    alike.iter().find(|it| text.starts_with(**it)).map_or(0, |it| it.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(Gap, &str)]) {
        let found = parts(text);
        let found: Vec<_> = found.iter().map(|it| (it.gap, it.text.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn gaps_and_insertions_part_what_is_quoted() {
        use Gap::{Inserted, Omitted};
        check("“One two.”", &[(Inserted, "One two.")]);
        check(
            "One […] two … three",
            &[(Inserted, "One"), (Omitted, "two"), (Omitted, "three")],
        );
        check("[T]he firm hack[ed] it", &[(Inserted, "he firm hack"), (Inserted, "it")]);
        check("One [the firm] (...) two.", &[(Inserted, "One"), (Omitted, "two.")]);
        check("… one […].", &[(Omitted, "one")]);
        check("[only] …", &[]);
        check("a [b", &[(Inserted, "a [b")]);
    }
}
