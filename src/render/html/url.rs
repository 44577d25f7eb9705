//! Writes URLs into attributes, and tells which ones a page may hold.

use std::borrow::Cow;

/// Appends a URL to an attribute: percent-encoded where a URL must not hold the byte as it
/// is, `&` and `'` as references.
pub(super) fn push(out: &mut String, url: &str) {
    write(out, url, |out, byte| match byte {
        b'&' => out.push_str("&amp;"),
        b'\'' => out.push_str("&#39;"),
        _ => push_byte(out, byte),
    });
}

/// A URL percent-encoded in the same way, for whoever writes the references.
pub(in crate::render) fn encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    write(&mut out, url, |out, byte| match byte {
        b'&' | b'\'' => out.push(char::from(byte)),
        _ => push_byte(out, byte),
    });
    out
}

/// Writes a URL, its unsafe bytes by `unsafe_byte`.
fn write(out: &mut String, url: &str, unsafe_byte: impl Fn(&mut String, u8)) {
    let mut from = 0;
    for (at, byte) in url.bytes().enumerate() {
        if is_safe_byte(byte) {
            continue;
        }
        // Within a character `from` is no border, and nothing is to be copied.
        out.push_str(url.get(from..at).unwrap_or_default());
        unsafe_byte(out, byte);
        from = at + 1;
    }
    out.push_str(url.get(from..).unwrap_or_default());
}

fn push_byte(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

fn is_safe_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*();/?:@=+$,%#".contains(&byte)
}

/// A URL as it was written, but for a Markdown file, which is published as HTML.
pub(super) fn rendered(url: &str) -> Cow<'_, str> {
    let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    match path.strip_suffix(".md") {
        Some(stem) if !path.contains(':') => Cow::Owned(format!("{stem}.html{rest}")),
        _ => Cow::Borrowed(url),
    }
}

/// Whether a URL is relative or has one of the schemes `http`, `https`, `mailto`. Sees it
/// as browsers do: white space and control characters in front, and tabs and line breaks
/// anywhere, do not count.
pub(super) fn is_allowed(url: &str) -> bool {
    let url = url.trim_start_matches(|it: char| it <= ' ');
    let end = url.find([':', '/', '?', '#', '\\']).unwrap_or(url.len());
    if !url[end..].starts_with(':') {
        return true;
    }
    let scheme: String =
        url[..end].chars().filter(|it| !matches!(it, '\t' | '\n' | '\r')).collect();
    ["http", "https", "mailto"].iter().any(|it| scheme.eq_ignore_ascii_case(it))
}

/// Whether a URL leads to a server: `http` or `https`.
pub(super) fn is_web(url: &str) -> bool {
    let starts = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    };
    starts("http://") || starts("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_run_something_are_refused_in_every_disguise() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            " \u{1}javascript:alert(1)",
            "j\tavascript\t:alert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "java%0ascript:x",
        ] {
            assert!(!is_allowed(url), "{url:?}");
        }
        for url in
            ["a.html#b", "#x", "?q=a:b", "HTTPS://x.org", "mailto:a@b", "./a:b", "", "/x"]
        {
            assert!(is_allowed(url), "{url:?}");
        }
    }

    #[test]
    fn what_a_url_must_not_hold_is_encoded() {
        let mut out = String::new();
        push(&mut out, "a b\"<>&'ä%20漢[");
        assert_eq!(out, "a%20b%22%3C%3E&amp;&#39;%C3%A4%20%E6%BC%A2%5B");
        assert_eq!(encoded("a b|<>&'ä%20"), "a%20b%7C%3C%3E&'%C3%A4%20");
    }
}
