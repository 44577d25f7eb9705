//! Citations, as pandoc reads them: clusters `[see @a, p. 5; @b]`, and keys in running
//! text, alone or with a locator `@a [p. 5]`.

mod behind;
mod key;
mod locator;
mod segment;
mod slip;
mod suffix;

use super::inline::{Brackets, Cut, Found, Inlines};
use super::run;
use crate::diag::Code;
use crate::model::{CiteItem, Cluster, Kind, Mode, Node};
use key::Key;
use segment::Segment;
pub(super) use suffix::Flat;

impl Inlines<'_, '_, '_> {
    /// The citation that brackets hold.
    pub(super) fn cluster(&mut self, pair: &Brackets, nesting: usize) -> Option<Found> {
        let segments = self.segments(pair);
        if segments.iter().all(|it| it.key.is_none()) {
            return None;
        }
        if self.in_link {
            return None;
        }
        if segments.iter().any(|it| it.key.is_none()) {
            self.find_slip(pair, &segments);
            return None;
        }
        self.find_joined(pair, &segments);
        let mut items = Vec::with_capacity(segments.len());
        for segment in segments {
            items.extend(self.item_of(segment, nesting));
        }
        Some(self.cited(items, Cut { from: pair.from, to: pair.to }))
    }

    /// The citation of a key in running text, with the brackets behind it.
    pub(super) fn narrative(
        &mut self,
        index: usize,
        open: Cut,
        nesting: usize,
    ) -> Option<Found> {
        let mut key = self.key(index, open)?;
        if self.in_link {
            self.find_citation_in_link(key.cut);
            return None;
        }
        if key.mode == Mode::Normal {
            key.mode = Mode::AuthorInText;
        }
        let cut = key.cut;
        let mut items = vec![self.item(key)];
        let pair = self.brackets_behind(cut.to, open, index);
        let behind = pair.and_then(|it| self.read_behind(&mut items, &it, nesting));
        Some(self.cited(items, Cut { from: cut.from, to: behind.unwrap_or(cut.to) }))
    }

    /// The item of a segment with its affixes.
    fn item_of(&mut self, segment: Segment, nesting: usize) -> Option<CiteItem> {
        let key = segment.key?;
        let cut = key.cut;
        let mut item = self.item(key);
        let prefix = Cut { from: segment.cut.from, to: cut.from };
        item.prefix = self.nodes(prefix, nesting + 1);
        run::trim(&mut item.prefix);
        self.read_suffix(&mut item, Cut { from: cut.to, to: segment.cut.to }, nesting);
        Some(item)
    }

    /// An item without affixes.
    fn item(&mut self, key: Key) -> CiteItem {
        let range = key.cut.from.at..key.cut.to.at;
        if let Some(prefix) = key::reserved_prefix(&key.text) {
            let message = format!("the key `{}` starts with `{prefix}`", key.text);
            let finding = self.source.finding(Code::ReservedKey, &range, message);
            let help = "Quarto keeps that for cross-references; choose another key";
            self.findings.push(finding.help(help));
        }
        CiteItem {
            key: key.text,
            span: self.source.span(&range),
            mode: key.mode,
            prefix: Vec::new(),
            label: None,
            locator: None,
            suffix: Vec::new(),
        }
    }

    fn cited(&self, items: Vec<CiteItem>, cut: Cut) -> Found {
        let span = self.source.span(&(cut.from.at..cut.to.at));
        let kind = Kind::Cite(Box::new(Cluster { items }));
        Found { from: cut.from, to: cut.to, node: Node::new(kind, span, Vec::new()) }
    }
}
