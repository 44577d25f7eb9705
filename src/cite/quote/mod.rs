//! Checks quotations against the archived texts of their sources. The texts themselves stay
//! where they are: what goes out is a verdict for each quotation, and findings for the
//! editor.

mod fold;
mod gather;
mod near;
mod parts;
mod text;

pub use fold::Rung;

use super::pin;
use crate::base::{Digest, FilePath};
use crate::diag::{Checked, Code, Diagnostic, Span};
use crate::model::source::ArchivedText;
use crate::model::{CiteItem, Extent, Label, Source};
use crate::redact::Edition;
use gather::{Quotation, quotations};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;
use text::Text;

/// Archived texts by their path from the root of the dossier.
pub type Archived = BTreeMap<FilePath, Arc<str>>;

/// What became of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The archived text has it letter by letter.
    Verified,
    /// It has it, but for what a [`Rung`] folds.
    Normalised(Rung),
    /// It has it on this page, and not where the citation says.
    WrongPage(u32),
    /// It does not have it.
    NotFound,
    /// There is no archived text, or it is not the one that was archived.
    Unchecked,
}

/// The quotations of an edition, with what became of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotes {
    /// By page, then by the span of the key they cite.
    pages: Vec<BTreeMap<Span, Verdict>>,
    /// By key.
    sources: BTreeMap<String, Vec<Verdict>>,
}

impl Quotes {
    pub(super) fn verdict(&self, page: usize, key: Span) -> Option<Verdict> {
        self.pages.get(page)?.get(&key).copied()
    }

    pub(super) fn of_source(&self, key: &str) -> &[Verdict] {
        self.sources.get(key).map_or(&[], Vec::as_slice)
    }
}

/// A quotation and the page it stands on.
type OnPage<'a> = (usize, Quotation<'a>);

/// A verdict, where it belongs, and what there is to say.
type Judged = (usize, Span, Verdict, Option<Diagnostic>);

/// Checks the quotations of an edition. Without archived texts there is nothing to do.
pub(super) fn check(edition: &Edition, archived: &Archived) -> Checked<Quotes> {
    let has_text = |it: &Source| it.evidence.archive_text.is_some();
    if !edition.sources().iter().any(has_text) {
        return Checked::clean(Quotes::default());
    }
    let by_source = by_source(edition);
    let by_source: Vec<(&str, Vec<OnPage<'_>>)> = by_source.into_iter().collect();
    let judge = |(key, quotations): &(&str, Vec<OnPage<'_>>)| {
        judge(edition, archived, key, quotations)
    };
    let judged: Vec<Vec<Judged>> = by_source.par_iter().map(judge).collect();
    let mut quotes = Quotes::default();
    quotes.pages.resize_with(edition.pages().len(), BTreeMap::new);
    let mut findings: Vec<Diagnostic> = changed(edition, archived);
    for ((key, _), judged) in by_source.iter().zip(judged) {
        for (page, span, verdict, finding) in judged {
            quotes.pages[page].insert(span, verdict);
            quotes.sources.entry((*key).to_owned()).or_default().push(verdict);
            findings.extend(finding);
        }
    }
    Checked { value: quotes, findings }
}

fn by_source(edition: &Edition) -> BTreeMap<&str, Vec<OnPage<'_>>> {
    let pages = edition.pages().par_iter().enumerate();
    let found: Vec<OnPage<'_>> = pages
        .flat_map_iter(|(at, page)| {
            quotations(&page.body.nodes).into_iter().map(move |it| (at, it))
        })
        .collect();
    let mut by_source: BTreeMap<&str, Vec<OnPage<'_>>> = BTreeMap::new();
    for (page, quotation) in found {
        if edition.source(&quotation.item.key).is_some() {
            by_source.entry(&quotation.item.key).or_default().push((page, quotation));
        }
    }
    by_source
}

