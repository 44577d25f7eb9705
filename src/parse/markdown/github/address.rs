//! Bare addresses on the web, with the rules of GitHub Flavored Markdown, section 6.9.

use std::ops::Range;

/// No name of a host is longer (RFC 1035, 2.3.4).
const LONGEST: usize = 255;

/// How an address begins.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// The next address from a byte on.
pub(super) fn find(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let start = at + find_start(rest)?;
        let is_apart = may_stand_behind(&text[..start], &text[start..]);
        let length = if is_apart { length(&text[start..]) } else { 0 };
        if length > 0 {
            return Some(start..start + length);
        }
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
}

/// The next place at which one may begin.
fn find_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let starts = |at: &usize| {
        STARTS.iter().any(|it| {
            let found = bytes.get(*at..*at + it.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(it.as_bytes()))
        })
    };
    let is_first = |at: &usize| matches!(bytes[*at], b'h' | b'H' | b'w' | b'W');
    (0..bytes.len()).find(|at| is_first(at) && starts(at))
}

/// Where the address leads.
pub(super) fn url(written: &str) -> String {
    let has_scheme = written.contains("://");
    if has_scheme { written.to_owned() } else { format!("http://{written}") }
}

fn may_stand_behind(before: &str, address: &str) -> bool {
    let last = before.chars().next_back();
    if address.starts_with(['h', 'H']) {
        return !last.is_some_and(|it| it.is_ascii_alphanumeric());
    }
    last.is_none_or(|it| it.is_whitespace() || matches!(it, '*' | '_' | '~' | '('))
}

/// How long the address is that a text starts with; 0 if it is none.
fn length(text: &str) -> usize {
    let has_scheme = text.starts_with(['h', 'H']);
    let host =
        if has_scheme { text.split_once("://").map_or("", |it| it.1) } else { text };
    if !is_domain(host) {
        return 0;
    }
    let is_end = |it: char| it.is_whitespace() || matches!(it, '<' | ']');
    let end = text.find(is_end).unwrap_or(text.len());
    let text = &text[..end];
    let is_named = text.contains("://") || text.matches('.').count() > 1;
    if is_named { trimmed(text).len() } else { 0 }
}

fn is_domain(text: &str) -> bool {
    let goes_on = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
    let end = text.char_indices().take(LONGEST).find(|it| !goes_on(it.1));
    let end = match end {
        Some((end, _)) => end,
        None if text.len() < LONGEST => text.len(),
        None => return false,
    };
    let domain = text[..end].trim_end_matches(['.', '_', '-']);
    let mut last = domain.rsplit('.').take(2);
    !domain.is_empty() && !domain.contains("..") && last.all(|it| !it.contains('_'))
}

/// An address without what ends the sentence around it.
fn trimmed(mut text: &str) -> &str {
    const ENDS: [char; 10] = ['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"'];
    let count = |it: char| text.matches(it).count();
    let mut unopened = count(')').saturating_sub(count('('));
    loop {
        let is_open = text.ends_with(')') && unopened > 0;
        if !is_open && !text.ends_with(ENDS) {
            return text;
        }
        unopened -= usize::from(is_open);
        text = &text[..text.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(range) = find(text, from) {
            found.push(&text[range.clone()]);
            from = range.end;
        }
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn addresses_are_those_of_github() {
        check(
            "See https://a.b/c?d=(e)., (www.c.org).",
            &["https://a.b/c?d=(e)", "www.c.org"],
        );
        check(
            "HTTP://localhost:80/x and \"https://q.de\"",
            &["HTTP://localhost:80/x", "https://q.de"],
        );
        check("[https://a.b/c]", &["https://a.b/c"]);
        check("xhttps://a.b xwww.a.b www. www.a https:// http://a_b.c_d", &[]);
        check("https://ä.de/ü<br", &["https://ä.de/ü"]);
        check("www.a_b.c.d/x_y_", &["www.a_b.c.d/x_y"]);
        assert_eq!(url("www.a.b"), "http://www.a.b");
    }
}
