//! The cuts, one for each kind of thing that can carry a marking.

use super::destination;
use crate::base::{FilePath, path};
use crate::model::lock::Lock;
use crate::model::node::Kind;
use crate::model::{
    Audience, Body, Face, Node, Outline, OutlineItem, Page, PageId, Relation, Settings,
    Source,
};
use std::collections::{BTreeMap, BTreeSet};

/// The page without what is above the ceiling; `None` if that is the page itself.
pub(super) fn page(page: &Page, audience: &Audience) -> Option<Page> {
    if audience.ceiling.is_none() {
        return audience.reads(&page.face.lang).then(|| page.clone());
    }
    let is_open = audience.may_read(page.face.marking) && audience.reads(&page.face.lang);
    is_open.then(|| Page {
        face: face(&page.face, audience),
        body: Body {
            heading: page.body.heading.as_ref().map(|it| inside(it, audience)),
            nodes: notes(nodes(&page.body.nodes, audience)),
            nocite: page.body.nocite.clone(),
        },
    })
}

/// The settings of one edition, without the names of others.
pub(super) fn settings(settings: &Settings, audience: &Audience) -> Settings {
    let own = audience.clone();
    let mut settings = Settings { editions: BTreeMap::new(), ..settings.clone() };
    settings.title = own.title.or(settings.title);
    settings.theme = own.theme.unwrap_or(settings.theme);
    settings.restrictions = own.restrictions;
    if let Some(first) = own.languages.first() {
        if !own.languages.contains(&settings.language) {
            settings.language.clone_from(first);
        }
        settings.languages = own.languages;
    }
    settings
}

/// What is known of the addresses of these sources.
pub(super) fn lock(lock: &Lock, sources: &[Source]) -> Lock {
    let known = |it: &str| Some((it.to_owned(), lock.visits.get(it)?.clone()));
    let addresses = sources.iter().flat_map(Source::addresses);
    Lock { visits: addresses.filter_map(|it| known(&it)).collect() }
}

/// The sources without the keys of origins that were cut, also in what exports hand on.
pub(super) fn origins(mut sources: Vec<Source>, audience: &Audience) -> Vec<Source> {
    if audience.ceiling.is_none() {
        return sources;
    }
    let left: BTreeSet<String> = sources.iter().map(|it| it.id.clone()).collect();
    for source in &mut sources {
        let before = source.evidence.derives_from.len();
        source.evidence.derives_from.retain(|it| left.contains(it));
        if source.evidence.derives_from.len() < before {
            drop_origins(&mut source.item["custom"]["derives-from"], &left);
        }
    }
    sources
}

/// As if whoever wrote the item had not known the others: one key, or a list of keys.
fn drop_origins(written: &mut serde_json::Value, left: &BTreeSet<String>) {
    let known =
        |it: &serde_json::Value| it.as_str().is_some_and(|it| left.contains(it.trim()));
    match written {
        serde_json::Value::Array(all) => all.retain(known),
        one if !known(one) => *one = serde_json::Value::Null,
        _ => {}
    }
}

/// The reading order without cut pages, and without parts that hold none any more.
pub(super) fn outline(outline: &Outline, left: &BTreeSet<&PageId>) -> Outline {
    let known = |it: &&OutlineItem| match it {
        OutlineItem::Page { id, .. } => left.contains(id),
        _ => true,
    };
    let kept: Vec<&OutlineItem> = outline.iter().filter(known).collect();
    let full = |at: usize| match kept[at] {
        OutlineItem::Part(_) => matches!(
            kept.get(at + 1),
            Some(OutlineItem::Page { .. } | OutlineItem::Draft { .. })
        ),
        _ => true,
    };
    (0..kept.len()).filter(|at| full(*at)).map(|at| kept[at].clone()).collect()
}

/// The attachments that the pages left refer to; all of them where nothing is cut.
pub(super) fn assets(
    assets: &BTreeSet<FilePath>,
    pages: &[Page],
    audience: &Audience,
) -> BTreeSet<FilePath> {
    if audience.ceiling.is_none() {
        return assets.clone();
    }
    let mut named = BTreeSet::new();
    for page in pages {
        let mut note = |node: &Node| {
            let dest = destination(node)
                .map(|it| path::decode(it.split('#').next().unwrap_or(it)));
            named.extend(dest.and_then(|it| page.face.file.join(&it)));
            true
        };
        page.body.nodes.iter().for_each(|it| it.walk(&mut note));
    }
    assets.intersection(&named).cloned().collect()
}

fn face(face: &Face, audience: &Audience) -> Face {
    let open = |it: &&Relation| it.marking.is_none_or(|it| audience.may_read(Some(it)));
    let relations = face.relations.iter().filter(open).cloned().collect();
    Face { relations, ..face.clone() }
}

fn nodes(nodes: &[Node], audience: &Audience) -> Vec<Node> {
    let mut left = Vec::with_capacity(nodes.len());
    let mut closed_section = None;
    for node in nodes {
        if let Kind::Heading(level) = node.kind {
            if closed_section.is_some_and(|closed| level <= closed) {
                closed_section = None;
            }
            if closed_section.is_none() && !open(node, audience) {
                closed_section = Some(level);
            }
        }
        if closed_section.is_none() && open(node, audience) {
            left.push(inside(node, audience));
        }
    }
    left
}

fn inside(node: &Node, audience: &Audience) -> Node {
    let children = nodes(&node.children, audience);
    let mut kind = node.kind.clone();
    if let Kind::Cite(cluster) = &mut kind {
        for item in &mut cluster.items {
            item.prefix = nodes(&item.prefix, audience);
            item.suffix = nodes(&item.suffix, audience);
        }
    }
    Node { kind, attributes: node.attributes.clone(), span: node.span, children }
}

fn open(node: &Node, audience: &Audience) -> bool {
    let marking = node.attributes.as_ref().and_then(|it| it.marking);
    marking.is_none_or(|it| audience.may_read(Some(it)))
}

/// Drops footnotes that nothing refers to any more.
fn notes(nodes: Vec<Node>) -> Vec<Node> {
    let mut used = BTreeSet::new();
    let mut note = |node: &Node| {
        if let Kind::FootnoteReference(label) = &node.kind {
            used.insert(label.clone());
        }
        true
    };
    for node in &nodes {
        node.walk(&mut note);
    }
    let wanted = |node: &Node| match &node.kind {
        Kind::FootnoteDefinition(label) => used.contains(label),
        _ => true,
    };
    nodes.into_iter().filter(wanted).collect()
}
