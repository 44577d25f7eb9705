//! Cuts a dossier down to what one audience may read. What is above the ceiling is gone
//! before anything is derived from it: no title, no link text, no file name, no count.

mod cut;

use crate::base::FilePath;
use crate::model::node::Kind;
use crate::model::{
    Audience, Date, Node, Outline, OutlineItem, Page, PageId, Settings, Source,
};
use crate::parse::Dossier;
use std::collections::BTreeSet;

/// What one audience may read. Only [`redact`] makes one.
#[derive(Clone, Debug)]
pub struct Edition {
    audience: Audience,
    settings: Settings,
    pages: Vec<Page>,
    sources: Vec<Source>,
    outline: Outline,
    assets: BTreeSet<FilePath>,
}

/// Leaves out everything above the ceiling of `audience`.
pub fn redact(dossier: &Dossier, audience: &Audience) -> Edition {
    let pages =
        dossier.pages.iter().filter_map(|it| cut::page(it, audience)).collect::<Vec<_>>();
    let open =
        |it: &&Source| it.evidence.marking.is_none_or(|it| audience.may_read(Some(it)));
    Edition {
        settings: cut::settings(&dossier.settings, audience),
        sources: dossier.sources.iter().filter(open).cloned().collect(),
        outline: cut::outline(&dossier.outline, &ids(&pages)),
        assets: cut::assets(&dossier.assets, &pages, audience),
        audience: audience.clone(),
        pages,
    }
}

impl Edition {
    /// Whom it is for.
    pub fn audience(&self) -> &Audience {
        &self.audience
    }

    /// The settings that this edition may know.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The pages, in the order of their paths.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The sources, in the order of their keys.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source with this key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        let at = self.sources.binary_search_by(|it| it.id.as_str().cmp(key)).ok()?;
        self.sources.get(at)
    }

    /// The date of a page: its own, or that of the source which it reads.
    pub fn date(&self, page: usize) -> Option<Date> {
        let face = &self.pages.get(page)?.face;
        face.date.or_else(|| self.source(&face.source.as_ref()?.value)?.issued)
    }

    /// The reading order.
    pub fn outline(&self) -> &[OutlineItem] {
        &self.outline
    }

    /// The attachments that this edition may know.
    pub fn assets(&self) -> &BTreeSet<FilePath> {
        &self.assets
    }
}

fn ids(pages: &[Page]) -> BTreeSet<&PageId> {
    pages.iter().map(|it| &it.face.id).collect()
}

/// What a node links to or shows, as it was written.
fn destination(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Link { dest, .. } | Kind::Image { dest, .. } => Some(dest),
        _ => None,
    }
}

/// Editions for the tests of later stages.
#[cfg(test)]
pub mod testing {
    use super::*;

    /// The edition for everybody, with every page in the outline at depth 0 unless
    /// `outline` says otherwise.
    pub fn edition(
        settings: Settings,
        mut pages: Vec<Page>,
        sources: Vec<Source>,
    ) -> Edition {
        pages.sort_by(|a, b| a.face.file.cmp(&b.face.file));
        let mut outline = Outline::new();
        for page in &pages {
            let (id, depth) = (page.face.id.clone(), 0);
            let item = OutlineItem::Page { id, depth, numbered: false };
            if !outline.contains(&item) {
                outline.push(item);
            }
        }
        let dossier = Dossier { settings, pages, sources, outline, ..Dossier::default() };
        redact(&dossier, &Audience::default())
    }

    impl Edition {
        /// The same with these attachments.
        pub fn with_assets(mut self, assets: &[&str]) -> Self {
            self.assets = assets.iter().filter_map(|it| FilePath::new(it)).collect();
            self
        }

        /// The same in this reading order.
        pub fn with_outline(mut self, outline: Outline) -> Self {
            self.outline = outline;
            self
        }
    }
}
