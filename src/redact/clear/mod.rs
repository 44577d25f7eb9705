//! Clears the texts of a dossier for one audience: what is above the ceiling is deleted as
//! an editor would delete it, and what is left is parsed as if nothing else had ever been
//! there. That is why an edition cannot know what was cut.

mod body;
mod edits;
mod lost;
#[cfg(test)]
mod tests;
mod written;

pub use lost::Lost;

use super::{Edition, redact};
use crate::base::{FilePath, mutant};
use crate::diag::{self, Allow, Code, Diagnostic, Fix, Span};
use crate::load::Inputs;
use crate::model::node::Kind;
use crate::model::{Audience, Face, Page, PageId};
use crate::parse::{self, Clearance, Dossier};
use edits::Trace;
use lost::LostOnPage;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A dossier that is being cleared for one audience.
#[derive(Debug)]
pub struct Clearing<'a> {
    whole: &'a Dossier,
    audience: &'a Audience,
    inputs: Inputs,
    clearance: Clearance,
    cleared: Dossier,
    findings: Vec<Diagnostic>,
    traces: Traces,
    redirects: BTreeSet<String>,
    unsupported: Vec<Diagnostic>,
}

/// Where every place of the cleared texts stood before.
#[derive(Clone, Debug, Default)]
pub struct Traces(BTreeMap<FilePath, Vec<Trace>>);

impl Traces {
    /// Leads the places of findings back to the texts that were not cleared.
    pub fn locate(&self, findings: &mut [Diagnostic]) {
        for finding in findings {
            let related = finding.related.iter_mut().map(|(place, _)| place);
            for place in finding.place.iter_mut().chain(related) {
                place.span = place.span.map(|it| self.origin(&place.file, it));
            }
            let stands = |fix: &mut Fix| fix.edits.iter_mut().all(|it| self.leads(it));
            if finding.fix.as_mut().is_some_and(|it| !stands(it)) {
                finding.fix = None;
            }
        }
    }

    /// Leads an edit back; `false` if it would take something with it that was cut.
    fn leads(&self, edit: &mut diag::Edit) -> bool {
        let before = edit.span;
        edit.span = self.origin(&edit.file, before);
        let length = |it: Span| it.end.saturating_sub(it.start);
        edit.part.is_some() || length(edit.span) == length(before)
    }

    fn origin(&self, file: &FilePath, span: Span) -> Span {
        let traces = self.0.get(file).into_iter().flatten().rev();
        traces.fold(span, |it, trace| trace.origin_of(it))
    }
}

/// Clears the texts of a dossier that was parsed whole.
pub fn clear<'a>(
    inputs: &Inputs,
    whole: &'a Dossier,
    audience: &'a Audience,
) -> Clearing<'a> {
    let is_open = |it: &&Page| super::is_open(it, audience);
    let cut = whole.pages.iter().filter(|it| !is_open(it));
    let cut: BTreeSet<FilePath> = cut.map(|it| it.face.file.clone()).collect();
    let may_read = |it| audience.may_read_part(Some(it)) || mutant::is_off("attachment");
    let closed = whole.attachments.iter().filter(|(_, it)| !may_read(**it));
    let foreign = foreign(whole, audience);
    let gone: BTreeSet<FilePath> = cut.difference(&foreign).cloned().collect();
    let mut inputs = inputs.clone();
    inputs.leave_out(&gone, closed.map(|(file, _)| file));
    let clearance = Clearance {
        ceiling: audience.ceiling,
        pages: cut,
        foreign,
        folders: whole.folders.clone(),
        ..Clearance::default()
    };
    let mut clearing = Clearing {
        whole,
        audience,
        inputs,
        clearance,
        cleared: Dossier::default(),
        findings: Vec::new(),
        traces: Traces::default(),
        redirects: BTreeSet::new(),
        unsupported: Vec::new(),
    };
    let open: Vec<&Page> = whole.pages.iter().filter(is_open).collect();
    clearing.edit(&open, &BTreeSet::new(), &Lost::default());
    clearing.parse();
    let keys = clearing.lost_keys();
    if keys.is_empty() {
        return clearing;
    }
    clearing.clearance.keys = keys;
    clearing.take_out(&Lost::default());
    clearing.parse();
    clearing
}

