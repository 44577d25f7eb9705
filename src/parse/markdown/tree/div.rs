//! Fenced divs: where the parser sees a thematic break in place of a fence, a div opens
//! or closes.

use super::{Frame, MAX_DEPTH, Tree, depth};
use crate::diag::Code;
use crate::model::{Attributes, Kind};
use crate::parse::markdown::fence::{self, Role};
use std::ops::Range;

impl Tree<'_, '_> {
    /// Takes in a thematic break, which may stand for a fence.
    pub(super) fn rule(&mut self, range: Range<usize>) {
        let found = self.fences.binary_search_by_key(&range.start, |it| it.range.start);
        let fences = self.fences;
        let Some((index, fence)) = found.ok().and_then(|at| Some((at, fences.get(at)?)))
        else {
            return self.block(Kind::Rule, &range);
        };
        if let Some(met) = self.met.get_mut(index) {
            *met = true;
        }
        self.findings.extend(fence.findings.iter().cloned());
        let range = fence.range.clone();
        match &fence.role {
            Role::Open(attributes) => self.open_div(attributes, range),
            Role::Garbled(attributes) => self.open_garbled(attributes, range),
            Role::Close => self.close_div(range),
        }
    }

    fn open_div(&mut self, attributes: &Attributes, range: Range<usize>) {
        self.flush();
        if self.frames.len() > MAX_DEPTH {
            depth::find(self.source, &range, &mut self.findings);
            return self.paragraph_of(self.source.slice(range.clone()), &range);
        }
        let mut frame = Frame::new(Kind::Div, range, self.pieces.len());
        frame.attributes = Some(Box::new(attributes.clone()));
        self.frames.push(frame);
    }

    fn open_garbled(&mut self, attributes: &Attributes, range: Range<usize>) {
        self.findings.push(fence::garbled_finding(self.source, &range));
        self.open_div(attributes, range.clone());
        self.paragraph_of(self.source.slice(range.clone()), &range);
    }

    fn close_div(&mut self, range: Range<usize>) {
        self.flush();
        if self.in_div() {
            if let Some(frame) = self.frames.last_mut() {
                frame.range.end = range.end;
            }
            return self.close();
        }
        let message = "no div is open here that this could close";
        let finding = self.source.finding(Code::StrayFence, &range, message);
        let help = "remove it; or give the line that opens the div, in the same list item \
                    or quote, its `{.class}`";
        self.findings.push(finding.help(help));
        self.paragraph_of(self.source.slice(range.clone()), &range);
    }

    /// Closes the divs that are still open where the block around them ends.
    pub(super) fn close_divs(&mut self) {
        while self.in_div() {
            self.flush();
            let inside = self.frames.last().and_then(|it| it.children.last());
            let end = inside.map(|it| self.source.range(it.span).end);
            let Some(frame) = self.frames.last_mut() else { return };
            let range = frame.range.clone();
            frame.range.end = end.unwrap_or(range.end).max(range.end);
            let message = "a div is opened and not closed";
            let finding = self.source.finding(Code::UnclosedDiv, &range, message);
            let help =
                "add a line `:::` behind its last line, in the same list item or quote";
            self.findings.push(finding.help(help));
            self.close();
        }
    }

    fn in_div(&self) -> bool {
        self.frames.len() > 1 && self.frames.last().is_some_and(|it| it.kind == Kind::Div)
    }
}
