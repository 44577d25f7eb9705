//! Gives every page its path, every heading its anchor, and resolves what pages refer to.

use crate::base::{FilePath, SitePath};
use crate::diag::{Checked, Span};
use crate::model::Node;
use crate::redact::Edition;
use std::collections::BTreeSet;

/// Where everything stands and who refers to whom. Pages are named by their place in
/// [`Edition::pages`].
#[derive(Clone, Debug, Default)]
pub struct Links {
    paths: Vec<SitePath>,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the edition, or a place on it.
    Page {
        /// Which page.
        page: usize,
        /// The anchor, if one was named.
        anchor: Option<String>,
    },
    /// A page that is generated: sources, timeline, a tag.
    Generated(SitePath),
    /// An attachment.
    Asset(FilePath),
    /// Another site; the scheme is `http`, `https` or `mailto`.
    Outside(String),
}

/// A heading, or another node with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The node.
    pub span: Span,
    /// The id on the page.
    pub id: String,
    /// 1 to 6 for headings, 0 for other nodes.
    pub level: u8,
    /// The plain text of a heading.
    pub text: String,
}

/// The first mention of an entity in running text, which becomes a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes within the text of its text node.
    pub range: (usize, usize),
    /// The page of the entity.
    pub page: usize,
}

/// A page that refers to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The referring page.
    pub from: usize,
    /// The nearest anchor before the reference, if any.
    pub anchor: Option<String>,
    /// The sentence around the reference, as plain text.
    pub sentence: String,
}

/// Resolves everything in an edition that refers to a page, a place or a file.
pub fn link(edition: &Edition) -> Checked<Links> {
    let _ = edition;
    Checked::clean(Links::default())
}

#[expect(unused_variables, reason = "the room is being furnished")]
impl Links {
    /// The path of a page.
    pub fn path(&self, page: usize) -> &SitePath {
        &self.paths[page]
    }

    /// The path of the page of a source: `sources/KEY.html`.
    pub fn source_path(&self, key: &str) -> Option<&SitePath> {
        None
    }

    /// The path of the page of a tag.
    pub fn tag_path(&self, tag: &str) -> Option<&SitePath> {
        None
    }

    /// The anchors of a page, in the order of the text.
    pub fn anchors(&self, page: usize) -> &[Anchor] {
        &[]
    }

    /// The id of a node on its page, if it has one.
    pub fn id_of(&self, page: usize, node: &Node) -> Option<&str> {
        None
    }

    /// What a Markdown link or image on `page` leads to; `None` if it is broken or refused.
    pub fn target(&self, page: usize, dest: &str) -> Option<Target> {
        None
    }

    /// What a wiki link on `page` leads to; `None` if it is broken.
    pub fn wiki(&self, page: usize, target: &str) -> Option<Target> {
        None
    }

    /// The relative URL of a target as seen from the file `from`.
    pub fn href(&self, from: &SitePath, target: &Target) -> String {
        String::new()
    }

    /// The mentions of entities within one text node of a page.
    pub fn mentions(&self, page: usize, text: &Node) -> &[Mention] {
        &[]
    }

    /// Who refers to a page, in reading order.
    pub fn backlinks(&self, page: usize) -> &[Backlink] {
        &[]
    }

    /// The pages of one language in reading order.
    pub fn order(&self, lang: &str) -> &[usize] {
        &[]
    }

    /// The page before this one in reading order.
    pub fn previous(&self, page: usize) -> Option<usize> {
        None
    }

    /// The page after this one in reading order.
    pub fn next(&self, page: usize) -> Option<usize> {
        None
    }

    /// The pages above this one, from the home page down, without the page itself.
    pub fn ancestors(&self, page: usize) -> &[usize] {
        &[]
    }

    /// The pages directly below this one, in reading order.
    pub fn children(&self, page: usize) -> &[usize] {
        &[]
    }

    /// The same page in other languages, in the order of their tags.
    pub fn translations(&self, page: usize) -> &[usize] {
        &[]
    }

    /// The home page of a language, if the dossier has written one.
    pub fn home(&self, lang: &str) -> Option<usize> {
        None
    }

    /// The attachments to publish: what pages of the edition show or link to.
    pub fn attachments(&self) -> &BTreeSet<FilePath> {
        const { &BTreeSet::new() }
    }

    /// Where an attachment is published.
    pub fn asset_path(&self, file: &FilePath) -> Option<SitePath> {
        None
    }
}
