//! The tree of a page's body: what Markdown says, without a trace of how it was written.

use super::{Cluster, Marking};
use crate::diag::Span;

/// A block or an inline of a page, with what is inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Id, classes, pairs, marking; `None` when nothing was said.
    pub attributes: Option<Box<Attributes>>,
    /// Where it stands in the Markdown file. Unique among the nodes of one kind on a page.
    pub span: Span,
    /// What is inside, in order.
    pub children: Box<[Self]>,
}

/// The kinds of node. Blocks first, inlines after [`Kind::Text`].
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A paragraph. Tight list items hold inlines without one.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quote.
    Quote,
    /// A GitHub alert: `note`, `tip`, `important`, `warning` or `caution`.
    Alert(&'static str),
    /// A code block.
    CodeBlock(Box<Snippet>),
    /// A list; `Some(start)` if it is numbered.
    List(Option<u64>),
    /// A list item; `Some(checked)` if it is a task.
    Item(Option<bool>),
    /// A definition list; holds terms and definitions.
    DefinitionList,
    /// A term of a definition list.
    Term,
    /// A definition of a definition list.
    Definition,
    /// A table; holds a caption (if any), one head and rows.
    Table(Box<[Align]>),
    /// The caption of a table: the paragraph behind it that starts with `Table:`.
    Caption,
    /// The head row of a table; holds cells.
    Head,
    /// A row of a table; holds cells.
    Row,
    /// A cell; takes its alignment from its table.
    Cell,
    /// A thematic break.
    Rule,
    /// A block of raw HTML.
    Html(Box<str>),
    /// A fenced div `::: {…}`.
    Div,
    /// What a footnote label stands for; kept at the end of the body.
    FootnoteDefinition(Box<str>),

    /// Text, with typographic quotes already in place.
    Text(Box<str>),
    /// Inline code.
    Code(Box<str>),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Deleted text.
    Strikethrough,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
    /// A link.
    Link(Box<Goal>),
    /// A wiki link `[[target]]` or `[[target|text]]`; without text it has no children.
    WikiLink {
        /// A page id, title or alias, with `#anchor` if one was written.
        target: Box<str>,
    },
    /// An image; its children are the alternative text.
    Image(Box<Goal>),
    /// A bracketed span `[text]{…}`.
    Span,
    /// A citation cluster.
    Cite(Box<Cluster>),
    /// A mathematical formula in LaTeX.
    Math {
        /// Whether it stands on a line of its own.
        display: bool,
        /// The LaTeX text.
        tex: Box<str>,
    },
    /// A reference to a footnote by label.
    FootnoteReference(Box<str>),
    /// Raw inline HTML.
    InlineHtml(Box<str>),
    /// A line break in the source.
    SoftBreak,
    /// A line break in the text.
    HardBreak,
}

/// The info string and the text of a code block.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// The whole info string; the language is its first word.
    pub info: Box<str>,
    /// The text, with its last line break.
    pub text: Box<str>,
}

/// What a link leads to, or an image shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The target as it was written: a URL, a source path, an anchor; in double brackets the
    /// name of a file that may stand anywhere.
    pub dest: Box<str>,
    /// The title, or an empty string.
    pub title: Box<str>,
}

/// The alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// None was said.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// What stands between `{` and `}`: `#id .class key="value"`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// The id, if one was given.
    pub id: Option<Box<str>>,
    /// The classes, in order.
    pub classes: Vec<Box<str>>,
    /// The pairs, in order; `marking` is taken out.
    pub pairs: Vec<(Box<str>, Box<str>)>,
    /// The marking, if one was given.
    pub marking: Option<Marking>,
}

impl Goal {
    /// Leads to `dest`; the title may be empty.
    pub fn at(dest: impl Into<Box<str>>, title: impl Into<Box<str>>) -> Box<Self> {
        Box::new(Self { dest: dest.into(), title: title.into() })
    }
}

impl Attributes {
    /// Whether a class was given.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|it| &**it == class)
    }

    /// The value of a pair.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(it, _)| &**it == key).map(|(_, value)| &**value)
    }
}

impl Kind {
    /// Whether it stands within a line; the others are blocks.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Code(_)
                | Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Superscript
                | Self::Subscript
                | Self::Link(_)
                | Self::WikiLink { .. }
                | Self::Image(_)
                | Self::Span
                | Self::Cite(_)
                | Self::Math { .. }
                | Self::FootnoteReference(_)
                | Self::InlineHtml(_)
                | Self::SoftBreak
                | Self::HardBreak
        )
    }
}

impl Node {
    /// A node without attributes.
    pub fn new(kind: Kind, span: Span, children: Vec<Self>) -> Self {
        Self { kind, attributes: None, span, children: snug(children) }
    }

    /// The same node with these attributes.
    pub fn with(self, attributes: Option<Box<Attributes>>) -> Self {
        Self { attributes, ..self }
    }

    /// The id, if one was given.
    pub fn id(&self) -> Option<&str> {
        self.attributes.as_ref().and_then(|it| it.id.as_deref())
    }

    /// Whether a class was given.
    pub fn has_class(&self, class: &str) -> bool {
        self.attributes.as_ref().is_some_and(|it| it.has_class(class))
    }

    /// The value of an attribute pair.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.as_ref().and_then(|it| it.get(key))
    }

    /// Whether it is an event that was announced and not seen to happen.
    pub fn is_announced(&self) -> bool {
        self.get("announced").is_some_and(|it| it != "false")
    }

    /// Its own marking.
    pub fn marking(&self) -> Option<Marking> {
        self.attributes.as_ref()?.marking
    }

    /// The highest marking of this node and of everything inside it.
    pub fn highest_marking(&self) -> Option<Marking> {
        let mut highest = None;
        self.walk(&mut |it| {
            highest = highest.max(it.marking());
            true
        });
        highest
    }

    /// Visits this node and everything inside it, also inside citations, outermost first.
    /// Stops going deeper where `visit` returns `false`.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self) -> bool) {
        if !visit(self) {
            return;
        }
        if let Kind::Cite(cluster) = &self.kind {
            let items = cluster.items.iter();
            items
                .flat_map(|it| it.prefix.iter().chain(&it.suffix))
                .for_each(|it| it.walk(visit));
        }
        self.children.iter().for_each(|it| it.walk(visit));
    }

    /// The plain text of this node: no markup, no citations, no footnote marks; breaks are
    /// spaces.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.text_into(&mut out);
        out
    }

    /// Appends the plain text of this node.
    pub fn text_into(&self, out: &mut String) {
        match &self.kind {
            Kind::Text(text) | Kind::Code(text) => out.push_str(text),
            Kind::CodeBlock(it) => out.push_str(&it.text),
            Kind::Math { tex, .. } => out.push_str(tex),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            Kind::WikiLink { target } if self.children.is_empty() => out.push_str(target),
            Kind::Paragraph | Kind::Item(_) | Kind::Cell if !out.is_empty() => {
                out.push(' ');
            }
            _ => {}
        }
        self.children.iter().for_each(|it| it.text_into(out));
    }
}

/// Nodes without room for more: nothing grows into it any more. It is taken anew, for an
/// allocator may leave what shrinks in place where it is.
pub fn snug(mut nodes: Vec<Node>) -> Box<[Node]> {
    let mut exact = Vec::with_capacity(nodes.len());
    exact.append(&mut nodes);
    exact.into_boxed_slice()
}

/// The plain text of several nodes.
pub fn text_of(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        node.text_into(&mut out);
    }
    out
}
