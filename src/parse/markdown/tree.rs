//! The stack machine that turns the parser's events into a tree: every start opens a
//! frame, every end closes one into a node. The stack is never deeper than [`MAX_DEPTH`].

use super::piece::{self, Piece};
use super::source::Source;
use super::{html, is_inline};
use crate::diag::{Checked, Code, Diagnostic};
use crate::model::{Align, Attributes, Kind, Node};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag,
};
use std::ops::Range;

/// How deep nodes may stand in each other.
pub(super) const MAX_DEPTH: usize = 64;

/// A tree that grows.
pub(super) struct Tree<'s, 'a> {
    source: &'s Source<'a>,
    frames: Vec<Frame>,
    pieces: Vec<Piece<'a>>,
    leaf: Option<Leaf>,
    skipped: usize,
    notes: Vec<Node>,
    findings: Vec<Diagnostic>,
}

/// A node that is still open.
struct Frame {
    kind: Kind,
    attributes: Option<Box<Attributes>>,
    range: Range<usize>,
    children: Vec<Node>,
    /// Where its inlines start among the pieces.
    pieces: usize,
}

/// A block that holds text and nothing else.
struct Leaf {
    /// The info string of a code block; `None` for HTML.
    info: Option<Box<str>>,
    text: String,
}

impl<'s, 'a> Tree<'s, 'a> {
    pub(super) fn new(source: &'s Source<'a>) -> Self {
        let root = Frame::new(Kind::Div, 0..source.body.len(), 0);
        Self {
            source,
            frames: vec![root],
            pieces: Vec::new(),
            leaf: None,
            skipped: 0,
            notes: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Takes in the next event.
    pub(super) fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(&range),
            Event::Text(text) | Event::Html(text) => self.text(text, range),
            Event::Rule => self.block(Kind::Rule, &range),
            Event::TaskListMarker(done) => self.mark_task(done),
            event => self.inline(event, range),
        }
    }

    /// The whole tree.
    pub(super) fn finish(mut self) -> Checked<Vec<Node>> {
        while self.frames.len() > 1 {
            self.close();
        }
        self.flush();
        let mut value = self.frames.pop().map(|it| it.children).unwrap_or_default();
        value.append(&mut self.notes);
        Checked { value, findings: self.findings }
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        let kind = match event {
            Event::Code(text) => Kind::Code(clean(&text)),
            Event::InlineMath(tex) => Kind::Math { display: false, tex: clean(&tex) },
            Event::DisplayMath(tex) => Kind::Math { display: true, tex: clean(&tex) },
            Event::FootnoteReference(label) => Kind::FootnoteReference(clean(&label)),
            Event::InlineHtml(text) => return self.inline_html(text, range),
            Event::HardBreak => Kind::HardBreak,
            _ => Kind::SoftBreak,
        };
        let node = Node::new(kind, self.source.span(&range), Vec::new());
        self.pieces.push(Piece::Node(node));
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        match &mut self.leaf {
            Some(leaf) => leaf.text.push_str(&text),
            None => self.pieces.push(Piece::Text(text, range)),
        }
    }

