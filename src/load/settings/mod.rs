//! Reads `book.toml`: mdBook's tables and ours under `[dossier]`. A key that is not known
//! is a finding, for a typo must not change who may read what.

mod design;
mod edition;
mod effect;
mod levels;
mod marking;
mod table;
mod yardstick;

use crate::base::FilePath;
use crate::base::text::nearest;
use crate::csl::{self, Style};
use crate::diag::{Checked, Code, Diagnostic, Severity, Span};
use crate::model::readable::is_language_tag;
use crate::model::{Direction, Settings};
pub(super) use design::of_theme;
use std::path::Path;
use table::Table;
use toml::de::DeTable;

const TOP: &[&str] = &["book", "build", "rust", "preprocessor", "output", "dossier"];
const BOOK: &[&str] =
    &["title", "authors", "description", "src", "language", "text-direction"];
const BUILD: &[&str] =
    &["build-dir", "create-missing", "use-default-preprocessors", "extra-watch-dirs"];
const HTML: &[&str] = &[
    "theme",
    "default-theme",
    "preferred-dark-theme",
    "smart-punctuation",
    "definition-lists",
    "admonitions",
    "mathjax-support",
    "additional-css",
    "additional-js",
    "no-section-label",
    "git-repository-url",
    "git-repository-icon",
    "edit-url-template",
    "site-url",
    "cname",
    "input-404",
    "hash-files",
    "sidebar-header-nav",
    "live-reload-endpoint",
    "print",
    "fold",
    "playground",
    "playpen",
    "code",
    "search",
    "redirect",
];
const OLD_HTML: &[&str] = &["curly-quotes", "copy-fonts", "google-analytics"];
const DOSSIER: &[&str] = &[
    "theme",
    "languages",
    "bibliography",
    "csl",
    "yardstick",
    "base-url",
    "raw-html",
    "autolinks",
    "side-by-side",
    "search",
    "cache",
    "highlight",
    "kinds",
    "accessed-within",
    "levels",
    "marking",
    "design",
    "editions",
];
const SEARCH: &[&str] = &["gzip"];

type Found = Vec<Diagnostic>;

/// Reads the settings from the text of `book.toml`.
pub(super) fn read(file: &FilePath, text: &str) -> Checked<Settings> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut found: Found = errors
        .iter()
        .map(|error| {
            let finding = Diagnostic::new(Code::BadToml, error.message().to_owned());
            let span = error.span().map(Span::from).unwrap_or_default();
            finding.at(file, span)
        })
        .collect();
    let root = Table::root(file, document.get_ref());
    root.allow(TOP, &[], &mut found);
    let value = settings(&root, &mut found);
    Checked { value, findings: found }
}

fn settings(root: &Table<'_, '_>, found: &mut Found) -> Settings {
    let mut settings = Settings::default();
    book(&root.table("book", found), &mut settings, found);
    build(&root.table("build", found), &mut settings, found);
    html(&root.table("output", found).table("html", found), &mut settings, found);
    effect::tell(root, found);
    let own = root.table("dossier", found);
    let alias = root.table("preprocessor", found).table("dossier", found);
    if own.exists() {
        own.allow(DOSSIER, &[], found);
        dossier(&own, &mut settings, found);
    } else if alias.exists() {
        alias.allow(&[DOSSIER, &["renderers"]].concat(), &[], found);
        dossier(&alias, &mut settings, found);
    }
    settings
}

fn book(table: &Table<'_, '_>, settings: &mut Settings, found: &mut Found) {
    table.allow(BOOK, &["multilingual"], found);
    settings.title = table.string("title", found);
    settings.authors =
        table.strings("authors", found).into_iter().map(|it| it.0).collect();
    settings.description = table.string("description", found);
    if let Some(src) = table.string("src", found) {
        match inside(&src) {
            Some(folder) => settings.src = folder,
            None => found.push(outside(table, "src", &src)),
        }
    }
    if let Some(language) = table.string("language", found) {
        if is_language_tag(&language) {
            settings.language = language;
        } else {
            found.push(no_language(table, "language", &language));
        }
    }
    settings.text_direction = direction(table, found);
}

fn direction(table: &Table<'_, '_>, found: &mut Found) -> Option<Direction> {
    let name = table.string("text-direction", found)?;
    let direction = Direction::named(&name);
    if direction.is_none() {
        let message = format!("`{name}` is not a direction of text");
        let finding = table.finding(Code::BadSetting, "text-direction", message);
        found.push(finding.help("write `ltr` or `rtl`; without it the language decides"));
    }
    direction
}

fn build(table: &Table<'_, '_>, settings: &mut Settings, found: &mut Found) {
    table.allow(BUILD, &[], found);
    if let Some(folder) = table.string("build-dir", found) {
        settings.build_dir = folder;
    }
}

