//! Gives every page and every generated file its path, and knows what stands where: by
//! path of the source, by path on the site, and by path without regard to letter case.

use super::generated::Generation;
use crate::base::{FilePath, SitePath, text};
use crate::model::Face;
use crate::model::outline::reading_order;
use crate::redact::Edition;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What stands at a path below the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    Page(usize),
    Asset(FilePath),
    Generated(SitePath),
}

/// Where everything stands. Paths are relative to the content folder, in NFC.
#[derive(Clone, Debug, Default)]
pub(super) struct Routes {
    /// The content folder, with a slash at the end; empty if it is the root.
    root: String,
    pub(super) is_plain: bool,
    pub(super) pages: Vec<SitePath>,
    pub(super) generation: Generation,
    spots: HashMap<String, Spot>,
    /// The Markdown of a plain book that is no page.
    unlisted: BTreeSet<String>,
    /// Right paths by path in lower case.
    spellings: HashMap<String, String>,
    /// Right paths by their last parts in lower case; made when the first is asked for.
    named: OnceLock<BTreeSet<(String, String)>>,
    /// The folders that anything stands in; made likewise.
    folders: OnceLock<BTreeSet<String>>,
}

/// Lays out an edition.
pub(super) fn route(edition: &Edition) -> Routes {
    let settings = edition.settings();
    let root =
        FilePath::new(&settings.src).map(|it| format!("{it}/")).unwrap_or_default();
    let mut routes = Routes { root, is_plain: !settings.is_dossier, ..Routes::default() };
    let faces = edition.pages().iter().map(|it| &it.face);
    let any_case = settings.is_dossier || settings.is_bare;
    let path = |it: &Face| match routes.below(&it.file) {
        source if source == settings.missing_page => SitePath::fixed("404.html"),
        source => site_path(source, any_case),
    };
    routes.pages = faces.map(|it| path(it)).collect();
    routes.generation = Generation::of(edition, &routes.pages);
    routes.place_all(edition);
    let unlisted = settings.unlisted.iter().map(|it| nfc(routes.below(it)));
    routes.unlisted = unlisted.collect();
    routes
}

impl Routes {
    /// A file's path below the content folder.
    pub(super) fn below<'a>(&self, file: &'a FilePath) -> &'a str {
        let path = file.as_str();
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// What stands at exactly this path.
    pub(super) fn at(&self, path: &str) -> Option<&Spot> {
        self.spots.get(path)
    }

    /// The right spelling of a path that is written in other letter case.
    pub(super) fn respell(&self, path: &str) -> Option<&str> {
        self.spellings.get(&lower(path)).map(String::as_str)
    }

    /// The attachments whose paths end with a name, the shortest first.
    pub(super) fn called(&self, name: &str) -> Vec<String> {
        let name = lower(name);
        let is_called = |it: &str| {
            let before = it.strip_suffix(&*name);
            before.is_some_and(|it| it.is_empty() || it.ends_with('/'))
        };
        let is_asset = |it: &&String| matches!(self.at(it), Some(Spot::Asset(_)));
        let named = self.named.get_or_init(|| self.by_name());
        let first = (last(&name).to_owned(), String::new());
        let found =
            named.range(&first..).take_while(|it| it.0 == first.0).map(|it| &it.1);
        let found = found.filter(|it| is_called(&lower(it)));
        let mut found: Vec<String> = found.filter(is_asset).cloned().collect();
        found.sort_by_key(|it| (it.matches('/').count(), it.clone()));
        found
    }

    /// Whether a page of a plain book stands here that `SUMMARY.md` lacks.
    pub(super) fn is_unlisted(&self, path: &str) -> bool {
        self.unlisted.contains(path)
    }

    /// Whether anything stands below a path.
    pub(super) fn is_folder(&self, path: &str) -> bool {
        let folders = || {
            let above = |it: &String| -> Vec<String> {
                it.match_indices('/').map(|(at, _)| it[..at].to_owned()).collect()
            };
            self.spots.keys().flat_map(above).collect()
        };
        self.folders.get_or_init(folders).contains(path)
    }

    fn by_name(&self) -> BTreeSet<(String, String)> {
        let all = self.spellings.iter();
        all.map(|(low, right)| (last(low).to_owned(), right.clone())).collect()
    }

    /// Where an attachment is published.
    pub(super) fn asset(&self, file: &FilePath) -> SitePath {
        SitePath::contained(self.below(file))
    }

    /// The page that stands at a path of the site.
    pub(super) fn page_at(&self, path: &SitePath) -> Option<usize> {
        match self.spots.get(path.as_str()) {
            Some(Spot::Page(page)) => Some(*page),
            _ => None,
        }
    }

    /// The first to come keeps a place: pages by source, pages by path, generated pages,
    /// old paths that lead on, attachments, bibliographies.
    fn place_all(&mut self, edition: &Edition) {
        for (place, page) in edition.pages().iter().enumerate() {
            let source = nfc(self.below(&page.face.file));
            self.place(source, Spot::Page(place));
        }
        for place in 0..self.pages.len() {
            self.place(self.pages[place].to_string(), Spot::Page(place));
        }
        if let Some(first) = self.first(edition) {
            self.place("index.html".to_owned(), Spot::Page(first));
        }
        for path in self.generation.paths().collect::<Vec<_>>() {
            self.place(path.to_string(), Spot::Generated(path));
        }
        for old in edition.settings().redirects.keys() {
            let path = SitePath::contained(old.split('#').next().unwrap_or(old));
            self.place(path.to_string(), Spot::Generated(path));
        }
        for file in edition.assets() {
            self.place(nfc(self.below(file)), Spot::Asset(file.clone()));
        }
        for path in self.generation.libraries().collect::<Vec<_>>() {
            self.place(path.to_string(), Spot::Generated(path));
        }
    }

    /// The page that a plain book shows on its home page.
    fn first(&self, edition: &Edition) -> Option<usize> {
        let main = &edition.settings().language;
        let order = reading_order(edition.pages(), edition.outline(), main);
        order.first().copied().filter(|_| self.is_plain)
    }

    fn place(&mut self, path: String, spot: Spot) {
        self.spellings.entry(lower(&path)).or_insert_with(|| path.clone());
        self.spots.entry(path).or_insert(spot);
    }
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, it)| it)
}