/// The originals that are cut for their language alone.
fn foreign(whole: &Dossier, audience: &Audience) -> BTreeSet<FilePath> {
    let faces = whole.pages.iter().map(|it| &*it.face);
    let open = whole.pages.iter().filter(|it| super::is_open(it, audience));
    let open: BTreeSet<&PageId> = open.map(|it| &it.face.id).collect();
    let is_foreign = |it: &&Face| {
        let is_closed = !audience.may_read(it.marking) && !mutant::is_off("page");
        !is_closed && !audience.reads(&it.lang) && open.contains(&it.id)
    };
    faces.filter(is_foreign).map(|it| it.file.clone()).collect()
}

impl Clearing<'_> {
    /// The edition as it is cleared so far.
    pub fn edition(&self) -> Edition {
        let is_lost =
            |old: &String| self.redirects.contains(old) && !mutant::is_off("redirect");
        redact(&self.cleared, self.audience, &is_lost)
    }

    /// Takes out what was lost with what was cut; says whether there was anything.
    pub fn lose(&mut self, lost: &Lost) -> bool {
        let is_new = self.take_out(lost);
        if is_new {
            self.parse();
        }
        is_new
    }

    fn take_out(&mut self, lost: &Lost) -> bool {
        let ids = self.lost_ids();
        let before = self.redirects.len();
        self.redirects.extend(lost.redirects.iter().cloned());
        let mut is_new = before < self.redirects.len();
        for (file, names) in &lost.names {
            let known = self.clearance.names.entry(file.clone()).or_default();
            let count = known.len();
            known.extend(names.iter().cloned());
            is_new |= count < known.len();
        }
        let cleared = std::mem::take(&mut self.cleared);
        let fronts = cleared.pages.iter().flat_map(|it| self.unsupported_front(it));
        let mut fronts: Vec<Diagnostic> = fronts.collect();
        self.unsupported.append(&mut fronts);
        let pages: Vec<&Page> = cleared.pages.iter().collect();
        is_new |= self.edit(&pages, &ids, lost);
        self.cleared = cleared;
        is_new
    }

    /// What was found in the texts as they are cleared, at the places of the inputs.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut findings = self.findings.clone();
        findings.extend(self.unsupported.iter().cloned());
        findings
    }

    /// Where every place stood before.
    pub fn traces(&self) -> &Traces {
        &self.traces
    }

    /// The comments of what is left that allow a finding.
    pub fn allows(&self) -> Vec<Allow> {
        let mut allows = self.cleared.allows.clone();
        for allow in &mut allows {
            allow.span = self.traces.origin(&allow.file, allow.span);
        }
        allows
    }

    /// What was cut of each text, in places of the inputs.
    pub fn gone(&self) -> BTreeMap<FilePath, Vec<Span>> {
        let mut gone = self.cleared.withheld.clone();
        for place in self.unsupported.iter().filter_map(|it| it.place.as_ref()) {
            let span = place.span.into_iter();
            gone.entry(place.file.clone()).or_default().extend(span);
        }
        for (file, traces) in &self.traces.0 {
            let all = gone.entry(file.clone()).or_default();
            for (at, trace) in traces.iter().enumerate() {
                for range in &trace.gone {
                    let span = Span::from(range.clone());
                    let back = traces[..at].iter().rev();
                    all.push(back.fold(span, |it, trace| trace.origin_of(it)));
                }
            }
        }
        gone
    }

    /// The files of pages that are cut.
    pub fn cut_pages(&self) -> &BTreeSet<FilePath> {
        &self.clearance.pages
    }

    /// Parses what is left.
    fn parse(&mut self) {
        let parsed = parse::parse_cleared(&self.inputs, &self.clearance);
        self.cleared = parsed.value;
        self.findings = parsed.findings;
        self.traces.locate(&mut self.findings);
    }

    /// Edits the texts of pages; says whether any changed.
    fn edit(&mut self, pages: &[&Page], ids: &BTreeSet<String>, lost: &Lost) -> bool {
        let none = BTreeSet::new();
        let (texts, keys) = (self.inputs.texts(), &self.clearance.keys);
        let edited = pages.par_iter().filter_map(|page| {
            let file = &page.face.file;
            let text = texts.get(file)?;
            let links = lost.links.get(file).unwrap_or(&none);
            let lost = LostOnPage { links, keys, ids };
            let found = body::edits(page, text, self.audience, &lost);
            (!found.edits.is_empty())
                .then(|| (*page, edits::apply(text, found.edits), found.unsupported))
        });
        let edited: Vec<_> = edited.collect();
        let is_new = !edited.is_empty();
        for (page, (text, trace), unsupported) in edited {
            let file = &page.face.file;
            let mut told: Vec<Diagnostic> =
                unsupported.iter().map(|it| self.unsupported(file, *it)).collect();
            self.traces.locate(&mut told);
            self.unsupported.append(&mut told);
            self.traces.0.entry(file.clone()).or_default().push(trace);
            self.inputs.put(file, Arc::from(text));
        }
        is_new
    }

    fn unsupported(&self, file: &FilePath, span: Span) -> Diagnostic {
        let name = self.audience.name.as_deref().unwrap_or_default();
        let message = format!("what is cited here is not in the edition `{name}`");
        Diagnostic::new(Code::LostSource, message).at(file, span).help(LOST_SOURCE)
    }

    /// Relations and pages that rest on nothing that is left; front matter keeps its places.
    fn unsupported_front(&self, page: &Page) -> Vec<Diagnostic> {
        let keys = &self.clearance.keys;
        let face = &page.face;
        let source = face.source.iter().filter(|it| keys.contains(&it.value));
        let mut spans: Vec<Span> = source.map(|it| it.span).collect();
        for node in face.relations.iter().filter_map(|it| it.source.as_ref()) {
            let Kind::Cite(cluster) = &node.kind else { continue };
            if cluster.items.iter().all(|it| keys.contains(&*it.key)) {
                spans.push(node.span);
            }
        }
        // What is taken over from an original is told there.
        spans.retain(|it| !it.is_elsewhere());
        spans.into_iter().map(|it| self.unsupported(&face.file, it)).collect()
    }

    /// The keys of sources that are in the dossier and not in what is left.
    fn lost_keys(&self) -> BTreeSet<String> {
        let known: BTreeSet<&str> = self.cleared.keys().collect();
        let all = self.whole.keys().filter(|it| !known.contains(it));
        all.map(str::to_owned).collect()
    }

    /// The ids of claims and contradictions that are in the dossier and not in what is left.
    fn lost_ids(&self) -> BTreeSet<String> {
        let refers = self.cleared.pages.iter().any(|it| {
            any(it, &|it| {
                it.get("contradicts").is_some() || it.get("resolved-by").is_some()
            })
        });
        if !refers {
            return BTreeSet::new();
        }
        let known = ids(&self.cleared.pages);
        ids(&self.whole.pages)
            .into_iter()
            .filter(|it| !known.contains(it))
            .map(str::to_owned)
            .collect()
    }
}

const LOST_SOURCE: &str = "cite a source that this audience may see as well, mark the \
    statement as high as the source, or lower the marking of the source";

fn any(page: &Page, is: &dyn Fn(&crate::model::Node) -> bool) -> bool {
    let mut found = false;
    for node in &page.body.nodes {
        node.walk(&mut |it| {
            found |= is(it);
            !found
        });
    }
    found
}

/// The ids that authors gave.
fn ids(pages: &[Page]) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    for node in pages.iter().flat_map(|it| &it.body.nodes) {
        node.walk(&mut |it| {
            ids.extend(it.id().filter(|_| !matches!(it.kind, Kind::Heading(_))));
            true
        });
    }
    ids
}
