//! A bundle that pages are made for: what they tell of it.

use super::record::Changes;
use crate::base::{Day, SitePath};

/// The folder of a bundle that holds the site.
pub const SITE: &str = "site/";

/// The page beside it that a reader opens first.
pub const START: &str = "START-HERE.html";

/// Where the frame stands among the files of a site that all pages of it are packed into.
pub const FRAME: &str = ".whole.html";

/// What a bundle is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A zip archive with the site in a folder.
    #[default]
    Zip,
    /// One HTML file that holds all pages.
    Single,
}

/// What the pages of a bundle tell of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// What it is.
    pub form: Form,
    /// The Unix time that was given for it; a build has no clock.
    pub epoch: Option<i64>,
    /// Whether its inventory is signed.
    pub is_signed: bool,
    /// What changed since another bundle, if one was named.
    pub since: Option<Since>,
}

/// What changed since another bundle.
#[derive(Clone, Debug)]
pub struct Since {
    /// The name of that bundle.
    pub name: String,
    /// The day that was given for it.
    pub date: Option<Day>,
    /// What changed.
    pub changes: Changes,
    /// Where the page stands that tells it.
    pub path: SitePath,
}

impl Bundle {
    /// The day that was given for it.
    pub fn date(&self) -> Option<Day> {
        self.epoch.map(Day::of_unix)
    }

    /// Whether all pages go into one file.
    pub fn is_single(&self) -> bool {
        self.form == Form::Single
    }
}

/// Where a file of the site stands in a bundle; [`START`] stands beside the site.
pub fn place(path: &SitePath) -> SitePath {
    if path.as_str() == START {
        return path.clone();
    }
    SitePath::contained(&format!("{SITE}{path}"))
}
