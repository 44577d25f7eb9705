//! How nodes are written: where the text of a link stands, where attributes end, which
//! part of a cluster names which source.

use crate::model::node::Kind;
use crate::model::{Cluster, Node};
use std::ops::Range;

/// Where a node ends with the attributes that stand behind it.
pub(super) fn end_of(text: &str, node: &Node) -> usize {
    if let (Kind::DefinitionList, Some(last)) = (&node.kind, node.children.last()) {
        // The parser has such a list reach into the block behind it.
        return end_of(text, last);
    }
    let end = node.span.range().end;
    let attached = matches!(node.kind, Kind::Code(_) | Kind::Link(_) | Kind::Image(_));
    if !attached || node.attributes.is_none() {
        return end;
    }
    let rest = text.get(end..).unwrap_or_default();
    if rest.starts_with('{') { end + braces_end(rest) } else { end }
}

/// The byte behind the `}` of attributes.
fn braces_end(text: &str) -> usize {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '}') => return at + 1,
            _ => {}
        }
    }
    0
}

/// Where the number of a list item stands.
pub(super) fn number_of(text: &str, item: &Node) -> Option<Range<usize>> {
    let written = text.get(item.span.range())?;
    let start = item.span.range().start + written.len() - written.trim_start().len();
    let digits = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then_some(start..start + digits)
}

/// Where the text of a link stands, if it has one of its own.
pub(super) fn inside_of(text: &str, node: &Node) -> Option<Range<usize>> {
    let last = node.children.last()?.span.range().end;
    let all = node.span.range();
    let written = text.get(all.clone())?;
    let start = match &node.kind {
        Kind::WikiLink { .. } => written.find('|')? + 1,
        Kind::Link(_) => usize::from(written.starts_with('[')),
        _ => return None,
    };
    let start = all.start + start;
    let from = last.max(start);
    let end = text.get(from..all.end)?.find([']', '>']).map_or(all.end, |it| from + it);
    Some(start..end)
}

/// The part of a cluster that goes with each of its sources; those in front of `first`, the
/// first one that is left, take the semicolon behind them along, all others that before.
pub(super) fn segments(
    text: &str,
    node: &Node,
    cluster: &Cluster,
    first: usize,
) -> Vec<Range<usize>> {
    let all = node.span.range();
    let keys: Vec<Range<usize>> =
        cluster.items.iter().map(|it| it.span.range()).collect();
    // The semicolon before each source but the first.
    let parted: Vec<usize> = keys
        .windows(2)
        .map(|pair| {
            let between = text.get(pair[0].end..pair[1].start).unwrap_or_default();
            pair[0].end + between.rfind(';').unwrap_or_default()
        })
        .collect();
    let open = text.get(all.clone()).map_or(0, |it| usize::from(it.starts_with('[')));
    let start = all.start + open;
    let close = text.get(..all.end).map_or(0, |it| usize::from(it.ends_with(']')));
    let segment = |at: usize| {
        if at == 0 || at < first {
            let start = at.checked_sub(1).map_or(start, |it| parted[it]);
            let end = parted.get(at).map_or(all.end, |it| it + 1);
            let rest = text.get(end..all.end).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start().len();
            return start..end + blanks;
        }
        let end = parted.get(at).copied().unwrap_or(all.end - close);
        parted[at - 1]..end
    };
    (0..keys.len()).map(segment).collect()
}

/// Where `key="value"` stands in the attributes of a node.
pub(super) fn pair_of(text: &str, node: &Node, key: &str) -> Option<Range<usize>> {
    let all = node.span.range();
    let all = all.start..end_of(text, node).max(all.end);
    let written = text.get(all.clone())?;
    let starts = written.match_indices(key).map(|(at, _)| all.start + at);
    let own = |at: &usize| !node.children.iter().any(|it| it.span.range().contains(at));
    let mut starts =
        starts.filter(own).filter(|it| text[it + key.len()..].starts_with('='));
    let start = starts.next()?;
    let value = start + key.len() + 1;
    let rest = text.get(value..all.end)?;
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote)? + 2,
        _ => rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len()),
    };
    Some(start..value + length)
}
