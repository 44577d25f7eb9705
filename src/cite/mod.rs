//! Numbers and formats what pages cite, and tells each source who cites it.
//!
//! Numbers are given after the cut, so a gap never tells of a hidden source.

mod assemble;
mod by_page;
mod claim;
mod cover;
mod coverage;
mod dispute;
mod format;
mod gather;
mod known;
mod lint;
mod quote;
mod notes;
mod pin;
mod pinpoint;
mod resolve;
mod sort;
mod stance;
#[cfg(test)]
mod tests;
mod unused;

pub use crate::csl::{Citation, Look, Part, Piece};
pub use claim::{Claim, Confidence, Likelihood};
pub use cover::Cover;
pub use coverage::{Coverage, Report, Row, Spot};
pub use dispute::{Contradiction, Opponent, Position};
pub use quote::{Archived, Rung, Verdict};
pub use resolve::CitedItem;
pub use stance::Stance;

use crate::diag::{Checked, Diagnostic, Span};
use crate::model::outline::reading_order;
use crate::model::prose::Words;
use crate::model::{Label, Marking, Node};
use crate::redact::Edition;
use assemble::assemble;
use claim::Claims;
use dispute::Contradictions;
use format::Formatted;
use gather::{Gathered, Made, gather};
use known::Known;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The citations of an edition. Pages are named by their place in [`Edition::pages`].
#[derive(Clone, Debug, Default)]
pub struct References {
    pages: Vec<Arc<Made>>,
    /// The pages in reading order.
    order: Arc<[usize]>,
    /// By language, then by key.
    entries: Arc<BTreeMap<String, BTreeMap<String, Entry>>>,
    /// What entries and citations are formatted with, where it outlasts a build.
    formatted: Option<Arc<Formatted<'static>>>,
    cited_by: BTreeMap<String, Arc<[Arc<CitedBy>]>>,
    read_by: BTreeMap<String, Vec<usize>>,
    covered_by: BTreeMap<String, Vec<usize>>,
    used: BTreeSet<String>,
    quotes: quote::Quotes,
    statements: Arc<Stated>,
    coverage: Coverage,
    language: String,
    form: Form,
}

/// The claims and contradictions of all pages, and what is wrong with them.
#[derive(Debug, Default)]
struct Stated {
    claims: Claims,
    contradictions: Contradictions,
    faults: Vec<Diagnostic>,
}

/// How a style cites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// By the numbers of the list.
    #[default]
    Numeric,
    /// By names and years.
    Named,
    /// In notes at the foot of the page.
    Note,
}

/// What one page cites.
#[derive(Clone, Debug, Default)]
struct Cited {
    /// In the order of their numbers.
    keys: Vec<String>,
    /// Places in `keys`, by key.
    by_key: Vec<u32>,
    /// By the span of the key.
    anchors: Vec<(Span, String)>,
    /// By the span of the first key; none where citations are written without the engine.
    citations: Vec<(Span, Citation)>,
    covers: Vec<Cover>,
}

/// A formatted bibliography entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The pieces, to be escaped by whoever writes them.
    pub pieces: Vec<Piece>,
}

/// One place that cites a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedBy {
    /// The citing page.
    pub page: usize,
    /// The anchor of the citation on that page: `cite-KEY-1`.
    pub anchor: String,
    /// Label and locator as they are shown: `p. 5–7`.
    pub locator: Option<String>,
    /// Label and locator as they were read, for showing them in another language.
    pub pin: Option<(Label, Box<str>)>,
    /// The sentence around it, as plain text; of a relation, to whom.
    pub sentence: String,
    /// The type of the relation that rests on it, if it stands in front matter.
    pub relation: Option<String>,
    /// How the source stands to what is said there.
    pub stance: Stance,
    /// The highest marking of the citing page and of the sentence.
    pub marking: Option<Marking>,
}

/// Resolves every citation of an edition.
pub fn cite(edition: &Edition) -> Checked<References> {
    let style = format::style(edition.settings());
    let mut references = References::default();
    references.language.clone_from(&edition.settings().language);
    references.form = format::form(&style);
    match style {
        Cow::Borrowed(style) => {
            let formatted = Arc::new(Formatted::of(edition, style));
            references.formatted = Some(Arc::clone(&formatted));
            references.cite(edition, &formatted)
        }
        Cow::Owned(style) => references.cite(edition, &Formatted::of(edition, &style)),
    }
}

/// Checks the quotations of an edition against the archived texts of their sources.
pub fn verify(
    references: References,
    edition: &Edition,
    archived: &Archived,
) -> Checked<References> {
    let Checked { value: quotes, findings } = quote::check(edition, archived);
    Checked { value: References { quotes, ..references }, findings }
}

