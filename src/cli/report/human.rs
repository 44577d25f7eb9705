//! Findings for people. Of findings that are alike the first are shown and the others
//! counted, so that one habit of a writer does not hide everything else.

use super::Texts;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Severity, Style, draw};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many findings with one code are shown.
const SHOWN: usize = 20;

/// What is shown.
#[derive(Clone, Copy)]
pub(super) struct Taste {
    pub(super) style: Style,
    /// Every finding, also of those that are alike.
    pub(super) all: bool,
    /// Notes, too.
    pub(super) notes: bool,
}

/// The findings and their sum.
pub(super) fn text(findings: &[Diagnostic], texts: &Texts, taste: Taste) -> String {
    let text_of = |file: &FilePath| texts.get(file).map(|it| &**it);
    let mut out = String::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let shown = |it: &&Diagnostic| taste.notes || it.severity() != Severity::Note;
    let findings: Vec<&Diagnostic> = findings.iter().filter(shown).collect();
    for finding in &findings {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= SHOWN || taste.all {
            out.push_str(&draw(finding, &text_of, taste.style));
            out.push_str("\n\n");
        }
    }
    if !taste.all {
        more(&mut out, &counts);
    }
    if let Some(sum) = sum(&findings) {
        out.push_str(&sum);
    }
    out
}

/// Tells of notes that are not shown.
pub(super) fn hidden(findings: &[Diagnostic], taste: Taste) -> Option<String> {
    let notes = findings.iter().filter(|it| it.severity() == Severity::Note).count();
    let told = counted(notes, Severity::Note).filter(|_| !taste.notes)?;
    Some(format!(
        "{told}; `dossier check` shows {}",
        if notes == 1 { "it" } else { "them" }
    ))
}

/// Tells how many are not shown.
fn more(out: &mut String, counts: &BTreeMap<Code, usize>) {
    let many = counts.iter().filter(|(_, count)| **count > SHOWN);
    let mut told = false;
    for (code, count) in many {
        let rest = count - SHOWN;
        told = writeln!(out, "and {rest} more of `{code}`; `--all` shows them").is_ok();
    }
    if told {
        out.push('\n');
    }
}

fn sum(findings: &[&Diagnostic]) -> Option<String> {
    // The first of the worst.
    let first = findings.iter().min_by_key(|it| it.severity())?;
    let count = |severity: Severity| {
        let alike = findings.iter().filter(|it| it.severity() == severity);
        counted(alike.count(), severity)
    };
    let parts: Vec<String> = Severity::ALL.into_iter().filter_map(count).collect();
    Some(format!("{}; `dossier explain {}` says more\n", parts.join(", "), first.code))
}

fn counted(count: usize, severity: Severity) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {}", severity.name())),
        n => Some(format!("{n} {}s", severity.name())),
    }
}
