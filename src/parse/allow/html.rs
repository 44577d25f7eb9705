//! Comments in Markdown: on a line of its own a comment holds for the next block, in a line
//! of text for that line.

use super::{Allows, Comment, line};
use crate::base::FilePath;
use crate::diag::ALLOW;
use crate::model::Node;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// Finds the comments of a page. `part` is its text without front matter, `nodes` what it
/// has been read into.
pub(crate) fn in_page(
    file: &FilePath,
    (text, part): (&str, Range<usize>),
    options: Options,
    nodes: &[Node],
    found: &mut Allows,
) {
    let body = text.get(part.clone()).unwrap_or_default();
    if !body.contains(ALLOW) {
        return;
    }
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            continue;
        }
        let mut start = range.start;
        while let Some((at, said)) = comment(body, start..range.end) {
            start = at.end;
            let at = part.start + at.start..part.start + at.end;
            let scopes = scopes(text, &at, nodes);
            let before = text.get(part.start..at.start).unwrap_or_default();
            let is_for_file = before.trim().is_empty();
            found.take(file, text, Comment { at, said, scopes, is_for_file });
        }
    }
}

/// Where a comment holds: on its line, and in the next block if it stands alone.
fn scopes(text: &str, at: &Range<usize>, nodes: &[Node]) -> Vec<Range<usize>> {
    let own = line(text, at);
    let next = is_alone(text, &own, at).then(|| next_block(nodes, at.end)).flatten();
    std::iter::once(own).chain(next).collect()
}

/// A text of HTML without such comments.
pub(crate) fn without(html: &str) -> Option<String> {
    let mut left = String::new();
    let mut done = 0;
    while let Some((at, _)) = comment(html, done..html.len()) {
        left.push_str(html.get(done..at.start)?);
        done = at.end;
    }
    left.push_str(html.get(done..)?);
    (done > 0).then_some(left)
}

/// The first comment in a part of a text: where it stands, and what it says.
fn comment(text: &str, part: Range<usize>) -> Option<(Range<usize>, &str)> {
    let inside = text.get(part.clone())?;
    inside.match_indices("<!--").find_map(|(at, _)| {
        let said = inside[at + 4..].trim_start().strip_prefix(ALLOW)?;
        let (said, rest) = said.split_once("-->")?;
        let end = inside.len() - rest.len();
        Some((part.start + at..part.start + end, said.trim()))
    })
}

fn is_alone(text: &str, line: &Range<usize>, at: &Range<usize>) -> bool {
    let parts = [line.start..at.start, at.end..line.end];
    let blank = |it: &str| it.trim_matches([' ', '\t', '>', '\r']).is_empty();
    parts.into_iter().all(|it| text.get(it).is_none_or(|it| blank(it) || is_comment(it)))
}

fn is_comment(text: &str) -> bool {
    text.trim().starts_with("<!--") && text.trim().ends_with("-->")
}

/// The block behind a place, next to it or in what surrounds it.
fn next_block(nodes: &[Node], place: usize) -> Option<Range<usize>> {
    for node in nodes {
        let range = node.span.range();
        if range.start >= place {
            return Some(range);
        }
        if place < range.end && !node.kind.is_inline() {
            return next_block(&node.children, place);
        }
    }
    None
}
