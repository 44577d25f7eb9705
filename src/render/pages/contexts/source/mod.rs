//! `source.html`: everything that is known of a source, and who cites it.

mod citing;
mod origins;

use super::evidence::StateView;
use super::meta::{self, Takeaway};
use super::page::PageView;
use super::{Count, DateView, Link};
use crate::cite::{Rung, Verdict};
use crate::model::others::and_others;
use crate::model::{Name, Source, Titled};
use crate::render::pages::place::Place;
use citing::{Pinpoint, cited_by};
use origins::Tree;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// `source.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SourceContext<'a> {
    /// The page.
    pub(crate) page: PageView<'a>,
    /// The source: a [`SourceView`](super::evidence::SourceView).
    pub(crate) source: Option<Value>,
    /// The authors.
    pub(crate) authors: Vec<String>,
    /// CSL fields that a reader may want: the word of the interface, and the value.
    pub(crate) fields: Vec<Field<'a>>,
    /// A note on the source.
    pub(crate) note: Option<&'a str>,
    /// Its address on the web.
    pub(crate) url: Option<&'a str>,
    /// Its DOI, without address.
    pub(crate) doi: Option<&'a str>,
    /// Where that leads, if it is one.
    pub(crate) doi_address: Option<String>,
    /// When a copy was consulted.
    pub(crate) accessed: Option<DateView>,
    /// The archived copy.
    pub(crate) archive: Archive<'a>,
    /// The sections of a report: number, title, pages.
    pub(crate) outline: Vec<Section<'a>>,
    /// What it relays, reprints or rewrites.
    pub(crate) derives_from: Tree,
    /// What relays, reprints or rewrites it.
    pub(crate) derived: Tree,
    /// The press pages and analyses that read it.
    pub(crate) readers: Vec<Link<'a>>,
    /// The report parts that cover it.
    pub(crate) covering: Vec<Link<'a>>,
    /// What became of the quotations from it: in words, with their number.
    pub(crate) quotations: Vec<Count>,
    /// The SHA-256 of the archived text against which they were checked.
    pub(crate) text_sha256: Option<&'a str>,
    /// Who cites it, pinpoint by pinpoint.
    pub(crate) cited_by: Vec<Pinpoint<'a>>,
}

/// A field of a source.
#[derive(Debug, Serialize)]
pub(crate) struct Field<'a> {
    /// What it is, in words.
    pub(crate) name: &'a str,
    /// What it says.
    pub(crate) value: &'a str,
}

/// The archived copy of a source, and the state of both.
#[derive(Debug, Serialize)]
pub(crate) struct Archive<'a> {
    /// Its address.
    pub(crate) url: Option<&'a str>,
    /// When it was made.
    pub(crate) date: Option<DateView>,
    /// The state of the copy, if its address was asked.
    pub(crate) state: Option<StateView<'a>>,
    /// The state of the original, if the editor says one and its address answered another.
    pub(crate) answered: Option<StateView<'a>>,
    /// Whether it stands before the original, because that is lost.
    pub(crate) comes_first: bool,
    /// The SHA-256 of the copy consulted.
    pub(crate) sha256: Option<&'a str>,
}

/// A section of a report.
#[derive(Debug, Serialize)]
pub(crate) struct Section<'a> {
    /// Its number.
    pub(crate) id: &'a str,
    /// Its title.
    pub(crate) title: &'a str,
    /// Its pages.
    pub(crate) pages: &'a str,
}

/// CSL fields that are shown, and their words.
const FIELDS: [(&str, &str); 15] = [
    ("container-title", "field-container"),
    ("collection-title", "field-series"),
    ("publisher", "field-publisher"),
    ("publisher-place", "field-place"),
    ("authority", "field-authority"),
    ("genre", "field-genre"),
    ("number", "field-number"),
    ("volume", "field-volume"),
    ("issue", "field-issue"),
    ("page", "field-pages"),
    ("number-of-pages", "field-page-count"),
    ("version", "field-version"),
    ("medium", "field-medium"),
    ("ISBN", "field-isbn"),
    ("ISSN", "field-issn"),
];

