//! Labels that stand where somebody may think that they mark something: as a class, in
//! braces or in a tag, alone in a paragraph or a heading, in front of a text, in a comment.
//! Only `marking` marks, so each of them is an error.

use super::MAX_FINDINGS;
use super::marking::stray;
use super::source::Source;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::spoken::behind_keys;
use crate::model::{Kind, Marking, Node, Scheme};
use std::ops::Range;

/// Attributes in which a label is a word like any other.
const SPOKEN: [&str; 4] = ["alt", "title", "label", "caption"];

/// Whether a class is a label, or `marking` itself.
pub(super) fn is_class(source: &Source<'_>, class: &str) -> bool {
    let is_word = class.eq_ignore_ascii_case("marking");
    source.has_markings && source.dialect.dossier && (is_word || is_label(source, class))
}

/// Whether an id is a label, to the letter and with its sign: `#tlp-red` may well name a
/// heading.
pub(super) fn is_id(source: &Source<'_>, id: &str) -> bool {
    id.contains(':') && source.dialect.dossier && is_label(source, id)
}

/// Whether a label is the value of another key than `marking`.
pub(super) fn is_value(source: &Source<'_>, key: &str, value: &str) -> bool {
    let has_sign = value.contains(|c: char| !c.is_alphanumeric());
    has_sign
        && !SPOKEN.contains(&key)
        && source.dialect.dossier
        && is_label(source, value)
}

fn is_label(source: &Source<'_>, text: &str) -> bool {
    scheme(source).is_label(text)
}

fn scheme<'s>(source: &Source<'s>) -> &'s Scheme {
    &source.dialect.scheme
}

/// Tells of a label in the place of a class; what it was to mark counts as the highest.
pub(super) fn tell(
    source: &Source<'_>,
    range: &Range<usize>,
    said: &str,
    findings: &mut Vec<Diagnostic>,
) -> Marking {
    let scheme = &source.dialect.scheme;
    let meant = scheme.meant(said).unwrap_or_else(|| scheme.highest());
    let message = format!("`{said}` stands where it marks nothing");
    let help = format!("write `{{marking=\"{meant}\"}}`");
    findings.push(source.finding(Code::BadMarking, range, message).help(help));
    scheme.highest()
}

/// Finds labels that were left as text.
pub(super) fn find(source: &Source<'_>, nodes: &[Node], findings: &mut Vec<Diagnostic>) {
    if !source.dialect.dossier {
        return;
    }
    let mut found = Vec::new();
    let mut visit = |node: &Node| {
        found.extend(unheard(source, node));
        true
    };
    for node in nodes {
        node.walk(&mut visit);
    }
    found.truncate(MAX_FINDINGS);
    let told = spans(findings);
    for range in found {
        let span = source.span(&range);
        if !told.iter().any(|it| it.start < span.end && span.start < it.end) {
            findings.push(stray(source, &range));
        }
    }
}

/// Where markings were found that mark nothing.
fn spans(findings: &[Diagnostic]) -> Vec<Span> {
    const TOLD: [Code; 3] = [Code::StrayMarking, Code::BadFence, Code::BadMarking];
    let told = findings.iter().filter(|it| TOLD.contains(&it.code)).take(MAX_FINDINGS);
    told.filter_map(|it| it.place.as_ref()?.span).collect()
}

/// Where a node of its own shows a label that marks nothing.
fn unheard(source: &Source<'_>, node: &Node) -> Option<Range<usize>> {
    let range = source.range(node.span);
    let part = match &node.kind {
        Kind::Text(text) => in_text(source, text)?,
        Kind::Html(text) | Kind::InlineHtml(text) => in_tags(source, text)?,
        Kind::CodeBlock(it) if holds(source, &it.info) => &it.info,
        Kind::Paragraph if is_label(source, &node.text()) => return Some(range),
        Kind::Heading(_) if is_banner(source, node) => return Some(range),
        Kind::Heading(1) => in_title(source, node)?,
        Kind::Alert(_) => in_alert(source, node.children.first()?)?,
        Kind::Paragraph
        | Kind::Heading(_)
        | Kind::Item(_)
        | Kind::Term
        | Kind::Definition => in_front(source, node)?,
        _ => return None,
    };
    let at = source.slice(range.clone()).find(part);
    Some(at.map_or(range.clone(), |at| range.start + at..range.start + at + part.len()))
}

