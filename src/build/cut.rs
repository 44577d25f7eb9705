//! Cuts the dossier to one audience: clears its texts, and takes out what was lost with
//! what was cut until nothing leads to it any more.

use super::Read;
use super::quoted::{self, Closed};
use crate::base::{FilePath, mutant};
use crate::diag::{Allow, Checked, Code, Diagnostic, Failure, Place, Span};
use crate::link::{self, Links};
use crate::model::{Audience, Marking};
use crate::redact::{self, Edition, Traces};
use std::collections::{BTreeMap, BTreeSet};

/// What was cut of each text, in places of the disk's files.
pub type Gone = BTreeMap<FilePath, Vec<Span>>;

/// How often what was lost with what was lost is looked for.
const MOST_ROUNDS: usize = 32;

/// One edition and its links.
pub(super) struct Cut {
    pub(super) edition: Edition,
    pub(super) links: Links,
    pub(super) veil: Veil,
}

/// What was cut, for findings: where each place stood before, and what must not be quoted.
#[derive(Clone, Debug, Default)]
pub(super) struct Veil {
    traces: Traces,
    /// What was cut.
    gone: Gone,
    /// The pages that were cut.
    pages: BTreeSet<FilePath>,
    /// The labels above the ceiling.
    closed: Vec<&'static str>,
    /// The comments of what is left that allow a finding.
    allows: Vec<Allow>,
}

impl Veil {
    /// What was cut of a file, in places of the disk's.
    pub(super) fn gone_of(&self, file: &FilePath) -> &[Span] {
        self.gone.get(file).map_or(&[], Vec::as_slice)
    }

    /// Leads findings back to the texts before they were cleared.
    pub(super) fn locate(&self, findings: &mut [Diagnostic]) {
        self.traces.locate(findings);
    }
}

impl Read {
    /// What one audience may read, and where everything stands. The findings are those of
    /// reading it, at the places of the texts that were not cleared.
    pub(super) fn cut(&self, audience: &Audience) -> Checked<Cut> {
        if audience.ceiling.is_none() {
            let edition = redact::whole(&self.dossier);
            let Checked { value: links, findings } = link::link(&edition);
            let cut = Cut { edition, links, veil: Veil::default() };
            return Checked { value: cut, findings };
        }
        let whole = self.whole();
        let mut clearing = redact::clear(&self.inputs, &self.dossier, audience);
        let mut edition = clearing.edition();
        let mut links = link::link(&edition);
        for _ in 0..MOST_ROUNDS {
            let lost = link::lost((&edition, &links.value), (&whole.0, &whole.1));
            if !clearing.lose(&lost) {
                break;
            }
            edition = clearing.edition();
            links = link::link(&edition);
        }
        let Checked { value: links, mut findings } = links;
        let traces = clearing.traces().clone();
        traces.locate(&mut findings);
        findings.extend(clearing.findings());
        let mut gone = clearing.gone();
        for (file, spans) in &mut gone {
            for span in spans {
                *span = self.inputs.located(file, *span);
            }
        }
        let veil = Veil {
            traces,
            gone,
            pages: clearing.cut_pages().clone(),
            closed: self.closed(audience),
            allows: clearing.allows(),
        };
        let mut veil = veil;
        veil.allows
            .iter_mut()
            .for_each(|it| it.span = self.inputs.located(&it.file, it.span));
        Checked { value: Cut { edition, links, veil }, findings }
    }