fn html(table: &Table<'_, '_>, settings: &mut Settings, found: &mut Found) {
    table.allow(HTML, OLD_HTML, found);
    settings.smart_punctuation = table.switch("smart-punctuation", true, found);
    settings.definition_lists = table.switch("definition-lists", true, found);
    settings.admonitions = table.switch("admonitions", true, found);
    settings.additional_css = files(table, "additional-css", found);
    settings.no_numbers = table.switch("no-section-label", false, found);
    settings.search = table.table("search", found).switch("enable", true, found);
    let redirect = table.table("redirect", found);
    settings.redirects = redirect.pairs(found).into_iter().collect();
    settings.places.extend(redirect.key_places());
    settings.edit_url = address(table, "edit-url-template", found);
    settings.repository = address(table, "git-repository-url", found);
    if let Some(page) = table.string("input-404", found) {
        page.trim_start_matches("./").clone_into(&mut settings.missing_page);
    }
}

fn dossier(table: &Table<'_, '_>, settings: &mut Settings, found: &mut Found) {
    settings.is_dossier = true;
    if let Some((theme, span)) = table.spanned("theme", found) {
        settings.places.insert(theme.clone(), span);
        settings.theme = theme;
    }
    for (language, _) in table.strings("languages", found) {
        if is_language_tag(&language) {
            settings.languages.push(language);
        } else {
            found.push(no_language(table, "languages", &language));
        }
    }
    settings.bibliography = files(table, "bibliography", found);
    settings.places.extend(table.strings("bibliography", &mut Found::new()));
    style(table, settings, found);
    if let Some(yardstick) = yardstick::read(table, found) {
        settings.yardstick = yardstick;
    }
    settings.base_url = base_url(table, found);
    settings.raw_html = table.switch("raw-html", false, found);
    settings.autolinks = table.switch("autolinks", false, found);
    settings.side_by_side = table.switch("side-by-side", false, found);
    search(table, settings, found);
    settings.cache = table.switch("cache", true, found);
    settings.highlight = table.switch("highlight", true, found);
    settings.kinds = table.strings("kinds", found).into_iter().map(|it| it.0).collect();
    if let Some(months) = table.whole("accessed-within", found) {
        settings.accessed_within = months;
    }
    settings.levels = levels::read(&table.table("levels", found), found);
    if let Some(scheme) = marking::read(&table.table("marking", found), found) {
        settings.marking = scheme;
    }
    settings.design = design::read(&table.table("design", found), found);
    let editions = table.table("editions", found);
    settings.editions = edition::read(&editions, settings, found);
    // What is wrong with these was told.
    let themes = editions.tables(&mut Found::new()).into_iter();
    let themes = themes.filter_map(|(_, it)| it.spanned("theme", &mut Found::new()));
    for (theme, span) in themes {
        settings.places.entry(theme).or_insert(span);
    }
}

/// `search = false`, or a table of its own.
fn search(table: &Table<'_, '_>, settings: &mut Settings, found: &mut Found) {
    if table.is_switch("search") {
        settings.search = table.switch("search", settings.search, found);
    } else {
        let table = table.table("search", found);
        table.allow(SEARCH, &[], found);
        settings.search_gzip = table.switch("gzip", settings.search_gzip, found);
    }
}

/// Reads the name of a bundled citation style, or the path of one of the dossier's own,
/// which is read later. Refuses a name that no style has.
fn style(table: &Table<'_, '_>, settings: &mut Settings, found: &mut Found) {
    let Some(style) = table.string("csl", found) else { return };
    if is_style_file(&style) || Style::named(&style).is_some() {
        settings.csl = style;
        return;
    }
    let message = format!("there is no citation style `{style}`");
    let finding = table.finding(Code::BadSetting, "csl", message);
    let near = nearest(&style, csl::names());
    let finding = if near.is_some() {
        finding.did_you_mean(near)
    } else {
        let names: Vec<String> = csl::names().map(|it| format!("`{it}`")).collect();
        let names = names.join(", ");
        finding.help(format!("the styles are {names}; or name a `.csl` file"))
    };
    found.push(finding);
}

/// Whether `[dossier] csl` names a file.
pub(super) fn is_style_file(style: &str) -> bool {
    Path::new(style).extension().is_some_and(|it| it == "csl")
}

/// An address of the web that a page may lead to.
fn address(table: &Table<'_, '_>, key: &str, found: &mut Found) -> Option<String> {
    let url = table.string(key, found)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_char = |it: char| !it.is_whitespace() && !it.is_control();
    if host.is_some_and(|it| !it.is_empty() && it.chars().all(is_char)) {
        return Some(url);
    }
    let message = format!("`{url}` is not an address of the web");
    let mut finding = table.finding(Code::BadSetting, key, message);
    // Books of mdBook's are built as they are.
    finding.rate(Severity::Warning);
    found.push(finding.help("write it as `https://host/path`"));
    None
}

fn base_url(table: &Table<'_, '_>, found: &mut Found) -> Option<String> {
    let (url, _) = table.spanned("base-url", found)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_url = host.is_some_and(|it| !it.is_empty() && !it.contains(['?', '#', ' ']));
    if !is_url {
        let message = format!("`{url}` is not the address of a site");
        let finding = table.finding(Code::BadSetting, "base-url", message);
        found.push(finding.help("write it as `https://host/path/`"));
        return None;
    }
    Some(if url.ends_with('/') { url } else { url + "/" })
}

