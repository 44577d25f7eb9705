//! Answers what a link leads to, and if it leads nowhere, why.

use super::anchor::Anchors;
use super::route::{Routes, Spot, resolve};
use super::{Target, address::Address};
use crate::base::{SitePath, path, text};
use crate::model::{Named, Names};
use std::ops::Deref;
use std::sync::Arc;

/// Everything a link can lead to.
#[derive(Clone, Debug, Default)]
pub(super) struct Atlas {
    /// What no body of a page has a part in.
    plan: Arc<Plan>,
    pub(super) anchors: Vec<Arc<Anchors>>,
}

/// Where pages stand, and what they are called.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) routes: Routes,
    pub(super) names: Arc<Names>,
    /// The language of each page.
    pub(super) langs: Vec<String>,
    /// Whether a page's file has no language in its name, so that links to it mean the
    /// reader's own language.
    pub(super) bare: Vec<bool>,
    /// The folder of each page's file below the content folder.
    pub(super) folders: Vec<String>,
    /// The same page in other languages.
    pub(super) others: Vec<Vec<usize>>,
}

impl Deref for Atlas {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

/// Why a link does not lead where it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no target at all.
    Empty,
    /// Its scheme is refused, or it names a host without a scheme.
    Scheme(String),
    /// It starts like an address and names no host.
    NoHost,
    /// It is written with backslashes.
    Backslash,
    /// It leaves the content folder.
    Outside,
    /// Nothing stands at this path.
    Path(String),
    /// A page of a plain book stands at this path, and `SUMMARY.md` lacks it.
    Unlisted(String),
    /// A folder without a page stands at this path.
    Folder(String),
    /// Something stands there under another spelling.
    Case(String),
    /// The page has no such place.
    Anchor { page: usize, anchor: String },
    /// No page has this name.
    Name(String),
    /// Several pages have this name.
    Names(Vec<usize>),
    /// No file has this name.
    File(String),
    /// Several files have this name; the nearest is meant.
    Files(Vec<String>),
    /// A page is shown as an image.
    NoImage,
}

/// Where a link leads, and what is wrong with it. Some faults leave a target.
pub(super) type Answer = (Option<Target>, Option<Fault>);

impl Atlas {
    /// An atlas that does not know the places on the pages yet.
    pub(super) fn of(plan: Plan) -> Self {
        Self { plan: plan.into(), anchors: Vec::new() }
    }

    /// What a Markdown link or image on `page` leads to.
    pub(super) fn target(&self, page: usize, dest: &str) -> Answer {
        if let Some(name) = embedded(dest).filter(|_| self.routes.is_plain) {
            return self.file(page, name);
        }
        let address = match Address::of(dest) {
            Ok(address) => address,
            Err(fault) => return (self.verbatim(dest, &fault), Some(fault)),
        };
        match address {
            Address::Outside(url) => (Some(Target::Outside(url)), None),
            Address::Here { fragment } => self.place(page, fragment),
            Address::Local { path, fragment } => match self.find(page, path) {
                Ok((spot, fault)) => self.reach(page, &spot, fragment, fault),
                Err(fault) => (self.verbatim(dest, &fault), Some(fault)),
            },
        }
    }

    /// What a wiki link on `page` leads to.
    pub(super) fn wiki(&self, page: usize, target: &str) -> Answer {
        let (name, fragment) = target.split_once('#').unwrap_or((target, ""));
        let name = name.trim();
        if name.is_empty() {
            let empty = fragment.trim().is_empty();
            let here = || self.section(page, fragment.trim());
            return if empty { (None, Some(Fault::Empty)) } else { here() };
        }
        match self.names.find(name, self.lang(page)) {
            Named::One(found) => self.section(found, fragment.trim()),
            Named::Several(pages) => (None, Some(Fault::Names(pages))),
            Named::Nothing => match self.unwritten(name, self.lang(page)) {
                Some(target) => (Some(target), None),
                None => match self.file(page, name) {
                    (None, _) => (None, Some(Fault::Name(name.to_owned()))),
                    found => found,
                },
            },
        }
    }

