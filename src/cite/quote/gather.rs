//! Finds the quotations of a page: block quotes that end in a citation, and spans of the
//! class `quote` with one inside or right behind.

use crate::model::{CiteItem, Cluster, Kind, Node};

/// A quotation and whom it quotes.
pub(super) struct Quotation<'a> {
    /// The source it names first.
    pub(super) item: &'a CiteItem,
    /// What is quoted: the words, or those of the original that a translation gives.
    pub(super) text: String,
}

/// The quotations among these nodes, in the order of the text.
pub(super) fn quotations(nodes: &[Node]) -> Vec<Quotation<'_>> {
    let mut found = Vec::new();
    gather(nodes, None, &mut found);
    found
}

fn gather<'a>(
    nodes: &'a [Node],
    original: Option<&'a str>,
    found: &mut Vec<Quotation<'a>>,
) {
    for (at, node) in nodes.iter().enumerate() {
        let own = node.get("orig").or(original);
        let is_span = node.kind == Kind::Span && node.has_class("quote");
        let cited = match node.kind {
            Kind::Quote => last(&node.children),
            Kind::Span if is_span => {
                last(&node.children).or_else(|| next(&nodes[at + 1..]))
            }
            _ => None,
        };
        if let Some(item) = cited.and_then(|it| it.items.first()) {
            let text = own.map_or_else(|| before_citation(node), str::to_owned);
            found.push(Quotation { item, text });
        }
        let is_around = node.kind == Kind::Div && node.has_class("quote");
        gather(&node.children, own.filter(|_| is_around), found);
    }
}

/// The citation that comes last; a full stop may follow.
fn last(nodes: &[Node]) -> Option<&Cluster> {
    let node = nodes.iter().rev().find(|it| !is_trifle(it))?;
    match &node.kind {
        Kind::Cite(cluster) => Some(cluster),
        Kind::Paragraph => last(&node.children),
        _ => None,
    }
}

/// The words before the citation that comes last: a full stop behind it is not quoted.
fn before_citation(node: &Node) -> String {
    let text = node.text();
    let behind = trailing(&node.children);
    let quoted = text.trim_end().strip_suffix(behind.trim_end());
    quoted.map_or_else(|| text.clone(), str::to_owned)
}

fn trailing(nodes: &[Node]) -> String {
    let behind = nodes.iter().rposition(|it| !is_trifle(it));
    match behind.map(|it| (&nodes[it], &nodes[it + 1..])) {
        Some((node, _)) if node.kind == Kind::Paragraph => trailing(&node.children),
        Some((node, rest)) if matches!(node.kind, Kind::Cite(_)) => {
            rest.iter().map(Node::text).collect()
        }
        _ => String::new(),
    }
}

/// The citation that comes next.
fn next(nodes: &[Node]) -> Option<&Cluster> {
    match &nodes.iter().find(|it| !is_blank(it))?.kind {
        Kind::Cite(cluster) => Some(cluster),
        _ => None,
    }
}

fn is_blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Text(text) => text.trim().is_empty(),
        Kind::SoftBreak | Kind::HardBreak => true,
        _ => false,
    }
}

fn is_trifle(node: &Node) -> bool {
    match &node.kind {
        Kind::Text(text) => !text.contains(char::is_alphanumeric),
        _ => is_blank(node),
    }
}
