//! Finds headings that skip a level, which readers of outlines and screen readers miss.

use super::Sheet;
use crate::diag::{Code, Diagnostic};
use crate::model::Kind;

/// A finding for each heading that stands more than one level below the one before it. The
/// title of the page counts as level 1, written or not.
pub(super) fn jumps(sheet: Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut last = 1;
    for node in sheet.nodes {
        let Kind::Heading(level) = node.kind else { continue };
        if level > last + 1 {
            let message = format!("a heading of level {level} follows level {last}");
            let finding = Diagnostic::new(Code::HeadingJump, message);
            let right = "#".repeat(usize::from(last) + 1);
            let finding = finding.at(sheet.file, node.span);
            found.push(finding.help(format!("write it as `{right}`")));
        }
        last = level;
    }
    found
}
