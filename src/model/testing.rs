//! Pages, sources and nodes for the tests of every stage.

use super::node::Kind;
use super::{
    Attributes, Body, CiteItem, Cluster, Evidence, Face, Goal, Label, Mode, Node, Page,
    PageId, PageKind, Source, Spanned,
};
use crate::base::FilePath;
use crate::diag::Span;
use std::sync::Arc;

/// An empty page in this file, named and titled as `parse` would.
pub fn page(file: &str, lang: &str) -> Page {
    let path = file.split_once('/').map_or(file, |(_, path)| path);
    let path = path.trim_end_matches(".md").trim_end_matches(&format!(".{lang}"));
    let id = path.trim_end_matches("/index").trim_end_matches("/README");
    let face = Face {
        id: PageId::new(id),
        file: FilePath::new(file).unwrap(),
        title: id.to_owned(),
        kind: PageKind::Page,
        lang: lang.to_owned(),
        part: None,
        date: None,
        announced: false,
        marking: None,
        restrictions: None,
        texts: super::TextMarkings::default(),
        summary: None,
        aliases: Vec::new(),
        covers: Vec::new(),
        source: None,
        bears_on: Vec::new(),
        tags: Vec::new(),
        at: None,
        order: None,
        revision: None,
        relations: Vec::new(),
        listed: true,
        searchable: true,
        extra: serde_json::Value::Null,
    };
    Page { face: face.into(), body: Arc::default() }
}

impl Page {
    /// The face, to be written.
    pub fn face_mut(&mut self) -> &mut Face {
        Arc::make_mut(&mut self.face)
    }

    /// The body, to be written.
    pub fn body_mut(&mut self) -> &mut Body {
        Arc::make_mut(&mut self.body)
    }
}

/// A page with a body.
pub fn written(
    file: &str,
    lang: &str,
    write: impl FnOnce(&mut Writer) -> Vec<Node>,
) -> Page {
    let mut page = page(file, lang);
    page.body_mut().nodes = write(&mut Writer::default()).into();
    page
}

/// A source of which only the key is known.
pub fn source(id: &str) -> Source {
    Source {
        id: id.to_owned(),
        file: FilePath::new("content/references.yaml").unwrap(),
        span: Span { start: 0, end: 1 },
        kind: "document".to_owned(),
        title: String::new(),
        authors: Vec::new(),
        has_more_authors: false,
        issued: None,
        issued_literal: None,
        accessed: None,
        fields: std::collections::BTreeMap::new(),
        evidence: Evidence::default(),
        item: serde_json::Value::Null,
    }
}

/// A value at the start of its file.
pub fn spanned(value: &str) -> Spanned<String> {
    Spanned { value: value.to_owned(), span: Span { start: 4, end: 9 } }
}

/// Writes nodes; each gets a place behind those before it.
#[derive(Debug, Default)]
pub struct Writer {
    at: u32,
}

impl Writer {
    /// A node of any kind.
    pub fn node(&mut self, kind: Kind, children: Vec<Node>) -> Node {
        self.at += 10;
        let end = self.at + 5;
        let start = children.first().map_or(self.at, |it| it.span.start - 1);
        Node::new(kind, Span { start, end }, children)
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> Node {
        self.node(Kind::Text(text.into()), Vec::new())
    }

    /// A paragraph of one line of text.
    pub fn line(&mut self, text: &str) -> Node {
        let text = self.text(text);
        self.paragraph(vec![text])
    }

    /// A paragraph.
    pub fn paragraph(&mut self, children: Vec<Node>) -> Node {
        self.node(Kind::Paragraph, children)
    }

    /// A heading.
    pub fn heading(&mut self, level: u8, text: &str) -> Node {
        let text = self.text(text);
        self.node(Kind::Heading(level), vec![text])
    }

    /// The same node with an id.
    pub fn named(&mut self, mut node: Node, id: &str) -> Node {
        let attributes = Attributes { id: Some(id.into()), ..Attributes::default() };
        node.attributes = Some(Box::new(attributes));
        node
    }

    /// A link whose text is its target.
    pub fn link(&mut self, dest: &str) -> Node {
        let text = self.text(dest);
        self.node(Kind::Link(Goal::at(dest, "")), vec![text])
    }

    /// An image.
    pub fn image(&mut self, dest: &str) -> Node {
        self.node(Kind::Image(Goal::at(dest, "")), Vec::new())
    }

    /// A wiki link without text.
    pub fn wiki(&mut self, target: &str) -> Node {
        self.node(Kind::WikiLink { target: target.into() }, Vec::new())
    }

    /// A citation `[@key, p. 5]`; `locator` is a page, or empty.
    pub fn cite(&mut self, key: &str, locator: &str) -> Node {
        let number = locator.trim_start_matches("p. ");
        let item = self.item(key, Mode::Normal, number);
        self.node(Kind::Cite(Box::new(Cluster { items: vec![item] })), Vec::new())
    }

    /// A citation `@key`.
    pub fn cite_in_text(&mut self, key: &str) -> Node {
        let item = self.item(key, Mode::AuthorInText, "");
        self.node(Kind::Cite(Box::new(Cluster { items: vec![item] })), Vec::new())
    }

    fn item(&mut self, key: &str, mode: Mode, locator: &str) -> CiteItem {
        self.at += 10;
        let has_locator = !locator.is_empty();
        CiteItem {
            key: key.into(),
            span: Span { start: self.at, end: self.at + 3 },
            mode,
            prefix: Vec::new(),
            label: has_locator.then_some(Label::Page),
            locator: has_locator.then(|| locator.into()),
            suffix: Vec::new(),
        }
    }
}
