//! Footnotes: definitions wait until the end of the page; each is there once, and
//! something refers to it.

use super::{Frame, Tree};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Marking, Node};
use crate::parse::markdown::run::clean;
use crate::parse::markdown::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes {
    definitions: Vec<Node>,
    /// The labels referred to.
    referred: BTreeSet<Box<str>>,
}

impl Notes {
    /// A reference to a footnote.
    pub(super) fn refer(&mut self, label: &str) -> Kind {
        let label = clean(label);
        self.referred.insert(label.clone());
        Kind::FootnoteReference(label)
    }

    /// Adds a definition that stands where `marking` holds. It leaves that place, so it
    /// takes the marking along.
    pub(super) fn define(&mut self, mut node: Node, marking: Option<Marking>) {
        if marking.is_some() {
            let attributes = node.attributes.get_or_insert_default();
            attributes.marking = attributes.marking.max(marking);
        }
        self.definitions.push(node);
    }

    /// The definitions, each once.
    pub(super) fn finish(
        self,
        source: &Source<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Node> {
        let mut kept: Vec<Node> = Vec::with_capacity(self.definitions.len());
        let mut known = BTreeMap::new();
        let mut asked: BTreeMap<String, &str> = BTreeMap::new();
        for label in &self.referred {
            asked.entry(label.to_lowercase()).or_insert(label);
        }
        for mut node in self.definitions {
            let Kind::FootnoteDefinition(label) = &mut node.kind else { continue };
            let key = label.to_lowercase();
            if let Some(first) = known.get(&key) {
                findings.push(double(source, label, node.span, *first));
                continue;
            }
            // The parser finds labels in either case; those behind it need not.
            match asked.get(&key) {
                Some(_) if self.referred.contains(label) => {}
                Some(other) => *label = (*other).into(),
                None => findings.push(unused(source, label, node.span)),
            }
            known.insert(key, node.span);
            kept.push(node);
        }
        kept
    }
}

impl Frame {
    /// Notes in which marked section the next block stands.
    pub(super) fn note_section(&mut self, node: &Node) {
        let Kind::Heading(level) = node.kind else { return };
        self.sections.retain(|(it, _)| *it < level);
        let marking = node.attributes.as_ref().and_then(|it| it.marking);
        self.sections.extend(marking.map(|it| (level, it)));
    }
}

impl Tree<'_, '_> {
    /// The highest marking of the blocks and sections around the next block.
    pub(super) fn marking_here(&self) -> Option<Marking> {
        let own = |it: &Frame| it.attributes.as_ref().and_then(|it| it.marking);
        let section = |it: &Frame| it.sections.iter().map(|(_, it)| *it).max();
        self.frames.iter().map(|it| own(it).max(section(it))).max().flatten()
    }
}

fn double(source: &Source<'_>, label: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("the footnote `{label}` is defined a second time");
    Diagnostic::new(Code::DoubleFootnote, message)
        .at(source.file, span)
        .related(source.file, first, "the one that is used")
        .help("give one of them another label")
}

fn unused(source: &Source<'_>, label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnusedFootnote,
        format!("nothing refers to the footnote `{label}`"),
    )
    .at(source.file, span)
    .help(format!("refer to it by `[^{label}]`"))
}
