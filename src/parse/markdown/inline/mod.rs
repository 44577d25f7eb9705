//! Recognises what pandoc and wikis add to a line of text: spans, citations, wiki links,
//! super- and subscripts, attributes. One pass over the inlines of a block; what is not
//! recognised stays the text it was.

mod attach;
mod blank;
mod bracket;
mod mark;
mod place;
mod script;
mod search;
mod wiki;

use super::piece::{Part, Piece};
use super::run::{self, Run};
use super::source::Source;
use crate::diag::Diagnostic;
use crate::model::Node;
pub(super) use bracket::Brackets;
use mark::Mark;
pub(super) use place::{Cut, Place};
pub(super) use script::is_range;

/// How deep brackets are looked into; deeper ones are text.
const MAX_NESTING: usize = 16;

/// The inlines of one block, being recognised.
pub(super) struct Inlines<'s, 'p, 'a> {
    /// The text they stand in.
    pub(super) source: &'s Source<'a>,
    /// What was found.
    pub(super) findings: &'p mut Vec<Diagnostic>,
    /// Whether they stand in the text of a link.
    pub(super) in_link: bool,
    pieces: &'p mut [Piece<'a>],
    marks: &'p [Mark],
}

/// Turns the pieces from `from` on into nodes.
pub(super) fn read<'a>(
    source: &Source<'a>,
    pieces: &mut Vec<Piece<'a>>,
    from: usize,
    scratch: &mut Scratch,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    let found = pieces.get_mut(from..).unwrap_or_default();
    let text = std::mem::take(&mut scratch.text);
    let mut run = Run::with(source, found.len().min(4), text);
    mark::find(source.dialect, found, &mut scratch.marks, &mut scratch.open);
    let marks = &scratch.marks;
    let in_link = scratch.in_link;
    let mut inlines = Inlines { source, findings, in_link, pieces: found, marks };
    inlines.read_all(&mut run);
    pieces.truncate(from);
    let (nodes, text) = run.finish_with();
    scratch.text = text;
    nodes
}

/// What one block after the other is read with.
#[derive(Default)]
pub(super) struct Scratch {
    /// Whether the next block stands in the text of a link.
    pub(super) in_link: bool,
    text: String,
    marks: Vec<Mark>,
    open: Vec<usize>,
}

impl Inlines<'_, '_, '_> {
    fn read_all(&mut self, run: &mut Run<'_>) {
        let all = Cut { from: Place::START, to: self.end() };
        if self.marks.is_empty() {
            self.put(all, run);
        } else {
            self.recognise(all, 0, run);
        }
    }

    /// The nodes of a part, with everything in it recognised.
    pub(super) fn nodes(&mut self, cut: Cut, nesting: usize) -> Vec<Node> {
        if cut.from.at >= cut.to.at {
            return Vec::new();
        }
        let mut run = Run::new(self.source);
        self.recognise(cut, nesting, &mut run);
        run.finish()
    }

    fn recognise(&mut self, cut: Cut, nesting: usize, run: &mut Run<'_>) {
        let mut at = cut.from;
        let mut next = self.marks.partition_point(|it| it.at < cut.from.at);
        while self.marks.get(next).is_some_and(|it| it.at < cut.to.at) {
            let rest = Cut { from: at, to: cut.to };
            if let Some(found) = self.recognise_mark(next, rest, nesting) {
                self.put(Cut { from: at, to: found.from }, run);
                run.push(found.node);
                at = found.to;
            }
            next += 1;
        }
        self.put(Cut { from: at, to: cut.to }, run);
    }

    /// What starts with a mark in a part.
    fn recognise_mark(
        &mut self,
        index: usize,
        part: Cut,
        nesting: usize,
    ) -> Option<Found> {
        let mark = *self.marks.get(index)?;
        if mark.at < part.from.at || nesting >= MAX_NESTING {
            return None;
        }
        match mark.byte {
            b'[' => self.bracket(index, part, nesting),
            b'{' => self.attach(mark, part),
            _ if !self.source.dialect.dossier => None,
            b'@' => self.narrative(index, part, nesting),
            b'^' | b'~' => self.script(index, part, nesting),
            _ => None,
        }
    }

    /// Puts a part into the run as it is.
    fn put(&mut self, cut: Cut, run: &mut Run<'_>) {
        for piece in self.pieces.iter_mut().skip(cut.from.piece) {
            let range = &piece.range;
            if range.start >= cut.to.at {
                break;
            }
            match &mut piece.part {
                Part::Plain { text, .. } => {
                    let from = cut.from.at.max(range.start);
                    let to = cut.to.at.min(range.end);
                    let inside = from.saturating_sub(range.start)..to - range.start;
                    run.push_text(text.get(inside).unwrap_or_default(), &(from..to));
                }
                _ if range.start < cut.from.at => {}
                Part::Other(text) => run.push_text(text, range),
                Part::Node(node) => run.push(run::take(node)),
            }
        }
    }

    /// The place behind everything.
    pub(super) fn end(&self) -> Place {
        let at = self.pieces.last().map_or(0, |it| it.range.end);
        Place { piece: self.pieces.len(), at }
    }
}

/// Something that was recognised.
pub(super) struct Found {
    /// Where it starts.
    pub(super) from: Place,
    /// The place behind it.
    pub(super) to: Place,
    /// What it is.
    pub(super) node: Node,
}
