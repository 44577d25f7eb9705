//! Bare addresses on the web, with the rules of GitHub Flavored Markdown, section 6.9.

use std::ops::Range;

/// How an address begins.
const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// The next address from a byte on.
pub(super) fn find(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let start = at + STARTS.iter().filter_map(|it| find_start(rest, it)).min()?;
        let length = length(&text[start..]);
        if length > 0 && may_stand_behind(&text[..start], &text[start..]) {
            return Some(start..start + length);
        }
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
}

fn find_start(text: &str, start: &str) -> Option<usize> {
    let first = start.as_bytes()[0];
    let mut at = 0;
    loop {
        let cased = [first, first.to_ascii_uppercase()];
        at += text.as_bytes()[at..].iter().position(|it| cased.contains(it))?;
        let found = text.as_bytes().get(at..at + start.len());
        if found.is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes())) {
            return Some(at);
        }
        at += 1;
    }
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
    let is_end = |it: char| it.is_whitespace() || matches!(it, '<' | ']');
    let end = text.find(is_end).unwrap_or(text.len());
    let text = &text[..end];
    let (_, host) = text.split_once("://").unwrap_or(("", text));
    let is_named = text.contains("://") || host.matches('.').count() > 1;
    if is_named && is_domain(host) { trimmed(text).len() } else { 0 }
}

fn is_domain(text: &str) -> bool {
    let goes_on = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
    let end = text.find(|it| !goes_on(it)).unwrap_or(text.len());
    let domain = text[..end].trim_end_matches(['.', '_', '-']);
    let mut last = domain.rsplit('.').take(2);
    !domain.is_empty() && !domain.contains("..") && last.all(|it| !it.contains('_'))
}

/// An address without what ends the sentence around it.
fn trimmed(mut text: &str) -> &str {
    const ENDS: [char; 10] = ['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"'];
    loop {
        let count = |it: char| text.matches(it).count();
        let is_open = text.ends_with(')') && count(')') > count('(');
        if !is_open && !text.ends_with(ENDS) {
            return text;
        }
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
