//! The words of the product as types: pages, sources, citations, markings, settings.

pub mod audience;
pub mod bundle;
pub mod citation;
pub mod csl;
pub mod date;
pub mod design;
pub mod extent;
pub mod library;
pub mod lock;
pub mod marking;
pub mod markup;
pub mod names;
pub mod node;
pub mod outline;
pub mod page;
pub mod position;
pub mod prose;
pub mod readable;
pub mod record;
pub mod schema;
pub mod scheme;
pub mod sections;
pub mod settings;
pub mod source;
#[cfg(test)]
pub mod testing;
pub mod theme;
pub mod yardstick;

pub use audience::{Audience, Withheld};
pub use bundle::Bundle;
pub use citation::{CiteItem, Cluster, Label, Mode};
pub use date::Date;
pub use design::Design;
pub use extent::Extent;
pub use library::BibFormat;
pub use marking::Marking;
pub use names::{Named, Names};
pub use node::{Align, Attributes, Kind, Node};
pub use outline::{Outline, OutlineItem};
pub use page::{Body, Face, Page, PageId, PageKind, Relation, Spanned};
pub use position::Position;
pub use scheme::Scheme;
pub use settings::Settings;
pub use source::{Evidence, Name, Seen, Source};
pub use theme::{Layer, Theme};
pub use yardstick::Yardstick;
