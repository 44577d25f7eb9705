//! Folders for which nobody has written a page: what they are called, and where their
//! overviews stand.

use super::contexts::Link;
use super::place::Place;
use crate::base::SitePath;
use crate::base::name::{number_prefix, readable};
use crate::link::{Branch, Generated};
use std::borrow::Cow;

/// The title of a folder: the theme's word, else its name.
pub(crate) fn title<'a>(place: Place<'a>, folder: &'a str) -> Cow<'a, str> {
    let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    let bare = number_prefix(name).1;
    let known = |it: &str| place.known_word(&format!("folder-{it}"));
    if let Some(word) = known(name).or_else(|| known(bare)) {
        return word.into();
    }
    // A year or a date is no number in front of a name.
    if bare.is_empty() { name.into() } else { readable(name).into() }
}

/// Where the overview of a folder stands.
pub(crate) fn path(place: Place<'_>, folder: &str) -> SitePath {
    let what = Generated::Folder(folder.to_owned());
    place.site().links().generated(&what, place.lang())
}

impl<'a> Place<'a> {
    /// The relative URL of a page or of the overview of a folder.
    pub(crate) fn href_to(self, branch: Branch) -> String {
        match branch {
            Branch::Page(page) => self.href(page),
            Branch::Folder(it) => self.at().href_to(&path(self, self.folder(it))),
        }
    }

    /// A link to a page or to the overview of a folder.
    pub(crate) fn link_to(self, branch: Branch) -> Link<'a> {
        let folder = match branch {
            Branch::Page(page) => return self.link(page),
            Branch::Folder(it) => it,
        };
        let marking = self.site().links().folder_marking(folder, self.lang());
        let marking = self.mark(marking);
        let title = title(self, self.folder(folder));
        Link { title, href: self.href_to(branch), lang: None, marking }
    }

    /// The path of a folder without an index page.
    pub(crate) fn folder(self, folder: usize) -> &'a str {
        self.site().links().folders().get(folder).map_or("", String::as_str)
    }
}
