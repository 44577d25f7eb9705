//! The ids of pages and of the places on them, unique in the one file; and where an address
//! on a page leads.

use super::address::{Url, redirect};
use super::token::Token;
use crate::base::path::{decode, encode};
use crate::base::{Files, SitePath};
use std::collections::{BTreeMap, BTreeSet};

/// The number of the printed sheet on which each page begins.
pub type Sheets = BTreeMap<SitePath, usize>;

/// How often one redirect may lead to the next.
const HOPS: usize = 8;

/// What stands in the file, and under which ids.
pub(super) struct Names<'a> {
    files: &'a Files,
    frame: &'a SitePath,
    ids: BTreeMap<SitePath, String>,
    taken: BTreeSet<String>,
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To a place in the file: a fragment without `#`, encoded.
    Within(String),
    /// To a file of the site that is no page.
    File(SitePath),
    /// Out of the site, or into the page as it stands.
    Outside,
    /// Nowhere.
    Lost,
}

impl<'a> Names<'a> {
    /// The pages that the frame names in `data-page`, and the ids that it has itself.
    pub(super) fn of(
        files: &'a Files,
        frame: &'a SitePath,
        tokens: &[Token<'_>],
    ) -> Self {
        let mut names =
            Self { files, frame, ids: BTreeMap::new(), taken: BTreeSet::new() };
        let starts = tokens.iter().filter_map(|it| match it {
            Token::Start(start) => Some(start),
            _ => None,
        });
        names.taken =
            starts.clone().filter_map(|it| it.get("id").map(str::to_owned)).collect();
        for tag in starts {
            let page = |key| tag.get(key).and_then(|it| names.page_of(it));
            let (Some(path), alias) = (page("data-page"), page("data-alias")) else {
                continue;
            };
            let id = names.name(path);
            names.ids.extend(alias.map(|it| (it, id)));
        }
        names
    }

    fn name(&mut self, path: SitePath) -> String {
        if let Some(known) = self.ids.get(&path) {
            return known.clone();
        }
        let whole = path.as_str();
        let mut id = whole.strip_suffix(".html").unwrap_or(whole).to_owned();
        while !self.taken.insert(id.clone()) {
            id.push('-');
        }
        self.ids.insert(path, id.clone());
        id
    }

    /// The pages in the order of their paths.
    pub(super) fn pages(&self) -> impl Iterator<Item = &SitePath> {
        self.ids.keys()
    }

    /// The page that a relative URL in the frame names, if the site has it.
    pub(super) fn page_of(&self, url: &str) -> Option<SitePath> {
        let path = self.frame.join(&decode(Url::of(url)?.path))?;
        self.files.contains_key(&path).then_some(path)
    }

    /// The frame.
    pub(super) fn frame(&self) -> &SitePath {
        self.frame
    }

    /// The id of a page.
    pub(super) fn id(&self, page: &SitePath) -> Option<&str> {
        self.ids.get(page).map(String::as_str)
    }

    /// The id of a place on a page; the frame keeps the ids that it has.
    pub(super) fn place(&self, page: &SitePath, anchor: &str) -> String {
        let Some(page) = self.id(page) else { return anchor.to_owned() };
        let mut id = format!("{page}/{anchor}");
        while self.taken.contains(&id) {
            id.push('-');
        }
        id
    }

    /// The id of a file to take along.
    pub(super) fn file(&self, path: &SitePath) -> String {
        let mut id = format!("d-files/{path}");
        while self.taken.contains(&id) {
            id.push('-');
        }
        id
    }

    /// Where an address on the page `from` leads.
    pub(super) fn way(&self, from: &SitePath, url: &str) -> Way {
        let Some(parts) = Url::of(url) else { return Way::Outside };
        if parts.path.is_empty() {
            return self.within(from, parts.fragment);
        }
        let Some(path) = from.join(&decode(parts.path)) else { return Way::Lost };
        self.follow(path, parts.fragment)
    }

    fn follow(&self, path: SitePath, fragment: Option<&str>) -> Way {
        let mut at = path;
        for _ in 0..HOPS {
            if at == *self.frame || self.ids.contains_key(&at) {
                return self.within(&at, fragment);
            }
            let Some(bytes) = self.files.get(&at) else { return Way::Lost };
            let Some(next) = redirect(&at, bytes) else {
                return if at.extension() == "html" { Way::Lost } else { Way::File(at) };
            };
            let Some(parts) = Url::of(&next) else { return Way::Outside };
            let Some(path) = at.join(&decode(parts.path)) else { return Way::Lost };
            at = path;
        }
        Way::Lost
    }

    /// A place on a page. What stands behind `#` with a `?` or a `=` is no place: it says
    /// how a list is filtered, or what is searched.
    fn within(&self, page: &SitePath, fragment: Option<&str>) -> Way {
        let id = self.id(page).unwrap_or_default();
        Way::Within(match fragment {
            None | Some("") => encode(id),
            Some(asked) if asked.starts_with('?') => encode(id) + asked,
            Some(asked) if asked.contains('=') => encode(id) + "?" + asked,
            Some(anchor) => encode(&self.place(page, &decode(anchor))),
        })
    }
}
