//! The files of `themes/briefing`, compiled into the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path below the theme's folder, and content.
        pub(in crate::load) const FILES: &[(&str, &[u8])] = &[
            $(($path, include_bytes!(concat!("../../../themes/briefing/", $path))),)*
        ];
    };
}

files![
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
    "static/beside.css",
    "static/cite.js",
    "static/copy.js",
    "static/favicon.svg",
    "static/fonts.css",
    "static/fonts/OFL.txt",
    "static/fonts/serif-italic.woff2",
    "static/pictures.css",
    "static/search-mark.js",
    "static/search-results.js",
    "static/search-ui.js",
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

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::collections::BTreeSet;
    use std::path::Path;
    use walkdir::WalkDir;

    #[test]
    fn the_table_names_every_file_of_the_theme() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/briefing");
        let entries = WalkDir::new(&root).into_iter().flatten();
        let files = entries.filter(|it| it.file_type().is_file());
        let paths = files.map(|it| it.path().strip_prefix(&root).unwrap().to_owned());
        let paths: BTreeSet<String> = paths.map(|it| it.display().to_string()).collect();
        assert_eq!(
            FILES.iter().map(|it| it.0.to_owned()).collect::<BTreeSet<_>>(),
            paths
        );
    }

    #[test]
    fn everything_that_must_be_text_is_text() {
        for (path, bytes) in FILES.iter().filter(|it| !it.0.starts_with("static/")) {
            assert!(std::str::from_utf8(bytes).is_ok(), "{path}");
        }
    }
}
