//! Attributes right behind inline code, a link or an image.

use super::mark::Mark;
use super::{Cut, Found, Inlines};
use crate::model::{Kind, Node};
use crate::parse::markdown::attributes;
use crate::parse::markdown::piece::Part;
use crate::parse::markdown::run;

impl Inlines<'_, '_, '_> {
    /// The node in front of the brace, with the attributes behind it.
    pub(super) fn attach(&mut self, mark: Mark, open: Cut) -> Option<Found> {
        let before = mark.piece.checked_sub(1)?;
        let piece = self.pieces.get(before)?;
        let range = piece.range.clone();
        let Part::Node(node) = &piece.part else { return None };
        let near = range.end == mark.at && range.start >= open.from.at;
        (near && self.takes_attributes(node)).then_some(())?;
        let end = attributes::end(self.source, mark.at)?;
        let to = self.place(end, mark.place())?;
        let braced = attributes::read(self.source, mark.at, self.findings)?;
        let Part::Node(node) = &mut self.pieces.get_mut(before)?.part else {
            return None;
        };
        let mut node = run::take(node);
        node.attributes = Some(Box::new(braced.attributes));
        let from = super::Place { piece: before, at: range.start };
        Some(Found { from, to, node })
    }

    /// In a plain book, braces are text but for those that size a picture.
    fn takes_attributes(&self, node: &Node) -> bool {
        let is_plain = !self.source.dialect.dossier && self.source.dialect.github;
        match node.kind {
            Kind::Image(_) => {
                is_plain && !self.source.has_markings || self.source.dialect.dossier
            }
            Kind::Code(_) | Kind::Link(_) => self.source.dialect.dossier,
            _ => false,
        }
    }
}
