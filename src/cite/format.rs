//! Formats what is cited in the style of the dossier: every entry once for each language
//! that pages are written in, and the citations of each page.

use super::gather::Cluster;
use super::known::Known;
use super::{Entry, Form};
use crate::csl::{Asked, Citation, DEFAULT, Engine, Library, Part, Piece, Reference};
use crate::csl::{Request, Style};
use crate::diag::Span;
use crate::model::{CiteItem, Settings};
use crate::redact::Edition;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The style of the dossier. `load` has told of one that cannot be read; then it is ours.
pub(super) fn style(settings: &Settings) -> Cow<'static, Style> {
    let read = settings.csl_text.as_deref().and_then(|it| Style::read(it).ok());
    let named = || Style::named(&settings.csl).or_else(|| Style::named(DEFAULT));
    match (read, named()) {
        (Some(style), _) => Cow::Owned(style),
        (None, Some(style)) => Cow::Borrowed(style),
        (None, None) => unreachable!("the style `{DEFAULT}` is bundled"),
    }
}

/// How the style cites.
pub(super) fn form(style: &Style) -> Form {
    match (style.is_note(), style.is_numeric()) {
        (true, _) => Form::Note,
        (_, true) => Form::Numeric,
        (_, false) => Form::Named,
    }
}

/// The sources of an edition, formatted in every language that pages are written in.
#[derive(Debug)]
pub(super) struct Formatted<'s> {
    by_lang: BTreeMap<String, (Engine<'s>, Library)>,
    main: String,
}

impl<'s> Formatted<'s> {
    pub(super) fn of(edition: &Edition, style: &'s Style) -> Self {
        let settings = edition.settings();
        let mut langs: BTreeSet<&str> =
            settings.languages.iter().map(String::as_str).collect();
        langs.insert(&settings.language);
        langs.extend(edition.pages().iter().map(|it| it.face.lang.as_str()));
        let format = |lang: &str| {
            let engine = Engine::new(style, lang);
            let sources = edition.sources().iter();
            let references = sources.map(|it| Reference::of(it, lang)).collect();
            let library = Library::of(&engine, references);
            (lang.to_owned(), (engine, library))
        };
        let langs: Vec<&str> = langs.into_iter().collect();
        let by_lang = langs.into_par_iter().map(format).collect();
        Self { by_lang, main: settings.language.clone() }
    }

    /// The rank of a source in the lists of a language, where the style has an order.
    pub(super) fn rank(&self, lang: &str, place: usize) -> Option<usize> {
        self.of_lang(lang)?.1.rank(place)
    }

    /// Whether the engine writes the citations; ours are written without.
    pub(super) fn has_citations(&self) -> bool {
        self.of_lang(&self.main).is_some_and(|(engine, _)| !engine.style().is_own())
    }

    /// Whether citations are notes.
    pub(super) fn is_note(&self) -> bool {
        self.of_lang(&self.main).is_some_and(|(engine, _)| engine.style().is_note())
    }

    /// The citations of a page, each by the span of its first key.
    pub(super) fn citations(
        &self,
        lang: &str,
        listed: &[usize],
        clusters: &[Cluster<'_>],
        known: &Known<'_>,
    ) -> Vec<(Span, Citation)> {
        let Some((engine, library)) = self.of_lang(lang) else { return Vec::new() };
        let requests: Vec<Request<'_>> =
            clusters.iter().map(|it| request(it, known)).collect();
        let made = engine.citations(library, listed, &requests);
        let mut all: Vec<(Span, Citation)> = clusters
            .iter()
            .zip(made)
            .filter_map(|(it, made)| {
                let span = it.cluster.items.first()?.span;
                Some((span, placed(made, &it.cluster.items, known)))
            })
            .collect();
        all.sort_by_key(|(span, _)| *span);
        all
    }

    /// Every entry, by language and key.
    pub(super) fn entries(
        &self,
        edition: &Edition,
    ) -> BTreeMap<String, BTreeMap<String, Entry>> {
        let all = |library: &Library| {
            let sources = edition.sources().iter().enumerate();
            let entry = |place| Entry { pieces: library.entry(place).to_vec() };
            sources.map(|(place, it)| (it.id.clone(), entry(place))).collect()
        };
        let by_lang = self.by_lang.iter();
        by_lang.map(|(lang, (_, library))| (lang.clone(), all(library))).collect()
    }

    fn of_lang(&self, lang: &str) -> Option<&(Engine<'s>, Library)> {
        self.by_lang.get(lang).or_else(|| self.by_lang.get(&self.main))
    }
}

fn request<'a>(cluster: &Cluster<'a>, known: &Known<'_>) -> Request<'a> {
    let asked = |it: &'a CiteItem| {
        Some(Asked {
            place: known.place(&it.key)?,
            mode: it.mode,
            label: it.label,
            locator: it.locator.as_deref(),
            affixed: !(it.prefix.is_empty() && it.suffix.is_empty()),
        })
    };
    let items = cluster.cluster.items.iter().filter_map(asked).collect();
    Request { items, note: cluster.note }
}

/// The citation with its items named by their places in the cluster, and a gap for each
/// that no source has.
fn placed(mut citation: Citation, items: &[CiteItem], known: &Known<'_>) -> Citation {
    let is_known = |it: &usize| known.place(&items[*it].key).is_some();
    let (found, gaps): (Vec<usize>, Vec<usize>) = (0..items.len()).partition(is_known);
    for part in &mut citation.parts {
        if let Part::Item(place, _) = part {
            *place = found.get(*place).copied().unwrap_or(*place);
        }
    }
    let ends = matches!(citation.parts.last(), Some(Part::Text(_)));
    for (nth, gap) in gaps.into_iter().enumerate() {
        let at = citation.parts.len() - usize::from(ends);
        citation.parts.insert(at, Part::Item(gap, Vec::new()));
        if nth > 0 || !found.is_empty() {
            citation.parts.insert(at, Part::Text(Piece::text("; ")));
        }
    }
    citation
}
