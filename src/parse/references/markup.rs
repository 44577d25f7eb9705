//! Brings the markup of fields into one form, the tags of CSL: CSL-YAML holds Markdown, as
//! pandoc reads it, CSL-JSON holds the tags themselves.

use super::super::markdown::{self, Dialect};
use crate::base::FilePath;
use crate::model::markup::is_tag;
use crate::model::{Kind, Marking, Node, Scheme};

/// How the fields of a library are marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// Markdown: `*i*`, `**b**`, `^x^`, `~x~`, `[x]{.smallcaps}`, `[x]{.nocase}`.
    Markdown,
    /// The tags of CSL-JSON.
    Tags,
}

impl Markup {
    /// The text with tags, and the highest marking that stands in it.
    pub(super) fn read(
        self,
        text: &str,
        file: &FilePath,
        scheme: &Scheme,
    ) -> (String, Option<Marking>) {
        match self {
            Self::Markdown if text.contains(is_mark) => markdown(text, file, scheme),
            Self::Tags if text.contains("small-caps") => (small_caps(text), None),
            _ => (text.to_owned(), None),
        }
    }
}

/// Whether Markdown gives a meaning to a character within a line.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_' | '^' | '~' | '[' | '\\' | '`' | '&' | '<')
}

fn markdown(text: &str, file: &FilePath, scheme: &Scheme) -> (String, Option<Marking>) {
    let dialect = Dialect {
        lang: "en".to_owned(),
        smart: false,
        definition_lists: false,
        alerts: false,
        github: true,
        dossier: true,
        comments: false,
        bare: false,
        html: markdown::Html::Text,
        scheme: scheme.clone(),
    };
    let line = text.replace(['\n', '\r'], " ");
    let nodes = markdown::read_inline(file, &line, 0, &dialect).value;
    let mut writer = Writer { line: &line, out: String::new(), marking: None };
    writer.nodes(&nodes);
    (writer.out, writer.marking)
}

struct Writer<'a> {
    line: &'a str,
    out: String,
    marking: Option<Marking>,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        let marking = node.attributes.as_ref().and_then(|it| it.marking);
        self.marking = self.marking.max(marking);
        match &node.kind {
            Kind::Text(text) | Kind::Code(text) => self.out.push_str(text),
            Kind::Emphasis => self.wrap("<i>", node, "</i>"),
            Kind::Strong => self.wrap("<b>", node, "</b>"),
            Kind::Superscript => self.wrap("<sup>", node, "</sup>"),
            Kind::Subscript => self.wrap("<sub>", node, "</sub>"),
            Kind::Span if node.has_class("smallcaps") => self.wrap("<sc>", node, "</sc>"),
            Kind::Span if node.has_class("nocase") => {
                self.wrap("<span class=\"nocase\">", node, "</span>");
            }
            Kind::SoftBreak | Kind::HardBreak => self.out.push(' '),
            // A field cites nothing and links nowhere: what looks so is text.
            Kind::Cite(_)
            | Kind::WikiLink { .. }
            | Kind::FootnoteReference(_)
            | Kind::Math { .. }
            | Kind::InlineHtml(_) => {
                let text = self.line.get(node.span.range()).unwrap_or_default();
                self.out.push_str(text);
            }
            _ => self.nodes(&node.children),
        }
    }

    fn wrap(&mut self, open: &str, node: &Node, close: &str) {
        self.out.push_str(open);
        self.nodes(&node.children);
        self.out.push_str(close);
    }
}

/// `<span style="font-variant: small-caps">` is the older name of `<sc>`.
fn small_caps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        rest = behind;
        let Some((tag, after)) = behind.split_once('>').filter(|(tag, _)| is_tag(tag))
        else {
            out.push('<');
            continue;
        };
        rest = after;
        if tag == "/span" && open.pop() == Some(true) {
            out.push_str("</sc>");
            continue;
        }
        let is_small = tag.contains("small-caps");
        if tag.starts_with("span") {
            open.push(is_small);
        }
        if is_small {
            out.push_str("<sc>");
        } else {
            out.extend(["<", tag, ">"]);
        }
    }
    out + rest
}