/// The archived texts that are not those of which the digest was taken.
fn changed(edition: &Edition, archived: &Archived) -> Vec<Diagnostic> {
    let fault = |source: &Source| {
        let named = source.evidence.archive_text.as_ref()?;
        let digest = changed_digest(named, archived.get(&named.file)?)?;
        let message = format!("`{}` is not the text that was archived", named.file);
        let help = format!(
            "its SHA-256 is `{digest}`; restore the file, or read it again and correct the digest"
        );
        Some(
            Diagnostic::new(Code::ChangedArchive, message)
                .at(&source.file, named.span)
                .help(help),
        )
    };
    edition.sources().iter().filter_map(fault).collect()
}

fn changed_digest(named: &ArchivedText, text: &str) -> Option<String> {
    let digest = Digest::of(text.as_bytes()).to_string();
    named.sha256.as_ref().is_some_and(|it| *it != digest).then_some(digest)
}

fn judge(
    edition: &Edition,
    archived: &Archived,
    key: &str,
    quotations: &[OnPage<'_>],
) -> Vec<Judged> {
    let named = edition.source(key).and_then(|it| it.evidence.archive_text.as_ref());
    let known = named.and_then(|it| Some((it, archived.get(&it.file)?)));
    let text = known
        .filter(|(named, text)| changed_digest(named, text).is_none())
        .map(|(named, text)| Text::of(text, named.first_page));
    let judged = |(page, quotation): &OnPage<'_>| {
        let face = &edition.pages()[*page].face;
        let (verdict, finding) = match &text {
            None => (Verdict::Unchecked, None),
            Some(text) => verdict(text, quotation, &face.lang),
        };
        let file = &face.file;
        let span = quotation.item.span;
        (*page, span, verdict, finding.map(|it| it.at(file, span)))
    };
    quotations.iter().map(judged).collect()
}

fn verdict(
    text: &Text<'_>,
    quotation: &Quotation<'_>,
    lang: &str,
) -> (Verdict, Option<Diagnostic>) {
    let parts = parts::parts(&quotation.text);
    if parts.is_empty() {
        return (Verdict::Unchecked, None);
    }
    let wanted = wanted(quotation.item, lang);
    let Some(found) = text.find(&parts, wanted.as_deref()) else {
        let near = text.near(&parts);
        return (Verdict::NotFound, Some(not_found(&quotation.item.key, near)));
    };
    match (found.pages, wanted) {
        (Some((first, last)), Some(wanted))
            if !wanted.iter().any(|it| *it.start() <= last && first <= *it.end()) =>
        {
            (Verdict::WrongPage(first), Some(wrong_page(quotation, first)))
        }
        _ if found.rung == Rung::Exact => (Verdict::Verified, None),
        _ => (Verdict::Normalised(found.rung), None),
    }
}

/// The pages that the citation names.
fn wanted(item: &CiteItem, lang: &str) -> Option<Vec<RangeInclusive<u32>>> {
    let (_, pages) = pin::written(item, lang).filter(|it| it.0 == Label::Page)?;
    Extent::read(&pages)?.numbers()
}

fn not_found(key: &str, near: Option<near::Near>) -> Diagnostic {
    let message = format!("the quotation is not in the archived text of `{key}`");
    let finding = Diagnostic::new(Code::QuoteNotFound, message);
    let Some(near) = near else {
        return finding.help("no passage of the text is near it");
    };
    let page = near.page.map(|it| format!(", on page {it},")).unwrap_or_default();
    let passage = crate::base::sentence::cut(&near.passage, 0, 200);
    let differs =
        near.differences.iter().map(|(quoted, text)| match (&**quoted, &**text) {
            ("", text) => format!("`{text}` is left out"),
            (quoted, "") => format!("`{quoted}` is added"),
            (quoted, text) => format!("`{quoted}` stands for `{text}`"),
        });
    let differs: Vec<String> = differs.collect();
    let help =
        format!("the nearest passage{page} is “{passage}”; {}", differs.join(", "));
    finding.help(help.trim_end_matches("; ").to_owned())
}

fn wrong_page(quotation: &Quotation<'_>, found: u32) -> Diagnostic {
    let key = &quotation.item.key;
    let named = quotation.item.locator.as_deref().unwrap_or_default();
    let message =
        format!("the quotation stands on page {found} of `{key}`, not on page {named}");
    Diagnostic::new(Code::WrongPage, message)
        .help(format!("correct the page: `p. {found}`"))
}
