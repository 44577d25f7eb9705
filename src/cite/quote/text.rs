//! An archived text, folded once and searched as often as it is quoted.

use super::fold::{Folded, Rung, fold};
use super::near::{self, Near, Words};
use super::parts::{Gap, Part};
use memchr::memmem;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// How far behind the words before an insertion the text may go on, in bytes.
const INSERTION: usize = 120;

/// An archived text.
pub(super) struct Text<'a> {
    original: &'a str,
    folded: Folded,
    first_page: u32,
    words: OnceLock<Words>,
}

/// Where a quotation stands in an archived text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// How much had to be folded.
    pub(super) rung: Rung,
    /// The first and the last page; `None` if the text has no pages.
    pub(super) pages: Option<(u32, u32)>,
}

/// A stretch of the folded text in which the parts so far were found.
#[derive(Clone, Copy)]
struct Chain {
    start: usize,
    end: usize,
    /// Places of the parts, by the place of this chain in the step before.
    before: Option<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn of(original: &'a str, first_page: u32) -> Self {
        let folded = fold(original, Rung::Letters);
        Self { original, folded, first_page, words: OnceLock::new() }
    }

    /// Finds the parts one behind the other, on one of `pages` if they stand there.
    pub(super) fn find(
        &self,
        parts: &[Part],
        pages: Option<&[RangeInclusive<u32>]>,
    ) -> Option<Found> {
        let quoted: Vec<Folded> =
            parts.iter().map(|it| fold(&it.text, Rung::Letters)).collect();
        let mut steps: Vec<Vec<Chain>> = Vec::new();
        for (part, quoted) in parts.iter().zip(&quoted) {
            let places = self.places(quoted);
            let step = match steps.last() {
                None => places.map(|it| first(it, quoted)).collect(),
                Some(before) => join(before, places, quoted, part.gap),
            };
            steps.push(step);
        }
        let all = steps.last()?;
        let is_there = |it: &&Chain| {
            let (first, last) = self.pages(it).unwrap_or_default();
            pages
                .into_iter()
                .flatten()
                .any(|it| *it.start() <= last && first <= *it.end())
        };
        let chain = all.iter().find(is_there).or_else(|| all.first())?;
        let rung = self.rung(parts, &quoted, &steps, chain);
        Some(Found { rung, pages: self.pages(chain) })
    }

    /// The passage that has most words in common with a quotation.
    pub(super) fn near(&self, parts: &[Part]) -> Option<Near> {
        let words = self.words.get_or_init(|| Words::of(&self.folded.text));
        let quoted: Vec<String> =
            parts.iter().map(|it| fold(&it.text, Rung::Letters).text).collect();
        let (start, end, differences) = near::near(words, &self.folded.text, &quoted)?;
        let passage =
            self.slice(start, end).split_whitespace().collect::<Vec<_>>().join(" ");
        let page = self.page(start);
        Some(Near { passage, page, differences })
    }

    fn places<'t>(&'t self, quoted: &'t Folded) -> impl Iterator<Item = usize> + 't {
        let all = memmem::find_iter(self.folded.text.as_bytes(), quoted.text.as_bytes());
        all.filter(|it| self.folded.hyphens_match(*it, quoted))
    }

    fn rung(
        &self,
        parts: &[Part],
        quoted: &[Folded],
        steps: &[Vec<Chain>],
        last: &Chain,
    ) -> Rung {
        let mut rung = Rung::Exact;
        let mut chain = *last;
        for (at, part) in parts.iter().enumerate().rev() {
            let length = quoted[at].text.len();
            let slice = self.slice(chain.end - length, chain.end);
            rung = rung.max(rung_of(slice, &part.text));
            let before = at.checked_sub(1).and_then(|it| steps[it].get(chain.before?));
            let Some(before) = before else { break };
            chain = *before;
        }
        rung
    }

    /// A stretch of the folded text as it stands in the original.
    fn slice(&self, start: usize, end: usize) -> &str {
        let origin = &self.folded.origin;
        let Some(from) = origin.get(start) else { return "" };
        let last = end.checked_sub(1).and_then(|it| origin.get(it)).unwrap_or(from);
        let to = *last as usize;
        let width = self.original[to..].chars().next().map_or(0, char::len_utf8);
        self.original.get(*from as usize..to + width).unwrap_or_default()
    }

    fn pages(&self, chain: &Chain) -> Option<(u32, u32)> {
        Some((self.page(chain.start)?, self.page(chain.end.saturating_sub(1))?))
    }

