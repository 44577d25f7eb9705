//! How sources are shown as evidence: grades, what was seen, names of outlets and types.

use super::{DateView, Html, Link};
use crate::model::lock::Visit;
use crate::model::{Seen, Source};
use crate::redact::Edition;
use crate::render::Words;
use crate::render::label::Label;
use crate::render::pages::place::Place;
use crate::render::pages::wording;
use serde::Serialize;
use std::borrow::Cow;
use tera::Value;

/// An Admiralty grade with the meaning of both signs.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GradeView<'a> {
    /// `B2`.
    pub(crate) code: &'a str,
    /// For `class`: `grade-b`.
    pub(crate) class: String,
    /// What the letter says of the source.
    pub(crate) reliability: &'a str,
    /// What the figure says of the information.
    pub(crate) credibility: &'a str,
}

impl<'a> GradeView<'a> {
    /// The grade of a source; `None` if it has none of the form `B2`.
    pub(crate) fn of(source: &'a Source, words: &'a Words) -> Option<Self> {
        let code = source.evidence.grade.as_deref()?;
        let mut signs = code.chars();
        let (letter, figure) = (signs.next()?, signs.next()?);
        Some(Self {
            code,
            class: format!("grade-{}", letter.to_ascii_lowercase()),
            reliability: words.get(RELIABILITY.get(index(letter, 'A')?)?),
            credibility: words.get(CREDIBILITY.get(index(figure, '1')?)?),
        })
    }
}

/// Words for the letters A to F.
const RELIABILITY: [&str; 6] = [
    "reliability-a",
    "reliability-b",
    "reliability-c",
    "reliability-d",
    "reliability-e",
    "reliability-f",
];

/// Words for the figures 1 to 6.
pub(super) const CREDIBILITY: [&str; 6] = [
    "credibility-1",
    "credibility-2",
    "credibility-3",
    "credibility-4",
    "credibility-5",
    "credibility-6",
];

fn index(sign: char, first: char) -> Option<usize> {
    let far = u32::from(sign).checked_sub(u32::from(first))?;
    usize::try_from(far).ok().filter(|it| *it < 6)
}

/// What was consulted of a source.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct SeenView<'a> {
    /// For `class`: `seen-not-seen`.
    pub(crate) name: &'static str,
    /// In a word.
    pub(crate) word: &'a str,
    /// In a sentence.
    pub(crate) meaning: &'a str,
}

impl<'a> SeenView<'a> {
    /// Words a state.
    pub(crate) fn of(seen: Seen, words: &'a Words) -> Self {
        let (word, meaning) = match seen {
            Seen::Full => ("seen-full", "seen-full-meaning"),
            Seen::Primary => ("seen-primary", "seen-primary-meaning"),
            Seen::Mirror => ("seen-mirror", "seen-mirror-meaning"),
            Seen::Derivative => ("seen-derivative", "seen-derivative-meaning"),
            Seen::NotSeen => ("seen-not-seen", "seen-not-seen-meaning"),
        };
        Self { name: seen.name(), word: words.get(word), meaning: words.get(meaning) }
    }
}

/// The state of a source on the web: what the editor says of it, else what it answered when
/// it was last asked.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StateView<'a> {
    /// For `class`: `state-dead`.
    pub(crate) name: &'a str,
    /// In a word.
    pub(crate) word: &'a str,
    /// In a sentence.
    pub(crate) meaning: &'a str,
    /// When it was asked; `None` if the editor says so.
    pub(crate) checked: Option<DateView>,
    /// Whether an archived copy is the better place to read it.
    pub(crate) is_lost: bool,
    /// Whether its address should not be followed any more.
    pub(crate) is_unsafe: bool,
}

impl<'a> StateView<'a> {
    /// The state of a source, if anything is known of it. The editor's word wins: an editor
    /// knows of a page that answers and says something else.
    pub(crate) fn of(
        source: &'a Source,
        edition: &'a Edition,
        words: &'a Words,
    ) -> Option<Self> {
        if let Some(name) = &source.evidence.archive_status {
            return Some(Self::named(name, None, words));
        }
        Self::checked(source.originals().iter().find_map(|it| edition.visit(it))?, words)
    }

