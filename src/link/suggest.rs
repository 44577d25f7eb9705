//! Knows what may have been meant by a link that leads nowhere. Each list of known words
//! is made when the first broken link asks for it.

use super::anchor::Anchors;
use super::answer::Atlas;
use crate::base::text::{self, Lexicon};
use crate::redact::Edition;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What exists, for comparing.
pub(super) struct Suggest<'a> {
    edition: &'a Edition,
    atlas: &'a Atlas,
    paths: OnceLock<Lexicon>,
    files: OnceLock<HashMap<String, String>>,
    names: OnceLock<Lexicon>,
    anchors: Vec<OnceLock<Lexicon>>,
}

impl<'a> Suggest<'a> {
    pub(super) fn new(edition: &'a Edition, atlas: &'a Atlas) -> Self {
        let anchors = edition.pages().iter().map(|_| OnceLock::new()).collect();
        let (paths, files, names) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { edition, atlas, paths, files, names, anchors }
    }

    pub(super) fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    pub(super) fn edition(&self) -> &'a Edition {
        self.edition
    }

    /// A path for one that does not exist, as it would be written on `page`.
    pub(super) fn path(&self, page: usize, missing: &str) -> Option<String> {
        let grown = [format!("{missing}.md"), format!("{missing}/index.md")];
        let grown = grown.into_iter().find(|it| self.atlas.routes.at(it).is_some());
        let elsewhere = || self.elsewhere(missing);
        let near = || self.paths().nearest(missing).map(str::to_owned);
        Some(self.written(page, &grown.or_else(elsewhere).or_else(near)?))
    }

    /// A path below the content folder as it is written on `page`.
    pub(super) fn written(&self, page: usize, path: &str) -> String {
        let folder = self.atlas.folders.get(page).map_or("", String::as_str);
        let from: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
        let to: Vec<&str> = path.split('/').collect();
        let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b);
        let shared = shared.count();
        let mut parts = vec![".."; from.len() - shared];
        parts.extend(&to[shared..]);
        parts.join("/")
    }

    /// A name for one that no page has.
    pub(super) fn name(&self, missing: &str) -> Option<&str> {
        self.names.get_or_init(|| Lexicon::of(self.all_names())).nearest(missing)
    }

    /// An anchor for one that `page` lacks.
    pub(super) fn anchor(&self, page: usize, missing: &str) -> Option<&str> {
        let ids =
            || self.atlas.anchors.get(page).into_iter().flat_map(|it| Anchors::ids(it));
        self.anchors.get(page)?.get_or_init(|| Lexicon::of(ids())).nearest(missing)
    }

    /// A file of the same name in another folder.
    fn elsewhere(&self, missing: &str) -> Option<String> {
        let name = missing.rsplit('/').next().unwrap_or(missing);
        let common = name.starts_with("index.") || name.starts_with("README.");
        let files = self.files.get_or_init(|| self.by_name());
        files.get(&text::fold(name)).filter(|_| !common).cloned()
    }

    fn by_name(&self) -> HashMap<String, String> {
        let mut files = HashMap::new();
        for path in self.all_paths() {
            let name = path.rsplit('/').next().unwrap_or(path);
            files.entry(text::fold(name)).or_insert_with(|| path.to_owned());
        }
        files
    }

    fn paths(&self) -> &Lexicon {
        self.paths.get_or_init(|| Lexicon::of(self.all_paths()))
    }

    fn all_paths(&self) -> impl Iterator<Item = &'a str> {
        let routes = &self.atlas.routes;
        let pages = self.edition.pages().iter().map(|it| routes.below(&it.face.file));
        pages.chain(self.edition.assets().iter().map(|it| routes.below(it)))
    }

    fn all_names(&self) -> impl Iterator<Item = &'a str> {
        let faces = self.edition.pages().iter().map(|it| &it.face);
        let names = faces.flat_map(|it| {
            let own = [it.id.as_str(), it.id.short(), it.title.as_str()];
            own.into_iter().chain(it.aliases.iter().map(|it| it.value.as_str()))
        });
        names.chain(self.edition.sources().iter().map(|it| it.id.as_str()))
    }
}
