//! What stands around the text of a page: its contents, its references, who refers to it.

use crate::link::{Anchor, Backlink};
use crate::render::label::Label;
use crate::render::pages::contexts::Link;
use crate::render::pages::contexts::evidence::SourceAt;
use crate::render::pages::contexts::relations::kind;
use crate::render::pages::place::{Place, fragment};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;
use tera::Value;

/// How many sentences of one referring page are shown.
const SENTENCES: usize = 3;

/// Of more referring pages than these, one sentence each is shown.
const MANY: usize = 24;

/// So many referring pages stand unfolded; more of them are folded by kind.
const UNFOLDED: usize = 6;

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub(crate) struct Heading<'a> {
    /// The anchor for `href`, without `#`.
    pub(crate) anchor: String,
    /// The text.
    pub(crate) text: &'a str,
    /// The headings of the next level.
    pub(crate) below: Vec<Self>,
}

/// A numbered entry of the list of references.
#[derive(Debug, Serialize)]
pub(crate) struct Reference {
    /// The number.
    pub(crate) number: usize,
    /// The id of the entry.
    pub(crate) id: String,
    /// The page of the source.
    pub(crate) href: String,
    /// The source: a [`SourceView`](crate::render::pages::contexts::evidence::SourceView).
    pub(crate) source: Value,
    /// The citations on this page.
    pub(crate) anchors: Vec<Back>,
}

/// The way back to a citation.
#[derive(Debug, Serialize)]
pub(crate) struct Back {
    /// Its anchor for `href`, without `#`.
    pub(crate) anchor: String,
    /// What tells it from the others: `a` to `z`, then `aa`.
    pub(crate) letter: String,
}

/// The pages of one kind that refer to this one.
#[derive(Debug, Serialize)]
pub(crate) struct Shelf<'a> {
    /// Their kind in words, in the plural where there is a word for it.
    pub(crate) name: &'a str,
    /// The pages.
    pub(crate) items: Vec<Referrer<'a>>,
    /// Whether all shelves together are short enough to stand unfolded.
    pub(crate) is_short: bool,
}

/// A page that refers to this one.
#[derive(Debug, Serialize)]
pub(crate) struct Referrer<'a> {
    /// The page.
    pub(crate) link: Link<'a>,
    /// Its kind in words, as the shelf is named.
    #[serde(skip)]
    kind_name: &'a str,
    /// The sentences that refer, each with its place.
    pub(crate) sentences: Vec<Sentence<'a>>,
    /// How many sentences are not shown.
    pub(crate) more: usize,
    /// The label of the page and of these sentences.
    pub(crate) marking: Option<Label>,
}

/// A sentence that refers to something.
#[derive(Debug, Serialize)]
pub(crate) struct Sentence<'a> {
    /// The relative URL of the place.
    pub(crate) href: String,
    /// The sentence as plain text; of a relation its type in words.
    pub(crate) text: Cow<'a, str>,
}

/// The headings of the highest level that a page has below its title, with those of the next
/// level below them. Where a deeper one comes first, it stands by itself.
pub(super) fn contents<'a>(
    anchors: &'a [Anchor],
    title: Option<&str>,
) -> Vec<Heading<'a>> {
    let is_own = |it: &&Anchor| it.level > 0 && Some(it.id.as_str()) != title;
    let own = anchors.iter().filter(is_own);
    let top = own.clone().map(|it| it.level).min().unwrap_or_default();
    let mut headings: Vec<Heading<'_>> = Vec::new();
    let mut has_top = false;
    for anchor in own.filter(|it| it.level <= top + 1) {
        let heading = Heading {
            anchor: fragment(&anchor.id),
            text: &anchor.text,
            below: Vec::new(),
        };
        has_top |= anchor.level == top;
        match headings.last_mut() {
            Some(above) if anchor.level > top && has_top => above.below.push(heading),
            _ => headings.push(heading),
        }
    }
    headings
}

pub(super) fn references(place: Place<'_>, page: usize) -> Vec<Reference> {
    let site = place.site();
    let keys = site.references().of_page(page).iter().enumerate();
    let reference = |(at, key): (usize, &String)| {
        let SourceAt { href, source } = place.source_at(key)?;
        let source_place = site.edition().place_of(key)?;
        let anchors = site.references().anchors(page, source_place).into_iter();
        let back = |(nth, it): (usize, &str)| Back {
            anchor: fragment(it),
            letter: letters(nth),
        };
        let anchors = anchors.enumerate().map(back).collect();
        let id = crate::render::reference_id(key);
        Some(Reference { number: at + 1, id, href, source, anchors })
    };
    keys.filter_map(reference).collect()
}

/// `a` for 0, `z` for 25, `aa` for 26.
fn letters(nth: usize) -> String {
    let last = u8::try_from(nth % 26).map_or('?', |it| char::from(b'a' + it));
    let before = (nth / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{last}")
}

/// The pages behind backlinks, by kind, in the order of the backlinks.
pub(super) fn shelves<'a>(
    place: Place<'a>,
    backlinks: &'a [Arc<Backlink>],
) -> Vec<Shelf<'a>> {
    let referrers = referrers(place, backlinks);
    let is_short = referrers.len() <= UNFOLDED;
    let mut shelves: Vec<Shelf<'a>> = Vec::new();
    for referrer in referrers {
        let name = referrer.kind_name;
        match shelves.iter_mut().find(|it| it.name == name) {
            Some(shelf) => shelf.items.push(referrer),
            None => shelves.push(Shelf { name, items: vec![referrer], is_short }),
        }
    }
    shelves
}

/// Pages of a kind in words.
pub(crate) fn kinds<'a>(place: Place<'a>, name: &'a str) -> &'a str {
    place.known_word(&format!("kinds-{name}")).unwrap_or_else(|| place.kind(name))
}

/// The pages behind backlinks, each once, in the order of the backlinks.
fn referrers<'a>(place: Place<'a>, backlinks: &'a [Arc<Backlink>]) -> Vec<Referrer<'a>> {
    let mut referrers: Vec<Referrer<'a>> = Vec::new();
    let shown = if pages(backlinks) > MANY { 1 } else { SENTENCES };
    let (mut last, mut highest) = (None, None);
    for backlink in backlinks {
        if last != Some(backlink.from) {
            last = Some(backlink.from);
            highest = place.face(backlink.from).title_marking();
            referrers.push(Referrer {
                link: place.link(backlink.from),
                marking: None,
                kind_name: kinds(place, place.face(backlink.from).kind.name()),
                sentences: Vec::new(),
                more: 0,
            });
        }
        let Some(referrer) = referrers.last_mut() else { continue };
        highest = highest.max(backlink.marking);
        referrer.marking = place.mark(highest);
        if backlink.sentence.is_empty() {
            continue;
        }
        if referrer.sentences.len() == shown {
            referrer.more += 1;
            continue;
        }
        let href = place.href_at(backlink.from, backlink.anchor.as_deref());
        let kind = backlink.relation.as_ref().map(|it| kind(place, it));
        let text = kind.unwrap_or_else(|| backlink.sentence.as_str().into());
        referrer.sentences.push(Sentence { href, text });
    }
    referrers
}

/// How many pages backlinks come from; those of one page follow each other.
fn pages(backlinks: &[Arc<Backlink>]) -> usize {
    backlinks.chunk_by(|one, next| one.from == next.from).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_back_are_lettered_as_columns_are() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["a", "z", "aa", "zz", "aaa"]);
    }
}
