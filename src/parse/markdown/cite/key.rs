//! Citation keys: `@key`, `-@key`, `@{any key}`, and where an `@` is not one.

use crate::model::{Kind, Mode, Node};
use crate::parse::markdown::inline::{Cut, Inlines, Place};

/// What Quarto's cross-references start with.
const RESERVED: [&str; 21] = [
    "fig-", "tbl-", "lst-", "tip-", "nte-", "wrn-", "imp-", "cau-", "thm-", "lem-",
    "cor-", "prp-", "cnj-", "def-", "exm-", "exr-", "sol-", "rem-", "alg-", "eq-",
    "sec-",
];

/// The longest key in braces.
const MAX_BYTES: usize = 1024;

/// A key that was found.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// From `@` or `-` to behind the key.
    pub(super) cut: Cut,
    /// [`Mode::SuppressAuthor`] with a hyphen, [`Mode::Normal`] without.
    pub(super) mode: Mode,
    /// The key itself.
    pub(super) text: Box<str>,
}

impl Inlines<'_, '_, '_> {
    /// The key whose `@` is this mark.
    pub(super) fn key(&self, index: usize, open: Cut) -> Option<Key> {
        let at = self.mark(index, b'@')?;
        let text = self.source.slice(at.at + 1..open.to.at);
        let (text, length) = read(text)?;
        let to = self.place(at.at + 1 + length, at)?;
        let mut from = at;
        let mut mode = Mode::Normal;
        if self.hyphen_before(at, open.from) {
            let hyphen = Place { at: at.at - 1, ..at };
            if self.may_start(hyphen, open) {
                from = hyphen;
                mode = Mode::SuppressAuthor;
            }
        } else if !self.may_start(at, open) {
            return None;
        }
        Some(Key { cut: Cut { from, to }, mode, text: text.into() })
    }

    /// Whether the dots in front of a place make whole ellipses.
    fn is_behind_ellipsis(&self, at: usize) -> bool {
        let before = self.source.slice(0..at).bytes().rev();
        before.take_while(|it| *it == b'.').count() % 3 == 0
    }

    /// Whether a citation may start here: not behind a letter, a digit or a dot, as in a
    /// mail address; but right behind another citation.
    fn may_start(&self, place: Place, open: Cut) -> bool {
        if place.at == open.from.at {
            return true;
        }
        if let Some(node) = self.node_before(place) {
            let ends =
                |text: &str| text.ends_with(|c: char| c.is_alphanumeric() || c == '.');
            return !is_styled(node) || !ends(&node.text());
        }
        match self.source.char_before(place.at) {
            Some('.') => self.is_behind_ellipsis(place.at),
            Some(before) => !before.is_alphanumeric(),
            None => true,
        }
    }
}

/// Whether a node is text in another style.
fn is_styled(node: &Node) -> bool {
    matches!(
        node.kind,
        Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Superscript
            | Kind::Subscript
    )
}

/// The prefix that a key shares with Quarto's cross-references.
pub(super) fn reserved_prefix(key: &str) -> Option<&'static str> {
    RESERVED.into_iter().find(|it| key.starts_with(it))
}

/// Reads the key that `text` starts with; also returns its length with braces.
fn read(text: &str) -> Option<(&str, usize)> {
    if let Some(rest) = text.strip_prefix('{') {
        let key = &rest[..braced_end(rest)?];
        return (!key.is_empty()).then_some((key, key.len() + 2));
    }
    let end = bare_end(text);
    (end > 0).then_some((&text[..end], end))
}

/// Where the brace around a key closes; braces inside are balanced.
fn braced_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < MAX_BYTES) {
        match c {
            '{' if depth > 3 => return None,
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Where a key without braces ends.
pub(super) fn bare_end(text: &str) -> usize {
    let in_key = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let fits = match c {
            '*' => end == 0,
            c if in_key(c) => true,
            // Single punctuation inside a key, and the `://` of a URL.
            c if end > 0 && ":.#$%&-+?<>~/".contains(c) => {
                next.is_some_and(in_key) || ":/".contains(c) && next == Some('/')
            }
            _ => false,
        };
        if !fits {
            break;
        }
        end += c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn keys_end_where_pandoc_ends_them() {
        for (text, expect) in [
            ("k.", "k"),
            ("k's", "k"),
            ("k:b/c x", "k:b/c"),
            ("k:", "k"),
            ("a//b", "a//b"),
            ("https://x.y/z.", "https://x.y/z"),
            ("Foo_bar--baz", "Foo_bar"),
            ("äöü, p. 5", "äöü"),
            ("пункт3]", "пункт3"),
            ("_a", "_a"),
            ("*", "*"),
            ("{https://x.y/z?a=b}", "https://x.y/z?a=b"),
            ("{a{b}c}", "a{b}c"),
            ("{a b}", ""),
            ("{}", ""),
            ("{a", ""),
            (";", ""),
            (" ", ""),
            ("-a", ""),
        ] {
            assert_eq!(read(text).map_or("", |it| it.0), expect, "{text}");
        }
    }
}
