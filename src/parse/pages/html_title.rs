//! Finds the title of a page whose first heading is written in HTML, as in many a README:
//! `<h1 align="center">Name</h1>`.

use crate::diag::Span;
use crate::model::{Kind, Node};
use html5gum::{Token, Tokenizer};
use std::ops::Range;

/// Takes the title out of the first `<h1>` if no other heading comes before it. What shows
/// a picture stays where it is, and is no heading any more.
pub(super) fn take(nodes: &mut [Node]) -> Option<(String, Span)> {
    let is_heading = |it: &Node| matches!(it.kind, Kind::Heading(_));
    let before = nodes.iter().position(is_heading).unwrap_or(nodes.len());
    nodes.get_mut(..before)?.iter_mut().find_map(|node| {
        let Kind::Html(html) = &mut node.kind else { return None };
        let Heading { whole, inside } = first(html)?;
        let title = text(&html[inside.clone()])?;
        let stays = html[inside.clone()].contains("<img ");
        let left = if stays { as_paragraph(&html[whole.clone()]) } else { String::new() };
        *html = [&html[..whole.start], &left, &html[whole.end..]].concat().into();
        Some((title, node.span))
    })
}

/// Where a heading stands in HTML, and what stands in it.
struct Heading {
    whole: Range<usize>,
    inside: Range<usize>,
}

/// The first heading in HTML that was read: its tags are in small letters, and nothing in
/// their attributes looks like a tag.
fn first(html: &str) -> Option<Heading> {
    let start = html.find("<h1>").into_iter().chain(html.find("<h1 ")).min()?;
    let inside = start + html[start..].find('>')? + 1;
    let end = inside + html[inside..].find("</h1>")?;
    Some(Heading { whole: start..end + "</h1>".len(), inside: inside..end })
}

fn as_paragraph(heading: &str) -> String {
    let inside = heading.trim_start_matches("<h1").trim_end_matches("</h1>");
    format!("<p{inside}</p>")
}

/// The text of a heading; that of its first picture if there is no other.
pub(super) fn text(html: &str) -> Option<String> {
    let (mut text, mut shown) = (String::new(), None);
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::String(it) => text.push_str(&String::from_utf8_lossy(&it)),
            Token::StartTag(tag) if *tag.name == *b"img" => {
                let alt = tag.attributes.get(b"alt".as_slice());
                shown = shown.or(alt.map(|it| String::from_utf8_lossy(it).into_owned()));
            }
            Token::StartTag(tag) if *tag.name == *b"br" => text.push(' '),
            _ => {}
        }
    }
    let words = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    [words(&text), words(&shown.unwrap_or_default())]
        .into_iter()
        .find(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::parse::trial;

    #[test]
    fn the_first_heading_may_be_written_in_html() {
        check("<h1 align=\"center\">Tom &amp; <b>Jo</b></h1>\n\n## Two", "Tom & Jo");
        check("<div align=center>\n\n<H1>Name</H1>\n\n</div>\n\n# Other", "Name");
        check("<p>x</p>\n<h1>\n <img src=a.png alt=Logo>\n</h1>", "Logo");
        check("<h1><img src=a.png alt=Logo><br>The name</h1>", "The name");
        check("# Other\n\n<h1>Name</h1>", "Other");
        check("## Two\n\n<h1>Name</h1>", "A b");
        check("<h1></h1>", "A b");
    }

    #[test]
    fn the_title_stands_once_and_a_picture_stays() {
        let body = |text: &str| {
            let trial = trial::read(trial::plain(), &[("a-b.md", text)]);
            trial
                .page("a-b.md")
                .body
                .nodes
                .iter()
                .map(|it| format!("{:?}", it.kind))
                .collect::<Vec<_>>()
                .concat()
        };
        assert_eq!(body("<div><h1>Name</h1>x</div>"), "Html(\"<div>x</div>\")");
        assert_eq!(
            body("<h1 align=center><img src=a.png></h1>\n<h1>b</h1>"),
            "Html(\"<h1 align=\\\"center\\\"><img src=\\\"a.png\\\"></h1>\\n<h1>b</h1>\")"
        );
        assert_eq!(
            body("<h1 align=center><img src=a.png>b</h1>"),
            "Html(\"<p align=\\\"center\\\"><img src=\\\"a.png\\\">b</p>\")"
        );
    }

    #[track_caller]
    fn check(text: &str, title: &str) {
        let trial = trial::read(trial::plain(), &[("a-b.md", text)]);
        assert_eq!(trial.page("a-b.md").face.title, title, "{text}");
    }
}
