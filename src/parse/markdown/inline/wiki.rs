//! Wiki links where they are no markup of a dossier's: plain books have them from other
//! programs, and other brackets besides.

use super::{Brackets, Cut, Found, Inlines};
use crate::model::{Attributes, Goal, Kind, Node};

/// Files that are shown where they are embedded.
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];

impl Inlines<'_, '_, '_> {
    /// What two pairs of brackets mean together in the dialect of the page.
    pub(super) fn wiki(
        &mut self,
        pair: &Brackets,
        inner: &Brackets,
        (open, nesting): (Cut, usize),
    ) -> Option<Found> {
        let dialect = self.source.dialect;
        if dialect.dossier {
            return self.wiki_link(pair, inner, nesting);
        }
        if !dialect.github || !self.is_name(pair, inner) {
            return None;
        }
        let embedded = self.embedded(pair, inner, open);
        embedded.or_else(|| self.wiki_link(pair, inner, nesting))
    }

    /// Whether the brackets hold a name: `a[[1]]`, `[[ -f x ]]` and the like do not.
    fn is_name(&self, pair: &Brackets, inner: &Brackets) -> bool {
        let text = self.source.slice(inner.inside.from.at..inner.inside.to.at);
        let before = self.source.char_before(pair.from.at);
        let is_apart = before
            .is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '_' | ']' | ')'));
        let starts = text.starts_with(|it: char| it.is_alphanumeric() || it == '#');
        is_apart && starts && text.contains(char::is_alphabetic)
    }

    /// `![[picture.png|300]]`, as Obsidian has it: an image.
    fn embedded(
        &mut self,
        pair: &Brackets,
        inner: &Brackets,
        open: Cut,
    ) -> Option<Found> {
        let at = pair.from.at.checked_sub(1).filter(|it| *it >= open.from.at)?;
        (self.source.byte(at) == Some(b'!')).then_some(())?;
        let from = self.place(at, open.from)?;
        let text = self.source.slice(inner.inside.from.at..inner.inside.to.at);
        let (name, said) = text.split_once('|').unwrap_or((text, ""));
        let extension = name.trim().rsplit_once('.')?.1.to_ascii_lowercase();
        IMAGES.contains(&&*extension).then_some(())?;
        let span = self.source.span(&(at..pair.to.at));
        let children = match said {
            it if it.is_empty() || is_size(it) => Vec::new(),
            said => vec![Node::new(Kind::Text(said.trim().into()), span, Vec::new())],
        };
        let dest = name.trim().replace('%', "%25").replace('?', "%3F");
        let node = Node::new(Kind::Image(Goal::at(dest, "")), span, children);
        let width = is_size(said).then(|| Box::new(width(said)));
        Some(Found { from, to: pair.to, node: node.with(width) })
    }
}

/// `300` or `300x200`: the size of an embedded image, not what it shows.
fn is_size(said: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    said.trim().splitn(2, 'x').all(is_number)
}

fn width(said: &str) -> Attributes {
    let width = said.trim().split('x').next().unwrap_or_default();
    let pairs = vec![("width".into(), width.into())];
    Attributes { pairs, ..Attributes::default() }
}
