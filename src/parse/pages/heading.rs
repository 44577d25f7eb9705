//! Finds the heading that is a page's title, and takes it out of the body.

use crate::diag::Span;
use crate::model::{Attributes, Kind, Node};

/// Takes the first `#` heading out of `nodes` if the page has no title of its own; its
/// text is the title then. What carries a marking is no title: faces are not cut.
pub(super) fn take_title(nodes: &mut Vec<Node>) -> Option<(String, Node)> {
    let is_title = |it: &Node| is_open_heading(it) && !title_text(it).is_empty();
    let at = nodes.iter().position(is_title)?;
    let heading = take(nodes, at);
    Some((title_text(&heading), heading))
}

/// Takes a `#` heading out that starts the page and only repeats its title. Marked
/// sections in front of it do not count: without them it would start the page.
pub(super) fn take_repeated(nodes: &mut Vec<Node>, title: &str) -> Option<Node> {
    let at = first_open(nodes)?;
    let first = nodes.get(at)?;
    let repeats = is_open_heading(first) && folded(&title_text(first)) == folded(title);
    repeats.then(|| take(nodes, at))
}

/// The first node that is neither marked nor in a marked section.
fn first_open(nodes: &[Node]) -> Option<usize> {
    let mut closed: Option<u8> = None;
    nodes.iter().position(|node| {
        if let Kind::Heading(level) = node.kind
            && closed.is_none_or(|it| level <= it)
        {
            closed = (!marking_free(node)).then_some(level);
        }
        closed.is_none() && marking_free(node)
    })
}

/// Takes the heading at `at` out. A marked section that it ended would go on without it,
/// so that section becomes a marked div.
fn take(nodes: &mut Vec<Node>, at: usize) -> Node {
    let heading = nodes.remove(at);
    let before = nodes.get(..at).unwrap_or_default();
    if let Some(start) = open_section(before) {
        let section: Vec<Node> = nodes.drain(start..at).collect();
        nodes.insert(start, marked_div(section));
    }
    heading
}

/// Where the outermost marked section starts that reaches to the end of `nodes`.
fn open_section(nodes: &[Node]) -> Option<usize> {
    let mut lowest = u8::MAX;
    let mut start = None;
    for (at, node) in nodes.iter().enumerate().rev() {
        let Kind::Heading(level) = node.kind else { continue };
        if level < lowest && !marking_free(node) {
            start = Some(at);
        }
        lowest = lowest.min(level);
    }
    start
}

fn marked_div(section: Vec<Node>) -> Node {
    let ends = (section.first().map(|it| it.span), section.last().map(|it| it.span));
    let (first, last) = (ends.0.unwrap_or_default(), ends.1.unwrap_or_default());
    let span = Span { start: first.start, end: last.end.max(first.end) };
    let marking = section.first().and_then(|it| it.attributes.as_ref()?.marking);
    let attributes = Some(Box::new(Attributes { marking, ..Attributes::default() }));
    Node::new(Kind::Div, span, section).with(attributes)
}

fn is_open_heading(node: &Node) -> bool {
    node.kind == Kind::Heading(1) && marking_free(node)
}

fn marking_free(node: &Node) -> bool {
    node.attributes.as_ref().is_none_or(|it| it.marking.is_none())
}

/// The text of a heading without what is marked in it, on one line.
fn title_text(heading: &Node) -> String {
    let mut text = String::new();
    open_text(heading, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn open_text(node: &Node, out: &mut String) {
    for child in node.children.iter().filter(|it| marking_free(it)) {
        if child.children.is_empty() {
            child.text_into(out);
        } else {
            open_text(child, out);
        }
    }
}

/// The text as a keyboard writes it: the body has typographic quotes, front matter not.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | '‚' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        c => c,
    };
    let text: String = text.chars().map(plain).collect();
    text.replace('–', "--")
        .replace('…', "...")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
