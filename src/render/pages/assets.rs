//! Publishes the static files of a theme below `assets/`, each with a digest of its
//! content in its name, so that a browser may keep them for ever.

use super::packed::packed;
use super::wording::WordView;
use crate::base::{Digest, FilePath, Files, SitePath, path};
use crate::model::scheme::Level;
use crate::model::{Scheme, Settings, Theme};
use crate::render::Words;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Where the static files stand.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    /// Path in the site by name in the theme, percent-encoded for use in `href`.
    names: BTreeMap<String, String>,
    /// Stylesheets that `book.toml` adds, percent-encoded.
    styles: Vec<String>,
    /// The words of the search by language, percent-encoded.
    search_words: BTreeMap<String, String>,
    files: Files,
}

impl Assets {
    /// Names and keeps the static files of a theme and the stylesheets of `book.toml`.
    pub(crate) fn of(theme: &Theme, settings: &Settings, is_single: bool) -> Self {
        let mut assets = Self::default();
        let statics = theme.statics.iter();
        let statics = statics.filter(|(name, _)| is_single || !is_of_frame(name));
        let (styles, others): (Vec<_>, Vec<_>) =
            statics.partition(|(name, _)| is_style(name));
        for (name, bytes) in others {
            assets.keep(name, bytes.clone());
        }
        for (name, bytes) in styles {
            let bytes = assets.rebased(name, bytes);
            assets.keep(name, bytes);
        }
        if !settings.marking.is_tlp() {
            assets.add_scheme(&settings.marking);
        }
        assets.add_design(theme, settings);
        for file in &settings.additional_css {
            assets.add_style(file, settings);
        }
        assets
    }

    /// Path in the site by name in the theme.
    pub(crate) fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// The stylesheets that `book.toml` adds, in order.
    pub(crate) fn styles(&self) -> &[String] {
        &self.styles
    }

    /// The script with the words of the search in a language.
    pub(crate) fn search_words(&self, lang: &str) -> Option<&str> {
        self.search_words.get(lang).map(String::as_str)
    }

    /// Publishes the words of the search in a language: a script, for it works from
    /// `file://` too, and pages stay light. `markings` is the script of the labels.
    pub(crate) fn add_search_words(&mut self, words: &Words, markings: &str) {
        let shown = words.iter().filter(|(key, ..)| is_for_search(key));
        let shown: BTreeMap<&str, WordView<'_>> =
            shown.map(|(key, word, lang)| (key, WordView::of(word, lang))).collect();
        // Strings always have a JSON form, and JSON is JavaScript since ES2019.
        let json = serde_json::to_string(&shown).unwrap_or_default();
        let script = format!("var dossierSearchWords = {json};\n{markings}").into_bytes();
        let name = format!("search-words.{}.js", words.lang());
        let Some(path) = hashed(&name, &script) else { return };
        self.search_words.insert(words.lang().to_owned(), path::encode(path.as_str()));
        self.files.insert(path, script.into());
    }

    /// The files to publish.
    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    fn keep(&mut self, name: &str, bytes: Arc<[u8]>) {
        let bytes = packed(name, bytes);
        let Some(path) = hashed(name, &bytes) else { return };
        self.names.insert(name.to_owned(), path::encode(path.as_str()));
        self.files.insert(path, bytes);
    }

    /// A stylesheet of `book.toml`; what cannot be read was told.
    fn add_style(&mut self, file: &FilePath, settings: &Settings) {
        let Some(text) = settings.styles.get(file) else { return };
        let Some(path) = hashed(file.name(), text.as_bytes()) else { return };
        self.styles.push(path::encode(path.as_str()));
        self.files.insert(path, text.as_bytes().into());
    }

    /// What theme and `book.toml` set of the design.
    fn add_design(&mut self, theme: &Theme, settings: &Settings) {
        let mut design = theme.design.clone();
        design.extend(&settings.design);
        self.add_made("design.css", design.css());
    }

    /// A stylesheet that was made here, if there is anything in it.
    fn add_made(&mut self, name: &str, css: String) {
        let Some(path) = hashed(name, css.as_bytes()) else { return };
        if !css.is_empty() {
            self.styles.push(path::encode(path.as_str()));
            self.files.insert(path, css.into_bytes().into());
        }
    }

    /// The colours of a marking scheme of the dossier's own; TLP's are in the theme.
    fn add_scheme(&mut self, scheme: &Scheme) {
        let mut css = String::new();
        for Level { marking, foreground, background, .. } in scheme.levels() {
            let class = marking.class();
            writeln!(
                css,
                ".marking.marking-{class},.marking.tlp-{class}\
                 {{color:{foreground};background:{background}}}"
            )
            .unwrap_or(());
        }
        self.add_made("markings.css", css);
    }

    /// A stylesheet whose `url(…)` name other static files by their published names.
    fn rebased(&self, name: &str, bytes: &Arc<[u8]>) -> Arc<[u8]> {
        let Ok(text) = std::str::from_utf8(bytes) else { return bytes.clone() };
        let (Some(here), Some(from)) =
            (SitePath::new(name), SitePath::new(&format!("assets/{name}")))
        else {
            return bytes.clone();
        };
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("url(") {
            let (before, inside) = rest.split_at(at + 4);
            let end = inside.find(')').unwrap_or(inside.len());
            let (url, after) = inside.split_at(end);
            out.push_str(before);
            let target = here.join(url.trim().trim_matches(['"', '\'']));
            let known = target.and_then(|it| self.names.get(it.as_str()));
            match known.and_then(|it| SitePath::new(&path::decode(it))) {
                Some(to) => out.push_str(&from.href_to(&to)),
                None => out.push_str(url),
            }
            rest = after;
        }
        out.push_str(rest);
        out.into_bytes().into()
    }
}

/// `assets/style.1234abcd.css` for `style.css`.
fn hashed(name: &str, bytes: &[u8]) -> Option<SitePath> {
    let digest = Digest::of(bytes).short();
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, extension),
        _ => return SitePath::new(&format!("assets/{name}.{digest}")),
    };
    SitePath::new(&format!("assets/{stem}.{digest}.{extension}"))
}

/// Whether the scripts of the search show a word.
fn is_for_search(key: &str) -> bool {
    const PREFIXES: [&str; 8] =
        ["search", "said-", "facet-", "kind-", "csl-", "language-", "seen-", "a-z"];
    let is_named = PREFIXES.iter().any(|it| key.starts_with(it));
    is_named && !key.ends_with("-meaning") || ["part", "colon"].contains(&key)
}

/// Whether only the frame of the one file needs it that holds all pages.
fn is_of_frame(name: &str) -> bool {
    name.starts_with("whole.")
}

fn is_style(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case("css"))
}
