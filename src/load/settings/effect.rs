//! Tells of settings of mdBook's that change nothing here: a book builds as it is, and
//! nobody looks in vain for what they promise.

use super::Found;
use super::table::Table;
use crate::diag::Code;

/// What is the case anyway, whatever a setting or the settings of a table say.
type Anyway = Option<bool>;

const FOLD: &str = "the menu opens the part that is read";
const CODE: &str = "code is shown, not edited or run";
const RANK: &str = "the search ranks in its own way";
const SCHEME: &str = "pages are light or dark as the reader wants";

/// A table of settings, and of each key what is the case anyway and the reason.
type Group = (&'static str, &'static [(&'static str, Anyway, &'static str)]);

/// Tables of mdBook's and their keys, each with what is the case anyway and the reason.
const KEYS: [Group; 4] = [
    (
        "build",
        &[
            ("create-missing", Some(false), "nothing is written into the content folder"),
            ("use-default-preprocessors", Some(true), "includes are carried out always"),
            ("extra-watch-dirs", None, "`dossier serve` watches what a site is made of"),
        ],
    ),
    ("rust", &[("edition", None, "no code is run or tested")]),
    (
        "output.html",
        &[
            ("theme", None, "themes of mdBook are not read; see `[dossier] theme`"),
            ("default-theme", None, SCHEME),
            ("preferred-dark-theme", None, SCHEME),
            ("additional-js", None, "a site runs no script but its own"),
            ("git-repository-icon", None, "links to the repository are words"),
            ("site-url", None, "links lead from page to page; see `[dossier] base-url`"),
            ("cname", None, "no `CNAME` is written; put it where the site is published"),
            ("hash-files", Some(true), "names of styles and scripts bear their digests"),
            ("sidebar-header-nav", None, "headings stand in the contents of each page"),
            ("live-reload-endpoint", None, "`dossier serve` has its own"),
            (
                "print",
                Some(false),
                "no page holds the whole book; `dossier bundle` makes one",
            ),
            ("fold", Some(false), FOLD),
            ("playground", Some(false), CODE),
            ("playpen", Some(false), CODE),
            ("code", None, "every line of code is shown"),
        ],
    ),
    (
        "output.html.search",
        &[
            ("limit-results", None, RANK),
            ("teaser-word-count", None, RANK),
            ("use-boolean-and", None, RANK),
            ("boost-title", None, RANK),
            ("boost-hierarchy", None, RANK),
            ("boost-paragraph", None, RANK),
            ("expand", None, RANK),
            ("heading-split-level", None, RANK),
            ("copy-js", Some(true), "the search comes with its scripts"),
            (
                "chapter",
                None,
                "`search: false` in the front matter of a page leaves it out",
            ),
        ],
    ),
];

/// What is built in, or is ours.
const KNOWN: [&str; 4] = ["dossier", "links", "index", "html"];

/// Tells of every setting without an effect, once.
pub(super) fn tell(root: &Table<'_, '_>, found: &mut Found) {
    for (path, keys) in KEYS {
        let table = at(root, path);
        for (key, anyway, why) in keys.iter().filter(|it| table.has(it.0)) {
            if anyway.is_none_or(|it| !table.says_only(key, it)) {
                note(&table, key, why, found);
            }
        }
    }
    let output = root.table("output", found);
    let html = output.table("html", found);
    if html.switch("mathjax-support", false, &mut Found::new()) {
        let why = "formulas are set in dossiers, where there is a `[dossier]` table, and \
                   written between `$` or `$$`; `\\\\(` and `\\\\[` are text";
        note(&html, "mathjax-support", why, found);
    }
    let tables = [
        (root.table("preprocessor", found), "no program is run while a site is made"),
        (output, "only `html` is made"),
    ];
    for (table, why) in tables {
        for key in table.keys().iter().filter(|it| !KNOWN.contains(&it.as_str())) {
            note(&table, key, why, found);
        }
    }
}

/// The table at a path; what is no table is told by whoever reads it.
fn at<'a, 'i>(root: &Table<'a, 'i>, path: &str) -> Table<'a, 'i> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let table = root.table(first, &mut Found::new());
    if rest.is_empty() { table } else { at(&table, rest) }
}

