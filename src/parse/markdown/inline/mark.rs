//! Finds the characters that may start or end something, and pairs the brackets.

use super::{MAX_NESTING, Place};
use crate::parse::markdown::Dialect;
use crate::parse::markdown::piece::{Part, Piece};

/// A character that may mean something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Which one.
    pub(super) byte: u8,
    /// The piece it stands in.
    pub(super) piece: usize,
    /// The byte of the body.
    pub(super) at: usize,
    /// The mark of the bracket that belongs to it.
    pub(super) partner: Option<usize>,
    /// How many brackets are nested in this one.
    pub(super) height: usize,
}

impl Mark {
    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        Place { piece: self.piece, at: self.at }
    }
}

const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut index = 0;
    while index < MARKS.len() {
        special[MARKS[index] as usize] = true;
        index += 1;
    }
    special
};

const MARKS: &[u8] = b"[]@{^~";

/// Finds the marks of some pieces, in order; `open` is used on the way.
pub(super) fn find(
    dialect: &Dialect,
    pieces: &[Piece<'_>],
    marks: &mut Vec<Mark>,
    open: &mut Vec<usize>,
) {
    marks.clear();
    open.clear();
    if !dialect.dossier && !dialect.github {
        return;
    }
    for (index, piece) in pieces.iter().enumerate() {
        let Part::Plain { text, escaped } = &piece.part else { continue };
        let mut from = usize::from(*escaped);
        let bytes = text.as_bytes();
        let next = |from: usize| {
            let rest = bytes.get(from..)?;
            rest.iter().position(|it| SPECIAL[*it as usize]).map(|it| from + it)
        };
        while let Some(at) = next(from) {
            let byte = bytes[at];
            let at_body = piece.range.start + at;
            from = at + 1;
            let mark = Mark { byte, piece: index, at: at_body, partner: None, height: 0 };
            marks.push(mark);
            match byte {
                b'[' => open.push(marks.len() - 1),
                b']' => pair(marks, open),
                _ => {}
            }
        }
    }
}

/// Pairs the last mark with the innermost open bracket.
fn pair(marks: &mut [Mark], open: &mut Vec<usize>) {
    let Some(first) = open.pop() else { return };
    let last = marks.len() - 1;
    marks[first].partner = Some(last);
    marks[last].partner = Some(first);
    let height = marks[first].height + 1;
    if let Some(around) = open.last() {
        let around = &mut marks[*around];
        around.height = around.height.max(height).min(MAX_NESTING);
    }
}
