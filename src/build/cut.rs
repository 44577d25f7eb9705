//! Cuts the dossier to one audience: clears its texts, and takes out what was lost with
//! what was cut until nothing leads to it any more.

use super::Read;
use crate::base::FilePath;
use crate::diag::{Allow, Checked, Code, Diagnostic, Span};
use crate::link::{self, Links};
use crate::model::Audience;
use crate::redact::{self, Edition, Traces};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often what was lost with what was lost is looked for.
const MOST_ROUNDS: usize = 32;

/// One edition and its links.
pub(super) struct Cut {
    pub(super) edition: Edition,
    pub(super) links: Links,
    pub(super) veil: Veil,
}

/// What was cut, for findings: where each place stood before, and what must not be quoted.
#[derive(Debug, Default)]
pub(super) struct Veil {
    traces: Traces,
    /// What was cut of each text, in places of the disk's files.
    pub(super) gone: BTreeMap<FilePath, Vec<Span>>,
    /// The pages that were cut.
    pub(super) pages: BTreeSet<FilePath>,
    /// The comments of what is left that allow a finding.
    pub(super) allows: Vec<Allow>,
}

impl Veil {
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
        let whole = self.whole.get_or_init(|| {
            let edition = redact::whole(&self.dossier);
            let links = link::link(&edition).value;
            (edition, links)
        });
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
            spans.iter_mut().for_each(|it| *it = self.inputs.located(file, *it));
        }
        let veil = Veil {
            traces,
            gone,
            pages: clearing.cut_pages().clone(),
            allows: clearing.allows(),
        };
        Checked { value: Cut { edition, links, veil }, findings }
    }

    /// Whether a finding about the dossier as it was read holds for editions too: what is
    /// wrong with the files and with their markings, which no edition would tell.
    pub(super) fn is_of_all(&self, finding: &Diagnostic, cut: &[BTreeSet<FilePath>]) -> bool {
        let Some(place) = &finding.place else { return true };
        let page = self.dossier.pages.iter().find(|it| it.face.file == place.file);
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
                | Code::LowerMarking
        );
        !is_cut && (of_markings || finding.code.name().starts_with("load/"))
    }
}

/// The texts with blanks in place of what was cut, so that a finding quotes nothing of it.
pub fn veiled(
    mut texts: BTreeMap<FilePath, Arc<str>>,
    gone: &BTreeMap<FilePath, Vec<Span>>,
) -> BTreeMap<FilePath, Arc<str>> {
    for (file, spans) in gone {
        if let Some(text) = texts.get_mut(file) {
            *text = blanked(text, spans).into();
        }
    }
    texts
}

fn blanked(text: &str, spans: &[Span]) -> String {
    let mut hidden = vec![false; text.len()];
    for span in spans {
        let end = span.range().end.min(text.len());
        let start = span.range().start.min(end);
        hidden[start..end].fill(true);
    }
    let blank = |(at, c): (usize, char)| match c {
        '\n' | '\r' => (c, 1),
        _ if hidden[at] => (' ', c.len_utf8()),
        _ => (c, 1),
    };
    let mut out = String::with_capacity(text.len());
    for (c, count) in text.char_indices().map(blank) {
        // As many bytes as before, so that places still hold.
        out.extend(std::iter::repeat_n(c, count));
    }
    out
}
