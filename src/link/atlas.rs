//! Surveys an edition: what every link can lead to.

use super::anchor::{Anchors, anchors};
use super::answer::{Atlas, Plan};
use super::route::{Routes, route};
use crate::diag::Diagnostic;
use crate::model::Face;
use crate::model::prose::Words;
use crate::redact::Edition;
use rayon::prelude::*;
use std::sync::Arc;

/// Lays out an edition and names every place on its pages; the findings are by page.
pub(super) fn survey(edition: &Edition) -> (Atlas, Vec<Vec<Diagnostic>>) {
    let pages = edition.pages();
    let names = Arc::clone(edition.names());
    let langs = pages.iter().map(|it| it.face.lang.clone()).collect();
    let mut plan = Plan { routes: route(edition), names, langs, ..Plan::default() };
    for (place, page) in pages.iter().enumerate() {
        let path = plan.routes.below(&page.face.file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        plan.folders.push(folder.to_owned());
        plan.bare.push(is_bare(&plan.routes, &page.face));
        plan.others.push(plan.translations(&page.face, place));
    }
    let mut atlas = Atlas::of(plan);
    let places = (0..pages.len()).into_par_iter();
    let made = places.map(|place| atlas.named(edition, place));
    let (anchors, findings) = made.unzip();
    atlas.anchors = anchors;
    (atlas, findings)
}

impl Plan {
    fn translations(&self, face: &Face, place: usize) -> Vec<usize> {
        let others = self.names.all(&face.id).filter(|it| self.langs[*it] != face.lang);
        let mut others: Vec<usize> = others.filter(|it| *it != place).collect();
        others.sort_by_key(|it| (&self.langs[*it], *it));
        others
    }
}

impl Atlas {
    /// What a page says for nodes without words of their own.
    pub(super) fn words<'a>(&'a self, edition: &'a Edition, page: usize) -> Words<'a> {
        let (pages, sources) = (edition.pages(), edition.sources());
        Words { names: &self.names, pages, sources, lang: self.lang(page) }
    }

    /// The places on one page.
    pub(super) fn named(
        &self,
        edition: &Edition,
        place: usize,
    ) -> (Arc<Anchors>, Vec<Diagnostic>) {
        let words = self.words(edition, place);
        let page = &edition.pages()[place];
        let (anchors, findings) = anchors(page, &words, self.routes.is_plain);
        (anchors.into(), findings)
    }
}

/// Whether a file has no language in its name: `x.md`, where `x.de.md` has one.
fn is_bare(routes: &Routes, face: &Face) -> bool {
    let path = routes.below(&face.file);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let own = stem.rsplit_once('.').map(|(_, language)| language);
    own.is_none_or(|it| !it.eq_ignore_ascii_case(&face.lang))
}