/// Whether a heading is a label and nothing else, with its sign: `## TLP red` may well be a
/// chapter on it.
fn is_banner(source: &Source<'_>, heading: &Node) -> bool {
    let text = heading.text();
    let is_marked = heading.attributes.as_ref().is_some_and(|it| it.marking.is_some());
    let is_spelt = || text.contains(':') || scheme(source).read(text.trim()).is_ok();
    !is_marked && is_label(source, &text) && is_spelt()
}

/// `TLP:RED text` in the first paragraph of an alert, where that does not tell it itself.
fn in_alert<'n>(source: &Source<'_>, paragraph: &'n Node) -> Option<&'n str> {
    // The title of a callout stands in bold; a label that is all of it is told as any other.
    let first = paragraph.children.first()?;
    let words = if first.kind == Kind::Strong { first } else { paragraph };
    let Kind::Text(text) = &words.children.first()?.kind else { return None };
    let is_told =
        scheme(source).in_front(text).is_some() || is_label(source, &words.text());
    scheme(source).begins(text).filter(|_| !is_told)
}

/// `TLP:RED text` where nothing but a mark stands first: in the title of a page.
fn in_title<'n>(source: &Source<'_>, block: &'n Node) -> Option<&'n str> {
    match &block.children.first()?.kind {
        Kind::Text(text) => scheme(source).begins(text),
        _ => in_front(source, block),
    }
}

/// `(TLP:RED) text`, `TLP:RED - text`, `**TLP:RED** text`, and what is like them.
fn in_front<'n>(source: &Source<'_>, block: &'n Node) -> Option<&'n str> {
    let first = block.children.first()?;
    match &first.kind {
        Kind::Text(text) => scheme(source).in_front(text),
        Kind::Strong | Kind::Emphasis | Kind::Strikethrough | Kind::Span => {
            let said = match first.children.first().map(|it| &it.kind) {
                Some(Kind::Text(text)) if block.children.len() > 1 => Some(&**text),
                _ => None,
            };
            let label = said.filter(|it| is_label(source, it));
            label.or_else(|| in_front(source, first))
        }
        _ => None,
    }
}

/// Braces and tags with a label, `marking: LABEL`, and `[text][LABEL]`.
fn in_text<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    let braces = groups(text, ['{', '}']).find(|it| is_meant(source, it));
    let braces = braces.or_else(|| in_tags(source, text));
    braces.or_else(|| as_key(source, text)).or_else(|| as_reference(source, text))
}

fn in_tags<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
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

fn as_key<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    scheme(source).behind_key(text)
}

fn as_reference<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    text.match_indices("][").find_map(|(at, _)| {
        let behind = &text[at + 2..];
        let inside = behind.split(']').next()?;
        is_label(source, inside).then_some(inside)
    })
}

/// Whether a label stands anywhere in a short text, as a word of its own.
pub(super) fn holds(source: &Source<'_>, text: &str) -> bool {
    scheme(source).stands_in(text)
}

/// Whether a comment says a label and not much else.
pub(super) fn in_comments(source: &Source<'_>, html: &str) -> bool {
    let mut comments = html.split("<!--").skip(1).filter_map(|it| it.split("-->").next());
    source.has_markings
        && source.dialect.dossier
        && comments
            .any(|it| as_key(source, it).is_some() || is_short(it) && holds(source, it))
}

/// Whether a comment has so few words that a label in it can be nothing but a mark.
pub(super) fn is_short(comment: &str) -> bool {
    const FEW: usize = 3;
    comment.split_whitespace().count() <= FEW
}