    /// The labels that an audience may not read.
    fn closed(&self, audience: &Audience) -> Vec<&'static str> {
        let markings = self.dossier.settings.marking.markings();
        markings.filter(|it| Some(*it) > audience.ceiling).map(Marking::label).collect()
    }

    /// The dossier for somebody who may read everything, and where everything stands.
    pub(super) fn whole(&self) -> &(Edition, Links) {
        self.whole.get_or_init(|| {
            let edition = redact::whole(&self.dossier);
            let links = link::link(&edition).value;
            (edition, links)
        })
    }

    /// Makes something for the audience of one edition, or of each, and settles what was
    /// found on the way; says what no finding may quote.
    pub(super) fn for_each<T>(
        &mut self,
        edition: Option<&str>,
        mut make: impl FnMut(&mut Self, &Audience) -> Result<(Checked<T>, Veil), Failure>,
    ) -> Result<(Vec<T>, Gone), Failure> {
        let (mut all, mut found, mut veils) = (Vec::new(), Vec::new(), Vec::new());
        for audience in self.audiences(edition)? {
            let (mut made, veil) = make(self, &audience)?;
            self.inputs.locate(&mut made.findings);
            all.push(made.into_value(&mut found));
            veils.push(veil);
        }
        Ok((all, self.settle(found, veils)))
    }

    /// Adds what was found in the editions to what was found while reading, as far as that
    /// holds for them; says what no finding may quote.
    pub(super) fn settle(&mut self, found: Vec<Diagnostic>, veils: Vec<Veil>) -> Gone {
        let mut gone = Gone::new();
        if !self.dossier.settings.editions.is_empty() {
            let pages: Vec<BTreeSet<FilePath>> =
                veils.iter().map(|it| it.pages.clone()).collect();
            let mut read = std::mem::take(&mut self.findings);
            read.retain(|it| self.is_of_all(it, &pages) || mutant::is_off("finding"));
            self.findings = read;
            let left: BTreeSet<(&FilePath, Span)> = veils
                .iter()
                .flat_map(|it| &it.allows)
                .map(|it| (&it.file, it.span))
                .collect();
            self.dossier.allows.retain(|it| left.contains(&(&it.file, it.span)));
        }
        self.findings.extend(found);
        let (shown, texts) = (quoted::shown(&self.findings), self.inputs.originals());
        for veil in veils.iter().filter(|it| !it.closed.is_empty()) {
            let closed = Closed { labels: &veil.closed, pages: &veil.pages };
            for (file, is_unread) in &shown {
                let Some(text) = texts.get(file) else { continue };
                let hidden = closed.hidden(file, text, *is_unread);
                gone.entry(file.clone()).or_default().extend(hidden);
            }
        }
        for veil in veils {
            for (file, spans) in veil.gone {
                gone.entry(file).or_default().extend(spans);
            }
        }
        gone
    }

    /// Leaves one error of two where a claim has lost its last source.
    pub(super) fn once(findings: &mut Vec<Diagnostic>) {
        let claims: Vec<Place> = findings
            .iter()
            .filter(|it| it.code == Code::OrphanedClaim)
            .filter_map(|it| it.place.clone())
            .collect();
        let belongs = |it: &Place| {
            let Some(at) = it.span else { return false };
            claims.iter().filter(|claim| claim.file == it.file).any(|claim| {
                claim.span.is_some_and(|claim| {
                    claim.start <= at.start && at.start <= claim.end.saturating_add(2)
                })
            })
        };
        findings.retain(|it| {
            it.code != Code::LostSource || !it.place.as_ref().is_some_and(belongs)
        });
    }

    /// Whether a finding about the dossier as it was read holds for editions too: what is
    /// wrong with the files and with their markings, which no edition would tell.
    fn is_of_all(&self, finding: &Diagnostic, cut: &[BTreeSet<FilePath>]) -> bool {
        let Some(place) = &finding.place else { return true };
        let pages = &self.dossier.pages;
        let page = pages.binary_search_by(|it| it.face.file.cmp(&place.file));
        let page = page.ok().and_then(|at| pages.get(at));
        if page.is_some_and(|it| it.face.marking.is_none()) {
            return true;
        }
        let is_cut = !cut.is_empty() && cut.iter().all(|it| it.contains(&place.file));
        let of_markings = matches!(
            finding.code,
            Code::BadMarking
                | Code::MissingMarking
                | Code::StrayMarking
                | Code::MarkedDefinition
                | Code::MissingAttachment
                | Code::BadFence
                | Code::UnclosedDiv
                | Code::StrayFence
        );
        !is_cut && (of_markings || finding.code.name().starts_with("load/"))
    }
}
