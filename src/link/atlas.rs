//! Surveys an edition: what every link can lead to.

use super::anchor::anchors;
use super::answer::Atlas;
use super::route::{Routes, route};
use crate::diag::Diagnostic;
use crate::model::prose::Words;
use crate::model::{Face, Names};
use crate::redact::Edition;
use rayon::prelude::*;

/// Lays out an edition and names every place on its pages.
pub(super) fn survey(edition: &Edition) -> (Atlas, Vec<Diagnostic>) {
    let pages = edition.pages();
    let names = Names::of(pages, &edition.settings().language);
    let langs = pages.iter().map(|it| it.face.lang.clone()).collect();
    let mut atlas = Atlas { routes: route(edition), names, langs, ..Atlas::default() };
    for (place, page) in pages.iter().enumerate() {
        let path = atlas.routes.below(&page.face.file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        atlas.folders.push(folder.to_owned());
        atlas.bare.push(is_bare(&atlas.routes, &page.face));
        atlas.others.push(atlas.translations(&page.face, place));
    }
    let findings = atlas.name_places(edition);
    (atlas, findings)
}

impl Atlas {
    /// What a page says for nodes without words of their own.
    pub(super) fn words<'a>(&'a self, edition: &'a Edition, page: usize) -> Words<'a> {
        let (pages, sources) = (edition.pages(), edition.sources());
        Words { names: &self.names, pages, sources, lang: self.lang(page) }
    }

    fn translations(&self, face: &Face, place: usize) -> Vec<usize> {
        let others = self.names.all(&face.id).filter(|it| self.langs[*it] != face.lang);
        let mut others: Vec<usize> = others.filter(|it| *it != place).collect();
        others.sort_by_key(|it| (&self.langs[*it], *it));
        others
    }

    fn name_places(&mut self, edition: &Edition) -> Vec<Diagnostic> {
        let places = (0..edition.pages().len()).into_par_iter();
        let one = |place: usize| {
            let words = self.words(edition, place);
            anchors(&edition.pages()[place], &words, self.routes.is_plain)
        };
        let made: Vec<_> = places.map(one).collect();
        let (anchors, findings): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        self.anchors = anchors;
        findings.into_iter().flatten().collect()
    }
}

/// Whether a file has no language in its name: `x.md`, where `x.de.md` has one.
fn is_bare(routes: &Routes, face: &Face) -> bool {
    let path = routes.below(&face.file);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let own = stem.rsplit_once('.').map(|(_, language)| language);
    own.is_none_or(|it| !it.eq_ignore_ascii_case(&face.lang))
}