    /// What an address answered.
    pub(crate) fn checked(visit: &'a Visit, words: &'a Words) -> Option<Self> {
        let day = visit.checked.to_string().parse().ok()?;
        let day = DateView::of(&day, false, words.lang());
        Some(Self::named(visit.reach.name(), Some(day), words))
    }

    fn named(name: &'a str, checked: Option<DateView>, words: &'a Words) -> Self {
        Self {
            name,
            word: words.find(&format!("state-{name}")).unwrap_or(name),
            meaning: words.find(&format!("archive-{name}")).unwrap_or_default(),
            checked,
            is_lost: matches!(name, "dead" | "deviated" | "unfit" | "usurped"),
            is_unsafe: matches!(name, "unfit" | "usurped"),
        }
    }
}

/// A source with the way to its page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SourceAt {
    /// The page of the source.
    pub(crate) href: String,
    /// The source: a [`SourceView`], made once for each language.
    pub(crate) source: Value,
}

/// A source in a list, a table or a box.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SourceView<'a> {
    /// The citation key.
    pub(crate) key: &'a str,
    /// The title.
    pub(crate) title: &'a str,
    /// The language of the title, where it is known.
    pub(crate) title_lang: Option<&'a str>,
    /// The formatted reference.
    pub(crate) entry: Html,
    /// Who published it: newspaper, site, institution.
    pub(crate) outlet: Option<Cow<'a, str>>,
    /// When.
    pub(crate) date: Option<DateView>,
    /// The date where it is words, such as “in press”.
    pub(crate) date_words: Option<&'a str>,
    /// The language, in words.
    pub(crate) language: Option<&'a str>,
    /// The type, in words.
    pub(crate) kind: &'a str,
    /// The Admiralty grade.
    pub(crate) grade: Option<GradeView<'a>>,
    /// What was consulted.
    pub(crate) seen: Option<SeenView<'a>>,
    /// Its state on the web.
    pub(crate) state: Option<StateView<'a>>,
    /// How many places cite it.
    pub(crate) cited: usize,
    /// Its label, where the edition holds several markings.
    pub(crate) marking: Option<Label>,
}

impl<'a> SourceView<'a> {
    /// A source with its formatted reference and the number of its citations.
    pub(crate) fn of(
        source: &'a Source,
        edition: &'a Edition,
        entry: Html,
        cited: usize,
        words: &'a Words,
    ) -> Self {
        let date = source.issued.as_ref();
        let announced = source.evidence.announced;
        Self {
            key: &source.id,
            title: &source.title,
            title_lang: source.field("language").filter(|it| is_tag(it)),
            entry,
            outlet: source.outlet(),
            date: date.map(|it| DateView::of(it, announced, words.lang())),
            date_words: source.issued_literal.as_deref(),
            language: source.field("language").map(|it| wording::language(words, it)),
            kind: wording::source_kind(words, &source.kind),
            grade: GradeView::of(source, words),
            seen: source.evidence.seen.map(|it| SeenView::of(it, words)),
            state: StateView::of(source, edition, words),
            cited,
            marking: None,
        }
    }
}

/// Links to the pages of sources, by their titles; a key without source stays a key.
pub(crate) fn source_links<'a>(
    keys: impl Iterator<Item = &'a str>,
    place: Place<'a>,
) -> Vec<Link<'a>> {
    let link = |key: &'a str| {
        let source = place.site().edition().source(key);
        let title = source.map_or(key, |it| it.title.as_str());
        let marking = place.mark_source(key);
        let lang = source.and_then(|it| it.field("language"));
        let lang = lang.filter(|it| *it != place.lang());
        Link { title: title.into(), href: place.source_href(key), lang, marking }
    };
    keys.map(link).collect()
}

/// Whether a text can stand in `lang`.
pub(crate) fn is_tag(text: &str) -> bool {
    let part = |it: &str| {
        !it.is_empty() && it.len() <= 8 && it.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = text.split('-').next().unwrap_or_default();
    matches!(first.len(), 2 | 3) && text.split('-').all(part)
}
