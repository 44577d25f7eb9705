//! Tells of settings of mdBook's that change nothing here: a book builds as it is, and
//! nobody looks in vain for what they promise.

use super::Found;
use super::table::Table;
use crate::diag::Code;

/// Keys of `[output.html]`, each with the reason.
const HTML: [(&str, &str); 3] = [
    ("additional-js", "a site runs no script but its own"),
    ("theme", "themes of mdBook are not read; see `[dossier] theme`"),
    ("cname", "no `CNAME` is written; put it where the site is published"),
];

/// What is built in, or is ours.
const KNOWN: [&str; 4] = ["dossier", "links", "index", "html"];

/// Tells of every setting without an effect, once.
pub(super) fn tell(root: &Table<'_, '_>, found: &mut Found) {
    let output = root.table("output", found);
    let html = output.table("html", found);
    for (key, why) in HTML.into_iter().filter(|it| html.has(it.0)) {
        note(&html, key, why, found);
    }
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

fn note(table: &Table<'_, '_>, key: &str, why: &str, found: &mut Found) {
    let message = format!("`{}` has no effect here: {why}", table.path(key));
    found.push(table.at_key(Code::NoEffect, key, message));
}
