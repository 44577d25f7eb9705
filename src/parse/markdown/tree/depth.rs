//! The limits: of nesting, also for what was recognised inside the parser's own nodes, and
//! of the number of pieces.

use super::kind::is_inline;
use super::{MAX_DEPTH, MAX_EVENTS, Tree};
use crate::diag::{Code, Diagnostic};
use crate::model::{Kind, Node};
use crate::parse::markdown::piece::Piece;
use crate::parse::markdown::run::clean;
use crate::parse::markdown::source::Source;
use std::ops::Range;

/// Tells of nesting that is too deep, once a page.
pub(super) fn find(
    source: &Source<'_>,
    range: &Range<usize>,
    findings: &mut Vec<Diagnostic>,
) {
    if !findings.iter().any(|it| it.code == Code::TooDeep) {
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        let finding = source.finding(Code::TooDeep, range, message);
        findings.push(finding.help("take some of the nesting away"));
    }
}

/// Makes text of what stands deeper than it may.
pub(super) fn limit(
    source: &Source<'_>,
    nodes: &mut [Node],
    findings: &mut Vec<Diagnostic>,
) {
    for node in nodes {
        flatten(source, node, 1, findings);
    }
}

fn flatten(
    source: &Source<'_>,
    node: &mut Node,
    depth: usize,
    findings: &mut Vec<Diagnostic>,
) {
    if depth < MAX_DEPTH {
        if let Kind::Cite(cluster) = &mut node.kind {
            let items = cluster.items.iter_mut();
            let affixes = items.flat_map(|it| it.prefix.iter_mut().chain(&mut it.suffix));
            affixes.for_each(|it| flatten(source, it, depth + 1, findings));
        }
        node.children.iter_mut().for_each(|it| flatten(source, it, depth + 1, findings));
    } else if !node.children.is_empty() || matches!(node.kind, Kind::Cite(_)) {
        let range = source.range(node.span);
        find(source, &range, findings);
        node.kind = Kind::Text(clean(source.slice(range)));
        node.children = Box::default();
    }
}

impl Tree<'_, '_> {
    /// Keeps what is nested too deep as text.
    pub(super) fn skip(&mut self, kind: &Kind, range: Range<usize>) {
        self.skipped = 1;
        find(self.source, &range, &mut self.findings);
        let text = self.source.slice(range.clone());
        if is_inline(kind) {
            self.pieces.push(Piece::literal(text, range));
        } else {
            self.paragraph_of(text.trim_end(), &range);
        }
    }

    /// Keeps the rest of the text as it is.
    pub(super) fn stop(&mut self, range: &Range<usize>) {
        let message = format!("more than {MAX_EVENTS} pieces of text and markup");
        let finding = self.source.finding(Code::PageTooLarge, range, message);
        self.findings.push(finding.help("split the page into several"));
        self.skipped = 0;
        if let Some(leaf) = self.leaf.take() {
            self.close_leaf(leaf, range);
        }
        while self.frames.len() > 1 {
            self.close();
        }
        let rest = range.start..self.source.body.len();
        self.paragraph_of(self.source.slice(rest.clone()).trim_end(), &rest);
    }
}
