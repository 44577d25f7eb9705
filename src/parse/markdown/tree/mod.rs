//! The stack machine that turns the parser's events into a tree: every start opens a
//! frame, every end closes one into a node. The stack is never deeper than
//! [`MAX_DEPTH`].

mod block;
mod callout;
mod depth;
mod div;
mod html;
mod kind;
mod leaf;
mod note;
mod table;
mod text;

use super::fence::Fence;
use super::inline::{self, Scratch};
use super::piece::Piece;
use super::quote;
use super::source::Source;
use crate::diag::{Checked, Diagnostic};
use crate::model::{Attributes, Kind, Marking, Node};
use kind::is_inline;
use leaf::Leaf;
use note::Notes;
use pulldown_cmark::{Event, Tag};
use std::collections::BTreeSet;
use std::ops::Range;

/// How deep nodes may stand in each other.
const MAX_DEPTH: usize = 64;

/// How many events are read.
const MAX_EVENTS: usize = 1_000_000;

/// A tree that grows.
pub(super) struct Tree<'s, 'a> {
    source: &'s Source<'a>,
    fences: &'s [Fence],
    /// Addresses in the text, in order.
    addresses: &'s [Range<usize>],
    /// Which fences were met as fences.
    met: Vec<bool>,
    quotes: quote::Quotes,
    frames: Vec<Frame>,
    pieces: Vec<Piece<'a>>,
    scratch: Scratch,
    leaf: Option<Leaf>,
    /// Whether text stands for nothing but itself: in `<https://…>`.
    verbatim: bool,
    skipped: usize,
    events: usize,
    notes: Notes,
    /// What was told of HTML: each once a page.
    told: BTreeSet<String>,
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
    /// The marked headings in whose sections the next block stands.
    sections: Vec<(u8, Marking)>,
}

/// A tree that has grown.
pub(super) struct Grown {
    /// The nodes and what was found.
    pub(super) nodes: Checked<Vec<Node>>,
    /// Which fences were met as fences; the others stand in code.
    pub(super) met: Vec<bool>,
}

impl<'s, 'a> Tree<'s, 'a> {
    pub(super) fn new(source: &'s Source<'a>, fences: &'s [Fence]) -> Self {
        let root = Frame::new(Kind::Div, 0..source.body.len(), 0);
        Self {
            source,
            fences,
            addresses: &[],
            met: vec![false; fences.len()],
            quotes: quote::Quotes::of(source.dialect),
            frames: vec![root],
            pieces: Vec::new(),
            scratch: Scratch::default(),
            leaf: None,
            verbatim: false,
            skipped: 0,
            events: 0,
            notes: Notes::default(),
            told: BTreeSet::new(),
            findings: Vec::new(),
        }
    }

    /// The same, in a text with these addresses.
    pub(super) fn with(self, addresses: &'s [Range<usize>]) -> Self {
        Self { addresses, ..self }
    }

    /// Takes in the next event; `false` if no more are wanted.
    pub(super) fn take(&mut self, event: Event<'a>, range: Range<usize>) -> bool {
        self.events += 1;
        if self.events > MAX_EVENTS {
            self.stop(&range);
            return false;
        }
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(&range),
            Event::Text(text) | Event::Html(text) => self.text(text, range),
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => self.mark_task(done),
            event => self.inline(event, range),
        }
        true
    }

    /// The whole tree.
    pub(super) fn finish(mut self) -> Grown {
        self.close_divs();
        self.flush();
        let mut value = self.frames.pop().map(|it| it.children).unwrap_or_default();
        value.append(&mut self.notes.finish(self.source, &mut self.findings));
        depth::limit(self.source, &mut value, &mut self.findings);
        Grown { nodes: Checked { value, findings: self.findings }, met: self.met }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => self.open_leaf(Leaf::code(kind, range.len())),
            Tag::HtmlBlock => self.open_leaf(Leaf::html(range.len())),
            tag => {
                let verbatim = kind::is_verbatim(&tag);
                self.open(kind::of(tag), range);
                self.verbatim = verbatim && self.skipped == 0;
            }
        }
    }

    fn end(&mut self, range: &Range<usize>) {
        if let Some(leaf) = self.leaf.take() {
            self.close_leaf(leaf, range);
        } else {
            self.close_divs();
            self.close();
            self.verbatim = false;
        }
    }

    fn open(&mut self, kind: Kind, range: Range<usize>) {
        if !is_inline(&kind) {
            self.flush();
            self.quotes.reset();
        }
        if self.frames.len() > MAX_DEPTH {
            self.skip(&kind, range);
            return;
        }
        self.frames.push(Frame::new(kind, range, self.pieces.len()));
    }

    /// Closes the innermost frame into a node of the one around it.
    fn close(&mut self) {
        self.finish_block();
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let Frame { kind, attributes, range, children, .. } = frame;
        if kind == Kind::Caption {
            // Its table has it already.
            return;
        }
        let span = self.source.span(&range);
        self.push(Node::new(kind, span, children).with(attributes), range);
    }

    fn push(&mut self, node: Node, range: Range<usize>) {
        if is_inline(&node.kind) {
            self.pieces.push(Piece::node(node, range));
        } else if matches!(node.kind, Kind::FootnoteDefinition(_)) {
            let marking = self.marking_here();
            self.notes.define(node, marking);
        } else {
            self.flush();
            if let Some(frame) = self.frames.last_mut() {
                frame.note_section(&node);
                frame.children.push(node);
            }
        }
    }

    fn block(&mut self, kind: Kind, range: &Range<usize>) {
        let node = Node::new(kind, self.source.span(range), Vec::new());
        self.push(node, range.clone());
    }

    /// Turns the pieces of the innermost frame into its children.
    fn flush(&mut self) {
        self.take_item_attributes();
        let Some(frame) = self.frames.last() else { return };
        if self.pieces.len() <= frame.pieces {
            return;
        }
        let from = frame.pieces;
        let is_link = |it: &Frame| matches!(it.kind, Kind::Link(_));
        self.scratch.in_link = self.frames.iter().any(is_link);
        let Self { source, pieces, scratch, findings, .. } = self;
        let mut nodes = inline::read(source, pieces, from, scratch, findings);
        let Some(frame) = self.frames.last_mut() else { return };
        match frame.children.last() {
            None => frame.children = nodes,
            Some(last) => {
                // A comment stood between two lines of a tight item.
                if is_inline(&last.kind) {
                    let gap = Node::new(Kind::SoftBreak, last.span, Vec::new());
                    frame.children.push(gap);
                }
                frame.children.append(&mut nodes);
            }
        }
    }
}

impl Frame {
    fn new(kind: Kind, range: Range<usize>, pieces: usize) -> Self {
        Self {
            kind,
            attributes: None,
            range,
            children: Vec::new(),
            pieces,
            sections: Vec::new(),
        }
    }
}
