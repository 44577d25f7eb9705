//! Citations as pandoc has them: a cluster of items, each with affixes and a locator.

use super::Node;
use crate::diag::Span;

/// Everything between `[` and `]`, or a key in running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The items, in order; never empty.
    pub items: Vec<CiteItem>,
}

/// One cited source.
#[derive(Clone, Debug, PartialEq)]
pub struct CiteItem {
    /// The key, without `@` and braces.
    pub key: Box<str>,
    /// Where the key stands.
    pub span: Span,
    /// How the author is shown.
    pub mode: Mode,
    /// What stands before the key.
    pub prefix: Vec<Node>,
    /// The kind of locator, if there is one.
    pub label: Option<Label>,
    /// The locator, without its label: `5–7`.
    pub locator: Option<Box<str>>,
    /// What stands behind the locator, with its leading comma or space.
    pub suffix: Vec<Node>,
}

/// How an item shows the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `[@key]`
    Normal,
    /// `[-@key]`
    SuppressAuthor,
    /// `@key`
    AuthorInText,
}

impl Mode {
    /// The word for programs: `normal`, `suppress-author`, `author-in-text`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::SuppressAuthor => "suppress-author",
            Self::AuthorInText => "author-in-text",
        }
    }
}

/// The locator labels of CSL 1.0.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are CSL's own terms")]
pub enum Label {
    Act,
    AppendixLocator,
    ArticleLocator,
    Book,
    Canon,
    Chapter,
    Column,
    /// Something that CSL has no term for, as `slide` or `Rn.`: the author's word is part of
    /// the locator.
    Custom,
    Elocation,
    Equation,
    Figure,
    Folio,
    Issue,
    /// What laws are counted by: shown in the author's word.
    Law(Law),
    Line,
    Note,
    Opus,
    Page,
    Paragraph,
    Part,
    Rule,
    Scene,
    Section,
    SubVerbo,
    Supplement,
    Table,
    Timestamp,
    TitleLocator,
    Verse,
    Volume,
}

impl Label {
    /// Every label of CSL.
    pub const ALL: [Self; 29] = [
        Self::Act,
        Self::AppendixLocator,
        Self::ArticleLocator,
        Self::Book,
        Self::Canon,
        Self::Chapter,
        Self::Column,
        Self::Custom,
        Self::Elocation,
        Self::Equation,
        Self::Figure,
        Self::Folio,
        Self::Issue,
        Self::Line,
        Self::Note,
        Self::Opus,
        Self::Page,
        Self::Paragraph,
        Self::Part,
        Self::Rule,
        Self::Scene,
        Self::Section,
        Self::SubVerbo,
        Self::Supplement,
        Self::Table,
        Self::Timestamp,
        Self::TitleLocator,
        Self::Verse,
        Self::Volume,
    ];

    /// Whether it counts the sections of an outline.
    pub fn counts_sections(self) -> bool {
        matches!(
            self,
            Self::Section
                | Self::Chapter
                | Self::Part
                | Self::TitleLocator
                | Self::AppendixLocator
                | Self::Law(Law::Sign | Law::Signs)
        )
    }

    /// CSL's own term: `page`, `sub-verbo`.
    pub fn term(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::AppendixLocator => "appendix-locator",
            Self::ArticleLocator => "article-locator",
            Self::Book => "book",
            Self::Canon => "canon",
            Self::Chapter => "chapter",
            Self::Column => "column",
            Self::Custom => "custom",
            Self::Elocation => "elocation",
            Self::Equation => "equation",
            Self::Figure => "figure",
            Self::Folio => "folio",
            Self::Issue => "issue",
            Self::Law(word) => word.label().term(),
            Self::Line => "line",
            Self::Note => "note",
            Self::Opus => "opus",
            Self::Page => "page",
            Self::Paragraph => "paragraph",
            Self::Part => "part",
            Self::Rule => "rule",
            Self::Scene => "scene",
            Self::Section => "section",
            Self::SubVerbo => "sub-verbo",
            Self::Supplement => "supplement",
            Self::Table => "table",
            Self::Timestamp => "timestamp",
            Self::TitleLocator => "title-locator",
            Self::Verse => "verse",
            Self::Volume => "volume",
        }
    }
}

/// The words of laws: they name parts of a text that is called so in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// `§ 5`
    Sign,
    /// `§§ 5–7`
    Signs,
    /// `Art. 3`
    Art,
    /// `Abs. 2`
    Abs,
}

impl Law {
    /// The word as it was written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sign => "§",
            Self::Signs => "§§",
            Self::Art => "Art.",
            Self::Abs => "Abs.",
        }
    }

    /// CSL's label for it.
    pub fn label(self) -> Label {
        match self {
            Self::Sign | Self::Signs => Label::Section,
            Self::Art => Label::ArticleLocator,
            Self::Abs => Label::Paragraph,
        }
    }
}
