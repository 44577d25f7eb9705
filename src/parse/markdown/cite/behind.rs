//! What stands in brackets behind a key in running text: a locator, a suffix, further
//! citations.

use crate::model::CiteItem;
use crate::parse::markdown::inline::{Brackets, Cut, Inlines, Place};
use crate::parse::markdown::run;

impl Inlines<'_, '_, '_> {
    /// The brackets behind a key, with at most one line break between.
    pub(super) fn brackets_behind(
        &self,
        from: Place,
        open: Cut,
        index: usize,
    ) -> Option<Brackets> {
        let next = self.next_bracket(index + 1, from)?;
        let pair = self.brackets(next, open)?;
        let between = self.source.slice(from.at..pair.from.at);
        let breaks = between.matches('\n').count();
        let is_gap = |c: char| c.is_whitespace() || c == '>' && breaks == 1;
        let text = self.source.slice(pair.inside.from.at..pair.inside.to.at);
        let is_other = self.wiki_brackets(&pair).is_some() || self.has_attributes(&pair);
        let fits = breaks < 2 && between.chars().all(is_gap);
        let said = !text.trim().is_empty() && !text.starts_with('^');
        (fits && said && !is_other).then_some(pair)
    }

    /// Reads the brackets behind a key into its items and returns the place behind them;
    /// `None` if they do not belong to it.
    pub(super) fn read_behind(
        &mut self,
        items: &mut Vec<CiteItem>,
        pair: &Brackets,
        nesting: usize,
    ) -> Option<Place> {
        let mut segments = self.segments(pair);
        let goes_on = matches!(self.source.byte(pair.to.at), Some(b'(' | b'['));
        if goes_on && segments.first().is_none_or(|it| it.key.is_none()) {
            return None;
        }
        if segments.is_empty() {
            if !self.semicolons(pair).is_empty() {
                return None;
            }
            self.read_suffix(items.first_mut()?, pair.inside, nesting);
            return Some(pair.to);
        }
        let without_key = segments.iter().skip(1).any(|it| it.key.is_none());
        if without_key {
            return None;
        }
        if segments.first()?.key.is_none() {
            let suffix = segments.remove(0).cut;
            self.read_suffix(items.first_mut()?, suffix, nesting);
        }
        for segment in segments {
            items.extend(self.item_of(segment, nesting));
        }
        Some(pair.to)
    }

    /// Reads locator and suffix of an item.
    pub(super) fn read_suffix(&mut self, item: &mut CiteItem, cut: Cut, nesting: usize) {
        let mut from = cut.from;
        if let Some(found) = self.locator(cut) {
            item.label = found.label;
            item.locator = found.locator;
            from = found.rest;
        }
        item.suffix = self.nodes(Cut { from, to: cut.to }, nesting + 1);
        run::trim_end(&mut item.suffix);
        run::space_first(&mut item.suffix);
    }
}
