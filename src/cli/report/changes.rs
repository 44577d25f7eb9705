//! Changes of files as a unified diff, which `patch -p1` reads.

use crate::diag::printable;
use crate::write::Change;
use similar::TextDiff;

/// How many lines stand around what changes.
const AROUND: usize = 2;

/// The diff of a file.
pub(super) fn diff(change: &Change<'_>) -> String {
    let lines = TextDiff::from_lines(change.old, change.new);
    let (before, after) = (format!("a/{}", change.file), format!("b/{}", change.file));
    let mut diff = lines.unified_diff();
    diff.context_radius(AROUND).header(&before, &after).to_string()
}

/// The same for eyes: nothing in it steers a terminal, and what nobody sees is shown by
/// its number.
pub(super) fn shown(diff: &str, coloured: bool) -> String {
    diff.lines().map(|it| line(it, coloured)).collect()
}

fn line(line: &str, coloured: bool) -> String {
    let text = printable(line.trim_end_matches('\r'));
    let colour = match line.as_bytes().first() {
        Some(b'-') => "\u{1b}[31m",
        Some(b'+') => "\u{1b}[32m",
        Some(b'@') => "\u{1b}[36m",
        _ => return text + "\n",
    };
    if coloured { format!("{colour}{text}\u{1b}[0m\n") } else { text + "\n" }
}
