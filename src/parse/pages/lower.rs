//! Finds markings that are lower than what is around them.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Marking, Node};

/// Checks the nodes of a page with this marking.
pub(super) fn find(
    file: &FilePath,
    text: &str,
    nodes: &[Node],
    page: Option<Marking>,
) -> Vec<Diagnostic> {
    let mut finder = Finder { file, text, findings: Vec::new() };
    finder.nodes(nodes, page);
    finder.findings
}

struct Finder<'a> {
    file: &'a FilePath,
    text: &'a str,
    findings: Vec<Diagnostic>,
}

impl Finder<'_> {
    fn nodes(&mut self, nodes: &[Node], around: Option<Marking>) {
        let mut sections: Vec<(u8, Option<Marking>)> = Vec::new();
        for node in nodes {
            if let Kind::Heading(level) = node.kind {
                sections.retain(|(it, _)| *it < level);
            }
            let section = sections.iter().filter_map(|(_, it)| *it).max();
            let here = match node.kind {
                // It takes the marking of its place along.
                Kind::FootnoteDefinition(_) => around,
                _ => around.max(section),
            };
            let own = node.attributes.as_ref().and_then(|it| it.marking);
            if let (Some(own), Some(high)) = (own, here.filter(|it| own < Some(*it))) {
                self.found(node, own, high);
            }
            if let Kind::Heading(level) = node.kind {
                sections.push((level, own));
            }
            self.nodes(&node.children, here.max(own));
        }
    }

    fn found(&mut self, node: &Node, own: Marking, high: Marking) {
        let message = format!("`{own}` stands within `{high}`, and opens nothing");
        let finding = Diagnostic::new(Code::LowerMarking, message);
        let finding = finding.at(self.file, first_line(self.text, node.span));
        self.findings.push(finding.help(format!(
            "take it out, or lower what is around it and mark the rest `{high}`"
        )));
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let inside = text.get(span.range()).unwrap_or_default();
    let line = inside.lines().next().map_or(0, str::len);
    let start = span.start as usize;
    Span::from(start..start + line)
}
