//! Blocks that hold text and nothing else: code, and raw HTML.

use super::Tree;
use crate::model::{Attributes, Kind, Node, Snippet};
use crate::parse::markdown::attributes;
use crate::parse::markdown::run::clean;
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// A leaf that is still open.
pub(super) struct Leaf {
    /// The info string of a code block; `None` for HTML.
    info: Option<Box<str>>,
    text: String,
}

impl Leaf {
    /// A code block.
    pub(super) fn code(kind: CodeBlockKind<'_>, bytes: usize) -> Self {
        let info = match kind {
            CodeBlockKind::Fenced(info) => clean(&info),
            CodeBlockKind::Indented => Box::default(),
        };
        Self { info: Some(info), text: String::with_capacity(bytes) }
    }

    /// A block of HTML.
    pub(super) fn html(bytes: usize) -> Self {
        Self { info: None, text: String::with_capacity(bytes) }
    }

    /// Adds text.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

impl Tree<'_, '_> {
    pub(super) fn open_leaf(&mut self, leaf: Leaf) {
        self.flush();
        self.leaf = Some(leaf);
    }

    pub(super) fn close_leaf(&mut self, leaf: Leaf, range: &Range<usize>) {
        match leaf.info {
            Some(info) => self.code_block(info, &leaf.text, range),
            None => self.html_block(&leaf.text, range),
        }
    }

    fn code_block(&mut self, mut info: Box<str>, text: &str, range: &Range<usize>) {
        let attributes = self.info_attributes(&mut info, range);
        let kind = Kind::CodeBlock(Box::new(Snippet { info, text: clean(text) }));
        let node = Node::new(kind, self.source.span(range), Vec::new());
        self.push(node.with(attributes), range.clone());
    }

    /// Takes the attributes out of an info string: ```` ```sql {#id} ````.
    fn info_attributes(
        &mut self,
        info: &mut Box<str>,
        range: &Range<usize>,
    ) -> Option<Box<Attributes>> {
        if !self.source.dialect.dossier || !info.ends_with('}') {
            return None;
        }
        let block = self.source.slice(range.clone());
        let line = block.lines().next().unwrap_or_default().trim_end();
        let brace = line.find('{')?;
        let at = range.start + brace;
        let braced = attributes::read(self.source, at, &mut self.findings)?;
        (braced.end == range.start + line.len()).then_some(())?;
        let language = line[..brace].trim_start_matches(['`', '~']).trim();
        let mut attributes = braced.attributes;
        *info = if language.is_empty() && !attributes.classes.is_empty() {
            attributes.classes.remove(0)
        } else {
            language.into()
        };
        Some(Box::new(attributes))
    }

    /// A paragraph that holds `text` as it is.
    pub(super) fn paragraph_of(&mut self, text: &str, range: &Range<usize>) {
        let span = self.source.span(range);
        let text = Node::new(Kind::Text(clean(text)), span, Vec::new());
        self.push(Node::new(Kind::Paragraph, span, vec![text]), range.clone());
    }
}