fn note(table: &Table<'_, '_>, key: &str, why: &str, found: &mut Found) {
    let message = format!("`{}` has no effect here: {why}", table.path(key));
    found.push(table.at_key(Code::NoEffect, key, message));
}

#[cfg(test)]
mod tests {
    use crate::base::FilePath;
    use crate::diag::Code;
    use crate::load::settings::read;

    /// Every setting that the documentation of mdBook 0.5 has, as one may write it, and
    /// whether it is heeded.
    const MDBOOK: [(&str, &str, bool); 47] = [
        ("book", "title = 't'", true),
        ("book", "authors = ['a']", true),
        ("book", "description = 'd'", true),
        ("book", "src = 'src'", true),
        ("book", "language = 'de'", true),
        ("book", "text-direction = 'rtl'", true),
        ("build", "build-dir = 'out'", true),
        ("build", "create-missing = true", false),
        ("build", "use-default-preprocessors = false", false),
        ("build", "extra-watch-dirs = ['x']", false),
        ("rust", "edition = '2021'", false),
        ("preprocessor.x", "command = 'x'", false),
        ("output.html", "theme = 't'", false),
        ("output.html", "default-theme = 'rust'", false),
        ("output.html", "preferred-dark-theme = 'navy'", false),
        ("output.html", "smart-punctuation = false", true),
        ("output.html", "definition-lists = false", true),
        ("output.html", "admonitions = false", true),
        ("output.html", "mathjax-support = true", false),
        ("output.html", "additional-css = ['a.css']", true),
        ("output.html", "additional-js = ['a.js']", false),
        ("output.html", "no-section-label = true", true),
        ("output.html", "git-repository-url = 'https://x.org/r'", true),
        ("output.html", "git-repository-icon = 'x'", false),
        ("output.html", "edit-url-template = 'https://x.org/{path}'", true),
        ("output.html", "site-url = '/x/'", false),
        ("output.html", "cname = 'x'", false),
        ("output.html", "input-404 = 'x.md'", true),
        ("output.html", "hash-files = false", false),
        ("output.html", "sidebar-header-nav = false", false),
        ("output.html.print", "enable = true", false),
        ("output.html.print", "page-break = true", false),
        ("output.html.fold", "enable = true", false),
        ("output.html.fold", "level = 1", false),
        ("output.html.playground", "editable = true", false),
        ("output.html.playground", "runnable = true", false),
        ("output.html.code", "hidelines = { python = '~' }", false),
        ("output.html.search", "enable = false", true),
        ("output.html.search", "limit-results = 3", false),
        ("output.html.search", "teaser-word-count = 3", false),
        ("output.html.search", "use-boolean-and = true", false),
        ("output.html.search", "boost-title = 2", false),
        ("output.html.search", "expand = true", false),
        ("output.html.search", "heading-split-level = 3", false),
        ("output.html.search", "copy-js = false", false),
        ("output.html.search", "chapter.'x.md'.enable = false", false),
        ("output.html.redirect", "'/a.html' = 'b.html'", true),
    ];

    #[test]
    fn every_setting_of_mdbook_is_heeded_or_told() {
        for (table, line, is_heeded) in MDBOOK {
            let text = format!("[{table}]\n{line}\n");
            let found = read(&FilePath::fixed("book.toml"), &text).findings;
            let told: Vec<_> = found.iter().map(|it| it.code).collect();
            let expect = if is_heeded { vec![] } else { vec![Code::NoEffect] };
            assert_eq!(told, expect, "[{table}] {line}: {found:?}");
        }
    }

    #[test]
    fn a_setting_that_asks_for_what_is_the_case_anyway_is_not_told() {
        let text = "[build]\ncreate-missing = false\n[output.html]\nhash-files = true\n\
                    [output.html.fold]\nenable = false\n";
        let found = read(&FilePath::fixed("book.toml"), text).findings;
        assert!(found.is_empty(), "{found:?}");
    }
}
