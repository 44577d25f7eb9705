//! What is being written: the text so far, where it stands, and what was counted.

use super::Writer;
use super::harmless::Open;
use super::notes::Notes;
use crate::base::SitePath;
use crate::base::text::escape_text_into;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::node::Kind;
use crate::model::{Body, Face, Node, prose};
use std::collections::{HashMap, HashSet};

/// How nodes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// On their own page, with ids, numbers of citations and footnotes.
    Own,
    /// In a list on another page, without ids.
    Elsewhere,
}

/// HTML that grows.
pub(super) struct Sheet<'w> {
    pub(super) out: String,
    pub(super) writer: &'w Writer<'w>,
    pub(super) page: usize,
    pub(super) face: &'w Face,
    pub(super) at: &'w SitePath,
    pub(super) shown: Shown,
    pub(super) notes: Notes<'w>,
    /// The level of the last heading; 1 is the title of the page.
    pub(super) level: u8,
    pub(super) figures: usize,
    pub(super) tables: usize,
    pub(super) images: usize,
    /// Whether links must not be written, because a link is open.
    pub(super) in_link: bool,
    /// Whether a citation is written that is a note.
    pub(super) in_note: bool,
    /// How many bytes of the next text are written already.
    pub(super) skip: usize,
    /// The authors' ids that were written.
    pub(super) ids: HashSet<&'w str>,
    /// The elements that HTML has opened, and how many of them stand around this node.
    pub(super) html: Vec<Open>,
    pub(super) floor: usize,
    /// Whether only inlines may be written.
    pub(super) is_line: bool,
    /// The ids that HTML has given.
    pub(super) html_ids: HashSet<String>,
    /// How often regions have had a name.
    pub(super) regions: HashMap<String, usize>,
    findings: Vec<Diagnostic>,
}

impl Writer<'_> {
    /// Writes something of a page; nothing if there is no such page.
    pub(super) fn sheet<'w>(
        &'w self,
        page: usize,
        at: &'w SitePath,
        shown: Shown,
        write: impl FnOnce(&mut Sheet<'w>, &'w Body),
    ) -> String {
        let Some(known) = self.edition.pages().get(page) else { return String::new() };
        let mut sheet = Sheet {
            out: String::with_capacity(match shown {
                Shown::Own => 8 * 1024,
                Shown::Elsewhere => 256,
            }),
            writer: self,
            page,
            face: &known.face,
            at,
            shown,
            notes: Notes::of(
                &known.body,
                self.links.anchors(page),
                self.references.form(),
            ),
            in_note: false,
            skip: 0,
            level: 1,
            figures: 0,
            tables: 0,
            images: 0,
            in_link: false,
            ids: HashSet::new(),
            html: Vec::new(),
            floor: 0,
            is_line: false,
            html_ids: HashSet::new(),
            regions: HashMap::new(),
            findings: Vec::new(),
        };
        write(&mut sheet, &known.body);
        self.keep(sheet.findings);
        sheet.out
    }

    fn keep(&self, findings: Vec<Diagnostic>) {
        if findings.is_empty() {
            return;
        }
        if let Ok(mut kept) = self.findings.lock() {
            kept.extend(findings);
        }
    }
}

impl<'w> Sheet<'w> {
    /// Whether ids are written.
    pub(super) fn has_ids(&self) -> bool {
        self.shown == Shown::Own
    }

    /// The id of a node, where ids are written.
    pub(super) fn id_of(&self, node: &Node) -> Option<&'w str> {
        if !self.has_ids() {
            return None;
        }
        self.writer.links.id_of(self.page, node)
    }

    /// A word of the interface.
    pub(super) fn word(&self, key: &'w str) -> &'w str {
        self.writer.words.get(key)
    }

    /// Nodes as plain text, worded as in the sentences of backlinks.
    pub(super) fn plain(&self, nodes: &'w [Node]) -> String {
        prose::text(nodes, &|node| match &node.kind {
            Kind::WikiLink { target } => Some(self.name_of_wiki(target).into()),
            Kind::Cite(cluster) => self.speaker(cluster).map(Into::into),
            _ => None,
        })
    }

    /// Writes without links.
    pub(super) fn without_links(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_link, true);
        write(self);
        self.in_link = before;
    }

    /// Reports something on this page.
    pub(super) fn find(&mut self, code: Code, span: Span, message: String, help: &str) {
        let finding = Diagnostic::new(code, message).at(&self.face.file, span).help(help);
        self.findings.push(finding);
    }

    /// Text between tags.
    pub(super) fn escaped(&mut self, text: &str) {
        escape_text_into(&mut self.out, text);
    }

    /// `</tag>`
    pub(super) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// `</tag>` and a new line.
    pub(super) fn close_block(&mut self, tag: &str) {
        self.close(tag);
        self.out.push('\n');
    }
}
