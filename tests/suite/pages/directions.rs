//! Languages that are written from the right, beside others.

use super::{Site, site};

const BOOK: (&str, &str) = (
    "book.toml",
    "[book]\ntitle = \"D\"\nlanguage = \"en\"\nsrc = \"content\"\n[dossier]\nlanguages = [\"en\", \"ar\"]\nbibliography = [\"r.yaml\"]\ncsl = \"apa\"\n",
);
const LIBRARY: (&str, &str) = (
    "content/r.yaml",
    "references:\n  - {id: a, type: book, title: \"عنوان, آخر\", author: [{family: العلي, given: محمد}], issued: 2024, language: ar}\n  - {id: b, type: book, title: \"Title, other\", author: [{family: Krebs, given: Brian}], issued: 2023, language: en}\n",
);
const ENGLISH: (&str, &str) =
    ("content/index.md", "# Home\n\nSee [[x]] [@a; @b]. [نص]{lang=ar} [text]{lang=de}\n");
const ARABIC: (&str, &str) =
    ("content/x.ar.md", "# ذئب\n\n[[index]] [@a; @b] [text]{lang=de}\n");

fn dossier() -> Site {
    site(&[BOOK, LIBRARY, ENGLISH, ARABIC])
}

#[test]
fn a_page_says_that_it_is_written_from_the_right() {
    let site = dossier();
    assert!(site.page("x.ar.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(site.page("index.html").contains("<html lang=\"en\">"));
    assert!(site.page("a-z.ar.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn what_is_written_from_the_other_side_says_so_and_nothing_else_does() {
    let site = dossier();
    let english = site.page("index.html");
    assert!(english.contains("<span lang=\"ar\" dir=\"rtl\">نص</span>"), "{english}");
    assert!(english.contains("<span lang=\"de\">text</span>"), "{english}");
    assert!(english.contains("lang=\"ar\" dir=\"rtl\">ذئب"), "{english}");
    let arabic = site.page("x.ar.html");
    assert!(arabic.contains("<span lang=\"de\" dir=\"ltr\">text</span>"), "{arabic}");
    assert!(arabic.contains("lang=\"en\" dir=\"ltr\">Home"), "{arabic}");
}

#[test]
fn names_and_titles_keep_their_order_within_an_entry() {
    let site = dossier();
    let english = site.page("index.html");
    assert!(english.contains("<bdi>العلي, محمد</bdi>"), "{english}");
    assert!(english.contains("<bdi><i>عنوان, آخر</i></bdi>"), "{english}");
    assert!(!english.contains("<bdi>Krebs"), "{english}");
    assert!(site.page("x.ar.html").contains("<bdi><i>Title, other</i></bdi>"));
}

#[test]
fn the_direction_that_the_book_says_goes_before_its_language() {
    let book = |said: &str| {
        format!(
            "[book]\ntitle = \"D\"\nlanguage = \"en\"\ntext-direction = \"{said}\"\nsrc = \"src\"\n"
        )
    };
    let made = |said| site(&[("book.toml", &book(said)), ("src/index.md", "# A\n")]);
    assert!(made("rtl").page("index.html").contains("<html lang=\"en\" dir=\"rtl\">"));
    assert!(made("ltr").page("index.html").contains("<html lang=\"en\">"));
    assert_eq!(made("up").found("load/bad-setting").len(), 1);
}