    pub(super) fn lang(&self, page: usize) -> &str {
        self.langs.get(page).map_or("", String::as_str)
    }

    /// The file that Obsidian means by a name: beside the page or from the root, or else the
    /// one with the shortest path, wherever it stands.
    fn file(&self, page: usize, name: &str) -> Answer {
        let asset = |it: &str| match self.routes.at(it) {
            Some(Spot::Asset(file)) => Some(Target::Asset(file.clone())),
            _ => None,
        };
        let folder = self.folders.get(page).map_or("", String::as_str);
        let places = [resolve(folder, name), resolve("", name)];
        if let Some(found) = places.iter().flatten().find_map(|it| asset(it)) {
            return (Some(found), None);
        }
        let all =
            if self.routes.is_plain { self.routes.called(name) } else { Vec::new() };
        let found = all.first().and_then(|it| asset(it));
        let fault = match all.len() {
            0 => Some(Fault::File(name.to_owned())),
            1 => None,
            _ => Some(Fault::Files(all)),
        };
        (found, fault)
    }

    /// A generated list, or the page of a source.
    fn unwritten(&self, name: &str, lang: &str) -> Option<Target> {
        let generation = &self.routes.generation;
        let source = || generation.source(name, lang).cloned();
        let path = generation.named(name, lang).or_else(source)?;
        Some(match self.routes.page_at(&path) {
            Some(page) => Target::Page { page, anchor: None },
            None => Target::Generated(path),
        })
    }

    /// What stands at a path as seen from a page: by itself, in the page's own language, as
    /// a folder, as the HTML page of a source, and at last in another spelling.
    fn find(&self, page: usize, written: &str) -> Result<(Spot, Option<Fault>), Fault> {
        let decoded = path::decode(written);
        if decoded.contains('\\') {
            return Err(Fault::Backslash);
        }
        let folder = self.folders.get(page).map_or("", String::as_str);
        let path = resolve(folder, &decoded).ok_or(Fault::Outside)?;
        let lang = self.lang(page);
        let other = || spellings(&path, lang).find_map(|it| self.routes.at(&it));
        // Other programs publish a page as a folder, and their authors link to that.
        let bare = || self.routes.at(&format!("{path}.md"));
        let bare = || self.routes.is_plain.then(bare).flatten();
        if let Some(spot) = self.routes.at(&path).or_else(other).or_else(bare) {
            return Ok((spot.clone(), None));
        }
        let right = spellings(&path, lang).find_map(|it| self.routes.respell(&it));
        match right.and_then(|it| Some((self.routes.at(it)?, it))) {
            Some((spot, right)) => {
                Ok((spot.clone(), Some(Fault::Case(right.to_owned()))))
            }
            None => Err(self.nothing_at(path)),
        }
    }

    /// Why nothing is to be seen at a path.
    fn nothing_at(&self, path: String) -> Fault {
        let page = |it: &str| self.routes.is_unlisted(it).then(|| it.to_owned());
        let stem = path.strip_suffix(".html").map(|it| format!("{it}.md"));
        match page(&path).or_else(|| page(&stem?)) {
            Some(page) => Fault::Unlisted(page),
            None if self.routes.is_folder(&path) => Fault::Folder(path),
            None => Fault::Path(path),
        }
    }

    fn reach(
        &self,
        page: usize,
        spot: &Spot,
        fragment: &str,
        fault: Option<Fault>,
    ) -> Answer {
        match spot {
            Spot::Asset(file) => (Some(Target::Asset(file.clone())), fault),
            Spot::Generated(path) => {
                let path = self.generated_in(path, self.lang(page));
                (Some(Target::Generated(path)), fault)
            }
            Spot::Page(found) => {
                let found = self.in_language(*found, self.lang(page));
                let (target, other) = self.place(found, fragment);
                (target, fault.or(other))
            }
        }
    }

