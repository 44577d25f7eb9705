//! Finds tables that stayed text: the row of dashes has other cells than the head.

use super::Sheet;
use crate::diag::{Code, Diagnostic};
use crate::model::Node;
use crate::parse::bar;

/// A finding for each row of dashes in the text of a paragraph.
pub(super) fn broken(sheet: Sheet<'_>, paragraph: &Node) -> Vec<Diagnostic> {
    let range = paragraph.span.range();
    let text = sheet.text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let (mut at, mut head) = (range.start, "");
    for line in text.split_inclusive('\n') {
        let row = line.trim_start_matches(['>', ' ', '\t']);
        let from = at + line.len() - row.len();
        let row = row.trim_end();
        if head.contains('|') && is_dashes(row) {
            let finding = told(head, row);
            found.push(finding.at(sheet.file, (from..from + row.len()).into()));
        }
        at += line.len();
        head = row;
    }
    found
}

fn is_dashes(row: &str) -> bool {
    let is_cell = |it: &&str| {
        let dashes = it.strip_prefix(':').unwrap_or(it);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|it| it == b'-')
    };
    row.contains('|') && bar::cells(row).iter().all(is_cell)
}

fn told(head: &str, row: &str) -> Diagnostic {
    let (dashes, cells) = (bar::cells(row), bar::cells(head).len());
    let count =
        |it: usize| if it == 1 { "1 cell".to_owned() } else { format!("{it} cells") };
    let message = format!(
        "this is no table: its row of dashes has {}, its head {}",
        count(dashes.len()),
        count(cells)
    );
    let finding = Diagnostic::new(Code::BrokenTable, message);
    if let Some(broken) = bar::broken(head) {
        return finding.help(bar::escaped(&head[broken]));
    }
    let filled = dashes.into_iter().chain(std::iter::repeat("---")).take(cells);
    finding.help(format!("write `|{}|`", filled.collect::<Vec<_>>().join("|")))
}
