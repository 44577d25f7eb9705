//! Callouts as Obsidian writes them, `> [!info]- Title`: the parser knows five of GitHub's
//! without a title, the others become the one that says nearly the same.

use crate::diag::Span;
use crate::model::{Kind, Node};

/// The words of callouts, each with the alert that it becomes.
const KINDS: [(&str, &str); 27] = [
    ("note", "note"),
    ("info", "note"),
    ("abstract", "note"),
    ("summary", "note"),
    ("tldr", "note"),
    ("todo", "note"),
    ("example", "note"),
    ("question", "note"),
    ("help", "note"),
    ("faq", "note"),
    ("quote", "note"),
    ("cite", "note"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("check", "tip"),
    ("done", "tip"),
    ("important", "important"),
    ("warning", "warning"),
    ("attention", "warning"),
    ("failure", "warning"),
    ("fail", "warning"),
    ("missing", "warning"),
    ("caution", "caution"),
    ("danger", "caution"),
    ("error", "caution"),
    ("bug", "caution"),
];

/// Takes the mark of a callout off the first paragraph of a quote; its title becomes a
/// paragraph in bold. Nothing is folded: what folds is missed on paper.
pub(super) fn take(children: &mut Vec<Node>) -> Option<&'static str> {
    // What bears attributes, a marking among them, stays as it is.
    let is_plain = |it: &&mut Node| it.kind == Kind::Paragraph && it.attributes.is_none();
    let first = children.first_mut().filter(is_plain)?;
    let Kind::Text(text) = &first.children.first()?.kind else { return None };
    let (word, behind) = text.strip_prefix("[!")?.split_once(']')?;
    let is_word = |it: &&(&str, &str)| it.0.eq_ignore_ascii_case(word);
    let kind = KINDS.iter().find(is_word)?.1;
    let title = behind.strip_prefix(['-', '+']).unwrap_or(behind);
    let is_mark = title.is_empty() || title.starts_with(char::is_whitespace);
    let title = is_mark.then(|| title.trim_start().to_owned())?;
    let mut inlines = std::mem::take(&mut first.children).into_vec();
    let first = children.remove(0);
    match inlines.first_mut() {
        Some(text) if !title.is_empty() => text.kind = Kind::Text(title.into()),
        _ => drop(inlines.remove(0)),
    }
    let is_break = |it: &Node| matches!(it.kind, Kind::SoftBreak | Kind::HardBreak);
    let at = inlines.iter().position(is_break).unwrap_or(inlines.len());
    let rest: Vec<Node> = inlines.drain(at..).skip(1).collect();
    let paragraphs = [strong(inlines), rest].into_iter().filter(|it| !it.is_empty());
    let paragraphs = paragraphs.map(|it| {
        let start = it.first().map_or(first.span.start, |it| it.span.start);
        let end = it.last().map_or(first.span.end, |it| it.span.end);
        Node::new(Kind::Paragraph, Span { start, end }, it)
    });
    children.splice(0..0, paragraphs.collect::<Vec<_>>());
    Some(kind)
}

fn strong(inlines: Vec<Node>) -> Vec<Node> {
    let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else {
        return Vec::new();
    };
    let span = Span { start: first.span.start, end: last.span.end };
    vec![Node::new(Kind::Strong, span, inlines)]
}
