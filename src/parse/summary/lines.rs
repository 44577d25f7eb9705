//! Reads the lines of `SUMMARY.md`, with the rules of mdBook 0.5: plain CommonMark;
//! links in paragraphs first, then lists under `#` headings, then links in paragraphs.

use super::super::front_matter::start;
use super::cut;
use super::target::Known;
use crate::base::FilePath;
use crate::diag::{Checked, Code, Diagnostic, Span};
use crate::load::Inputs;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One line of `SUMMARY.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A page, or without a file one that is announced.
    Chapter {
        /// The text of the link.
        title: String,
        /// The file it leads to.
        file: Option<FilePath>,
        /// How deep it stands; 0 at the top.
        depth: u32,
        /// Whether it stands in a list.
        numbered: bool,
    },
    /// The title of a part.
    Part(String),
    /// A thematic break.
    Separator,
}

/// Reads the lines of the file; pages that do not exist are findings. Lines of the pages
/// `cut` are left out.
pub(crate) fn read(
    file: &FilePath,
    text: &str,
    inputs: &Inputs,
    cut: &BTreeSet<FilePath>,
) -> Checked<Vec<Line>> {
    let from = start(text);
    let events = Parser::new(text.get(from..).unwrap_or_default()).into_offset_iter();
    let mut reader = Reader {
        known: Known { file, settings: inputs.settings(), texts: inputs.texts(), cut },
        text,
        events: events.collect(),
        at: 0,
        from,
        stage: Stage::Start,
        taken: BTreeMap::new(),
        lines: Vec::new(),
        findings: Vec::new(),
    };
    while reader.step() {}
    Checked { value: cut::without(reader.lines, cut), findings: reader.findings }
}

/// Which lines may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing but comments came; a heading is the title of the book.
    Start,
    /// Chapters in front of the numbered ones.
    Prefix,
    /// A part title came, its list did not.
    Part,
    /// Numbered chapters.
    Numbered,
    /// Chapters behind the numbered ones.
    Suffix,
}

/// Reads event after event.
pub(super) struct Reader<'a> {
    pub(super) known: Known<'a>,
    pub(super) text: &'a str,
    pub(super) events: Vec<(Event<'a>, Range<usize>)>,
    pub(super) at: usize,
    /// Where the text starts in its file.
    from: usize,
    pub(super) stage: Stage,
    /// The files that have a line already: how it was written, and where.
    pub(super) taken: BTreeMap<FilePath, (String, Span)>,
    pub(super) lines: Vec<Line>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads one event at the top; whether there was one.
    fn step(&mut self) -> bool {
        let Some((event, range)) = self.events.get(self.at).cloned() else {
            return false;
        };
        self.at += 1;
        let was = self.stage;
        if was == Stage::Start && !is_comment(&event) {
            self.stage = Stage::Prefix;
        }
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                let title = self.text_until_end();
                self.part(was, title, range);
            }
            Event::Start(Tag::List(_)) => self.list(range),
            Event::Start(Tag::Paragraph) if was == Stage::Numbered => {
                self.stage = Stage::Suffix;
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let title = self.text_until_end();
                self.affix(&dest_url, title, range);
            }
            Event::Start(Tag::Paragraph) => {}
            Event::Start(_) if matches!(was, Stage::Numbered | Stage::Part) => {
                self.text_until_end();
            }
            Event::Rule => self.lines.push(Line::Separator),
            _ => {}
        }
        true
    }

    fn part(&mut self, was: Stage, title: String, range: Range<usize>) {
        match was {
            Stage::Start => {}
            Stage::Suffix => {
                let message = "a part cannot stand behind the chapters at the end";
                self.fault(
                    message,
                    range,
                    "move it up, in front of the first paragraph behind a list",
                );
            }
            _ => {
                self.stage = Stage::Part;
                self.lines.push(Line::Part(title));
            }
        }
    }

    /// A chapter outside a list.
    fn affix(&mut self, dest: &str, title: String, range: Range<usize>) {
        if self.stage == Stage::Part {
            let span = self.span(range);
            let message = format!(
                "the line of `{title}` is left out: below a part title stands a list"
            );
            let finding = self.known.at(Code::SkippedEntry, span, message);
            self.findings
                .push(finding.help("make it an item of the list: `- [Title](page.md)`"));
        } else {
            self.chapter(dest, title, (0, false), range);
        }
    }

    /// The text up to the end of what has just started, on one line.
    pub(super) fn text_until_end(&mut self) -> String {
        let mut text = String::new();
        let mut open = 1;
        while let Some((event, _)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Text(it) | Event::Code(it) => text.push_str(it),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        text
    }

    /// A finding at the first line of what is wrong.
    pub(super) fn fault(&mut self, message: &str, range: Range<usize>, help: &str) {
        let span = self.span(range.clone());
        let lines = self.text.get(span.range()).unwrap_or_default();
        let first = lines.lines().next().map_or(0, str::len);
        let span = self.span(range.start..range.start + first);
        let finding = self.known.at(Code::BadSummary, span, message);
        self.findings.push(finding.help(help));
    }

    /// The bytes of an event in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::from(self.from + range.start..self.from + range.end)
    }
}

/// What may stand in front of the title of the book.
fn is_comment(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Html(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock)
    )
}
