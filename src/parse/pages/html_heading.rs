//! Makes headings of those that are written in HTML, as in many a README of a plain folder:
//! `<h2 align="center">Features</h2>` has a place and stands in the contents, as on GitHub.

use super::html_title;
use crate::diag::Span;
use crate::model::{Attributes, Kind, Node};
use std::ops::Range;

/// A heading with more characters, its tags among them, is left as it is.
const LONGEST: usize = 2048;

/// What a heading does not stand in for itself.
const FRAMES: [&str; 6] = ["table", "summary", "ul", "ol", "dl", "a"];

/// Takes the headings out of the HTML of a page; `text` is that of its file.
pub(super) fn split(nodes: Vec<Node>, text: &str) -> Vec<Node> {
    let parts = |node: Node| match &node.kind {
        Kind::Html(html) => parts(html, text, node.span).unwrap_or_else(|| vec![node]),
        _ => vec![node],
    };
    nodes.into_iter().flat_map(parts).collect()
}

/// A heading in HTML that was read: its tags are in small letters, and nothing in their
/// attributes looks like a tag.
struct Heading<'a> {
    level: u8,
    whole: Range<usize>,
    pairs: &'a str,
    inside: &'a str,
}

/// The parts of a block; `None` if it has no heading.
fn parts(html: &str, text: &str, span: Span) -> Option<Vec<Node>> {
    let written = text.get(span.range())?.to_ascii_lowercase();
    let (mut nodes, mut done, mut here) = (Vec::new(), 0, span.start);
    let (mut from, mut sought) = (0, 0);
    let mut frames = Frames::default();
    while let Some(heading) = next(html, from) {
        frames.pass(&html[from..heading.whole.start]);
        from = heading.whole.end;
        let Some(place) = place(&written, sought, heading.level) else { continue };
        sought = place.end;
        if !frames.is_free() {
            continue;
        }
        let place =
            Span::from(span.range().start + place.start..span.range().start + place.end);
        let before = Span { start: here, end: place.start };
        nodes.extend(rest(&html[done..heading.whole.start], before));
        nodes.push(heading.node(place));
        (done, here) = (heading.whole.end, place.end);
    }
    nodes.extend(rest(&html[done..], Span { start: here, end: span.end }));
    (done > 0).then_some(nodes)
}

fn rest(html: &str, span: Span) -> Option<Node> {
    let is_blank = html.trim().is_empty();
    (!is_blank).then(|| Node::new(Kind::Html(html.into()), span, Vec::new()))
}

/// The next heading that has words, and nothing but them and what stands in a line.
fn next(html: &str, from: usize) -> Option<Heading<'_>> {
    let mut at = from;
    loop {
        let start = at + html.get(at..)?.find("<h")?;
        at = start + 2;
        let level = *html.as_bytes().get(at)?;
        let near = html.get(start..).and_then(|it| it.char_indices().nth(LONGEST));
        let near = near.map_or(html.len(), |(it, _)| start + it);
        let Some(tag) = html[start..near].find('>').map(|it| start + it) else {
            continue;
        };
        let end_tag = format!("</h{}>", char::from(level));
        let is_heading = (b'1'..=b'6').contains(&level)
            && matches!(html.as_bytes().get(at + 1), Some(b' ' | b'>'));
        let end = is_heading.then(|| html[tag..near].find(&end_tag)).flatten();
        let Some(end) = end.map(|it| tag + it) else { continue };
        let inside = &html[tag + 1..end];
        let blocks = ["<p", "<div", "<h", "<ul", "<ol", "<table", "<pre", "<blockquote"];
        let is_line = !blocks.iter().any(|it| inside.contains(it));
        if is_line && html_title::text(inside).is_some() {
            let whole = start..end + end_tag.len();
            let pairs = &html[at + 1..tag];
            return Some(Heading { level: level - b'0', whole, pairs, inside });
        }
    }
}

/// Elements that are open, in which a heading stays a part of theirs.
#[derive(Default)]
struct Frames([i64; FRAMES.len()]);

