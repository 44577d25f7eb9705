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
    for finding in findings {
        if finding.severity() == Severity::Note && !taste.notes {
            continue;
        }
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
    if let Some(sum) = sum(findings, taste) {
        out.push_str(&sum);
    }
    out
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

fn sum(findings: &[Diagnostic], taste: Taste) -> Option<String> {
    findings.first()?;
    let count = |severity: Severity| {
        let count = findings.iter().filter(|it| it.severity() == severity).count();
        let word = severity.name();
        match count {
            0 => None,
            1 => Some(format!("1 {word}")),
            n => Some(format!("{n} {word}s")),
        }
    };
    let parts: Vec<String> = Severity::ALL.into_iter().filter_map(count).collect();
    let shown =
        findings.iter().filter(|it| it.severity() != Severity::Note || taste.notes);
    // The first of the worst.
    let shown = shown.min_by_key(|it| it.severity());
    let way = match shown {
        Some(it) => format!("`dossier explain {}` says more", it.code),
        None => "`dossier check` shows them".to_owned(),
    };
    Some(format!("{}; {way}\n", parts.join(", ")))
}
