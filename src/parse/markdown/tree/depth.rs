//! The limit of nesting, also for what was recognised inside the parser's own nodes.

use super::MAX_DEPTH;
use crate::diag::{Code, Diagnostic};
use crate::model::{Kind, Node};
use crate::parse::markdown::piece::clean;
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
        node.children.clear();
    }
}
