//! Writes blocks: paragraphs, headings, lists, quotes, alerts, code.

use super::commonmark::heading;
use super::marks::Sections;
use super::sheet::Sheet;
use crate::base::text;
use crate::model::{Kind, Node};
use crate::render::highlight;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The language of a code block: the first word, without the marks of lines that other
/// programs write right behind it (`js{1,3}`), or in the braces of pandoc (`{.python}`).
fn language(info: &str) -> &str {
    let braced = info.trim_start().strip_prefix("{.").unwrap_or(info);
    braced.split([',', ' ', '\t', '\n', '{', '}']).next().unwrap_or_default()
}

impl<'w> Sheet<'w> {
    /// Writes some nodes, one after the other.
    pub(super) fn nodes(&mut self, nodes: &'w [Node]) {
        let mut sections = Sections::new();
        let floor = std::mem::replace(&mut self.floor, self.html.len());
        for (place, node) in nodes.iter().enumerate() {
            if let Kind::Heading(level) = node.kind {
                self.open_section(&mut sections, node, level);
            }
            if let Kind::Cite(cluster) = &node.kind {
                self.punctuation_before(cluster, nodes.get(place + 1));
            }
            self.node(node);
        }
        self.end_html(self.floor);
        self.floor = floor;
        self.close_sections(&mut sections, 0);
    }

    /// Writes a node: an inline where it stands, a block on lines of its own.
    pub(super) fn node(&mut self, node: &'w Node) {
        self.label_around(node);
        if !self.inline(node) {
            self.block(node);
        }
        self.end_around(node);
    }

    fn block(&mut self, node: &'w Node) {
        if !matches!(node.kind, Kind::Html(_)) {
            self.end_lines();
        }
        match &node.kind {
            Kind::Paragraph => self.paragraph(node),
            Kind::Heading(level) => self.heading(node, *level),
            Kind::Quote => self.container("blockquote", node, ""),
            Kind::Alert(kind) => self.alert(node, kind),
            Kind::CodeBlock(it) => self.code_block(node, &it.info, &it.text),
            Kind::List(start) => self.list(node, *start),
            Kind::Item(task) => self.item(node, *task),
            Kind::DefinitionList => self.container("dl", node, ""),
            Kind::Term => self.line("dt", node),
            Kind::Definition => self.container("dd", node, ""),
            Kind::Table(aligns) => self.table(node, aligns),
            Kind::Rule => self.rule(node),
            Kind::Html(html) => self.raw_block(html),
            Kind::FootnoteDefinition(_) => {}
            _ => self.div(node),
        }
    }

    /// A block that holds blocks.
    pub(super) fn container(&mut self, tag: &str, node: &'w Node, class: &str) {
        self.open(tag, node, class);
        self.out.push('\n');
        self.nodes(&node.children);
        self.end_inside(node);
        self.close_block(tag);
    }

    /// A block that holds inlines.
    fn line(&mut self, tag: &str, node: &'w Node) {
        self.open(tag, node, "");
        self.inlines(&node.children);
        self.end_inside(node);
        self.close_block(tag);
    }

    /// Writes what holds no blocks.
    fn inlines(&mut self, nodes: &'w [Node]) {
        let before = std::mem::replace(&mut self.is_line, true);
        self.nodes(nodes);
        self.is_line = before;
    }

    /// In a plain book an image alone stays in its paragraph, as mdBook has it.
    fn paragraph(&mut self, node: &'w Node) {
        let has_figures = self.writer.edition.settings().is_dossier;
        match &*node.children {
            [image] if has_figures && matches!(image.kind, Kind::Image(_)) => {
                self.figure(image);
            }
            _ => self.line("p", node),
        }
    }

    fn heading(&mut self, node: &'w Node, level: u8) {
        self.level = level;
        let tag = heading(level);
        self.open(tag, node, "");
        self.inlines(&node.children);
        let id = self.id_of(node);
        self.self_link(id);
        self.close_block(tag);
    }

    /// A link from a heading to itself; the theme gives it a face.
    pub(super) fn self_link(&mut self, id: Option<&str>) {
        // HTML of a plain book may have opened a link around the heading.
        let Some(id) = id.filter(|_| !self.in_link) else { return };
        self.out.push_str("<a class=\"anchor\" href=\"#");
        super::url::push(&mut self.out, id);
        self.out.push('"');
        self.attribute("aria-label", self.word("link-to-section"));
        self.out.push_str("></a>");
    }

