//! Labels anywhere in a text: in braces, in tags, behind a key, in comments.

use super::{is_label, schemes};
use crate::model::spoken::behind_keys;
use crate::parse::markdown::source::Source;

/// Braces and tags with a label, `marking: LABEL`, and `[text][LABEL]`.
pub(super) fn in_text<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    let braces = groups(text, ['{', '}']).find(|it| is_meant(source, it));
    let braces = braces.or_else(|| in_tags(source, text));
    braces.or_else(|| as_key(source, text)).or_else(|| as_reference(source, text))
}

pub(super) fn in_tags<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    let is_tag = |it: &str| it[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let says = |it: &str| behind_keys(it).next().is_some() || holds(source, it);
    groups(text, ['<', '>']).find(|it| is_tag(it) && says(it))
}

/// `{LABEL}` and `{marking}`.
fn is_meant(source: &Source<'_>, group: &str) -> bool {
    holds(source, group) || group.trim_matches(['{', '}', ' ']) == "marking"
}

/// What stands between two signs, with them, on one line and not far from each other.
fn groups(text: &str, [open, close]: [char; 2]) -> impl Iterator<Item = &str> {
    const FAR: usize = 256;
    text.match_indices(open).filter_map(move |(at, _)| {
        let rest = &text[at..];
        let near = rest.char_indices().take(FAR);
        let mut ends = near.filter(|(_, c)| *c == close || *c == '\n');
        let (end, _) = ends.next().filter(|(_, c)| *c == close)?;
        Some(&rest[..=end])
    })
}

pub(super) fn as_key<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    schemes(source).find_map(|it| it.behind_key(text))
}

fn as_reference<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    text.match_indices("][").find_map(|(at, _)| {
        let behind = &text[at + 2..];
        let inside = behind.split(']').next()?;
        is_label(source, inside).then_some(inside)
    })
}

/// Whether a label stands anywhere in a short text, as a word of its own.
pub(in crate::parse::markdown) fn holds(source: &Source<'_>, text: &str) -> bool {
    schemes(source).any(|it| it.stands_in(text))
}

/// Whether a comment says a label and not much else.
pub(in crate::parse::markdown) fn in_comments(source: &Source<'_>, html: &str) -> bool {
    let mut comments = html.split("<!--").skip(1).filter_map(|it| it.split("-->").next());
    source.has_markings
        && source.dialect.dossier
        && comments
            .any(|it| as_key(source, it).is_some() || is_short(it) && holds(source, it))
}

/// Whether a comment has so few words that a label in it can be nothing but a mark.
pub(in crate::parse::markdown) fn is_short(comment: &str) -> bool {
    const FEW: usize = 3;
    comment.split_whitespace().count() <= FEW
}
