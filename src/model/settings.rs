//! `book.toml` as the product understands it.

use super::{Audience, Design, Direction, Marking, Scheme, Withheld, Yardstick};
use crate::base::FilePath;
use crate::base::text::slug;
use crate::diag::{Code, Diagnostic, Severity, Span};
use std::collections::{BTreeMap, BTreeSet};
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
    /// `[book] text-direction`: from which side that language is written, if it is said.
    pub text_direction: Option<Direction>,
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
    /// The texts of those files that are there.
    pub styles: BTreeMap<FilePath, Arc<str>>,
    /// The classes that stylesheets of themes and of `additional-css` name.
    pub styled: BTreeSet<String>,
    /// `[output.html] no-section-label`: whether the navigation shows no numbers.
    pub no_numbers: bool,
    /// `[output.html] edit-url-template`: the address at which a page is edited, `{path}`
    /// for the path of its file.
    pub edit_url: Option<String>,
    /// `[output.html] git-repository-url`.
    pub repository: Option<String>,
    /// `[output.html] input-404`: the page that is shown for what is not there.
    pub missing_page: String,
    /// Where what is looked for elsewhere is named in `book.toml`: themes, libraries, and
    /// the old paths of redirects.
    pub places: BTreeMap<String, Span>,
    /// `[output.html.redirect]`: old path to new URL.
    pub redirects: BTreeMap<String, String>,
    /// Whether there is a `[dossier]` table; without one the folder is a plain book.
    pub is_dossier: bool,
    /// Whether it is a plain book without a `book.toml`: a folder of Markdown.
    pub is_bare: bool,
    /// The Markdown of a plain book that `SUMMARY.md` lacks, so that it is no page.
    pub unlisted: BTreeSet<FilePath>,
    /// Whether pages are shown that say `draft: true`; the command line asks for it.
    pub shows_drafts: bool,
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
    /// `[dossier] side-by-side`: whether pages stand beside their translations, too.
    pub side_by_side: bool,
    /// `[dossier] search`, `[output.html.search] enable`: whether the site can be searched.
    pub search: bool,
    /// `[dossier.search] gzip`: whether the index is compressed; browsers before 2023
    /// cannot read it then.
    pub search_gzip: bool,
    /// `[dossier] cache`: whether builds remember what they did, in `.dossier/`.
    pub cache: bool,
    /// `[dossier] highlight`: whether code is coloured.
    pub highlight: bool,
    /// `[dossier] kinds`: further kinds of page.
    pub kinds: Vec<String>,
    /// `[dossier] accessed-within`: by how many months a source may have been read before
    /// the newest one; 0 if that does not matter.
    pub accessed_within: u32,
    /// `[dossier.levels]`: how bad findings are; `None` stands for not at all.
    pub levels: BTreeMap<Code, Option<Severity>>,
    /// `[dossier.marking]`: the labels of the dossier.
    pub marking: Scheme,
    /// `[dossier.design]`: what lies over the theme's colours, fonts and lengths.
    pub design: Design,
    /// `[dossier.editions.NAME]`.
    pub editions: BTreeMap<String, Edition>,
    /// `[dossier.editions.NAME] restrictions` of the edition that is built.
    pub restrictions: Option<String>,
}

/// `[dossier.editions.NAME]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The highest marking that its audience may read.
    pub ceiling: Marking,
    /// Its title, if it differs from the book's.
    pub title: Option<String>,
    /// The languages of its pages; empty for all of the dossier's.
    pub languages: Vec<String>,
    /// Its theme, if it differs from the dossier's.
    pub theme: Option<String>,
    /// The name of its bundles without an extension, if one was given.
    pub file: Option<String>,
    /// What becomes of a link to something that was cut.
    pub links: Withheld,
    /// What its label is accompanied by.
    pub restrictions: Option<String>,
}

impl Edition {
    /// An edition of which only the ceiling is known.
    pub fn of(ceiling: Marking) -> Self {
        Self {
            ceiling,
            title: None,
            languages: Vec::new(),
            theme: None,
            file: None,
            links: Withheld::default(),
            restrictions: None,
        }
    }
}

impl Settings {
    /// From which side a language is written; of the main one `text-direction` decides.
    pub fn direction(&self, lang: &str) -> Direction {
        let said = self.text_direction.filter(|_| lang == self.language);
        said.unwrap_or_else(|| Direction::of(lang))
    }

    /// Whom the dossier is for: one audience an edition, in the order of their names; one
    /// without a name where no editions are configured.
    pub fn audiences(&self) -> Vec<Audience> {
        if self.editions.is_empty() {
            return vec![Audience::default()];
        }
        self.editions.iter().map(|(name, it)| audience(name, it)).collect()
    }

    /// Says where `book.toml` names what a finding misses.
    pub fn point_at(&self, finding: Diagnostic, named: &str) -> Diagnostic {
        let file = FilePath::fixed("book.toml");
        match self.places.get(named) {
            Some(span) => finding.at(&file, *span),
            None => finding.in_file(&file),
        }
    }

    /// Whom one edition is for.
    pub fn audience(&self, name: &str) -> Option<Audience> {
        self.editions.get(name).map(|it| audience(name, it))
    }

    /// The name of the files in which an audience gets its edition, without an extension:
    /// as `book.toml` says, otherwise made of the names of dossier and edition.
    pub fn file_name(&self, audience: &Audience) -> String {
        if let Some(file) = &audience.file {
            return file.clone();
        }
        let title = self.title.as_deref().map_or_else(|| "dossier".to_owned(), slug);
        let long = title.char_indices().take_while(|(at, _)| *at < MAX_TITLE);
        let title: String = long.map(|(_, c)| c).collect();
        match &audience.name {
            Some(name) => format!("{}-{name}", title.trim_end_matches('-')),
            None => title.trim_end_matches('-').to_owned(),
        }
    }
}

/// How many bytes of the title a file name has, so that it can be sent around.
const MAX_TITLE: usize = 60;

fn audience(name: &str, edition: &Edition) -> Audience {
    Audience {
        name: Some(name.to_owned()),
        ceiling: Some(edition.ceiling),
        title: edition.title.clone(),
        languages: edition.languages.clone(),
        theme: edition.theme.clone(),
        file: edition.file.clone(),
        links: edition.links,
        restrictions: edition.restrictions.clone(),
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            authors: Vec::new(),
            description: None,
            src: "src".to_owned(),
            language: "en".to_owned(),
            text_direction: None,
            build_dir: "book".to_owned(),
            smart_punctuation: true,
            definition_lists: true,
            admonitions: true,
            additional_css: Vec::new(),
            styles: BTreeMap::new(),
            styled: BTreeSet::new(),
            no_numbers: false,
            edit_url: None,
            repository: None,
            missing_page: "404.md".to_owned(),
            places: BTreeMap::new(),
            redirects: BTreeMap::new(),
            is_dossier: false,
            is_bare: false,
            unlisted: BTreeSet::new(),
            shows_drafts: false,
            theme: "briefing".to_owned(),
            languages: Vec::new(),
            bibliography: Vec::new(),
            csl: "dossier-numeric".to_owned(),
            csl_text: None,
            yardstick: Yardstick::default(),
            base_url: None,
            raw_html: false,
            autolinks: false,
            side_by_side: false,
            search: true,
            search_gzip: true,
            cache: true,
            highlight: true,
            kinds: Vec::new(),
            accessed_within: 24,
            levels: BTreeMap::new(),
            marking: Scheme::default(),
            design: Design::default(),
            editions: BTreeMap::new(),
            restrictions: None,
        }
    }
}
