//! The words of the product as types: pages, sources, citations, markings, settings.

pub mod citation;
pub mod date;
pub mod marking;
pub mod node;
pub mod outline;
pub mod page;
pub mod readable;
pub mod settings;
pub mod source;
pub mod theme;

pub use citation::{CiteItem, Cluster, Label, Mode};
pub use date::Date;
pub use marking::{Audience, Marking};
pub use node::{Align, Attributes, Kind, Node};
pub use outline::{Outline, OutlineItem};
pub use page::{Body, Face, Page, PageId, PageKind, Relation, Spanned};
pub use settings::Settings;
pub use source::{Evidence, Name, Seen, Source};
pub use theme::Theme;
