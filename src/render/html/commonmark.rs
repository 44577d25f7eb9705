//! Writes a tree as the CommonMark specification does: no ids, no classes of our own, no
//! colours. The extensions get the plainest HTML that exists for them.

use super::url;
use crate::base::text;
use crate::model::{Align, Kind, Node};
use std::fmt::Write as _;

/// Writes the nodes of the dialect that is CommonMark and nothing else as the CommonMark
/// specification writes them. Raw HTML passes.
pub fn commonmark(nodes: &[Node]) -> String {
    let mut page = Page { out: String::new() };
    page.blocks(nodes);
    page.out
}

struct Page {
    out: String,
}

impl Page {
    fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    /// A block starts on a new line.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            Kind::Text(text) => escape_into(&mut self.out, text),
            Kind::SoftBreak => self.out.push('\n'),
            Kind::HardBreak => self.out.push_str("<br />\n"),
            Kind::Code(code) => self.leaf("code", code),
            Kind::Math { tex, .. } => self.leaf("code", tex),
            Kind::Emphasis => self.inline("em", node),
            Kind::Strong => self.inline("strong", node),
            Kind::Strikethrough => self.inline("del", node),
            Kind::Superscript => self.inline("sup", node),
            Kind::Subscript => self.inline("sub", node),
            Kind::Span => self.inline("span", node),
            Kind::Link(to) => self.link(node, &to.dest, &to.title),
            Kind::WikiLink { target } if node.children.is_empty() => {
                escape_into(&mut self.out, target);
            }
            Kind::Image(to) => self.image(node, &to.dest, &to.title),
            Kind::InlineHtml(html) => self.out.push_str(html),
            Kind::Html(html) => {
                self.line();
                self.out.push_str(html);
            }
            Kind::FootnoteReference(label) => {
                self.out.push_str("[^");
                escape_into(&mut self.out, label);
                self.out.push(']');
            }
            Kind::Cite(_) | Kind::WikiLink { .. } => self.blocks(&node.children),
            _ => self.block(node),
        }
    }

    fn block(&mut self, node: &Node) {
        self.line();
        match &node.kind {
            Kind::Paragraph => self.inline("p", node),
            Kind::Heading(level) => self.inline(heading(*level), node),
            Kind::Quote | Kind::Alert(_) => self.container("blockquote", node),
            Kind::CodeBlock(it) => self.code(&it.info, &it.text),
            Kind::List(start) => self.list(node, *start),
            Kind::Item(_) => self.item(node),
            Kind::Rule => self.out.push_str("<hr />"),
            Kind::DefinitionList => self.container("dl", node),
            Kind::Term => self.inline("dt", node),
            Kind::Definition => self.container("dd", node),
            Kind::Table(aligns) => self.table(node, aligns),
            _ => self.container("div", node),
        }
        self.line();
    }

    fn leaf(&mut self, tag: &str, content: &str) {
        self.open(tag);
        escape_into(&mut self.out, content);
        self.close(tag);
    }

    fn inline(&mut self, tag: &str, node: &Node) {
        self.open(tag);
        self.blocks(&node.children);
        self.close(tag);
    }

    fn container(&mut self, tag: &str, node: &Node) {
        self.open(tag);
        self.out.push('\n');
        self.blocks(&node.children);
        self.line();
        self.close(tag);
    }

    /// Inlines of a tight item stand on the line of the tag, blocks on lines of their own.
    fn item(&mut self, node: &Node) {
        self.out.push_str("<li>");
        self.blocks(&node.children);
        self.out.push_str("</li>");
    }

    fn list(&mut self, node: &Node, start: Option<u64>) {
        match start {
            None => return self.container("ul", node),
            Some(1) => return self.container("ol", node),
            Some(start) => writeln!(self.out, "<ol start=\"{start}\">").unwrap_or(()),
        }
        self.blocks(&node.children);
        self.close("ol");
    }

    fn code(&mut self, info: &str, code: &str) {
        self.out.push_str("<pre><code");
        if let Some(language) = info.split_whitespace().next() {
            self.out.push_str(" class=\"language-");
            escape_into(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        escape_into(&mut self.out, code);
        self.out.push_str("</code></pre>");
    }

    fn link(&mut self, node: &Node, dest: &str, title: &str) {
        self.out.push_str("<a href=\"");
        url::push(&mut self.out, dest);
        self.title(title);
        self.out.push('>');
        self.blocks(&node.children);
        self.out.push_str("</a>");
    }

    fn image(&mut self, node: &Node, dest: &str, title: &str) {
        self.out.push_str("<img src=\"");
        url::push(&mut self.out, dest);
        self.out.push_str("\" alt=\"");
        alternative(&mut self.out, node);
        self.title(title);
        self.out.push_str(" />");
    }

    /// Closes the attribute before it.
    fn title(&mut self, title: &str) {
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape_into(&mut self.out, title);
            self.out.push('"');
        }
    }

    fn table(&mut self, node: &Node, aligns: &[Align]) {
        self.out.push_str("<table>\n");
        for row in &node.children {
            let cell = if row.kind == Kind::Head { "th" } else { "td" };
            self.out.push_str("<tr>\n");
            for (place, node) in row.children.iter().enumerate() {
                let align = aligns.get(place).copied().unwrap_or(Align::None);
                self.out.push('<');
                self.out.push_str(cell);
                self.out.push_str(alignment(align));
                self.blocks(&node.children);
                self.close(cell);
                self.out.push('\n');
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>");
    }

    fn open(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }
}

fn alignment(align: Align) -> &'static str {
    match align {
        Align::None => ">",
        Align::Left => " align=\"left\">",
        Align::Center => " align=\"center\">",
        Align::Right => " align=\"right\">",
    }
}

pub(super) fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// The specification leaves `'` as it is.
fn escape_into(out: &mut String, text: &str) {
    for (at, part) in text.split('"').enumerate() {
        out.push_str(if at == 0 { "" } else { "&quot;" });
        text::escape_text_into(out, part);
    }
}

/// The text of an image's description, as an attribute holds it.
fn alternative(out: &mut String, node: &Node) {
    for child in &node.children {
        match &child.kind {
            Kind::Text(text) | Kind::Code(text) => escape_into(out, text),
            Kind::SoftBreak | Kind::HardBreak => out.push('\n'),
            _ => alternative(out, child),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::Goal;

    fn node(kind: Kind, children: Vec<Node>) -> Node {
        Node::new(kind, Span::default(), children)
    }

    fn words(words: &str) -> Node {
        node(Kind::Text(words.into()), Vec::new())
    }

    #[test]
    fn a_tight_item_holds_its_inlines_on_one_line() {
        let inner =
            node(Kind::List(None), vec![node(Kind::Item(None), vec![words("b")])]);
        let item = node(Kind::Item(None), vec![words("a"), inner]);
        assert_eq!(
            commonmark(&[node(Kind::List(Some(3)), vec![item])]),
            "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n"
        );
    }

    #[test]
    fn the_description_of_an_image_is_plain_text() {
        let bold = node(Kind::Strong, vec![words("a \"b\"")]);
        let image = Kind::Image(Goal::at("x y.png", ""));
        assert_eq!(
            commonmark(&[node(Kind::Paragraph, vec![node(image, vec![bold])])]),
            "<p><img src=\"x%20y.png\" alt=\"a &quot;b&quot;\" /></p>\n"
        );
    }
}
