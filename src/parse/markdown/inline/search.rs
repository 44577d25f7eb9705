//! Questions that citations ask about the inlines of a block.

use super::{Brackets, Cut, Inlines, Place};
use crate::model::{Kind, Node};
use crate::parse::markdown::cite::Flat;
use crate::parse::markdown::piece::Part;

impl Inlines<'_, '_, '_> {
    /// The place of a mark, if it is this byte.
    pub(in crate::parse::markdown) fn mark(
        &self,
        index: usize,
        byte: u8,
    ) -> Option<Place> {
        let mark = self.marks.get(index).filter(|it| it.byte == byte)?;
        Some(mark.place())
    }

    /// Index, byte and place of the marks between brackets, without those in brackets
    /// nested in them.
    pub(in crate::parse::markdown) fn marks_in(
        &self,
        pair: &Brackets,
    ) -> impl Iterator<Item = (usize, u8, usize)> + '_ {
        let to = pair.inside.to.at;
        let mut next = pair.first + 1;
        std::iter::from_fn(move || {
            let mark = self.marks.get(next).filter(|it| it.at < to)?;
            let index = next;
            next = mark.partner.filter(|it| *it > index).unwrap_or(index) + 1;
            Some((index, mark.byte, mark.at))
        })
    }

    /// The first bracket that opens at or behind a place.
    pub(in crate::parse::markdown) fn next_bracket(
        &self,
        from: usize,
        place: Place,
    ) -> Option<usize> {
        let behind = self.marks.get(from..)?.iter().take(8);
        let at = behind.take_while(|it| it.byte != b'[' || it.at < place.at).count();
        self.marks.get(from + at).filter(|it| it.byte == b'[').map(|_| from + at)
    }

    /// The brackets nested directly in others, as places of the body.
    pub(in crate::parse::markdown) fn nested(
        &self,
        pair: &Brackets,
    ) -> Vec<(usize, usize)> {
        let open = self.marks_in(pair).filter(|it| it.1 == b'[');
        open.filter_map(|(index, _, at)| {
            let last = self.marks.get(self.marks.get(index)?.partner?)?;
            Some((at, last.at))
        })
        .collect()
    }

    /// The typographic double quotes in a part, as places of the body.
    pub(in crate::parse::markdown) fn quotes(&self, cut: Cut) -> Vec<(usize, usize)> {
        let inside = self.pieces.iter().skip(cut.from.piece);
        let inside = inside.take_while(|it| it.range.end <= cut.to.at);
        let quotes = inside.filter(|it| {
            let double = self.source.byte(it.range.start) == Some(b'"');
            double && it.range.len() == 1 && matches!(it.part, Part::Other(_))
        });
        let places: Vec<usize> = quotes.map(|it| it.range.start).collect();
        places
            .chunks_exact(2)
            .filter_map(|it| Some((*it.first()?, *it.get(1)?)))
            .collect()
    }

    /// Where a byte stands as it is, without a backslash in front of it.
    pub(in crate::parse::markdown) fn plain_bytes(
        &self,
        cut: Cut,
        byte: u8,
    ) -> Vec<Place> {
        let mut found = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate().skip(cut.from.piece) {
            let start = piece.range.start;
            if start >= cut.to.at {
                break;
            }
            let Part::Plain { text, escaped } = &piece.part else { continue };
            for (at, it) in text.bytes().enumerate() {
                let at_body = start + at;
                let inside = (cut.from.at..cut.to.at).contains(&at_body);
                if it == byte && inside && !(at == 0 && *escaped) {
                    found.push(Place { piece: index, at: at_body });
                }
            }
        }
        found
    }

    /// Whether a hyphen stands in front of a place, as it is.
    pub(in crate::parse::markdown) fn hyphen_before(
        &self,
        place: Place,
        from: Place,
    ) -> bool {
        let Some(piece) = self.pieces.get(place.piece) else { return false };
        let Part::Plain { escaped, .. } = &piece.part else { return false };
        let Some(at) = place.at.checked_sub(1) else { return false };
        let first = at == piece.range.start && *escaped;
        let inside = at >= piece.range.start && at >= from.at;
        inside && !first && self.source.byte(at) == Some(b'-')
    }

    /// Whether a part is one piece of text, as it stands in the body.
    pub(in crate::parse::markdown) fn is_plain(&self, cut: Cut) -> bool {
        self.pieces.get(cut.from.piece).is_some_and(|it| {
            let inside = it.range.start <= cut.from.at && cut.to.at <= it.range.end;
            inside && matches!(it.part, Part::Plain { .. })
        })
    }

    /// The node that ends right in front of a place.
    pub(in crate::parse::markdown) fn node_before(&self, place: Place) -> Option<&Node> {
        let piece = self.pieces.get(place.piece.checked_sub(1)?)?;
        match &piece.part {
            Part::Node(node) if piece.range.end == place.at => Some(node),
            _ => None,
        }
    }

    /// A part as one run of text.
    pub(in crate::parse::markdown) fn flat(&self, cut: Cut) -> Flat {
        let mut flat = Flat::default();
        for (index, piece) in self.pieces.iter().enumerate().skip(cut.from.piece) {
            let range = &piece.range;
            if range.start >= cut.to.at {
                break;
            }
            let from = flat.text.len();
            let at = cut.from.at.max(range.start);
            match &piece.part {
                Part::Plain { text, .. } => {
                    let inside = at - range.start..cut.to.at.min(range.end) - range.start;
                    flat.text.push_str(text.get(inside).unwrap_or_default());
                }
                _ if range.start < cut.from.at => continue,
                Part::Other(text) => flat.text.push_str(text),
                Part::Node(node) => match node.kind {
                    Kind::SoftBreak | Kind::HardBreak => flat.text.push(' '),
                    // A formula is never part of a locator.
                    Kind::Math { .. } => flat.text.push('\u{FFFC}'),
                    _ => {
                        node.text_into(&mut flat.text);
                        flat.wholes.push(from..flat.text.len());
                    }
                },
            }
            let plain = matches!(piece.part, Part::Plain { .. });
            flat.parts.push((from, Place { piece: index, at }, plain));
        }
        flat
    }
}
