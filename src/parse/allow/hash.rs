//! Comments behind `#`, line by line: on a line of its own a comment holds for the next
//! line that is none, at the end of a line for that line.

use super::{Allows, Comment, line};
use crate::base::FilePath;
use crate::diag::ALLOW;
use std::ops::Range;

/// Finds the comments in a part of a file. One on a line of its own holds for the file as a
/// whole, too.
pub(crate) fn in_lines(
    file: &FilePath,
    text: &str,
    part: Range<usize>,
    found: &mut Allows,
) {
    let Some(inside) = text.get(part.clone()).filter(|it| it.contains(ALLOW)) else {
        return;
    };
    for (at, _) in inside.match_indices(ALLOW) {
        let at = part.start + at;
        let Some(start) = comment(text, at) else { continue };
        let own = line(text, &(start..at));
        let said = text.get(at + ALLOW.len()..own.end).unwrap_or_default();
        let is_alone = text.get(own.start..start).is_none_or(|it| it.trim().is_empty());
        let scope = if is_alone { next(text, own.end, part.end) } else { own.clone() };
        let end = start + text.get(start..own.end).map_or(0, |it| it.trim_end().len());
        let (at, is_for_file) = (start..end, is_alone);
        found.take(file, text, Comment { at, said, scopes: vec![scope], is_for_file });
    }
}

/// Where the comment starts whose first word stands at `at`.
fn comment(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let hash = before.trim_end_matches([' ', '\t']);
    let start = hash.strip_suffix('#')?;
    (start.is_empty() || start.ends_with(char::is_whitespace)).then_some(start.len())
}

/// The next line that is no comment.
fn next(text: &str, from: usize, to: usize) -> Range<usize> {
    let mut start = from;
    while let Some(rest) = text.get(start..to).filter(|it| it.starts_with('\n')) {
        let end = rest[1..].find('\n').map_or(rest.len(), |it| it + 1);
        if !only_comments(&rest[..end]) {
            return start + 1..start + end;
        }
        start += end;
    }
    from..from
}

fn only_comments(text: &str) -> bool {
    text.lines().all(|it| it.trim_start().starts_with('#') || it.trim().is_empty())
}
