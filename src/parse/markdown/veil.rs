//! Keeps signs from the parser that mean nothing where they stand: in addresses, and before
//! sums of money. It gets a copy in which other signs stand for them; every place stays the
//! same.

use super::source::Source;
use super::{Dialect, address, money};
use pulldown_cmark::{CowStr, Event, Tag};
use std::ops::Range;

/// Stands for a sign; as long as it, and in no text that people write.
pub(super) const VEIL: char = '\u{2}';

/// A text without such signs.
#[derive(Default)]
pub(super) struct Veiled {
    /// The text, as long as it was.
    pub(super) text: String,
    /// The addresses in which nothing means anything.
    pub(super) addresses: Vec<Range<usize>>,
}

/// Veils a text; `None` if there is nothing to veil.
pub(super) fn veil(markdown: &str, dialect: &Dialect) -> Option<Veiled> {
    if !dialect.dossier || markdown.contains(VEIL) {
        return None;
    }
    let options = dialect.options();
    let addresses = address::find(markdown, options);
    let spared = address::veil(markdown, &addresses);
    let sums = money::veil(spared.as_deref().unwrap_or(markdown), options);
    let text = sums.or(spared).or_else(|| {
        // Nothing in the address but what is looked for later.
        (!addresses.is_empty()).then(|| markdown.to_owned())
    })?;
    Some(Veiled { text, addresses })
}

/// What the parser met in a veiled text, as it stands in the page.
pub(super) fn unveil<'a>(
    source: &Source<'a>,
    event: Event<'a>,
    range: &Range<usize>,
) -> Event<'a> {
    // Outside of text only the signs of formulas are veiled.
    let whole = |text: CowStr<'a>| -> CowStr<'a> {
        if text.contains(VEIL) { text.replace(VEIL, "$").into() } else { text }
    };
    match event {
        // Text must stay a part of the page: places are counted in it.
        Event::Text(text) if text.contains(VEIL) && text.len() == range.len() => {
            Event::Text(source.slice(range.clone()).into())
        }
        Event::Text(text) => Event::Text(whole(text)),
        Event::Code(text) => Event::Code(whole(text)),
        Event::Html(text) => Event::Html(whole(text)),
        Event::InlineHtml(text) => Event::InlineHtml(whole(text)),
        Event::InlineMath(text) => Event::InlineMath(whole(text)),
        Event::DisplayMath(text) => Event::DisplayMath(whole(text)),
        Event::FootnoteReference(text) => Event::FootnoteReference(whole(text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let (dest_url, title) = (whole(dest_url), whole(title));
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let (dest_url, title) = (whole(dest_url), whole(title));
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        Event::Start(Tag::FootnoteDefinition(label)) => {
            Event::Start(Tag::FootnoteDefinition(whole(label)))
        }
        other => other,
    }
}