    fn alert(&mut self, node: &'w Node, kind: &str) {
        let (class, word) = match kind {
            "tip" => ("alert alert-tip", "alert-tip"),
            "important" => ("alert alert-important", "alert-important"),
            "warning" => ("alert alert-warning", "alert-warning"),
            "caution" => ("alert alert-caution", "alert-caution"),
            _ => ("alert alert-note", "alert-note"),
        };
        self.out.push_str("<aside role=\"note\"");
        self.attributes(node, class);
        self.out.push_str(">\n");
        self.label_inside(node);
        self.out.push_str("<p class=\"alert-title\">");
        self.escaped(self.word(word));
        self.out.push_str("</p>\n");
        self.nodes(&node.children);
        self.end_inside(node);
        self.close_block("aside");
    }

    fn code_block(&mut self, node: &'w Node, info: &str, code: &str) {
        let language = language(info);
        let settings = self.writer.edition.settings();
        let shown = if language == "rust" && !settings.is_dossier {
            without_hidden(code)
        } else {
            code.into()
        };
        let code = &*shown;
        self.out.push_str("<pre tabindex=\"0\"");
        self.attributes(node, "");
        self.out.push_str("><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            text::escape_into(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        if settings.highlight {
            highlight::highlight_into(&mut self.out, language, code);
        } else {
            text::escape_text_into(&mut self.out, code);
        }
        self.out.push_str("</code></pre>\n");
    }

    fn list(&mut self, node: &'w Node, start: Option<u64>) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        self.out.push('<');
        self.out.push_str(tag);
        if let Some(start) = start.filter(|it| *it != 1) {
            write!(self.out, " start=\"{start}\"").unwrap_or(());
        }
        self.attributes(node, "");
        self.out.push_str(">\n");
        self.nodes(&node.children);
        self.close_block(tag);
    }

    fn item(&mut self, node: &'w Node, task: Option<bool>) {
        self.open("li", node, if task.is_some() { "task" } else { "" });
        match (task, &*node.children) {
            (Some(done), [first, rest @ ..]) if first.kind == Kind::Paragraph => {
                self.out.push_str("<p>");
                self.task_box(done);
                self.inlines(&first.children);
                self.out.push_str("</p>\n");
                self.nodes(rest);
            }
            (Some(done), children) => {
                self.task_box(done);
                self.nodes(children);
            }
            (None, children) => self.nodes(children),
        }
        self.end_inside(node);
        self.close_block("li");
    }

    /// A box that says in words whether it is ticked; a form control could be mistaken for
    /// one that works.
    fn task_box(&mut self, done: bool) {
        let (word, sign) = if done { ("task-done", "☑") } else { ("task-open", "☐") };
        self.out.push_str("<span class=\"task-box\" role=\"img\"");
        self.attribute("aria-label", self.word(word));
        self.out.push('>');
        self.out.push_str(sign);
        self.out.push_str("</span> ");
    }

    fn rule(&mut self, node: &Node) {
        self.out.push_str("<hr");
        self.attributes(node, "");
        self.out.push_str(">\n");
    }

    fn raw_block(&mut self, html: &str) {
        let settings = self.writer.edition.settings();
        if settings.raw_html {
            self.out.push_str(html);
        } else if !settings.is_dossier {
            self.harmless(html);
        } else {
            self.out.push_str("<p>");
            self.escaped(html.trim());
            self.out.push_str("</p>\n");
        }
    }
}

/// Rust without the lines that mdBook hides: they start with `# `, and `##` stands for `#`.
fn without_hidden(code: &str) -> Cow<'_, str> {
    let is_sign = |it: &str| it.trim_start().starts_with('#');
    if !code.lines().any(is_sign) {
        return code.into();
    }
    let one = |line: &str| {
        let sign = line.trim_start();
        let space = &line[..line.len() - sign.len()];
        match sign.strip_prefix('#').map(|it| it.trim_end_matches(['\n', '\r'])) {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => None,
            Some(rest) if rest.starts_with('#') => {
                Some(format!("{space}{}", sign.get(1..).unwrap_or_default()))
            }
            _ => Some(line.to_owned()),
        }
    };
    code.split_inclusive('\n').filter_map(one).collect::<String>().into()
}
