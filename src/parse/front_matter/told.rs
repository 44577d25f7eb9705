//! What front matter tells of a page, key by key; what it does not tell, an index page
//! above may.

use crate::model::{Date, Marking, PageKind, Position, Spanned, TextMarkings};

/// What is told of a marking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Marked {
    /// Nothing.
    #[default]
    Silent,
    /// Something that is no label. No cascade may make it public.
    Wrongly,
    /// A label.
    With(Marking),
}

impl Marked {
    /// The label, if there is one.
    pub(crate) fn label(self) -> Option<Marking> {
        match self {
            Self::With(marking) => Some(marking),
            Self::Silent | Self::Wrongly => None,
        }
    }
}

/// What front matter, or the `cascade:` of an index page, tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) title: Option<String>,
    pub(crate) kind: Option<PageKind>,
    pub(crate) lang: Option<String>,
    pub(crate) part: Option<u32>,
    pub(crate) date: Option<Date>,
    pub(crate) announced: Option<bool>,
    pub(crate) marking: Marked,
    pub(crate) restrictions: Option<String>,
    pub(crate) summary: Option<String>,
    /// The texts that are marked by themselves.
    pub(crate) texts: TextMarkings,
    pub(crate) attachments: Vec<(Spanned<String>, Option<Marking>)>,
    pub(crate) aliases: Option<Vec<Spanned<String>>>,
    pub(crate) covers: Option<Vec<Spanned<String>>>,
    pub(crate) source: Option<Spanned<String>>,
    pub(crate) bears_on: Option<Vec<Spanned<String>>>,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) at: Option<Position>,
    pub(crate) order: Option<i64>,
    pub(crate) revision: Option<u32>,
    pub(crate) listed: Option<bool>,
    pub(crate) searchable: Option<bool>,
    pub(crate) draft: Option<bool>,
    pub(crate) extra: serde_json::Map<String, serde_json::Value>,
}

impl Told {
    /// What still holds for the pages below when the page that told it is cut: nothing that
    /// is told in words of its own.
    pub(crate) fn bare(&self) -> Self {
        Self {
            kind: self.kind.clone(),
            lang: self.lang.clone(),
            marking: self.marking,
            restrictions: self.restrictions.clone(),
            listed: self.listed,
            searchable: self.searchable,
            draft: self.draft,
            ..Self::default()
        }
    }

    /// Takes over what is not told here. What comes from another file has no place in this
    /// one, so its spans are empty.
    pub(crate) fn fill(&mut self, above: &Self) {
        self.take_markings(above);
        or(&mut self.kind, above.kind.as_ref());
        or(&mut self.lang, above.lang.as_ref());
        or(&mut self.part, above.part.as_ref());
        or(&mut self.date, above.date.as_ref());
        or(&mut self.announced, above.announced.as_ref());
        if self.marking == Marked::Silent {
            self.marking = above.marking;
        }
        or(&mut self.restrictions, above.restrictions.as_ref());
        or(&mut self.tags, above.tags.as_ref());
        or(&mut self.listed, above.listed.as_ref());
        or(&mut self.searchable, above.searchable.as_ref());
        or(&mut self.draft, above.draft.as_ref());
        or(&mut self.source, above.source.clone().map(elsewhere).as_ref());
        let moved = |it: &Vec<_>| it.iter().cloned().map(elsewhere).collect();
        or(&mut self.covers, above.covers.as_ref().map(moved).as_ref());
        or(&mut self.bears_on, above.bears_on.as_ref().map(moved).as_ref());
        for (key, value) in &above.extra {
            self.extra.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
}

impl Told {
    /// Takes over the markings of the texts that are not told here.
    fn take_markings(&mut self, above: &Self) {
        let (own, other) = (&mut self.texts, &above.texts);
        if self.tags.is_none() {
            own.tags.clone_from(&other.tags);
        }
        if self.aliases.is_none() {
            own.aliases.clone_from(&other.aliases);
        }
        own.extra = own.extra.max(other.extra);
        own.rest = own.rest.max(other.rest);
    }

    /// Takes over from the original what a translation does not tell itself: all but its
    /// own words, title and summary, and what is of a file, language and draft.
    pub(crate) fn inherit(&mut self, original: &Self) {
        self.take_markings(original);
        or(&mut self.kind, original.kind.as_ref());
        or(&mut self.part, original.part.as_ref());
        or(&mut self.date, original.date.as_ref());
        or(&mut self.announced, original.announced.as_ref());
        if self.marking == Marked::Silent {
            self.marking = original.marking;
        }
        or(&mut self.restrictions, original.restrictions.as_ref());
        or(&mut self.aliases, original.aliases.clone().map(lent_list).as_ref());
        or(&mut self.covers, original.covers.clone().map(lent_list).as_ref());
        or(&mut self.source, original.source.clone().map(lent).as_ref());
        or(&mut self.bears_on, original.bears_on.clone().map(lent_list).as_ref());
        or(&mut self.tags, original.tags.as_ref());
        or(&mut self.at, original.at.as_ref());
        or(&mut self.order, original.order.as_ref());
        or(&mut self.listed, original.listed.as_ref());
        or(&mut self.searchable, original.searchable.as_ref());
        for (key, value) in &original.extra {
            self.extra.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// A text of the original: what is wrong with it is told there.
pub(crate) fn lent(text: Spanned<String>) -> Spanned<String> {
    Spanned { span: text.span.elsewhere(), ..text }
}

fn lent_list(list: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    list.into_iter().map(lent).collect()
}

fn or<T: Clone>(own: &mut Option<T>, above: Option<&T>) {
    if own.is_none() {
        *own = above.cloned();
    }
}

fn elsewhere(text: Spanned<String>) -> Spanned<String> {
    Spanned { span: crate::diag::Span::default(), ..text }
}
