//! The themes that are compiled into the program: `briefing`, on which all others lie, and
//! those that lie on it.

/// Path below the theme's folder, and content.
pub(super) type File = (&'static str, &'static [u8]);

macro_rules! files {
    ($name:ident in $folder:literal: $($path:literal),* $(,)?) => {
        const $name: &[File] = &[
            $(($path, include_bytes!(concat!("../../../themes/", $folder, "/", $path))),)*
        ];
    };
}

/// The name of the theme on which all others lie.
pub(super) const LOWEST: &str = "briefing";

/// Every theme with its files, the lowest first.
const THEMES: [(&str, &[File]); 2] = [(LOWEST, BRIEFING), ("plain", PLAIN)];

/// The names of all themes.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|it| it.0)
}

/// The files of a theme; `None` if there is none of this name.
pub(super) fn files(name: &str) -> Option<&'static [File]> {
    THEMES.iter().find(|it| it.0 == name).map(|it| it.1)
}

files![BRIEFING in "briefing":
    "theme.toml",
    "templates/404.html",
    "templates/a-z.html",
    "templates/base.html",
    "templates/beside.html",
    "templates/changes.html",
    "templates/claims.html",
    "templates/coverage.html",
    "templates/entity.html",
    "templates/glossary.html",
    "templates/home.html",
    "templates/page.html",
    "templates/parts.html",
    "templates/press.html",
    "templates/relations.html",
    "templates/report-part.html",
    "templates/search.html",
    "templates/section.html",
    "templates/source.html",
    "templates/sources.html",
    "templates/start-here.html",
    "templates/tag.html",
    "templates/tags.html",
    "templates/timeline.html",
    "templates/whole.html",
    "static/a-z.css",
    "static/beside.css",
    "static/cite.js",
    "static/copy.js",
    "static/coverage.css",
    "static/favicon.svg",
    "static/fonts.css",
    "static/fonts/OFL.txt",
    "static/fonts/serif-italic.woff2",
    "static/home.css",
    "static/pictures.css",
    "static/relations.css",
    "static/search-mark.js",
    "static/search-results.js",
    "static/search-ui.js",
    "static/search.css",
    "static/search.js",
    "static/sources.js",
    "static/style.css",
    "static/theme.js",
    "static/views.css",
    "static/whole.css",
    "static/whole.js",
    "i18n/de.toml",
    "i18n/en.toml",
    "i18n/fr.toml",
];

files![PLAIN in "plain":
    "theme.toml",
    "templates/base.html",
    "static/favicon.svg",
    "static/style.css",
    "i18n/de.toml",
    "i18n/en.toml",
    "i18n/fr.toml",
];

#[cfg(test)]
mod tests {
    use super::THEMES;
    use std::collections::BTreeSet;
    use std::path::Path;
    use walkdir::WalkDir;

    #[test]
    fn the_table_names_every_file_of_the_themes() {
        for (name, files) in THEMES {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(name);
            let entries = WalkDir::new(&root).into_iter().flatten();
            let found = entries.filter(|it| it.file_type().is_file());
            let paths = found.map(|it| it.path().strip_prefix(&root).unwrap().to_owned());
            let paths: BTreeSet<String> =
                paths.map(|it| it.display().to_string()).collect();
            assert_eq!(
                files.iter().map(|it| it.0.to_owned()).collect::<BTreeSet<_>>(),
                paths
            );
        }
    }

    #[test]
    fn everything_that_must_be_text_is_text() {
        let files = THEMES.iter().flat_map(|it| it.1);
        for (path, bytes) in files.filter(|it| !it.0.starts_with("static/")) {
            assert!(std::str::from_utf8(bytes).is_ok(), "{path}");
        }
    }
}
