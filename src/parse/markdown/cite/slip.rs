//! What authors mean as a citation and write as something else.

use super::key::{self, Key};
use super::locator;
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
        let joined = self.repaired(segments, false);
        let keys: Vec<&str> =
            segments.iter().filter_map(|it| self.bare_key(it)).collect();
        let help = match keys.as_slice() {
            [] => format!("write `{joined}`"),
            keys => {
                let cited = self.repaired(segments, true);
                let (keys, are) = (
                    keys.join("`, `"),
                    if keys.len() > 1 { "are sources" } else { "is a source" },
                );
                format!("write `{cited}` if `{keys}` {are}, else `{joined}`")
            }
        };
        self.findings.push(finding.help(help));
    }

    /// The cluster with its parts without a key joined to those with one; with an `@` in
    /// front of what may be keys, if wanted.
    fn repaired(&self, segments: &[Segment], cites: bool) -> String {
        let mut text = String::from("[");
        let mut joint = "";
        for segment in segments {
            let part = self.part(segment);
            if part.is_empty() {
                continue;
            }
            let is_bare = cites && self.bare_key(segment).is_some();
            let keyed = segment.key.is_some() || is_bare;
            text.push_str(if keyed || joint != "; " { joint } else { ", " });
            text.push_str(if is_bare { "@" } else { "" });
            text.push_str(part);
            joint = if keyed || joint == "; " { "; " } else { " " };
        }
        text.push(']');
        text
    }

    fn part(&self, segment: &Segment) -> &str {
        self.source.slice(segment.cut.from.at..segment.cut.to.at).trim()
    }

    /// What may be a key whose `@` was forgotten: `b1` of `b1, p. 5`. A word in front of a
    /// locator is one, and else what no word looks like.
    fn bare_key(&self, segment: &Segment) -> Option<&str> {
        let part = self.part(segment);
        let word = part.split(',').next()?;
        let whole = key::bare_end(word) == word.len();
        let is_key = whole && word.starts_with(char::is_alphabetic);
        let lang = &self.source.dialect.lang;
        let located = locator::find(&part[word.len()..], &[], lang).is_some();
        let is_odd = word.contains(|c: char| c.is_ascii_digit() || "-_:/".contains(c));
        (segment.key.is_none() && is_key && (located || is_odd)).then_some(word)
    }

    /// Tells of a second key in a part, behind a comma or nothing: it is cited in the words
    /// behind the first one.
    pub(super) fn find_joined(&mut self, pair: &Brackets, segments: &[Segment]) {
        let joints: Vec<(Key, Range<usize>)> =
            segments.iter().flat_map(|it| self.joints(pair, it)).collect();
        let Some((second, _)) = joints.first() else { return };
        let range = second.cut.from.at..second.cut.to.at;
        let text = self.source.slice(range.clone());
        let message = format!("`{text}` stands in the words behind another key");
        let finding = self.source.finding(Code::CitationSlip, &range, message);
        let mut parted = String::new();
        let mut from = pair.from.at;
        for (_, gap) in &joints {
            parted.push_str(self.source.slice(from..gap.start));
            parted.push_str("; ");
            from = gap.end;
        }
        parted.push_str(self.source.slice(from..pair.to.at));
        self.findings.push(finding.help(format!("write `{parted}`")));
    }

    /// The further keys of a part that stand where `;` is missing, each with what stands
    /// there instead.
    fn joints(&self, pair: &Brackets, segment: &Segment) -> Vec<(Key, Range<usize>)> {
        let Some(mut before) = segment.key.clone() else { return Vec::new() };
        let mut found = Vec::new();
        let marks = self.marks_in(pair).filter(|(_, byte, _)| *byte == b'@');
        for (index, _, at) in marks {
            if at < before.cut.to.at || at >= segment.cut.to.at {
                continue;
            }
            let Some(key) = self.key(index, segment.cut) else { continue };
            let between = Cut { from: before.cut.to, to: key.cut.from };
            let from = self.locator(between).map_or(between.from, |it| it.rest).at;
            let gap = from..between.to.at;
            if matches!(
                self.source.slice(gap.clone()).trim(),
                "" | "," | "and" | "und" | "&"
            ) {
                found.push((key.clone(), gap));
            }
            before = key;
        }
        found
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
