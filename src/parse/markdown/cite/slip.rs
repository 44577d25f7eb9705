//! What authors mean as a citation and write as something else.

use super::segment::Segment;
use crate::diag::Code;
use crate::parse::markdown::inline::{Brackets, Cut, Inlines};
use std::ops::Range;

impl Inlines<'_, '_, '_> {
    /// Tells of a cluster in which a part has no key.
    pub(super) fn find_slip(&mut self, pair: &Brackets, segments: &[Segment]) {
        let range = pair.from.at..pair.to.at;
        let text = self.source.slice(range.clone());
        let message = format!("`{text}` is not a citation: a part of it has no key");
        let finding = self.source.finding(Code::CitationSlip, &range, message);
        let help = format!("write `{}`", self.repaired(segments));
        self.findings.push(finding.help(help));
    }

    /// The cluster with its parts without a key joined to those with one.
    fn repaired(&self, segments: &[Segment]) -> String {
        let mut text = String::from("[");
        let mut joint = "";
        for segment in segments {
            let part = self.source.slice(segment.cut.from.at..segment.cut.to.at).trim();
            if part.is_empty() {
                continue;
            }
            let keyed = segment.key.is_some();
            text.push_str(if keyed || joint != "; " { joint } else { ", " });
            text.push_str(part);
            joint = if keyed || joint == "; " { "; " } else { " " };
        }
        text.push(']');
        text
    }

    /// Tells of a citation in the text of a link.
    pub(super) fn find_citation_in_link(&mut self, cut: Cut) {
        let range: Range<usize> = cut.from.at..cut.to.at;
        let text = self.source.slice(range.clone());
        let message = format!("`{text}` stands in the text of a link and cites nothing");
        let finding = self.source.finding(Code::CitationInLink, &range, message);
        let help = "put the citation behind the link, or write `\\@` if none is meant";
        self.findings.push(finding.help(help));
    }

    /// Whether brackets hold nothing but a citation.
    pub(in crate::parse::markdown) fn is_clearly_citation(
        &self,
        pair: &Brackets,
    ) -> bool {
        let text = self.source.slice(pair.inside.from.at..pair.inside.to.at);
        if !text.trim_start().starts_with(['@', '-']) {
            return false;
        }
        let segments = self.segments(pair);
        let clear = |it: &Segment| {
            let Some(key) = &it.key else { return false };
            let before = self.source.slice(it.cut.from.at..key.cut.from.at);
            let behind = Cut { from: key.cut.to, to: it.cut.to };
            before.trim().is_empty() && self.is_only_locator(behind)
        };
        !segments.is_empty() && segments.iter().all(clear)
    }
}
