//! The marked sections that are open while blocks are read one after the other: the marking
//! of a heading holds up to the next heading of its level.

use super::node::Kind;
use super::{Marking, Node};

/// Marked sections that are open, outermost first.
#[derive(Clone, Debug, Default)]
pub struct Sections(Vec<(u8, Marking)>);

impl Sections {
    /// Goes on to a block; a heading ends sections and may begin one. Gives the highest
    /// marking of the sections that the block stands in.
    pub fn enter(&mut self, block: &Node) -> Option<Marking> {
        if let Kind::Heading(level) = block.kind {
            self.0.retain(|it| it.0 < level);
            self.0.extend(block.marking().map(|it| (level, it)));
        }
        self.0.iter().map(|it| it.1).max()
    }
}
