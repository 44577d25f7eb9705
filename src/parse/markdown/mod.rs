//! Reads Markdown into a tree of nodes: CommonMark, the GitHub extensions, and pandoc's
//! divs, spans, citations, super- and subscripts. Never fails and never loses text: what
//! it could not read stays text, with a finding.

mod html;
mod piece;
mod source;
mod tree;

use crate::base::FilePath;
use crate::diag::{Checked, Code, Diagnostic};
use crate::model::{Kind, Node};
use pulldown_cmark::{Options, Parser};
use source::Source;
use tree::Tree;

/// The most bytes of Markdown in one page.
const MAX_BYTES: usize = 4 << 20;

/// Which extensions are on.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an extension that is on or off"
)]
#[derive(Clone, Debug)]
pub struct Dialect {
    /// The language of the page, for typographic quotes and locator labels.
    pub lang: String,
    /// Typographic quotes, dashes and dots.
    pub smart: bool,
    /// Definition lists.
    pub definition_lists: bool,
    /// GitHub alerts.
    pub alerts: bool,
    /// Tables, footnotes, strikethrough, task lists, heading attributes.
    pub github: bool,
    /// Divs, spans, citations, wiki links, mathematics, super- and subscripts.
    pub dossier: bool,
    /// Raw HTML is passed on; otherwise it is text, and comments are dropped.
    pub raw_html: bool,
}

impl Dialect {
    /// CommonMark 0.31.2 and nothing else.
    pub fn commonmark() -> Self {
        Self {
            lang: "en".to_owned(),
            smart: false,
            definition_lists: false,
            alerts: false,
            github: false,
            dossier: false,
            raw_html: true,
        }
    }

    fn options(&self) -> Options {
        let mut options = Options::empty();
        options.set(Options::ENABLE_TABLES, self.github);
        options.set(Options::ENABLE_FOOTNOTES, self.github);
        options.set(Options::ENABLE_STRIKETHROUGH, self.github);
        options.set(Options::ENABLE_TASKLISTS, self.github);
        options.set(Options::ENABLE_SMART_PUNCTUATION, self.smart);
        options.set(Options::ENABLE_DEFINITION_LIST, self.definition_lists);
        options.set(Options::ENABLE_GFM, self.alerts);
        options.set(Options::ENABLE_MATH, self.dossier);
        options
    }
}

/// Reads the Markdown in `text` from byte `from` on. Spans count from the start of `text`.
/// Footnote definitions stand at the end of the nodes.
pub fn read(
    file: &FilePath,
    text: &str,
    from: usize,
    dialect: &Dialect,
) -> Checked<Vec<Node>> {
    let body = text.get(from..).unwrap_or_default();
    if body.len() > MAX_BYTES {
        return too_large(file, body.len());
    }
    build(&Source { file, body, base: from, prefix: 0, dialect })
}

/// Reads one line of inline Markdown, such as a citation in front matter. Its spans count
/// from `from`, the place of its first byte in the file.
pub fn read_inline(
    file: &FilePath,
    line: &str,
    from: usize,
    dialect: &Dialect,
) -> Checked<Vec<Node>> {
    if line.len() > MAX_BYTES {
        return too_large(file, line.len());
    }
    // Behind a word, nothing in the line can start a block.
    let body = format!("{}{}", source::PREFIX, line.replace(['\n', '\r'], " "));
    let prefix = source::PREFIX.len();
    let checked = build(&Source { file, body: &body, base: from, prefix, dialect });
    let value = checked.value.into_iter().flat_map(|it| it.children).collect();
    Checked { value, findings: checked.findings }
}

fn build(source: &Source<'_>) -> Checked<Vec<Node>> {
    let parser = Parser::new_ext(source.body, source.dialect.options());
    let mut tree = Tree::new(source);
    for (event, range) in parser.into_offset_iter() {
        tree.take(event, range);
    }
    tree.finish()
}

fn too_large(file: &FilePath, bytes: usize) -> Checked<Vec<Node>> {
    let message =
        format!("the page has {bytes} bytes of text, more than {MAX_BYTES} are not read");
    let finding = Diagnostic::new(Code::PageTooLarge, message)
        .in_file(file)
        .help("split the page into several");
    Checked { value: Vec::new(), findings: vec![finding] }
}

/// Whether a node stands in a line of text.
fn is_inline(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Code(_)
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Superscript
            | Kind::Subscript
            | Kind::Link { .. }
            | Kind::WikiLink { .. }
            | Kind::Image { .. }
            | Kind::Span
            | Kind::Cite(_)
            | Kind::Math { .. }
            | Kind::FootnoteReference(_)
            | Kind::InlineHtml(_)
            | Kind::SoftBreak
            | Kind::HardBreak
    )
}

#[cfg(test)]
mod tests;
