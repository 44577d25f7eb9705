//! Cuts an edition into units of text for search: each page's opening and each of its
//! sections, with the words a search engine weighs apart.

use crate::base::SitePath;
use crate::link::Links;
use crate::model::node::Kind;
use crate::model::{Node, Page};
use crate::redact::Edition;
use rayon::prelude::*;
use serde::Serialize;

/// One unit: what a search result leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The path of the page in the site.
    pub path: SitePath,
    /// The anchor of the section; `None` for what stands before the first heading.
    pub anchor: Option<String>,
    /// The title of the page.
    pub title: String,
    /// The heading of the section.
    pub heading: Option<String>,
    /// Other names of what the page is about; on its first unit only.
    pub aliases: Vec<String>,
    /// The sentence that sums the page up; on its first unit only.
    pub summary: Option<String>,
    /// The plain text.
    pub text: String,
    /// The keys of the sources cited.
    pub sources: Vec<String>,
    /// The kind of the page.
    pub kind: String,
    /// The language of the page: a BCP 47 tag.
    pub language: String,
    /// The tags of the page.
    pub tags: Vec<String>,
    /// The marking of the page, as its whole label.
    pub marking: Option<String>,
}

/// Cuts every searchable page into units, in the order of pages and texts.
pub fn index(edition: &Edition, links: &Links) -> Vec<Unit> {
    let pages = edition.pages().par_iter().enumerate();
    let searchable = pages.filter(|(_, page)| page.face.searchable);
    searchable.flat_map_iter(|(at, page)| units(links, at, page)).collect()
}

fn units(links: &Links, at: usize, page: &Page) -> Vec<Unit> {
    let mut first = blank(links.path(at), page);
    first.aliases = page.face.aliases.iter().map(|it| it.value.clone()).collect();
    first.summary.clone_from(&page.face.summary);
    let mut units = vec![first];
    for node in &page.body.nodes {
        if matches!(node.kind, Kind::Heading(_)) {
            let mut unit = blank(links.path(at), page);
            unit.anchor = links.id_of(at, node).map(str::to_owned);
            unit.heading = Some(node.text());
            units.push(unit);
        } else if let Some(unit) = units.last_mut() {
            add(node, unit);
        }
    }
    units
}

fn blank(path: &SitePath, page: &Page) -> Unit {
    let face = &page.face;
    Unit {
        path: path.clone(),
        anchor: None,
        title: face.title.clone(),
        heading: None,
        aliases: Vec::new(),
        summary: None,
        text: String::new(),
        sources: Vec::new(),
        kind: face.kind.name().to_owned(),
        language: face.lang.clone(),
        tags: face.tags.clone(),
        marking: face.marking.map(|it| it.to_string()),
    }
}

/// Adds the text and the sources of a block; blocks of class `nosearch` stay out.
fn add(node: &Node, unit: &mut Unit) {
    if node.has_class("nosearch") {
        return;
    }
    if !unit.text.is_empty() {
        unit.text.push('\n');
    }
    node.text_into(&mut unit.text);
    node.walk(&mut |node| {
        if let Kind::Cite(cluster) = &node.kind {
            unit.sources.extend(cluster.items.iter().map(|it| it.key.to_string()));
        }
        true
    });
}
