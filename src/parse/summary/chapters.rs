//! Reads the chapters of `SUMMARY.md`: the items of its lists and the links outside.

use super::lines::{Line, Reader, Stage};
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::btree_map::Entry;
use std::ops::Range;

impl Reader<'_> {
    /// A list of chapters, with the lists in it.
    pub(super) fn list(&mut self, range: Range<usize>) {
        if self.stage == Stage::Suffix {
            let message = "a list cannot stand behind the chapters at the end";
            self.fault(
                message,
                range,
                "move it up, in front of the first paragraph behind a list",
            );
        } else {
            self.stage = Stage::Numbered;
        }
        let mut depth = 1;
        while depth > 0 {
            let Some((event, range)) = self.events.get(self.at).cloned() else { return };
            self.at += 1;
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::End(TagEnd::List(_)) => depth -= 1,
                Event::Start(Tag::Item) => self.item(depth - 1, range),
                Event::Start(Tag::Link { .. }) => {
                    let title = self.text_until_end();
                    let message =
                        format!("the link `{title}` is left out: an item has one link");
                    let finding =
                        self.known.at(Code::SkippedEntry, self.span(range), message);
                    self.findings.push(finding.help("give it an item of its own"));
                }
                _ => {}
            }
        }
    }

    /// An item starts with its link.
    fn item(&mut self, depth: u32, range: Range<usize>) {
        if let Some((Event::Start(Tag::Paragraph), _)) = self.events.get(self.at) {
            self.at += 1;
        }
        let next = self.events.get(self.at).cloned();
        if let Some((Event::Start(Tag::Link { dest_url, .. }), range)) = next {
            self.at += 1;
            let title = self.text_until_end();
            self.chapter(&dest_url, title, (depth, true), range);
        } else {
            self.no_link(range);
        }
    }

    /// Tells of an item that does not start with a link.
    fn no_link(&mut self, range: Range<usize>) {
        if let Some(address) = self.blank_address(&range) {
            let message = format!("the address `{address}` has a blank in it");
            self.fault(&message, range, &format!("write `(<{address}>)`"));
            return;
        }
        let message = "an item of the list does not start with a link";
        let help = "write `- [Title](page.md)`, or `- [Title]()` to announce it";
        self.fault(message, range, help);
    }

    /// The address in an item that is no link because of a blank in it.
    fn blank_address(&self, item: &Range<usize>) -> Option<String> {
        let span = self.span(item.clone());
        let line = self.text.get(span.range())?.lines().next()?;
        let (_, behind) = line.split_once('[')?.1.split_once("](")?;
        let address = behind.split(')').next()?.trim();
        address.contains(' ').then(|| address.to_owned())
    }

    /// A chapter at a depth, numbered or not.
    pub(super) fn chapter(
        &mut self,
        dest: &str,
        title: String,
        (depth, numbered): (u32, bool),
        range: Range<usize>,
    ) {
        let span = self.span(range);
        let file = match dest {
            "" => None,
            dest => match self
                .known
                .target(dest, span)
                .and_then(|it| self.first(dest, it, span))
            {
                Ok(file) => Some(file),
                Err(finding) => return self.findings.push(*finding),
            },
        };
        self.findings.extend(file.as_ref().and_then(|it| self.known.missing(it, span)));
        self.lines.push(Line::Chapter { title, file, depth, numbered });
    }

    /// The file, if it has no line yet.
    fn first(
        &mut self,
        dest: &str,
        file: FilePath,
        span: Span,
    ) -> Result<FilePath, Box<Diagnostic>> {
        match self.taken.entry(file.clone()) {
            Entry::Vacant(free) => {
                free.insert((dest.to_owned(), span));
                Ok(file)
            }
            Entry::Occupied(taken) => {
                let (written, first) = taken.get();
                // mdBook lets `a.md` and `./a.md` pass.
                let code = if written == dest {
                    Code::DuplicateEntry
                } else {
                    Code::SkippedEntry
                };
                let message =
                    format!("`{file}` already has a place in the reading order");
                let finding = self.known.at(code, span, message);
                let finding =
                    finding.related(self.known.file, *first, "its place is here");
                Err(Box::new(finding.help("take one of the two lines out")))
            }
        }
    }
}
