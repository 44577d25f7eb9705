//! Finds the lines that fence front matter in.

use std::ops::Range;

/// Front matter as lines, not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// The line that opens it.
    pub(super) opening: Range<usize>,
    /// What stands between the lines.
    pub(super) inside: Range<usize>,
    /// The first byte behind the line that closes it.
    pub(super) body: usize,
}

/// Where the text starts: behind the byte order mark, if there is one.
pub(super) fn start(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
}

/// The fence of a page: `---` on its first line, and `---` or `...` on a later one.
pub(super) fn find(text: &str) -> Option<Fence> {
    between(text, "---", &["---", "..."])
}

/// The fence of TOML, as Zola and Hugo write it: `+++`.
pub(super) fn find_toml(text: &str) -> Option<Fence> {
    between(text, "+++", &["+++"])
}

fn between(text: &str, open: &str, close: &[&str]) -> Option<Fence> {
    let first = start(text);
    let mut at = first;
    for line in text.get(first..)?.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        let word = line.trim_end();
        if start == first && word != open {
            return None;
        }
        if start > first && close.contains(&word) {
            let opening = first..first + 3;
            let inside = text.get(first..)?.find('\n')? + first + 1;
            return Some(Fence { opening, inside: inside..start, body: end });
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_is_the_first_line_and_the_next_of_its_kind() {
        check("---\na: b\n---\nText", Some("a: b\n|Text"));
        check("---\na: b\n...\nText\n---\n", Some("a: b\n|Text\n---\n"));
        check("---  \r\na: b\r\n---\r\nText", Some("a: b\r\n|Text"));
        check("\u{FEFF}---\na: b\n---", Some("a: b\n|"));
        check("---\n---\nText", Some("|Text"));
        check("---\na: ä\n --- \n----\n---\nText", Some("a: ä\n --- \n----\n|Text"));
    }

    #[test]
    fn a_line_across_the_page_is_no_fence() {
        for text in
            ["", "---", "---\n", "---\nText", "\n---\na: b\n---\n", "----\na: b\n----\n"]
        {
            check(text, None);
        }
    }

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let found =
            find(text).map(|it| format!("{}|{}", &text[it.inside], &text[it.body..]));
        assert_eq!(found.as_deref(), expect, "{text:?}");
    }
}
