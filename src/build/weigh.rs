//! Weighs what was found as the dossier wants it: levels of `book.toml`, and comments that
//! allow a finding where it stands.

use super::Read;
use crate::diag::{ALLOW, Allow, Code, Diagnostic, Edit, Fix, Span};
use crate::load::Inputs;
use std::collections::BTreeSet;

/// How much of a dossier was looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// A part: a comment may allow what stands in another.
    Part,
    /// Everything but its pages, which are still to be made.
    Texts,
    /// Everything.
    Whole,
}

impl Extent {
    /// Of one edition, or of all of them.
    pub(super) fn of(edition: Option<&str>, whole: Self) -> Self {
        if edition.is_none() { whole } else { Self::Part }
    }

    /// Whether a comment that has allowed nothing yet allows nothing.
    fn settles(self, allow: &Allow) -> bool {
        match self {
            Self::Part => false,
            Self::Texts => !allow.code.name().starts_with("render/"),
            Self::Whole => true,
        }
    }
}

impl Read {
    /// The findings in the order of files and texts, without those that are allowed; and
    /// comments that allow nothing.
    pub(super) fn weighed(&mut self, extent: Extent) -> Vec<Diagnostic> {
        let findings = std::mem::take(&mut self.findings);
        self.weigh(findings, extent)
    }

    /// The same of these findings.
    pub(super) fn weigh(
        &self,
        mut findings: Vec<Diagnostic>,
        extent: Extent,
    ) -> Vec<Diagnostic> {
        let mut used = BTreeSet::new();
        findings.retain(|it| !self.allows(it, &mut used));
        let all = self.dossier.allows.iter().enumerate();
        let idle = all.filter(|(at, it)| !used.contains(at) && extent.settles(it));
        findings.extend(idle.map(|(_, it)| unused(it)).collect::<Vec<_>>());
        findings.retain_mut(|it| self.rate(it));
        findings.sort();
        findings.dedup();
        findings
    }

    /// Whether a comment allows a finding; notes which one.
    fn allows(&self, finding: &Diagnostic, used: &mut BTreeSet<usize>) -> bool {
        let Some(place) = &finding.place else { return false };
        let all = &self.dossier.allows;
        let first = all.partition_point(|it| it.file < place.file);
        let here = (first..all.len()).take_while(|at| all[*at].file == place.file);
        let found: Vec<usize> =
            here.filter(|at| all[*at].covers(finding.code, place)).collect();
        used.extend(&found);
        !found.is_empty()
    }

    /// Gives a finding the level of the settings; `false` if it is not to be told.
    fn rate(&self, finding: &mut Diagnostic) -> bool {
        match self.dossier.settings.levels.get(&finding.code) {
            Some(None) => false,
            Some(Some(severity)) => {
                finding.rate(*severity);
                true
            }
            None => true,
        }
    }
}

/// Leads the places of comments from the expanded texts back to the disk's, and puts them
/// in the order of the files.
pub(super) fn locate(allows: &mut [Allow], inputs: &Inputs) {
    for allow in allows.iter_mut() {
        allow.span = inputs.located(&allow.file, allow.span);
        allow.goes = inputs.located(&allow.file, allow.goes);
        for scope in &mut allow.scopes {
            let ends = [scope.start, scope.end].map(|at| Span { start: at, end: at });
            let [start, end] = ends.map(|it| inputs.located(&allow.file, it));
            *scope = Span { start: start.start, end: end.end };
        }
    }
    allows.sort();
}

fn unused(allow: &Allow) -> Diagnostic {
    let message = format!("there is no `{}` here to allow", allow.code);
    let finding = Diagnostic::new(Code::UnusedAllow, message);
    let finding = finding.at(&allow.file, allow.span);
    let mut finding = finding.help(format!("take the comment `{ALLOW}` out"));
    let edit = Edit {
        file: allow.file.clone(),
        span: allow.goes,
        part: None,
        text: String::new(),
    };
    let title = "take the comment out".to_owned();
    finding.fix = Some(Fix { title, edits: vec![edit], is_safe: true });
    finding
}