    /// The same page in the language of whoever links to it.
    fn in_language(&self, page: usize, lang: &str) -> usize {
        let bare = self.bare.get(page).copied().unwrap_or(false);
        let mut others = self.others.get(page).filter(|_| bare).into_iter().flatten();
        let own = others.find(|it| self.lang(**it) == lang);
        own.copied().filter(|_| self.lang(page) != lang).unwrap_or(page)
    }

    /// The same generated page in the language of whoever links to it.
    fn generated_in(&self, path: &SitePath, lang: &str) -> SitePath {
        let own = path.in_language(lang);
        let is_there = matches!(self.routes.at(own.as_str()), Some(Spot::Generated(_)));
        if is_there { own } else { path.clone() }
    }

    /// A place on a page by fragment of a URL.
    fn place(&self, page: usize, fragment: &str) -> Answer {
        let fragment = fragment.split(":~:").next().unwrap_or(fragment);
        let anchor = path::decode(fragment);
        if anchor.is_empty() {
            return (Some(Target::Page { page, anchor: None }), None);
        }
        if self.anchors.get(page).is_some_and(|it| it.has(&anchor)) {
            return (Some(Target::Page { page, anchor: Some(anchor) }), None);
        }
        if anchor == "top" {
            return (Some(Target::Page { page, anchor: None }), None);
        }
        self.astray(page, anchor)
    }

    /// A place on a page by id, or by the text of its heading.
    fn section(&self, page: usize, words: &str) -> Answer {
        let has = |id: &str| self.anchors.get(page).is_some_and(|it| it.has(id));
        let made = text::anchor(words);
        match words {
            "" => (Some(Target::Page { page, anchor: None }), None),
            id if has(id) => self.place(page, id),
            _ if has(&made) => (Some(Target::Page { page, anchor: Some(made) }), None),
            words => self.astray(page, words.to_owned()),
        }
    }

    /// A plain book keeps the fragment: some script or raw HTML may know it.
    fn astray(&self, page: usize, anchor: String) -> Answer {
        let kept = self.routes.is_plain.then(|| anchor.clone());
        (Some(Target::Page { page, anchor: kept }), Some(Fault::Anchor { page, anchor }))
    }

    /// In a plain book a relative link that leads out of it stays what it is.
    fn verbatim(&self, dest: &str, fault: &Fault) -> Option<Target> {
        let stays = self.routes.is_plain
            && matches!(
                fault,
                Fault::Path(_) | Fault::Unlisted(_) | Fault::Folder(_) | Fault::Outside
            );
        let (path, rest) = dest.split_at(dest.find(['#', '?']).unwrap_or(dest.len()));
        stays.then(|| match path.strip_suffix(".md") {
            Some(stem) => Target::Outside(format!("{stem}.html{rest}")),
            None => Target::Outside(dest.to_owned()),
        })
    }
}

/// The name of a file in double brackets.
fn embedded(dest: &str) -> Option<&str> {
    dest.strip_prefix("[[")?.strip_suffix("]]")
}

/// The paths under which a path may stand.
fn spellings<'a>(path: &'a str, lang: &'a str) -> impl Iterator<Item = String> + use<'a> {
    let slash = if path.is_empty() { "" } else { "/" };
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let is_page = matches!(extension, "md" | "html");
    let readme =
        stem.rsplit('/').next().is_some_and(|it| it.eq_ignore_ascii_case("readme"));
    let index = stem.len() - if readme { "readme".len() } else { 0 };
    let own = is_page.then(|| format!("{stem}.{lang}.{extension}"));
    let html = (extension == "md").then(|| format!("{stem}.html"));
    let readme = (is_page && readme).then(|| format!("{}index.html", &stem[..index]));
    let folder = (!is_page).then(|| format!("{path}{slash}index.html"));
    [Some(path.to_owned()), own, html, readme, folder].into_iter().flatten()
}
