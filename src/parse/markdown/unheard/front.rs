//! Labels in front of a block: alone, in brackets, parted from the text behind them.

use super::{is_label, schemes, words};
use crate::model::{Kind, Node};
use crate::parse::markdown::source::Source;

/// Whether a paragraph is a label and nothing else, or a few words, a colon and a label.
pub(super) fn is_alone(source: &Source<'_>, paragraph: &Node) -> bool {
    const FEW: usize = 3;
    let text = paragraph.text();
    let is_said = |(key, value): (&str, &str)| {
        key.split_whitespace().count() <= FEW && is_label(source, value)
    };
    // A `marking:` within one text is told where it stands.
    let is_told = || words::as_key(source, &text).is_some();
    let is_key = || match &*paragraph.children {
        [one] => {
            is_worded(one) && !is_told() && text.split_once(':').is_some_and(is_said)
        }
        all => {
            all.iter().all(is_worded)
                && (is_told() || text.split_once(':').is_some_and(is_said))
        }
    };
    is_label(source, &text) || is_key()
}

/// Whether it is a text, or words in bold or italics.
const fn is_worded(inline: &Node) -> bool {
    matches!(inline.kind, Kind::Text(_) | Kind::Strong | Kind::Emphasis)
}

/// Whether a heading is a label and nothing else, with its sign: `## TLP red` may well be a
/// chapter on it.
pub(super) fn is_banner(source: &Source<'_>, heading: &Node) -> bool {
    let text = heading.text();
    let is_marked = heading.attributes.as_ref().is_some_and(|it| it.marking.is_some());
    let is_spelt =
        || text.contains(':') || source.dialect.scheme.read(text.trim()).is_ok();
    !is_marked && is_label(source, &text) && is_spelt()
}

/// `TLP:RED text` in the first paragraph of an alert, where that does not tell it itself.
pub(super) fn in_alert<'n>(source: &Source<'_>, paragraph: &'n Node) -> Option<&'n str> {
    // The title of a callout stands in bold; a label that is all of it is told as any other.
    let first = paragraph.children.first()?;
    let words = if first.kind == Kind::Strong { first } else { paragraph };
    let Kind::Text(text) = &words.children.first()?.kind else { return None };
    let is_told = in_front(source, words).is_some() || is_label(source, &words.text());
    begins(source, text).filter(|_| !is_told)
}

/// `TLP:RED text` where nothing but a mark stands first: in the title of a page.
pub(super) fn in_title<'n>(source: &Source<'_>, block: &'n Node) -> Option<&'n str> {
    match &block.children.first()?.kind {
        Kind::Text(text) => begins(source, text),
        _ => in_front(source, block),
    }
}

fn begins<'n>(source: &Source<'_>, text: &'n str) -> Option<&'n str> {
    schemes(source).find_map(|it| it.begins(text))
}

/// `(TLP:RED) text`, `TLP:RED - text`, `**TLP:RED** text`, a label that is the first line of
/// a paragraph, and what is like them.
pub(super) fn in_front<'n>(source: &Source<'_>, block: &'n Node) -> Option<&'n str> {
    within(source, block, false)
}

fn within<'n>(source: &Source<'_>, node: &'n Node, goes_on: bool) -> Option<&'n str> {
    let mut children = node.children.iter();
    let first = children.next()?;
    let second = children.next();
    let goes_on = goes_on || second.is_some();
    let is_line =
        second.is_some_and(|it| matches!(it.kind, Kind::SoftBreak | Kind::HardBreak));
    match &first.kind {
        Kind::Text(text) => {
            let is_formatted = node.kind.is_inline() && goes_on;
            let label = (is_formatted || is_line).then_some(&**text);
            let label = label.filter(|it| is_label(source, it));
            label.or_else(|| schemes(source).find_map(|it| it.in_front(text)))
        }
        Kind::Strong | Kind::Emphasis | Kind::Strikethrough | Kind::Span => {
            within(source, first, goes_on)
        }
        _ => None,
    }
}