impl Frames {
    /// Passes what stands in front of a heading, behind what was passed before.
    fn pass(&mut self, html: &str) {
        let count =
            |it: &str| i64::try_from(html.matches(it).count()).unwrap_or(i64::MAX);
        for (open, it) in self.0.iter_mut().zip(FRAMES) {
            let opened = count(&format!("<{it}>")) + count(&format!("<{it} "));
            *open += opened - count(&format!("</{it}>"));
        }
    }

    fn is_free(&self) -> bool {
        self.0.iter().all(|it| *it <= 0)
    }
}

/// Where the next heading of a level is written in the file.
fn place(written: &str, from: usize, level: u8) -> Option<Range<usize>> {
    let start = from + written.get(from..)?.find(&format!("<h{level}"))?;
    let end_tag = format!("</h{level}");
    let end = start + written[start..].find(&end_tag)? + end_tag.len();
    let end = end + written[end..].find('>')? + 1;
    Some(start..end)
}

impl Heading<'_> {
    fn node(&self, span: Span) -> Node {
        let children = inlines(self.inside, span);
        let pair = |name: &str| {
            let (_, behind) = self.pairs.split_once(&format!("{name}=\""))?;
            behind.split('"').next().filter(|it| !it.is_empty())
        };
        let align = pair("align").map(|it| format!("align-{}", it.to_ascii_lowercase()));
        let attributes = Attributes {
            id: pair(" id").map(Into::into),
            classes: align.into_iter().map(Into::into).collect(),
            ..Attributes::default()
        };
        let is_plain = attributes == Attributes::default();
        let attributes = (!is_plain).then(|| Box::new(attributes));
        Node::new(Kind::Heading(self.level), span, children).with(attributes)
    }
}

/// Tags and texts of a line, each with a place of its own.
fn inlines(html: &str, span: Span) -> Vec<Node> {
    let (mut nodes, mut rest, mut start) = (Vec::new(), html.trim(), span.start);
    while !rest.is_empty() {
        let tag = rest.starts_with('<').then(|| rest.find('>')).flatten();
        let end =
            tag.map_or_else(|| rest.find('<').filter(|it| *it > 0), |it| Some(it + 1));
        let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let here = Span { start: start.min(span.end), end: span.end };
        let kind = match html_title::text(part) {
            Some(words) if tag.is_none() => Kind::Text(spaced(part, &words).into()),
            None if tag.is_none() => Kind::Text(" ".into()),
            _ => Kind::InlineHtml(part.into()),
        };
        nodes.push(Node::new(kind, here, Vec::new()));
        (rest, start) = (behind, start + 1);
    }
    nodes
}

/// Words with a blank where one stood.
fn spaced(written: &str, words: &str) -> String {
    let blank = |it: bool| if it { " " } else { "" };
    let before = blank(written.starts_with(char::is_whitespace));
    let behind = blank(written.ends_with(char::is_whitespace));
    format!("{before}{words}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::node::text_of;

    #[track_caller]
    fn check(html: &str, expect: &str) {
        let span = Span::from(0..html.len());
        let node = Node::new(Kind::Html(html.into()), span, Vec::new());
        let drawn: Vec<String> = split(vec![node], html)
            .iter()
            .map(|it| match &it.kind {
                Kind::Html(html) => html.trim().to_owned(),
                Kind::Heading(level) => {
                    format!("[{level} {} {:?}]", text_of(&it.children), it.id())
                }
                _ => String::new(),
            })
            .collect();
        assert_eq!(drawn.join("|"), expect, "{html}");
    }

    #[test]
    fn headings_are_taken_out_of_their_block() {
        check(
            "<h2 align=\"center\">All &amp; <b>more</b> of it</h2>",
            "[2 All & more of it None]",
        );
        check(
            "<div>\n<h3 id=\"x\">A</h3>\n<p>b</p>\n<h3>C</h3></div>",
            "<div>|[3 A Some(\"x\")]|<p>b</p>|[3 C None]|</div>",
        );
    }

    #[test]
    fn what_is_no_heading_of_its_own_stays() {
        for html in [
            "<summary><h2>A</h2></summary>",
            "<table><tr><td><h2>A</h2></td></tr></table>",
            "<h2></h2>",
            "<header>A</header><hr>",
            "<h2><p>A</p></h2>",
        ] {
            check(html, html);
        }
    }
}
