//! `book.toml` as the product understands it.

use super::{Marking, Yardstick};
use crate::base::FilePath;
use crate::diag::{Code, Severity};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The settings of a dossier; every field has its default.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch in book.toml")]
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// `[book] title`.
    pub title: Option<String>,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] description`.
    pub description: Option<String>,
    /// `[book] src`: the content folder, relative to the root.
    pub src: String,
    /// `[book] language`: the main language, a BCP 47 tag.
    pub language: String,
    /// `[build] build-dir`, as it was written.
    pub build_dir: String,
    /// `[output.html] smart-punctuation`.
    pub smart_punctuation: bool,
    /// `[output.html] definition-lists`.
    pub definition_lists: bool,
    /// `[output.html] admonitions`.
    pub admonitions: bool,
    /// `[output.html] additional-css`.
    pub additional_css: Vec<FilePath>,
    /// `[output.html.redirect]`: old path to new URL.
    pub redirects: BTreeMap<String, String>,
    /// Whether there is a `[dossier]` table; without one the folder is a plain book.
    pub is_dossier: bool,
    /// `[dossier] theme`.
    pub theme: String,
    /// `[dossier] languages`.
    pub languages: Vec<String>,
    /// `[dossier] bibliography`: files relative to the content folder.
    pub bibliography: Vec<FilePath>,
    /// `[dossier] csl`: the citation style, its name or its file.
    pub csl: String,
    /// The text of that file.
    pub csl_text: Option<Arc<str>>,
    /// `[dossier] yardstick`: the words for degrees of likelihood.
    pub yardstick: Yardstick,
    /// `[dossier] base-url`: where the site will stand, with `/` at the end.
    pub base_url: Option<String>,
    /// `[dossier] raw-html`.
    pub raw_html: bool,
    /// `[dossier] autolinks`.
    pub autolinks: bool,
    /// `[dossier] search`, `[output.html.search] enable`: whether the site can be searched.
    pub search: bool,
    /// `[dossier.search] gzip`: whether the index is compressed; browsers before 2023
    /// cannot read it then.
    pub search_gzip: bool,
    /// `[dossier] kinds`: further kinds of page.
    pub kinds: Vec<String>,
    /// `[dossier.levels]`: how bad findings are; `None` stands for not at all.
    pub levels: BTreeMap<Code, Option<Severity>>,
    /// `[dossier.editions.NAME]`.
    pub editions: BTreeMap<String, Edition>,
}

/// `[dossier.editions.NAME]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The highest marking that its audience may read.
    pub ceiling: Marking,
    /// Its title, if it differs from the book's.
    pub title: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            authors: Vec::new(),
            description: None,
            src: "src".to_owned(),
            language: "en".to_owned(),
            build_dir: "book".to_owned(),
            smart_punctuation: true,
            definition_lists: true,
            admonitions: true,
            additional_css: Vec::new(),
            redirects: BTreeMap::new(),
            is_dossier: false,
            theme: "briefing".to_owned(),
            languages: Vec::new(),
            bibliography: Vec::new(),
            csl: "dossier-numeric".to_owned(),
            csl_text: None,
            yardstick: Yardstick::default(),
            base_url: None,
            raw_html: false,
            autolinks: false,
            search: true,
            search_gzip: true,
            kinds: Vec::new(),
            levels: BTreeMap::new(),
            editions: BTreeMap::new(),
        }
    }
}
