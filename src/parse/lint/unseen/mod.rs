//! Finds characters that nobody sees: they turn the direction of a text, hide words in it,
//! or tell two names apart that look the same.
//!
//! What the writing of a language needs is left alone: joiners between letters of scripts
//! that join, direction marks beside letters written from right to left, the sequences of
//! emoji and of Chinese characters. After "Trojan Source" (CVE-2021-42574) and Unicode
//! Technical Standards 39 and 51.

mod needed;
mod range;

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use needed::is_needed;
use range::Sort;
use std::ops::Range;

/// How many are told of one file.
const TOLD: usize = 100;

/// The unseen characters of a file, each run of them as one finding.
pub(crate) fn unseen(file: &FilePath, text: &str) -> Vec<Diagnostic> {
    let runs = runs(text).into_iter().take(TOLD);
    runs.map(|(at, sort)| finding(file, text, at, sort)).collect()
}

/// Runs of unseen characters of one sort that nothing needs.
fn runs(text: &str) -> Vec<(Range<usize>, Sort)> {
    let mut runs: Vec<(Range<usize>, Sort)> = Vec::new();
    for at in candidates(text.as_bytes()) {
        let Some(c) = text.get(at..).and_then(|it| it.chars().next()) else { continue };
        let Some(sort) = range::sort(c) else { continue };
        if is_needed(text, at, c) {
            continue;
        }
        match runs.last_mut() {
            Some((last, of)) if last.end == at && *of == sort => last.end += c.len_utf8(),
            _ => runs.push((at..at + c.len_utf8(), sort)),
        }
    }
    runs
}

/// Where bytes stand that such a character can start with in UTF-8.
fn candidates(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // U+061C; U+180E; U+2000…; U+F…; U+E0000…
    let may_start = |at: &usize| {
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
        match bytes[*at] {
            0xD8 => next(1) == 0x9C,
            0xE1 | 0xF3 => next(1) == 0xA0,
            0xE2 => matches!(next(1), 0x80 | 0x81),
            0xEF => matches!(next(1), 0xB8 | 0xBB | 0xBF),
            _ => false,
        }
    };
    let first = memchr::memchr3_iter(0xE2, 0xEF, 0xF3, bytes);
    let mut all: Vec<usize> = first.filter(may_start).collect();
    let rare = memchr::memchr2_iter(0xD8, 0xE1, bytes).filter(may_start);
    let known = all.len();
    all.extend(rare);
    if all.len() > known {
        all.sort_unstable();
    }
    all.into_iter()
}

fn finding(file: &FilePath, text: &str, at: Range<usize>, sort: Sort) -> Diagnostic {
    let run = text.get(at.clone()).unwrap_or_default();
    let count = run.chars().count();
    let first = run.chars().next().map(range::name).unwrap_or_default();
    let (code, help) = match sort {
        Sort::Direction => (
            Code::BidiControl,
            "it makes the text read otherwise than it is stored: take it out",
        ),
        Sort::Hidden => (Code::InvisibleCharacter, "nobody sees it: take it out"),
    };
    let message = match (sort, count) {
        (_, 1) => format!("the invisible character {first} stands in the text"),
        _ => format!("{count} invisible characters stand in the text, first {first}"),
    };
    let finding = Diagnostic::new(code, message).at(file, Span::from(at));
    finding.help(help).fix("take it out", "", true)
}

#[cfg(test)]
mod tests;
