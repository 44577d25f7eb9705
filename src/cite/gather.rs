//! Gathers what one page cites: numbers in the order of the text, an anchor for each
//! citation, the sentence it supports, and the keys that no source has.

use super::claim::Drafts;
use super::cover::{self, Cover};
use super::format::Formatted;
use super::notes;
use super::resolve::{Statements, statements};
use super::{Cited, CitedBy, Known, Stance, pin, pinpoint};
use crate::base::text::id_safe;
use crate::csl::Citation;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::node::Kind;
use crate::model::prose::{self, Passage, Reading, Words};
use crate::model::{self, CiteItem, Label, Marking, Mode, Node, Page, Relation};
use crate::redact::Edition;
use std::collections::HashMap;
use std::sync::Arc;

/// What one page cites, what it says with that, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    pub(super) made: Made,
    pub(super) statements: Statements<'a>,
}

/// What one page cites, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) cited: Cited,
    pub(super) places: Vec<Place>,
    /// The sources that its list has, by their places in the edition.
    pub(super) sources: Vec<usize>,
    /// Whether its `source` exists.
    pub(super) reads: bool,
    /// Whether it makes a claim or shows a contradiction.
    pub(super) states: bool,
    pub(super) findings: Vec<Diagnostic>,
}

/// One place that cites a source.
#[derive(Debug)]
pub(super) struct Place {
    /// The source by its place in the edition.
    pub(super) source: usize,
    pub(super) shown: Arc<CitedBy>,
}

impl Place {
    /// The label of its locator; pages have none of their own.
    pub(super) fn label(&self) -> Option<Label> {
        self.shown.pin.as_ref().map(|(label, _)| *label)
    }

    /// Its locator, as it was written.
    pub(super) fn locator(&self) -> Option<&str> {
        self.shown.pin.as_ref().map(|(_, locator)| &**locator)
    }
}

/// A cluster of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'a> {
    pub(super) cluster: &'a model::Cluster,
    /// The number of the note it stands in, for styles of notes.
    pub(super) note: Option<usize>,
}

/// Gathers the citations of one page: body, footnotes, relations, then what is listed
/// without being cited.
pub(super) fn gather<'a>(
    edition: &'a Edition,
    known: &'a Known<'a>,
    formatted: &'a Formatted<'a>,
    words: &Words<'a>,
    place: usize,
) -> Gathered<'a> {
    let page = &edition.pages()[place];
    let mut gatherer = Gatherer::new(edition, known, formatted, place);
    for nodes in [page.body.heading.as_slice(), &page.body.nodes] {
        prose::read(nodes, &|it| words.of(it), &mut |it| gatherer.passage(it, words));
    }
    for relation in &page.face.relations {
        gatherer.relation(relation, words);
    }
    gatherer.nocite();
    gatherer.finish(words)
}

struct Gatherer<'a> {
    edition: &'a Edition,
    known: &'a Known<'a>,
    formatted: &'a Formatted<'a>,
    place: usize,
    page: &'a Page,
    keys: Vec<String>,
    /// The sources that have a number.
    numbered: HashMap<&'a str, usize>,
    /// How many anchors each key has, by the key as it stands in them.
    counts: HashMap<String, usize>,
    anchors: Vec<(Span, String)>,
    places: Vec<Place>,
    drafts: Drafts<'a>,
    clusters: Vec<Cluster<'a>>,
    findings: Vec<Diagnostic>,
}

