//! A page: a face that other pages may show, and a body that is its own.

use super::{Date, Marking, Node, Position, TextMarkings};
use crate::base::FilePath;
use crate::diag::Span;
use std::fmt;
use std::sync::Arc;

/// The name by which pages refer to a page: its path below the content folder, without
/// language suffix, extension and `/index`: `report/part-2`. The home page is `index`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(Arc<str>);

impl PageId {
    /// The id with this text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `part-2` of `report/part-2`.
    pub fn short(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, last)| last)
    }
}

impl fmt::Display for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the page's file.
    pub span: Span,
}

/// One Markdown file. A copy shares both halves.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What other pages may show of it.
    pub face: Arc<Face>,
    /// What only the page itself shows.
    pub body: Arc<Body>,
}

/// What other pages may show of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// The name by which pages refer to it. Pages in several languages share it.
    pub id: PageId,
    /// The Markdown file.
    pub file: FilePath,
    /// The title as plain text.
    pub title: String,
    /// The kind, which chooses the template.
    pub kind: PageKind,
    /// The language: a BCP 47 tag.
    pub lang: String,
    /// Which part of the report series it is about.
    pub part: Option<u32>,
    /// The date.
    pub date: Option<Date>,
    /// Whether the date is only announced; its observance was not seen.
    pub announced: bool,
    /// The marking, own or by cascade.
    pub marking: Option<Marking>,
    /// What its label is accompanied by: free text of whoever has marked it.
    pub restrictions: Option<String>,
    /// The texts of its front matter that are marked by themselves.
    pub texts: TextMarkings,
    /// One sentence for lists.
    pub summary: Option<String>,
    /// Other names that links and autolinks resolve.
    pub aliases: Vec<Spanned<String>>,
    /// The reports, or sections of them, that it covers.
    pub covers: Vec<Spanned<String>>,
    /// The source that a press page reads.
    pub source: Option<Spanned<String>>,
    /// The pages that it confirms, adds to or disputes.
    pub bears_on: Vec<Spanned<String>>,
    /// The tags, in order.
    pub tags: Vec<String>,
    /// Where it is on the earth.
    pub at: Option<Position>,
    /// The place among its siblings, if one was given.
    pub order: Option<i64>,
    /// Which writing of the page this is, if it says so. That of a translation is the one of
    /// the original that was translated.
    pub revision: Option<u32>,
    /// Typed relations to other pages.
    pub relations: Vec<Relation>,
    /// Whether it stands in feeds and lists.
    pub listed: bool,
    /// Whether the search finds it.
    pub searchable: bool,
    /// Free data for themes.
    pub extra: serde_json::Value,
}

/// What only the page itself shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The `#` heading that gave the page its title, if one did; not among `nodes`.
    pub heading: Option<Node>,
    /// The blocks; footnote definitions stand at the end.
    pub nodes: Box<[Node]>,
    /// Keys of `nocite`, or `*`.
    pub nocite: Vec<Spanned<String>>,
}

/// A typed relation to another page.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The type: `customer-of`.
    pub kind: String,
    /// The id, title or alias of the other page.
    pub to: Spanned<String>,
    /// The citation that supports it: one [`Kind::Cite`](super::Kind::Cite) node.
    pub source: Option<Node>,
    /// The marking, if one was given.
    pub marking: Option<Marking>,
}

/// The kind of a page; it chooses the template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// A part of the report series.
    ReportPart,
    /// Press coverage.
    Press,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
    /// A place.
    Place,
    /// A product.
    Product,
    /// A term of the glossary.
    Term,
    /// An event of the timeline.
    Event,
    /// An analysis.
    Analysis,
    /// Any other page.
    Page,
    /// A kind named in `book.toml`.
    Custom(String),
}

impl PageKind {
    /// The kinds that exist everywhere.
    pub const KNOWN: [&'static str; 10] = [
        "report-part",
        "press",
        "organisation",
        "person",
        "place",
        "product",
        "term",
        "event",
        "analysis",
        "page",
    ];

    /// The kind with this name; a name that is not known becomes custom.
    pub fn named(name: &str) -> Self {
        match name {
            "report-part" => Self::ReportPart,
            "press" => Self::Press,
            "organisation" => Self::Organisation,
            "person" => Self::Person,
            "place" => Self::Place,
            "product" => Self::Product,
            "term" => Self::Term,
            "event" => Self::Event,
            "analysis" => Self::Analysis,
            "page" => Self::Page,
            other => Self::Custom(other.to_owned()),
        }
    }

    /// The name as it is written in front matter.
    pub fn name(&self) -> &str {
        match self {
            Self::ReportPart => "report-part",
            Self::Press => "press",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Place => "place",
            Self::Product => "product",
            Self::Term => "term",
            Self::Event => "event",
            Self::Analysis => "analysis",
            Self::Page => "page",
            Self::Custom(name) => name,
        }
    }

    /// Whether it is somebody or something that texts speak of.
    pub fn is_entity(&self) -> bool {
        matches!(self, Self::Organisation | Self::Person | Self::Place | Self::Product)
    }
}