impl References {
    fn cite(mut self, edition: &Edition, formatted: &Formatted<'_>) -> Checked<Self> {
        let known = Known::of(edition);
        let places = (0..edition.pages().len()).into_par_iter();
        let made = places.map(|it| gather_on(edition, &known, formatted, it));
        let (made, statements): (Vec<Made>, Vec<_>) =
            made.map(|it| (it.made, it.statements)).unzip();
        let (claims, contradictions, faults) = assemble(edition, &known, statements);
        self.statements = Stated { claims, contradictions, faults }.into();
        self.entries = formatted.entries(edition).into();
        self.pages = made.into_iter().map(Arc::new).collect();
        let main = &edition.settings().language;
        self.order = reading_order(edition.pages(), edition.outline(), main).into();
        self.finish(edition, &|_| true)
    }

    /// Tells each source who cites it, where that `is_other` than it knows, and what was
    /// found.
    fn finish(
        mut self,
        edition: &Edition,
        is_other: &dyn Fn(usize) -> bool,
    ) -> Checked<Self> {
        self.collect(edition, is_other);
        let of_pages = self.pages.iter().flat_map(|it| &it.findings);
        let mut findings: Vec<Diagnostic> =
            of_pages.chain(&self.statements.faults).cloned().collect();
        findings.extend(unused::unused(edition, &self.used));
        findings.extend(coverage::lacking(edition, &self));
        findings.retain(|it| !it.is_elsewhere());
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        Checked { value: self, findings }
    }

    fn collect(&mut self, edition: &Edition, is_other: &dyn Fn(usize) -> bool) {
        let sources = edition.sources();
        let mut found: Vec<_> = sources.iter().map(|_| sort::Found::new()).collect();
        let mut survey = coverage::Survey::of(edition);
        let pages = std::mem::take(&mut self.pages);
        let mut used = vec![false; sources.len()];
        for page in self.order.iter().copied() {
            let (face, made) = (&edition.pages()[page].face, &pages[page]);
            made.sources.iter().for_each(|it| used[*it] = true);
            survey.note_page(page, edition.names(), &made.cited.covers);
            for place in &made.places {
                survey.note_place(place);
                if is_other(place.source) {
                    sort::add(&mut found, place);
                }
            }
            if let Some(source) = face.source.as_ref().filter(|_| made.reads) {
                note(&mut self.read_by, &source.value, page);
            }
            for cover in &made.cited.covers {
                note(&mut self.covered_by, &cover.key, page);
            }
        }
        self.coverage = survey.finish();
        for (at, places) in found.into_iter().enumerate().filter(|it| is_other(it.0)) {
            let id = &sources[at].id;
            if places.is_empty() {
                self.cited_by.remove(id);
            } else {
                self.cited_by.insert(id.clone(), sort::sorted(places));
            }
        }
        let listed = sources.iter().zip(used).filter(|it| it.1).map(|it| &it.0.id);
        let told = self.read_by.keys().chain(self.covered_by.keys());
        self.used = listed.chain(told).cloned().collect();
        self.pages = pages;
    }

    /// The references of `edition`, which differs from the edition of these in the body of
    /// the page `at` alone: what [`cite`] would make. `None` where more than what that page
    /// cites would have to be resolved anew: where it says something that others dispute.
    pub fn amended(&self, edition: &Edition, at: usize) -> Option<Checked<Self>> {
        let formatted = self.formatted.as_ref()?;
        let known = Known::of(edition);
        let made = gather_on(edition, &known, formatted, at).made;
        let before = self.pages.get(at)?;
        if made.states || before.states {
            return None;
        }
        let places = before.places.iter().chain(&made.places);
        let others: BTreeSet<usize> = places.map(|it| it.source).collect();
        let mut pages = self.pages.clone();
        pages[at] = made.into();
        let amended = Self {
            pages,
            order: Arc::clone(&self.order),
            cited_by: self.cited_by.clone(),
            entries: Arc::clone(&self.entries),
            formatted: Some(Arc::clone(formatted)),
            statements: Arc::clone(&self.statements),
            language: self.language.clone(),
            form: self.form,
            ..Self::default()
        };
        Some(amended.finish(edition, &|it| others.contains(&it)))
    }

    /// How citations stand in the text.
    pub fn form(&self) -> Form {
        self.form
    }

    /// A citation as the style of the dossier has it, found by the span of its first key.
    /// `None` where it is the plain one of numbers: `[1, p. 5; 2]`.
    pub fn citation(&self, page: usize, key: Span) -> Option<&Citation> {
        let citations = &self.pages.get(page)?.cited.citations;
        let at = citations.binary_search_by_key(&key, |(span, _)| *span).ok()?;
        citations.get(at).map(|(_, it)| it)
    }

    /// The keys of the list of a page, in its order; number 1 comes first.
    pub fn of_page(&self, page: usize) -> &[String] {
        self.pages.get(page).map_or(&[], |it| it.cited.keys.as_slice())
    }

    /// The number of a source in the list of a page.
    pub fn number(&self, page: usize, key: &str) -> Option<usize> {
        self.pages.get(page)?.cited.number(key)
    }

