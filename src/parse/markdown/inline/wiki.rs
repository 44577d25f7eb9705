//! Wiki links where they are no markup of a dossier's: plain books have them from other
//! programs, and other brackets besides.

use super::{Brackets, Cut, Found, Inlines, Place};
use crate::diag::Code;
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
        let Some(from) = self.mark_of_embedding(pair, open) else {
            return self.wiki_link(pair, inner, nesting);
        };
        let image = self.embedded(pair, inner, from);
        image.or_else(|| self.linked(pair, inner, (from, nesting)))
    }

    /// Whether the brackets hold a name: `a[[1]]`, `[[ -f x ]]` and the like do not.
    fn is_name(&self, pair: &Brackets, inner: &Brackets) -> bool {
        let text = self.source.slice(inner.inside.from.at..inner.inside.to.at);
        let before = self.source.char_before(pair.from.at);
        let is_apart = before
            .is_none_or(|it| !it.is_alphanumeric() && !matches!(it, '_' | ']' | ')'));
        let is_start = |it: char| {
            it.is_alphanumeric() || it == '#' || it == '.' && self.source.dialect.bare
        };
        // Daily notes are called by their days; what is no page stays text.
        let is_word =
            |it: char| it.is_alphabetic() || it.is_numeric() && self.source.dialect.bare;
        is_apart && text.starts_with(is_start) && text.contains(is_word)
    }

    /// The place of the `!` in front, with which Obsidian embeds.
    fn mark_of_embedding(&self, pair: &Brackets, open: Cut) -> Option<Place> {
        let at = pair.from.at.checked_sub(1).filter(|it| *it >= open.from.at)?;
        (self.source.byte(at) == Some(b'!')).then(|| self.place(at, open.from))?
    }

    /// What else Obsidian embeds is linked to, which is told.
    fn linked(
        &mut self,
        pair: &Brackets,
        inner: &Brackets,
        (from, nesting): (Place, usize),
    ) -> Option<Found> {
        let found = self.wiki_link(pair, inner, nesting)?;
        let range = from.at..pair.to.at;
        let message = "what is embedded here is linked to instead";
        let finding = self.source.finding(Code::ForeignMarkup, &range, message);
        let help = format!("write `{}`", self.source.slice(pair.from.at..pair.to.at));
        self.findings.push(finding.help(help));
        Some(Found { from, ..found })
    }

    /// `![[picture.png|300]]`, as Obsidian has it: an image.
    fn embedded(
        &mut self,
        pair: &Brackets,
        inner: &Brackets,
        from: Place,
    ) -> Option<Found> {
        let text = self.source.slice(inner.inside.from.at..inner.inside.to.at);
        let (name, said) = text.split_once('|').unwrap_or((text, ""));
        let extension = name.trim().rsplit_once('.')?.1.to_ascii_lowercase();
        IMAGES.contains(&&*extension).then_some(())?;
        let span = self.source.span(&(from.at..pair.to.at));
        let children = match said {
            it if it.is_empty() || is_size(it) => Vec::new(),
            said => vec![Node::new(Kind::Text(said.trim().into()), span, Vec::new())],
        };
        let goal = Goal::at(format!("[[{}]]", name.trim()), "");
        let node = Node::new(Kind::Image(goal), span, children);
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
