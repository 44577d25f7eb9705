//! Puts the keys of sources in the place of their further keys, wherever pages and sources
//! name them: from here on a source has one key.

use super::Found;
use crate::model::{Kind, Node, Page, Spanned};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Further keys, and the keys they mean.
type Aliases = BTreeMap<String, String>;

/// Goes over the citations, sources and coverage of pages.
pub(crate) fn resolve(pages: &mut [Page], aliases: &Aliases) {
    if aliases.is_empty() {
        return;
    }
    for page in pages {
        let (face, body) = (Arc::make_mut(&mut page.face), Arc::make_mut(&mut page.body));
        let relations = face.relations.iter_mut().filter_map(|it| it.source.as_mut());
        let nodes = body.heading.iter_mut().chain(&mut body.nodes).chain(relations);
        nodes.for_each(|it| node(it, aliases));
        let named = face.source.iter_mut().chain(&mut body.nocite);
        named.for_each(|it| key(it, aliases));
        face.covers.iter_mut().for_each(|it| covered(it, aliases));
    }
}

/// Goes over what sources derive from.
pub(super) fn settle<'a>(all: impl Iterator<Item = &'a mut Found>, aliases: &Aliases) {
    if aliases.is_empty() {
        return;
    }
    for found in all {
        found.origins.iter_mut().for_each(|it| key(it, aliases));
        let origins = found.origins.iter().map(|it| it.value.clone());
        found.source.evidence.derives_from = origins.collect();
    }
}

fn key(named: &mut Spanned<String>, aliases: &Aliases) {
    if let Some(own) = aliases.get(&named.value) {
        named.value.clone_from(own);
    }
}

/// `key#section` or `key p. 3-6`.
fn covered(named: &mut Spanned<String>, aliases: &Aliases) {
    let end = named.value.find(['#', ' ']).unwrap_or(named.value.len());
    if let Some(own) = aliases.get(&named.value[..end]) {
        named.value = format!("{own}{}", &named.value[end..]);
    }
}

fn node(node: &mut Node, aliases: &Aliases) {
    if let Kind::Cite(cluster) = &mut node.kind {
        for item in &mut cluster.items {
            if let Some(own) = aliases.get(&*item.key) {
                item.key = own.as_str().into();
            }
            let affixes = item.prefix.iter_mut().chain(&mut item.suffix);
            affixes.for_each(|it| self::node(it, aliases));
        }
    }
    node.children.iter_mut().for_each(|it| self::node(it, aliases));
}
