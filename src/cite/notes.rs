//! Numbers the notes of a page for styles that cite in notes: a note of its own for each
//! citation in the text, in one row with the footnotes that the author wrote. `render`
//! writes them in the same order.

use crate::diag::Span;
use crate::model::{Body, Kind, Node};
use std::collections::HashMap;

/// The number of the note of each cluster, by the span of its first key.
pub(super) fn numbers(body: &Body) -> HashMap<Span, usize> {
    let is_note = |it: &&Node| matches!(it.kind, Kind::FootnoteDefinition(_));
    let mut order = Order::default();
    for node in body.nodes.iter().filter(is_note) {
        if let Kind::FootnoteDefinition(label) = &node.kind {
            order.definitions.entry(label.to_lowercase()).or_insert(node);
        }
    }
    body.heading.iter().for_each(|it| order.text(it));
    body.nodes.iter().filter(|it| !is_note(it)).for_each(|it| order.text(it));
    order.finish()
}

#[derive(Default)]
struct Order<'a> {
    definitions: HashMap<String, &'a Node>,
    /// The author's own notes with their numbers, in order.
    written: Vec<(usize, &'a Node)>,
    seen: HashMap<String, usize>,
    count: usize,
    numbers: HashMap<Span, usize>,
}

impl<'a> Order<'a> {
    fn text(&mut self, node: &'a Node) {
        node.walk(&mut |node| match &node.kind {
            Kind::FootnoteReference(label) => {
                self.refer(label);
                true
            }
            Kind::Cite(_) => {
                self.count += 1;
                self.within(node, self.count);
                false
            }
            _ => true,
        });
    }

    fn refer(&mut self, label: &str) {
        let label = label.to_lowercase();
        let Some(node) = self.definitions.get(&label).copied() else { return };
        if !self.seen.contains_key(&label) {
            self.count += 1;
            self.seen.insert(label, self.count);
            self.written.push((self.count, node));
        }
    }

    /// Clusters within a note have its number.
    fn within(&mut self, node: &'a Node, number: usize) {
        node.walk(&mut |node| {
            match &node.kind {
                Kind::FootnoteReference(label) => self.refer(label),
                Kind::Cite(cluster) => {
                    let first = cluster.items.first();
                    self.numbers.extend(first.map(|it| (it.span, number)));
                }
                _ => {}
            }
            true
        });
    }

    fn finish(mut self) -> HashMap<Span, usize> {
        let mut next = 0;
        while let Some((number, node)) = self.written.get(next).copied() {
            node.children.iter().for_each(|it| self.within(it, number));
            next += 1;
        }
        self.numbers
    }
}