    /// The page of a place: each form feed begins another.
    fn page(&self, at: usize) -> Option<u32> {
        let breaks = &self.folded.breaks;
        if breaks.is_empty() {
            return None;
        }
        let before = breaks.partition_point(|it| *it as usize <= at);
        u32::try_from(before).ok().map(|it| it.saturating_add(self.first_page))
    }
}

fn first(start: usize, quoted: &Folded) -> Chain {
    Chain { start, end: start + quoted.text.len(), before: None }
}

/// The chains that go on at one of `places`, each with the nearest chain before it. Both
/// come in the order of the text, so that one pass is enough.
fn join(
    before: &[Chain],
    places: impl Iterator<Item = usize>,
    quoted: &Folded,
    gap: Gap,
) -> Vec<Chain> {
    let mut chains = Vec::new();
    let mut known = 0;
    for place in places {
        while before.get(known).is_some_and(|it| it.end <= place) {
            known += 1;
        }
        let Some(at) = known.checked_sub(1) else { continue };
        let last = before[at];
        if gap == Gap::Omitted || place - last.end <= INSERTION {
            let end = place + quoted.text.len();
            chains.push(Chain { start: last.start, end, before: Some(at) });
        }
    }
    chains
}

/// The strictest rung on which two texts are the same.
fn rung_of(text: &str, quoted: &str) -> Rung {
    let is_same = |rung: &Rung| {
        let (text, quoted) = (fold(text, *rung), fold(quoted, *rung));
        text.text == quoted.text && text.hyphens_match(0, &quoted)
    };
    Rung::ALL.into_iter().find(is_same).unwrap_or(Rung::Letters)
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts;
    use super::*;
    use crate::model::Extent;

    const TEXT: &str = "The firm had regular contact with security authorities.\n\
        It trained officers \u{2014} often for free.\u{C}\
        On the second page it sold infor-\nmation.\nIt \u{201E}hacked\u{201C} e\u{FB03}ciently.\u{C}\
        It trained officers, too.\n";

    #[track_caller]
    fn check(quoted: &str, locator: &str, expect: Option<(Rung, u32, u32)>) {
        let text = Text::of(TEXT, 1);
        let pages = Extent::read(locator).and_then(|it| it.numbers());
        let found = text.find(&parts(quoted), pages.as_deref());
        let found = found.map(|it| {
            let (first, last) = it.pages.unwrap();
            (it.rung, first, last)
        });
        assert_eq!(found, expect, "{quoted}");
    }

    #[test]
    fn what_is_quoted_is_found_with_its_page_and_its_rung() {
        check("regular contact with security", "", Some((Rung::Exact, 1, 1)));
        check("it sold information.", "2", Some((Rung::Spacing, 2, 2)));
        check("It “hacked”", "2", Some((Rung::Marks, 2, 2)));
        check("officers - often", "1", Some((Rung::Marks, 1, 1)));
        check("it 'hacked' efficiently", "2", None);
        check("It 'hacked' efficiently", "2", Some((Rung::Letters, 2, 2)));
        check("It trained officers", "", Some((Rung::Exact, 1, 1)));
        check("It trained officers", "3", Some((Rung::Exact, 3, 3)));
        check("It trained officers", "2", Some((Rung::Exact, 1, 1)));
        check("often for free. On the second page", "1", Some((Rung::Exact, 1, 2)));
        check("irregular contact", "", None);
    }

    #[test]
    fn gaps_are_in_order_and_insertions_are_short() {
        check("The firm […] trained officers", "1", Some((Rung::Exact, 1, 1)));
        check("trained officers … The firm", "", None);
        check("[I-Soon] had regular contact", "1", Some((Rung::Exact, 1, 1)));
        check("had [some] contact with", "1", Some((Rung::Exact, 1, 1)));
        check("The firm [then] hacked", "", None);
        check("It train[s] officers, too", "3", Some((Rung::Exact, 3, 3)));
    }

    #[test]
    fn the_nearest_passage_tells_what_differs() {
        let text = Text::of(TEXT, 5);
        let near = text
            .near(&parts("The firm had frequent contact with security agencies."))
            .unwrap();
        assert_eq!(near.page, Some(5));
        assert!(near.passage.starts_with("The firm had regular contact"), "{near:?}");
        assert_eq!(
            near.differences,
            [
                ("frequent".into(), "regular".into()),
                ("agencies.".into(), "authorities.".into())
            ]
        );
        assert_eq!(
            text.near(&parts("Nothing like this was ever written anywhere")),
            None
        );
    }

    #[test]
    fn a_text_without_form_feeds_has_no_pages() {
        let text = Text::of("One two three", 1);
        let found = text.find(&parts("two three"), None).unwrap();
        assert_eq!(found, Found { rung: Rung::Exact, pages: None });
    }
}
