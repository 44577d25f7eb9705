//! The parts of a cluster between its semicolons. Semicolons in nested brackets, in
//! quotes and behind a backslash do not count.

use super::key::Key;
use crate::parse::markdown::inline::{Brackets, Cut, Inlines, Place};

/// One part of a cluster.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// What stands between the semicolons.
    pub(super) cut: Cut,
    /// Its first key.
    pub(super) key: Option<Key>,
}

impl Inlines<'_, '_, '_> {
    /// The parts between brackets; none if there is no `@` in them.
    pub(super) fn segments(&self, pair: &Brackets) -> Vec<Segment> {
        let cites = self.marks_in(pair).any(|(_, byte, _)| byte == b'@');
        if !cites {
            return Vec::new();
        }
        let mut segments = Vec::new();
        let mut from = pair.inside.from;
        for at in self.semicolons(pair) {
            segments.push(self.segment(pair, Cut { from, to: at }));
            from = at.plus(1);
        }
        segments.push(self.segment(pair, Cut { from, to: pair.inside.to }));
        segments
    }

    fn segment(&self, pair: &Brackets, cut: Cut) -> Segment {
        let marks = self.marks_in(pair);
        let mut inside = marks.filter(|(_, byte, at)| {
            *byte == b'@' && (cut.from.at..cut.to.at).contains(at)
        });
        let key = inside.find_map(|(index, _, _)| self.key(index, cut));
        Segment { cut, key }
    }

    /// Keys in braces may hold semicolons.
    fn braced_keys(&self, pair: &Brackets) -> Vec<(usize, usize)> {
        let braced = self.marks_in(pair).filter(|(_, byte, at)| {
            *byte == b'@' && self.source.byte(at + 1) == Some(b'{')
        });
        let keys = braced.filter_map(|(index, _, _)| self.key(index, pair.inside));
        keys.map(|it| (it.cut.from.at, it.cut.to.at)).collect()
    }

    /// The semicolons that part a cluster.
    pub(super) fn semicolons(&self, pair: &Brackets) -> Vec<Place> {
        let mut found = self.plain_bytes(pair.inside, b';');
        if found.is_empty() {
            return found;
        }
        let mut nested = self.nested(pair);
        nested.extend(self.braced_keys(pair));
        let quotes = self.quotes(pair.inside);
        found.retain(|it| {
            let within = |range: &(usize, usize)| range.0 < it.at && it.at < range.1;
            !nested.iter().any(within) && !quotes.iter().any(within)
        });
        found
    }
}