    fn inline_html(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if self.source.dialect.raw_html {
            let node = Kind::InlineHtml(clean(&text));
            let node = Node::new(node, self.source.span(&range), Vec::new());
            self.pieces.push(Piece::Node(node));
        } else if !text.starts_with("<!--") {
            self.pieces.push(Piece::Text(text, range));
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let kind = match tag {
            Tag::CodeBlock(kind) => return self.open_leaf(Some(info(kind)), &range),
            Tag::HtmlBlock => return self.open_leaf(None, &range),
            tag => kind_of(tag),
        };
        if self.frames.len() > MAX_DEPTH {
            self.skip(&kind, range);
        } else {
            self.open(kind, range);
        }
    }

    fn end(&mut self, range: &Range<usize>) {
        match self.leaf.take() {
            Some(leaf) => self.close_leaf(leaf, range),
            None => self.close(),
        }
    }

    fn open(&mut self, kind: Kind, range: Range<usize>) {
        if !is_inline(&kind) {
            self.flush();
        }
        self.frames.push(Frame::new(kind, range, self.pieces.len()));
    }

    /// Closes the innermost frame into a node of the one around it.
    fn close(&mut self) {
        self.flush();
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let span = self.source.span(&frame.range);
        let node = Node {
            kind: frame.kind,
            attributes: frame.attributes,
            span,
            children: frame.children,
        };
        self.push(node);
    }

    fn push(&mut self, node: Node) {
        if is_inline(&node.kind) {
            self.pieces.push(Piece::Node(node));
        } else if matches!(node.kind, Kind::FootnoteDefinition(_)) {
            self.notes.push(node);
        } else {
            self.flush();
            if let Some(frame) = self.frames.last_mut() {
                frame.children.push(node);
            }
        }
    }

    fn block(&mut self, kind: Kind, range: &Range<usize>) {
        let node = Node::new(kind, self.source.span(range), Vec::new());
        self.push(node);
    }

    /// Turns the pieces of the innermost frame into its children.
    fn flush(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if self.pieces.len() <= frame.pieces {
            return;
        }
        let mut nodes = piece::merge(self.source, &mut self.pieces, frame.pieces);
        match frame.children.last() {
            None => frame.children = nodes,
            Some(last) => {
                // A comment stood between two lines of a tight item.
                if is_inline(&last.kind) {
                    let end = last.span;
                    frame.children.push(Node::new(Kind::SoftBreak, end, Vec::new()));
                }
                frame.children.append(&mut nodes);
            }
        }
    }

    fn mark_task(&mut self, done: bool) {
        let items = self.frames.iter_mut().rev();
        for frame in items {
            if let Kind::Item(task) = &mut frame.kind {
                *task = Some(done);
                return;
            }
        }
    }

    fn open_leaf(&mut self, info: Option<Box<str>>, range: &Range<usize>) {
        self.flush();
        let text = String::with_capacity(range.len());
        self.leaf = Some(Leaf { info, text });
    }

    fn close_leaf(&mut self, leaf: Leaf, range: &Range<usize>) {
        match leaf.info {
            Some(info) => {
                let text = clean(&leaf.text);
                self.block(Kind::CodeBlock { info, text }, range);
            }
            None if self.source.dialect.raw_html => {
                self.block(Kind::Html(clean(&leaf.text)), range);
            }
            None => self.html_as_text(&leaf.text, range),
        }
    }

    fn html_as_text(&mut self, text: &str, range: &Range<usize>) {
        let left = html::without_comments(text);
        if left.is_none() {
            let finding = self
                .source
                .finding(Code::UnclosedComment, range, "a comment has no end")
                .help("close it with `-->`");
            self.findings.push(finding);
        }
        let left = left.as_deref().unwrap_or(text).trim();
        if !left.is_empty() {
            self.paragraph_of(left, range);
        }
    }

    /// A paragraph that holds `text` as it is.
    fn paragraph_of(&mut self, text: &str, range: &Range<usize>) {
        let span = self.source.span(range);
        let text = Node::new(Kind::Text(clean(text)), span, Vec::new());
        self.push(Node::new(Kind::Paragraph, span, vec![text]));
    }

    /// Keeps what is nested too deep as text.
    fn skip(&mut self, kind: &Kind, range: Range<usize>) {
        self.skipped = 1;
        if !self.findings.iter().any(|it| it.code == Code::TooDeep) {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            let finding = self.source.finding(Code::TooDeep, &range, message);
            self.findings.push(finding.help("take some of the nesting away"));
        }
        let text = self.source.slice(range.clone());
        if is_inline(kind) {
            self.pieces.push(Piece::Text(text.into(), range));
        } else {
            self.paragraph_of(text.trim_end(), &range);
        }
    }
}

impl Frame {
    fn new(kind: Kind, range: Range<usize>, pieces: usize) -> Self {
        Self { kind, attributes: None, range, children: Vec::new(), pieces }
    }
}

/// NUL cannot stand in HTML; CommonMark asks for the replacement character.
fn clean(text: &str) -> Box<str> {
    if text.contains('\0') { text.replace('\0', "\u{FFFD}").into() } else { text.into() }
}

fn info(kind: CodeBlockKind<'_>) -> Box<str> {
    match kind {
        CodeBlockKind::Fenced(info) => clean(&info),
        CodeBlockKind::Indented => Box::default(),
    }
}

fn kind_of(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Heading { level, .. } => Kind::Heading(level as u8),
        Tag::BlockQuote(None) => Kind::Quote,
        Tag::BlockQuote(Some(kind)) => Kind::Alert(alert(kind)),
        Tag::List(start) => Kind::List(start),
        Tag::Item => Kind::Item(None),
        Tag::FootnoteDefinition(label) => Kind::FootnoteDefinition(clean(&label)),
        Tag::DefinitionList => Kind::DefinitionList,
        Tag::DefinitionListTitle => Kind::Term,
        Tag::DefinitionListDefinition => Kind::Definition,
        Tag::Table(columns) => Kind::Table(columns.into_iter().map(align).collect()),
        Tag::TableHead => Kind::Head,
        Tag::TableRow => Kind::Row,
        Tag::TableCell => Kind::Cell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Superscript => Kind::Superscript,
        Tag::Subscript => Kind::Subscript,
        Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
            Kind::Link { dest: format!("mailto:{dest_url}").into(), title: clean(&title) }
        }
        Tag::Link { dest_url, title, .. } => {
            Kind::Link { dest: clean(&dest_url), title: clean(&title) }
        }
        Tag::Image { dest_url, title, .. } => {
            Kind::Image { dest: clean(&dest_url), title: clean(&title) }
        }
        // The others are leaves, or never switched on.
        Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
            Kind::Paragraph
        }
    }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
