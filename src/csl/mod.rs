//! Formats citations and reference lists in the styles of the Citation Style Language
//! (CSL 1.0.2), with hayagriva as the engine behind this room's walls.
//!
//! In come [`Reference`]s, a [`Style`] and [`Request`]s; out go flat runs of text,
//! [`Piece`]s, that whoever writes them escapes. No item makes the engine panic, and no
//! value of a field is lost on the way.

mod catalogue;
mod check;
mod cluster;
mod container;
mod dates;
mod engine;
mod flat;
mod item;
mod library;
mod locale;
mod markup;
mod names;
mod others;
mod parts;
mod piece;
mod quiet;
mod reference;
mod style;
#[cfg(test)]
mod tests;
mod tidy;
mod xml;

pub use catalogue::{DEFAULT, names};
pub use cluster::{Asked, Citation, Part, Request};
pub use engine::Engine;
pub use library::Library;
pub use piece::{Look, Piece, plain};
pub use reference::Reference;
pub use style::{Fault, Style};