/// The path of a page: `dir/x.md` becomes `dir/x.html`, a README an index, and but for
/// mdBook an `Index` in any case.
fn site_path(source: &str, any_case: bool) -> SitePath {
    let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (first, language) = stem.split_once('.').unwrap_or((stem, ""));
    let is_index = first.eq_ignore_ascii_case("readme")
        || any_case && first.eq_ignore_ascii_case("index");
    let first = if is_index { "index" } else { first };
    let dot = if language.is_empty() { "" } else { "." };
    SitePath::contained(&format!("{folder}/{first}{dot}{language}.html"))
}

/// A path as it is compared: NFC.
pub(super) fn nfc(path: &str) -> String {
    match is_nfc_quick(path.chars()) {
        IsNormalized::Yes => path.to_owned(),
        _ => path.nfc().collect(),
    }
}

fn lower(path: &str) -> String {
    text::fold(path)
}

/// The whole path of `relative` as seen from `folder`, both below the content folder; the
/// content folder itself is an empty path. `None` if it leaves the content folder.
pub(super) fn resolve(folder: &str, relative: &str) -> Option<String> {
    let (mut parts, relative) = match relative.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (folder.split('/').filter(|it| !it.is_empty()).collect(), relative),
    };
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(nfc(&parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_place_in_the_tree() {
        for (source, path) in [
            ("press/x.md", "press/x.html"),
            ("x.de.md", "x.de.html"),
            ("report/README.md", "report/index.html"),
            ("Readme.de.md", "index.de.html"),
            ("v1.2.md", "v1.2.html"),
            ("u\u{308}.md", "ü.html"),
            ("a/Index.md", "a/Index.html"),
        ] {
            assert_eq!(site_path(source, false).as_str(), path);
        }
    }

    #[test]
    fn an_index_is_one_in_any_case() {
        assert_eq!(site_path("a/INDEX.de.md", true).as_str(), "a/index.de.html");
    }

    #[test]
    fn a_relative_path_stays_in_the_content_folder() {
        assert_eq!(resolve("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(resolve("a", "..").as_deref(), Some(""));
        assert_eq!(resolve("a", "/x/./y.md").as_deref(), Some("x/y.md"));
        assert_eq!(resolve("a", "../../book.toml"), None);
    }
}
