//! What an edition takes over of a dossier that is cleared for its audience.

use super::destination;
use crate::base::{FilePath, mutant, path};
use crate::model::lock::Lock;
use crate::model::node::Kind;
use crate::model::{
    Audience, Node, Outline, OutlineItem, Page, PageId, Settings, Source,
};
use std::collections::{BTreeMap, BTreeSet};

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

/// The sources that an audience may know. One without a marking is as open as what cites
/// it: where something may have been cut, it is there if something left uses it.
pub(super) fn sources(sources: &[Source], pages: &[Page], is_cut: bool) -> Vec<Source> {
    if !is_cut || mutant::is_off("uncited-source") {
        return sources.to_vec();
    }
    let used = used(sources, pages);
    let is_known =
        |it: &&Source| it.evidence.marking.is_some() || used.contains(it.id.as_str());
    sources.iter().filter(is_known).cloned().collect()
}

/// The keys that pages name, and what those sources derive from.
fn used<'a>(sources: &'a [Source], pages: &'a [Page]) -> BTreeSet<&'a str> {
    let by_key: BTreeMap<&str, &Source> =
        sources.iter().map(|it| (it.id.as_str(), it)).collect();
    let marked = sources.iter().filter(|it| it.evidence.marking.is_some());
    let mut open: Vec<&str> = marked.map(|it| it.id.as_str()).collect();
    for page in pages {
        let face = &page.face;
        let related = face.relations.iter().filter_map(|it| it.source.as_ref());
        let nodes = page.body.heading.iter().chain(&page.body.nodes).chain(related);
        nodes.for_each(|it| it.walk(&mut |it| cited(it, &mut open)));
        let covered = face.covers.iter().map(|it| it.value.as_str());
        open.extend(covered.map(|it| it.split(['#', ' ']).next().unwrap_or(it)));
        let named = face.source.iter().chain(&page.body.nocite);
        open.extend(named.map(|it| it.value.as_str()));
    }
    let mut used = BTreeSet::new();
    while let Some(key) = open.pop() {
        if used.insert(key) {
            let source = by_key.get(key).into_iter();
            open.extend(source.flat_map(|it| &it.evidence.derives_from).map(|it| &**it));
        }
    }
    used
}

fn cited<'a>(node: &'a Node, keys: &mut Vec<&'a str>) -> bool {
    if let Kind::Cite(cluster) = &node.kind {
        keys.extend(cluster.items.iter().map(|it| &*it.key));
    }
    true
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
            if let Kind::Html(text) | Kind::InlineHtml(text) = &node.kind {
                named
                    .extend(assets.iter().filter(|it| text.contains(it.name())).cloned());
            }
            let dest = destination(node)
                .map(|it| path::decode(it.split('#').next().unwrap_or(it)));
            named.extend(dest.and_then(|it| page.face.file.join(&it)));
            true
        };
        page.body.nodes.iter().for_each(|it| it.walk(&mut note));
    }
    assets.intersection(&named).cloned().collect()
}
