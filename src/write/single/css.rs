//! Fits a style sheet into the file: `h1` becomes `h2` as in the pages, and what `url(…)`
//! names is put in its place.

use super::data;
use crate::base::path::decode;
use crate::base::{Files, SitePath};

/// The style sheet `at`, fitted.
pub(super) fn fit(files: &Files, at: &SitePath, sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while !rest.is_empty() {
        let (piece, kind) = next(rest);
        match kind {
            Kind::Heading(level) => {
                out.push('h');
                out.push(char::from(b'0' + (level + 1).min(6)));
            }
            Kind::Url => url(files, at, piece, &mut out),
            Kind::Other => out.push_str(piece),
        }
        rest = &rest[piece.len()..];
    }
    out
}

enum Kind {
    /// `h1` to `h6`, alone as a word.
    Heading(u8),
    /// `url(…)`
    Url,
    Other,
}

/// The next piece: a comment, a string, a word, an address or a sign.
fn next(text: &str) -> (&str, Kind) {
    let bytes = text.as_bytes();
    let length = match bytes[0] {
        b'/' if text.starts_with("/*") => text.find("*/").map_or(text.len(), |it| it + 2),
        quote @ (b'"' | b'\'') => string(bytes, quote),
        b'\\' => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
        // What a class, an id or a custom property is called is no element.
        b'.' | b'#' => 1 + word(&text[1..]),
        first if is_word(first) => {
            let length = word(text);
            let is_url = text[..length].eq_ignore_ascii_case("url");
            if is_url && bytes.get(length) == Some(&b'(') {
                let end = text.find(')').map_or(text.len(), |it| it + 1);
                return (&text[..end], Kind::Url);
            }
            let kind = heading(&text[..length]).map_or(Kind::Other, Kind::Heading);
            return (&text[..length], kind);
        }
        _ => text.chars().next().map_or(1, char::len_utf8),
    };
    (&text[..length], Kind::Other)
}

fn heading(word: &str) -> Option<u8> {
    match word.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn word(text: &str) -> usize {
    text.bytes().position(|it| !is_word(it)).unwrap_or(text.len())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80
}

/// The length of a string with its quotes.
fn string(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            it if it == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn url(files: &Files, at: &SitePath, piece: &str, out: &mut String) {
    let inner = piece[4..].trim_end_matches(')').trim().trim_matches(['"', '\'']);
    let path = at.join(&decode(inner.split(['#', '?']).next().unwrap_or_default()));
    match path.and_then(|it| files.get(&it).map(|bytes| data::url(&it, bytes))) {
        Some(data) => {
            out.push_str("url(\"");
            out.push_str(&data);
            out.push_str("\")");
        }
        None => out.push_str(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_down_where_they_are_elements() {
        let files = Files::new();
        let at = SitePath::fixed("assets/style.css");
        let fitted = |it| fit(&files, &at, it);
        assert_eq!(fitted("h1, .box h2:is(h3,h6) {"), "h2, .box h3:is(h4,h6) {");
        for same in [
            ".h1 #h2 h1x h-1 --h1: [a=\"h1\"] /* h1 */ url(h1.png) \\h1",
            "a::before { content: \"\\\"h1\" }",
            "/* open h1",
            "'h1",
        ] {
            assert_eq!(fitted(same), same);
        }
    }

    #[test]
    fn what_a_style_sheet_shows_is_put_into_it() {
        let files =
            Files::from([(SitePath::fixed("assets/a b.png"), b"x".as_slice().into())]);
        let at = SitePath::fixed("assets/style.css");
        let fitted = fit(&files, &at, "x{background:url('a%20b.png')} y{z:url(#id)}");
        assert_eq!(
            fitted,
            "x{background:url(\"data:image/png;base64,eA==\")} y{z:url(#id)}"
        );
    }
}
