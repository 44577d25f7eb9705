//! Writes inlines: text with mentions, emphasis, code, formulas.

use super::sheet::Sheet;
use crate::diag::Code;
use crate::link::Target;
use crate::model::{Kind, Node};
use crate::render::math;

impl<'w> Sheet<'w> {
    /// Writes a node if it is an inline; tells whether it was.
    pub(super) fn inline(&mut self, node: &'w Node) -> bool {
        match &node.kind {
            Kind::Text(words) => self.text(node, words),
            Kind::SoftBreak => self.out.push('\n'),
            Kind::HardBreak => self.out.push_str("<br>\n"),
            Kind::Code(code) => self.code(node, code),
            Kind::Emphasis => self.wrap("em", node),
            Kind::Strong => self.wrap("strong", node),
            Kind::Strikethrough => self.wrap("del", node),
            Kind::Superscript => self.wrap("sup", node),
            Kind::Subscript => self.wrap("sub", node),
            Kind::Span => self.span(node),
            Kind::Link(to) => self.link(node, &to.dest, &to.title),
            Kind::WikiLink { target } => self.wiki_link(node, target),
            Kind::Image(to) => self.image(node, &to.dest, &to.title),
            Kind::Cite(cluster) => self.cite(cluster),
            Kind::Math { display, tex } => self.math(node, tex, *display),
            Kind::FootnoteReference(label) => self.note_mark(node, label),
            Kind::InlineHtml(html) => self.raw_inline(html),
            _ => return false,
        }
        true
    }

    pub(super) fn wrap(&mut self, tag: &str, node: &'w Node) {
        self.open(tag, node, "");
        self.nodes(&node.children);
        self.end_inside(node);
        self.close(tag);
    }

    fn text(&mut self, node: &'w Node, words: &'w str) {
        let links = self.writer.links;
        let mut from = std::mem::take(&mut self.skip).min(words.len());
        if !self.in_link {
            for mention in links.mentions(self.page, node) {
                let (start, end) = mention.range;
                let before = words.get(from..start);
                let (Some(before), Some(name)) = (before, words.get(start..end)) else {
                    continue;
                };
                self.escaped(before);
                self.mention(mention.page, name);
                from = end;
            }
        }
        self.escaped(words.get(from..).unwrap_or(words));
    }

    fn mention(&mut self, page: usize, name: &str) {
        let target = Target::Page { page, anchor: None };
        let href = self.writer.links.href(self.at, &target);
        self.out.push_str("<a class=\"mention\" href=\"");
        super::url::push(&mut self.out, &href);
        self.out.push_str("\">");
        self.escaped(name);
        self.out.push_str("</a>");
    }

    fn code(&mut self, node: &Node, code: &str) {
        self.out.push_str("<code");
        self.attributes(node, "");
        self.out.push('>');
        self.escaped(code);
        self.out.push_str("</code>");
    }

    fn span(&mut self, node: &'w Node) {
        if node.has_class("claim") {
            self.claim("span", node);
        } else {
            self.wrap("span", node);
        }
    }

    fn math(&mut self, node: &Node, tex: &str, display: bool) {
        match math::mathml(tex, display) {
            Ok(mathml) => self.out.push_str(&mathml),
            Err(fault) => {
                self.out.push_str("<code class=\"math-error\">");
                self.escaped(tex);
                self.out.push_str("</code>");
                let message = format!("the formula cannot be shown: {fault}");
                let help =
                    "correct the LaTeX, or write `\\$` where a dollar sign is meant";
                self.find(Code::BadFormula, node.span, message, help);
            }
        }
    }

    fn raw_inline(&mut self, html: &str) {
        let settings = self.writer.edition.settings();
        if settings.raw_html {
            self.out.push_str(html);
        } else if !settings.is_dossier {
            self.harmless(html);
        } else {
            self.escaped(html);
        }
    }
}
