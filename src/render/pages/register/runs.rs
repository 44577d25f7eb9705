//! Cuts a long index into files: each letter one, a long letter several.

use super::{Letter, Name};
use crate::base::SitePath;
use std::ops::Range;

/// How many names fit on one page.
const PAGE: usize = 1_500;

/// A part of the index that is a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it stands: `a-z/s-2.html`.
    pub(crate) path: SitePath,
    /// Which names it holds.
    pub(crate) names: Range<usize>,
    /// Which part of its letter it is, from 1; 0 if it is the whole letter.
    pub(crate) number: usize,
}

/// The parts of an index, of another language than the main one in its own files; none if
/// everything fits on one page.
pub(super) fn runs(names: &[Name<'_>], lang: Option<&str>) -> Vec<Run> {
    if names.len() <= PAGE {
        return Vec::new();
    }
    let mut runs = Vec::new();
    let mut start = 0;
    for letter in names.chunk_by(|a, b| a.letter == b.letter) {
        let parts = letter.len().div_ceil(PAGE);
        let size = letter.len().div_ceil(parts.max(1));
        for (at, part) in letter.chunks(size.max(1)).enumerate() {
            let number = if parts == 1 { 0 } else { at + 1 };
            let end = start + part.len();
            let path = path(&part[0].letter, number);
            runs.push(Run {
                path: lang.map_or_else(|| path.clone(), |it| path.in_language(it)),
                names: start..end,
                number,
            });
            start = end;
        }
    }
    runs
}

fn path(letter: &Letter, number: usize) -> SitePath {
    let slug = letter.slug();
    match number {
        0 => SitePath::contained(&format!("a-z/{slug}.html")),
        number => SitePath::contained(&format!("a-z/{slug}-{number}.html")),
    }
}
