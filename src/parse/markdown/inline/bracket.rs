//! Brackets: `[text]{.class}`, `[[target|text]]`, `[@key, p. 5]`, and `[^label]` without
//! a footnote.

use super::{Cut, Found, Inlines, Place};
use crate::diag::Code;
use crate::model::{Attributes, Kind, Node};
use crate::parse::markdown::attributes;

/// A pair of brackets.
#[derive(Clone, Copy)]
pub(in crate::parse::markdown) struct Brackets {
    /// The mark of the first.
    pub(in crate::parse::markdown) first: usize,
    /// Where the first stands.
    pub(in crate::parse::markdown) from: Place,
    /// What stands between them.
    pub(in crate::parse::markdown) inside: Cut,
    /// The place behind the last.
    pub(in crate::parse::markdown) to: Place,
}

impl Inlines<'_, '_, '_> {
    /// What a bracket and its partner mean together.
    pub(super) fn bracket(
        &mut self,
        index: usize,
        open: Cut,
        nesting: usize,
    ) -> Option<Found> {
        let pair = self.brackets(index, open)?;
        if self.is_note(&pair) {
            self.find_unknown_note(&pair);
            return None;
        }
        self.find_blank_address(&pair);
        if let Some(inner) = self.wiki_brackets(&pair) {
            return self.wiki(&pair, &inner, (open, nesting));
        }
        if !self.source.dialect.dossier {
            return None;
        }
        if self.has_attributes(&pair) {
            return Some(self.spanned(&pair, nesting));
        }
        self.cluster(&pair, nesting)
    }

    /// The brackets whose first has this mark, if both stand in `open`.
    pub(in crate::parse::markdown) fn brackets(
        &self,
        index: usize,
        open: Cut,
    ) -> Option<Brackets> {
        let first = self.marks.get(index)?;
        let last = self.marks.get(first.partner?)?;
        let nested_too_deep = first.height >= super::MAX_NESTING;
        (first.byte == b'[' && last.at < open.to.at && !nested_too_deep).then_some(())?;
        let inside = Cut { from: first.place().plus(1), to: last.place() };
        let to = last.place().plus(1);
        Some(Brackets { first: index, from: first.place(), inside, to })
    }

    /// Whether attributes stand right behind.
    pub(in crate::parse::markdown) fn has_attributes(&self, pair: &Brackets) -> bool {
        let end = attributes::end(self.source, pair.to.at);
        end.and_then(|it| self.place(it, pair.to)).is_some()
    }

    /// The inner brackets of `[[target]]`.
    pub(in crate::parse::markdown) fn wiki_brackets(
        &self,
        pair: &Brackets,
    ) -> Option<Brackets> {
        let inner = self.brackets(pair.first + 1, pair.inside)?;
        let whole = inner.from.at == pair.from.at + 1 && inner.to.at == pair.inside.to.at;
        let text =
            self.source.slice(inner.inside.from.at..inner.inside.to.at).trim_start();
        let cites =
            text.starts_with('@') || text.starts_with("-@") || text.starts_with('^');
        (whole && !cites && !self.in_link).then_some(inner)
    }

    fn is_note(&self, pair: &Brackets) -> bool {
        self.source.dialect.github && self.source.byte(pair.inside.from.at) == Some(b'^')
    }

    fn find_unknown_note(&mut self, pair: &Brackets) {
        let label = self.source.slice(pair.inside.from.at + 1..pair.inside.to.at);
        if label.is_empty() || label.contains(|c: char| c.is_whitespace() || c == '[') {
            return;
        }
        let message = format!("no footnote has the label `{label}`");
        let range = pair.from.at..pair.to.at;
        let finding = self.source.finding(Code::UnknownFootnote, &range, message);
        let help = format!("add `[^{label}]: …` on a line of its own");
        self.findings.push(finding.help(help));
    }

    pub(super) fn wiki_link(
        &mut self,
        pair: &Brackets,
        inner: &Brackets,
        nesting: usize,
    ) -> Option<Found> {
        let Cut { from, to } = inner.inside;
        let text = self.source.slice(from.at..to.at);
        let bar = text.find('|');
        let target = text[..bar.unwrap_or(text.len())].trim_end_matches('\\').trim();
        if target.is_empty() || target.contains(['[', ']', '\n', '\r']) {
            return None;
        }
        let kind = Kind::WikiLink { target: target.into() };
        let children = match bar.and_then(|it| self.place(from.at + it + 1, from)) {
            Some(from) => self.nodes(Cut { from, to }, nesting + 1),
            None => Vec::new(),
        };
        Some(self.found(pair, kind, children))
    }

    fn spanned(&mut self, pair: &Brackets, nesting: usize) -> Found {
        if self.is_clearly_citation(pair) {
            let message = "attributes behind a citation make it a span of text";
            let range = pair.from.at..pair.to.at;
            let text = self.source.slice(range.clone());
            let finding =
                self.source.finding(Code::AttributesOnCitation, &range, message);
            let help = format!("write `[{text}]{{…}}`, or leave the attributes out");
            self.findings.push(finding.help(help));
        }
        let children = self.nodes(pair.inside, nesting + 1);
        self.found(pair, Kind::Span, children)
    }

    /// A node over two brackets and the attributes behind them.
    pub(super) fn found(
        &mut self,
        pair: &Brackets,
        kind: Kind,
        children: Vec<Node>,
    ) -> Found {
        let mut to = pair.to;
        let mut attributes: Option<Box<Attributes>> = None;
        if let Some(braced) = attributes::read(self.source, pair.to.at, self.findings)
            && let Some(end) = self.place(braced.end, pair.to)
        {
            attributes = Some(Box::new(braced.attributes));
            to = end;
        }
        let span = self.source.span(&(pair.from.at..to.at));
        let node = Node::new(kind, span, children).with(attributes);
        Found { from: pair.from, to, node }
    }
}
