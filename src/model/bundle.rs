//! A bundle that pages are made for: what they tell of it.

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
    /// The day that was given for it; a build has no clock.
    pub date: Option<Day>,
    /// Whether its inventory is signed.
    pub is_signed: bool,
}

impl Bundle {
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