impl<'a> SourceContext<'a> {
    /// The page of a source; a page of the dossier may introduce it.
    pub(crate) fn of(place: Place<'a>, source: &'a Source, page: Option<usize>) -> Self {
        let ties = place.ties();
        Self {
            page: PageView {
                takeaway: Takeaway::of_source(place, source),
                metadata: meta::of_source(place, source),
                ..view(place, source, page)
            },
            source: place.source(&source.id),
            authors: authors(source, place.lang()),
            fields: fields(place, source),
            note: source.field("note"),
            url: source.field("URL"),
            doi: source.doi(),
            doi_address: source.doi_address(),
            accessed: source.accessed.map(|it| DateView::of(&it, false, place.lang())),
            archive: archive(place, source),
            outline: outline(place, source),
            derives_from: origins::above(place, source),
            derived: origins::below(place, source),
            readers: place.links(ties.readers(&source.id)),
            covering: place.links(ties.covering(&source.id)),
            quotations: quotations(place, source),
            text_sha256: text_sha256(source),
            cited_by: cited_by(place, source),
        }
    }
}

fn view<'a>(place: Place<'a>, source: &'a Source, page: Option<usize>) -> PageView<'a> {
    if let Some(page) = page {
        return PageView::with_body(place, page);
    }
    let mut view = PageView::generated(
        place,
        "source",
        source.title.as_str(),
        source.evidence.marking,
    );
    view.id = &source.id;
    let all = place.generated("sources");
    let link = |it| Link::plain(place.word("sources"), place.at().href_to(it));
    view.breadcrumbs.extend(all.map(link));
    view
}

/// The authors; who is not named is told as such.
fn authors(source: &Source, lang: &str) -> Vec<String> {
    let more = source.has_more_authors.then(|| and_others(lang).to_owned());
    source.authors.iter().map(name).chain(more).collect()
}

fn name(name: &Name) -> String {
    match name.given.as_str() {
        "" => name.family.clone(),
        given => format!("{given} {}", name.family),
    }
}

fn fields<'a>(place: Place<'a>, source: &'a Source) -> Vec<Field<'a>> {
    let field = |(key, word): &(&str, &'static str)| {
        Some(Field { name: place.word(word), value: source.field(key)? })
    };
    FIELDS.iter().filter_map(field).collect()
}

fn archive<'a>(place: Place<'a>, source: &'a Source) -> Archive<'a> {
    let evidence = &source.evidence;
    let (edition, words) = (place.site().edition(), place.words());
    let state = StateView::of(source, edition, words);
    let asked = |it: &str| StateView::checked(edition.visit(it)?, words);
    let answered = source.originals().iter().find_map(|it| asked(it));
    let said = state.as_ref().map(|it| it.name);
    let date = evidence.archive_date.as_ref().and_then(|it| it.parse().ok());
    Archive {
        url: evidence.archive_url.as_deref(),
        date: date.map(|it| DateView::of(&it, false, place.lang())),
        state: evidence.archive_url.as_deref().and_then(|it| asked(it.trim())),
        answered: answered.filter(|it| said.is_some_and(|said| said != it.name)),
        comes_first: state.is_some_and(|it| it.is_lost),
        sha256: evidence.sha256.as_deref(),
    }
}

/// The verdicts on the quotations from a source, the best first.
fn quotations(place: Place<'_>, source: &Source) -> Vec<Count> {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for verdict in place.site().references().verdicts(&source.id) {
        let kind = match verdict {
            Verdict::Normalised(_) => Verdict::Normalised(Rung::Letters),
            Verdict::WrongPage(_) => Verdict::WrongPage(0),
            other => *other,
        };
        *counts.entry(kind).or_default() += 1;
    }
    let word = |verdict| match verdict {
        Verdict::Verified => "quote-verified",
        Verdict::Normalised(_) => "quote-normalised",
        Verdict::WrongPage(_) => "quote-wrong-page",
        Verdict::NotFound => "quote-not-found",
        Verdict::Unchecked => "quote-unchecked",
    };
    let count =
        |(verdict, count)| Count { name: place.word(word(verdict)).to_owned(), count };
    counts.into_iter().map(count).collect()
}

fn text_sha256(source: &Source) -> Option<&str> {
    let digest = source.evidence.archive_text.as_ref()?.sha256.as_deref()?;
    Some(digest).filter(|it| source.evidence.sha256.as_deref() != Some(it))
}

fn outline<'a>(place: Place<'a>, source: &'a Source) -> Vec<Section<'a>> {
    let sections = source.evidence.outline.iter();
    let section = |(id, title, pages): &'a (String, Titled, String)| Section {
        id,
        title: title.in_language(place.lang()),
        pages,
    };
    sections.map(section).collect()
}