fn files(table: &Table<'_, '_>, key: &str, found: &mut Found) -> Vec<FilePath> {
    let mut files = Vec::new();
    for (file, _) in table.strings(key, found) {
        match FilePath::new(&file) {
            Some(path) => files.push(path),
            None => found.push(outside(table, key, &file)),
        }
    }
    files
}

fn outside(table: &Table<'_, '_>, key: &str, path: &str) -> Diagnostic {
    let message = format!("`{path}` is not a path inside the dossier");
    let finding = table.finding(Code::BadSetting, key, message);
    finding.help(
        "write it relative to the folder of `book.toml`, with `/` between its parts",
    )
}

fn no_language(table: &Table<'_, '_>, key: &str, text: &str) -> Diagnostic {
    let message = format!("`{text}` is not a language tag");
    let finding = table.finding(Code::BadSetting, key, message);
    finding.help("write it as BCP 47 has it: `en`, `de`, `de-CH`, `zh-Hans`")
}

fn inside(path: &str) -> Option<String> {
    let trimmed = path.trim_end_matches('/');
    if trimmed == "." {
        return Some(String::new());
    }
    FilePath::new(trimmed).map(|it| it.as_str().to_owned())
}

/// What tests of the tables share.
#[cfg(test)]
mod testing {
    use super::read;
    use crate::base::FilePath;

    /// Insists on what is said of the settings, each finding with the text it points to.
    #[track_caller]
    pub(super) fn check(text: &str, expect: &[(&str, &str)]) {
        let read = read(&FilePath::fixed("book.toml"), text);
        let found = read.findings.iter().map(|it| {
            let span = it.place.as_ref().and_then(|it| it.span);
            (it.message.as_str(), span.map_or("", |it| &text[it.range()]))
        });
        assert_eq!(found.collect::<Vec<_>>(), expect);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema;
    use std::collections::BTreeSet;

    #[test]
    fn a_typo_is_told_with_what_was_meant() {
        check("[book]\ntitel = \"x\"\n", "titel", "`[book]` has no key `titel`");
        check("[dosier]\n", "dosier", "`book.toml` has no key `dosier`");
    }

    #[test]
    fn wrong_types_and_values_have_a_place() {
        check("[book]\ntitle = 3\n", "3", "`book.title` must be a string, not integer");
        check(
            "[book]\nsrc = \"../x\"\n",
            "\"../x\"",
            "`../x` is not a path inside the dossier",
        );
        let text = "[dossier.editions.a]\nceiling = \"TLP:WHITE\"\n";
        check(text, "\"TLP:WHITE\"", "`TLP:WHITE` is not a marking");
    }

    #[test]
    fn a_citation_style_that_does_not_exist_is_told() {
        let text = "[dossier]\ncsl = \"apaa\"\n";
        check(text, "\"apaa\"", "there is no citation style `apaa`");
    }

    #[test]
    fn a_broken_table_does_not_hide_the_rest() {
        let read =
            read(&file(), "[book]\ntitle = \n[build]\nbuild-dir = \"out\"\nx = 1\n");
        assert_eq!(read.value.build_dir, "out");
        assert_eq!(read.findings.len(), 2, "{:?}", read.findings);
    }

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let lists: [(&[&str], &[&[&str]]); 11] = [
            (&[], &[TOP]),
            (&["book"], &[BOOK, &["multilingual"]]),
            (&["build"], &[BUILD]),
            (&["output", "html"], &[HTML, OLD_HTML]),
            (&["dossier"], &[DOSSIER]),
            (&["dossier", "search"], &[SEARCH]),
            (&["dossier", "design"], &[design::KEYS]),
            (&["dossier", "editions", "public"], &[edition::KEYS]),
            (&["dossier", "marking"], &[marking::KEYS]),
            (&["dossier", "marking", "levels"], &[marking::LEVEL]),
            (&["dossier", "yardstick", "terms"], &[yardstick::TERM]),
        ];
        for (path, read) in lists {
            let told: BTreeSet<&str> =
                schema::BOOK.keys(path).iter().map(|it| it.name).collect();
            assert_eq!(told, read.concat().into_iter().collect(), "{path:?}");
        }
    }

    #[test]
    fn mdbook_tables_are_understood() {
        let text =
            "[book]\ntitle = 'T'\nauthors = ['A']\n[output.html.redirect]\n'/a' = 'b'\n";
        let read = read(&file(), text);
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        assert_eq!(read.value.redirects.get("/a").map(String::as_str), Some("b"));
        assert!(!read.value.is_dossier);
    }

    #[track_caller]
    fn check(text: &str, at: &str, message: &str) {
        let found = read(&file(), text).findings;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, message);
        let span = found[0].place.as_ref().and_then(|it| it.span).unwrap();
        assert_eq!(&text[span.range()], at);
    }

    fn file() -> FilePath {
        FilePath::new("book.toml").unwrap()
    }
}