impl<'a> Gatherer<'a> {
    fn new(
        edition: &'a Edition,
        known: &'a Known<'a>,
        formatted: &'a Formatted<'a>,
        place: usize,
    ) -> Self {
        Self {
            edition,
            known,
            formatted,
            place,
            page: &edition.pages()[place],
            keys: Vec::new(),
            numbered: HashMap::new(),
            counts: HashMap::new(),
            anchors: Vec::new(),
            places: Vec::new(),
            drafts: Drafts::default(),
            clusters: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn passage(&mut self, passage: &Passage<'a>, words: &Words<'a>) {
        let reading = Reading::of(passage, words);
        self.drafts.passage(self.page, &reading);
        for mark in &passage.marks {
            let Kind::Cite(cluster) = &mark.node.kind else { continue };
            self.clusters.push(Cluster { cluster, note: None });
            let mut sentence = None;
            let marking = reading.marking();
            for item in &cluster.items {
                let quote = || match item.mode {
                    Mode::AuthorInText => reading.around(mark.at),
                    Mode::Normal | Mode::SuppressAuthor => reading.before(mark.at),
                };
                let quote = || sentence.get_or_insert_with(quote).clone();
                self.item(item, marking, (None, quote));
            }
        }
    }

    fn item(
        &mut self,
        item: &'a CiteItem,
        marking: Option<Marking>,
        (relation, sentence): (Option<&String>, impl FnOnce() -> String),
    ) {
        let Some(source) = self.number(&item.key, item.span) else {
            return self.suggest_text(item);
        };
        let lang = &self.page.face.lang;
        let pin = pin::of(item, &self.edition.sources()[source], lang);
        let fault = pinpoint::fault(&self.edition.sources()[source], pin.as_ref());
        self.findings.extend(fault.map(|it| it.at(&self.page.face.file, item.span)));
        let safe = id_safe(&item.key);
        let count = self.counts.get(&safe).map_or(1, |it| it + 1);
        let anchor = format!("cite-{safe}-{count}");
        self.counts.insert(safe, count);
        self.anchors.push((item.span, anchor.clone()));
        let stance = Stance::of(item, lang);
        let locator = pin.as_ref().map(|it| pin::shown(it, lang));
        let (relation, sentence) = (relation.cloned(), sentence());
        let marking = self.page.face.marking.max(marking);
        let page = self.place;
        let shown =
            CitedBy { page, anchor, locator, pin, sentence, relation, stance, marking };
        self.places.push(Place { source, shown: shown.into() });
    }

    /// Gives a key its number, if it has none yet; `None` if no source has the key.
    fn number(&mut self, key: &'a str, span: Span) -> Option<usize> {
        if let Some(source) = self.numbered.get(key) {
            return Some(*source);
        }
        let source = self.known.place(key);
        if let Some(source) = source {
            self.numbered.insert(key, source);
            self.keys.push(key.to_owned());
        } else {
            self.unknown(key, span);
        }
        source
    }

    fn unknown(&mut self, key: &str, span: Span) {
        let near = self.known.near(key);
        let message = format!("no source has the key `{key}`");
        let finding = Diagnostic::new(Code::UnknownSource, message);
        let finding = finding.at(&self.page.face.file, span).did_you_mean(near);
        self.findings.push(match near {
            Some(near) => finding.fix_part(key, near, false),
            None => finding,
        });
    }

    /// Tells how the name of an account is written, which looks like a source that is named.
    fn suggest_text(&mut self, item: &CiteItem) {
        let last = self.findings.last_mut().filter(|it| it.help.is_none());
        if let Some(last) = last.filter(|_| item.mode == Mode::AuthorInText) {
            let key = &item.key;
            last.help = Some(format!(
                "list the source; if this is the name of an account, write `\\@{key}`"
            ));
        }
    }

    fn relation(&mut self, relation: &'a Relation, words: &Words<'a>) {
        let to = Node::new(
            Kind::WikiLink { target: relation.to.value.as_str().into() },
            relation.to.span,
            Vec::new(),
        );
        let name = words.of(&to).unwrap_or(relation.to.value.as_str().into());
        let Some(Kind::Cite(cluster)) = relation.source.as_ref().map(|it| &it.kind)
        else {
            return;
        };
        self.clusters.push(Cluster { cluster, note: None });
        for item in &cluster.items {
            let said = (Some(&relation.kind), || name.to_string());
            self.item(item, relation.marking, said);
        }
    }

    fn nocite(&mut self) {
        for key in &self.page.body.nocite {
            if key.value == "*" {
                for source in self.edition.sources() {
                    self.number(&source.id, key.span);
                }
            } else {
                self.number(&key.value, key.span);
            }
        }
    }

    fn finish(mut self, words: &Words<'a>) -> Gathered<'a> {
        let face = &self.page.face;
        let source = face.source.as_ref();
        let reads = source.is_some_and(|it| self.known.place(&it.value).is_some());
        if let Some(source) = source.filter(|_| !reads) {
            self.unknown(&source.value, source.span);
        }
        let covers = self.covers();
        self.findings.sort_by(|a, b| a.place.cmp(&b.place));
        let citations = self.citations();
        let cited = Cited::new(self.keys, self.anchors, citations, covers);
        let (page, drafts) = ((self.place, self.page), self.drafts.into_list());
        let statements = statements(self.edition, page, &cited, words, drafts);
        let (places, findings) = (self.places, self.findings);
        let mut sources: Vec<usize> = self.numbered.into_values().collect();
        sources.sort_unstable();
        let states = !statements.is_empty();
        let made = Made { cited, places, sources, reads, states, findings };
        Gathered { made, statements }
    }

    /// Puts the list in the order of the style, and formats the citations.
    fn citations(&mut self) -> Vec<(Span, Citation)> {
        let lang = &self.page.face.lang;
        let place = |key: &String| self.numbered.get(key.as_str()).copied();
        let rank = |key: &String| self.formatted.rank(lang, place(key)?);
        if self.keys.first().is_some_and(|it| rank(it).is_some()) {
            let mut keys = std::mem::take(&mut self.keys);
            keys.sort_by_cached_key(rank);
            self.keys = keys;
        }
        if !self.formatted.has_citations() || self.clusters.is_empty() {
            return Vec::new();
        }
        let listed: Vec<usize> = self.keys.iter().filter_map(place).collect();
        if self.formatted.is_note() {
            let numbers = notes::numbers(&self.page.body);
            for it in &mut self.clusters {
                let first = it.cluster.items.first();
                it.note = first.and_then(|it| numbers.get(&it.span).copied());
            }
            self.clusters.sort_by_key(|it| it.note.unwrap_or(usize::MAX));
        }
        self.formatted.citations(lang, &listed, &self.clusters, self.known)
    }

    fn covers(&mut self) -> Vec<Cover> {
        let mut covers = Vec::new();
        for written in &self.page.face.covers {
            let (cover, source) = cover::read(&written.value, self.edition);
            match source {
                None => self.unknown(&cover.key, written.span),
                Some(source) => {
                    let file = &self.page.face.file;
                    let fault = cover.fault(source);
                    self.findings.extend(fault.map(|it| it.at(file, written.span)));
                    covers.push(cover);
                }
            }
        }
        covers
    }
}