    /// The anchor of one cited item: `cite-KEY-1`; found by the span of its key.
    pub fn anchor(&self, page: usize, key: Span) -> Option<&str> {
        self.pages.get(page)?.cited.anchor(key)
    }

    /// The entry of a source in a language; in the main language where no page is written
    /// in that one.
    pub fn entry(&self, key: &str, lang: &str) -> Option<&Entry> {
        let entries = self.entries.get(lang).or_else(|| self.entries.get(&self.language));
        entries?.get(key)
    }

    /// Who cites a source: by locator, then by reading order.
    pub fn cited_by(&self, key: &str) -> &[Arc<CitedBy>] {
        self.cited_by.get(key).map_or(&[], |it| &**it)
    }

    /// The anchors at which a page cites a source, in the order of its pages.
    pub fn anchors(&self, page: usize, source: usize) -> Vec<&str> {
        let places = self.pages.get(page).map_or(&[][..], |it| it.places.as_slice());
        sort::on_page(places.iter().filter(|it| it.source == source))
    }

    /// What became of the quotation that cites a key at this place; `None` if it is none, or
    /// if no source has an archived text.
    pub fn verdict(&self, page: usize, key: Span) -> Option<Verdict> {
        self.quotes.verdict(page, key)
    }

    /// What became of the quotations from a source.
    pub fn verdicts(&self, key: &str) -> &[Verdict] {
        self.quotes.of_source(key)
    }

    /// The pages that read a source: those that name it as their `source`.
    pub fn read_by(&self, key: &str) -> &[usize] {
        self.read_by.get(key).map_or(&[], Vec::as_slice)
    }

    /// The pages that cover a source, or a section of it.
    pub fn covered_by(&self, key: &str) -> &[usize] {
        self.covered_by.get(key).map_or(&[], Vec::as_slice)
    }

    /// The claims, page by page in reading order, on a page in the order of the text.
    pub fn claims(&self) -> &[Claim] {
        self.statements.claims.list()
    }

    /// The claims of a page.
    pub fn claims_of_page(&self, page: usize) -> &[Claim] {
        self.statements.claims.of_page(page)
    }

    /// The claim that a span or div of a page is.
    pub fn claim(&self, page: usize, node: &Node) -> Option<&Claim> {
        self.statements.claims.of_node(page, node)
    }

    /// The claims for, against or beside which a source is cited.
    pub fn claims_of_source(&self, key: &str) -> impl Iterator<Item = &Claim> {
        self.statements.claims.of_source(key)
    }

    /// The contradictions, page by page in reading order.
    pub fn contradictions(&self) -> &[Contradiction] {
        self.statements.contradictions.list()
    }

    /// The contradiction that a div of a page is.
    pub fn contradiction(&self, page: usize, node: &Node) -> Option<&Contradiction> {
        self.statements.contradictions.of_node(page, node)
    }

    /// What a page covers.
    pub fn covers(&self, page: usize) -> &[Cover] {
        self.pages.get(page).map_or(&[], |it| it.cited.covers.as_slice())
    }

    /// Which sections of which reports are covered, and by what.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The keys that pages cite, read or cover, in their order.
    pub fn used(&self) -> impl Iterator<Item = &str> {
        self.used.iter().map(String::as_str)
    }
}

impl Cited {
    fn new(
        keys: Vec<String>,
        mut anchors: Vec<(Span, String)>,
        citations: Vec<(Span, Citation)>,
        covers: Vec<Cover>,
    ) -> Self {
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let mut by_key: Vec<u32> = (0..count).collect();
        by_key.sort_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]));
        anchors.sort_unstable();
        Self { keys, by_key, anchors, citations, covers }
    }

    fn anchor(&self, key: Span) -> Option<&str> {
        let at = self.anchors.binary_search_by_key(&key, |(span, _)| *span).ok()?;
        self.anchors.get(at).map(|(_, id)| id.as_str())
    }

    fn number(&self, key: &str) -> Option<usize> {
        let place = |it: &u32| self.keys[*it as usize].as_str().cmp(key);
        let at = self.by_key.binary_search_by(place).ok()?;
        Some(*self.by_key.get(at)? as usize + 1)
    }
}

/// Gathers what the page at a place cites.
fn gather_on<'a>(
    edition: &'a Edition,
    known: &'a Known<'a>,
    formatted: &'a Formatted<'a>,
    place: usize,
) -> Gathered<'a> {
    let (pages, sources) = (edition.pages(), edition.sources());
    let lang = &pages[place].face.lang;
    let words = Words { names: edition.names(), pages, sources, lang };
    gather(edition, known, formatted, &words, place)
}

fn note(pages: &mut BTreeMap<String, Vec<usize>>, key: &str, page: usize) {
    let pages = pages.entry(key.to_owned()).or_default();
    if pages.last() != Some(&page) {
        pages.push(page);
    }
}
