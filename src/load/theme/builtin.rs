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
    "templates/base.html",
    "templates/entity.html",
    "templates/glossary.html",
    "templates/home.html",
    "templates/page.html",
    "templates/parts.html",
    "templates/press.html",
    "templates/report-part.html",
    "templates/section.html",
    "templates/source.html",
    "templates/sources.html",
    "templates/tag.html",
    "templates/tags.html",
    "templates/timeline.html",
    "static/favicon.svg",
    "static/style.css",
    "static/theme.js",
    "i18n/de.toml",
    "i18n/en.toml",
];
