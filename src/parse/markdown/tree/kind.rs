//! The parser's tags as kinds of node.

use crate::model::{Align, Goal, Kind};
use crate::parse::markdown::run::clean;
use pulldown_cmark::{Alignment, BlockQuoteKind, LinkType, Tag};

/// The kind of node that a tag starts.
pub(super) fn of(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Heading { level, .. } => Kind::Heading(level as u8),
        Tag::BlockQuote(None) => Kind::Quote,
        Tag::BlockQuote(Some(kind)) => Kind::Alert(alert(kind)),
        Tag::List(start) => Kind::List(start),
        Tag::Item => Kind::Item(None),
        Tag::FootnoteDefinition(label) => Kind::FootnoteDefinition(clean(&label)),
        Tag::DefinitionList => Kind::DefinitionList,
        Tag::DefinitionListTitle => Kind::Term,
        Tag::DefinitionListDefinition => Kind::Definition,
        Tag::Table(columns) => Kind::Table(columns.into_iter().map(align).collect()),
        Tag::TableHead => Kind::Head,
        Tag::TableRow => Kind::Row,
        Tag::TableCell => Kind::Cell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Superscript => Kind::Superscript,
        Tag::Subscript => Kind::Subscript,
        Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
            Kind::Link(Goal::at(format!("mailto:{dest_url}"), clean(&title)))
        }
        Tag::Link { dest_url, title, .. } => {
            Kind::Link(Goal::at(clean(&dest_url), clean(&title)))
        }
        Tag::Image { dest_url, title, .. } => {
            Kind::Image(Goal::at(clean(&dest_url), clean(&title)))
        }
        // The others are leaves, or never switched on.
        Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
            Kind::Paragraph
        }
    }
}

/// Whether the text of a tag stands for nothing but itself.
pub(super) fn is_verbatim(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. })
}

/// Whether a node stands in a line of text.
pub(super) fn is_inline(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Code(_)
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::Superscript
            | Kind::Subscript
            | Kind::Link(_)
            | Kind::WikiLink { .. }
            | Kind::Image(_)
            | Kind::Span
            | Kind::Cite(_)
            | Kind::Math { .. }
            | Kind::FootnoteReference(_)
            | Kind::InlineHtml(_)
            | Kind::SoftBreak
            | Kind::HardBreak
    )
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
