//! Names a page by its file: the id that pages share across languages, the language
//! suffix, and whether it is the page of its folder.

use crate::model::readable::is_language_tag;
use crate::model::{PageId, Settings};

/// What the path of a page says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Naming {
    /// The id.
    pub(crate) id: PageId,
    /// The language suffix: `de` of `index.de.md`.
    pub(crate) lang: Option<String>,
    /// Whether it is the page of its folder: `index.md` or `README.md`.
    pub(crate) is_index: bool,
    /// Its folder below the content folder, without a slash at the end.
    pub(crate) folder: String,
}

impl Naming {
    /// Names the page with this path below the content folder.
    pub(crate) fn of(path: &str, settings: &Settings) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (stem, lang) = match stem.rsplit_once('.') {
            Some((stem, lang)) if !stem.is_empty() && is_suffix(lang, settings) => {
                (stem, Some(lang.to_owned()))
            }
            _ => (stem, None),
        };
        if path == settings.missing_page {
            let id = PageId::new("404");
            return Self { id, lang, is_index: false, folder: folder.to_owned() };
        }
        // mdBook tells `Index.md` from `index.md`; a disk of Windows or macOS does not.
        let is_book = !settings.is_dossier && !settings.is_bare;
        let is_index = stem == "index"
            || stem.eq_ignore_ascii_case("readme")
            || !is_book && stem.eq_ignore_ascii_case("index");
        let id = match (folder, is_index) {
            ("", true) => "index".to_owned(),
            (folder, true) => folder.to_owned(),
            ("", false) => stem.to_owned(),
            (folder, false) => format!("{folder}/{stem}"),
        };
        Self { id: PageId::new(&id), lang, is_index, folder: folder.to_owned() }
    }

    /// The id that a plain book gives an index page beside a page of the same name:
    /// mdBook writes both `a.html` and `a/index.html`.
    pub(crate) fn index_id(&self) -> PageId {
        PageId::new(&format!("{}/index", self.folder))
    }
}

/// A configured language, or two letters where languages are configured.
fn is_suffix(suffix: &str, settings: &Settings) -> bool {
    let two = suffix.len() == 2 && suffix.bytes().all(|it| it.is_ascii_lowercase());
    let any = !settings.languages.is_empty();
    settings.languages.iter().any(|it| it == suffix)
        || (any && two && is_language_tag(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_no_suffix_no_extension_and_no_index() {
        check("index.md", "index", None);
        check("README.md", "index", None);
        check("report/part-2/index.md", "report/part-2", None);
        check("report/part-2/ReadMe.md", "report/part-2", None);
        check("report/part-2/index.de.md", "report/part-2", Some("de"));
        check("press/bbc.zh-Hans.md", "press/bbc", Some("zh-Hans"));
        check("press/bbc.fr.md", "press/bbc", Some("fr"));
        check("v1.2.md", "v1.2", None);
        check(".de.md", ".de", None);
    }

    #[test]
    fn without_languages_a_dot_is_a_dot() {
        let named = Naming::of("a.de.md", &Settings::default());
        assert_eq!((named.id.as_str(), named.lang), ("a.de", None));
    }

    #[test]
    fn an_index_is_one_in_any_case_but_for_mdbook() {
        let is_index = |is_dossier, is_bare| {
            let settings = Settings { is_dossier, is_bare, ..Settings::default() };
            Naming::of("a/Index.md", &settings).is_index
        };
        assert_eq!([is_index(true, false), is_index(false, true)], [true, true]);
        assert!(!is_index(false, false));
    }

    #[track_caller]
    fn check(path: &str, id: &str, lang: Option<&str>) {
        let languages = vec!["en".to_owned(), "de".to_owned(), "zh-Hans".to_owned()];
        let named = Naming::of(path, &Settings { languages, ..Settings::default() });
        assert_eq!((named.id.as_str(), named.lang.as_deref()), (id, lang), "{path}");
    }
}
