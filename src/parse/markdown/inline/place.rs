//! Places between the characters of a block's inlines.

use super::Inlines;
use crate::parse::markdown::piece::Part;

/// A place: a byte of the body, and the piece it stands in or in front of.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse::markdown) struct Place {
    /// The piece.
    pub(in crate::parse::markdown) piece: usize,
    /// The byte of the body.
    pub(in crate::parse::markdown) at: usize,
}

/// What stands between two places.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse::markdown) struct Cut {
    /// The first place.
    pub(in crate::parse::markdown) from: Place,
    /// The place behind the last.
    pub(in crate::parse::markdown) to: Place,
}

impl Place {
    /// In front of everything.
    pub(super) const START: Self = Self { piece: 0, at: 0 };

    /// Some bytes further in the same piece.
    pub(in crate::parse::markdown) fn plus(self, bytes: usize) -> Self {
        Self { at: self.at + bytes, ..self }
    }
}

impl Inlines<'_, '_, '_> {
    /// The place of byte `at`, searched from `from` on; `None` inside a node.
    pub(in crate::parse::markdown) fn place(
        &self,
        at: usize,
        from: Place,
    ) -> Option<Place> {
        for (index, piece) in self.pieces.iter().enumerate().skip(from.piece) {
            if at < piece.range.end {
                let plain = matches!(piece.part, Part::Plain { .. });
                let fits = plain || at <= piece.range.start;
                return fits.then_some(Place { piece: index, at });
            }
        }
        let end = self.end();
        (at <= end.at).then_some(Place { at, ..end })
    }
}
