//! Finds the heading that is a page's title, and takes it out of the body.

use crate::model::{Kind, Node};

/// Takes the first `#` heading out of `nodes` if the page has no title of its own; its
/// text is the title then. What carries a marking is no title: faces are not cut.
pub(super) fn take_title(nodes: &mut Vec<Node>) -> Option<(String, Node)> {
    let is_title = |it: &Node| is_open_heading(it) && !title_text(it).is_empty();
    let at = nodes.iter().position(is_title)?;
    let heading = nodes.remove(at);
    Some((title_text(&heading), heading))
}

/// Takes a `#` heading out that starts the page and only repeats its title.
pub(super) fn take_repeated(nodes: &mut Vec<Node>, title: &str) -> Option<Node> {
    let first = nodes.first()?;
    let repeats = is_open_heading(first) && folded(&title_text(first)) == folded(title);
    repeats.then(|| nodes.remove(0))
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
