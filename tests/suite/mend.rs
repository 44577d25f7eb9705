//! `dossier check --fix`: what it mends, what it leaves alone, and that nothing gets lost.

use crate::scratch::{Scratch, tree};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

const BOOK: &str = "[book]\ntitel = \"A dossier\"\nsrc = \"content\"\n\n[dossier]\nkinds = [\"briefing\"]\n\n\
    [dossier.editions.public]\nceiling = \"TLP:CLEAR\"\n";

/// Two faults on one line, a byte order mark, and lines that end in CR LF.
const PAGE: &str = "\u{FEFF}---\r\ntitle: Home\r\nmarkign: tlp:white\r\nknid: breifing\r\n---\r\n\
    See [a](Other.md), [b](other.md#Facts), [c](folder\\x.md)\u{200B}.\r\n\r\n\
    [d]{marking=\"AMBER\"}\r\n\r\n<!-- dossier-allow link/broken-link: mended -->\r\nText.\r\n";

const MENDED: &str = "\u{FEFF}---\r\ntitle: Home\r\nmarking: TLP:CLEAR\r\nkind: briefing\r\n---\r\n\
    See [a](other.md), [b](other.md#facts), [c](folder/x.md).\r\n\r\n\
    [d]{marking=\"TLP:AMBER\"}\r\n\r\nText.\r\n";

fn faulty() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("book.toml", BOOK);
    scratch.write("content/index.md", PAGE);
    let other = "---\ntitle: Other\nmarking: TLP:CLEAR\n---\n## Facts\n\n[[index]]\n";
    scratch.write("content/other.md", other);
    scratch.write("content/folder/x.md", other);
    scratch
}

#[test]
fn what_is_certain_is_mended_and_nothing_else() {
    let scratch = faulty();
    let mode = |it: u32| fs::Permissions::from_mode(it);
    fs::set_permissions(scratch.at("content/index.md"), mode(0o640)).unwrap();
    scratch.run(&["check", "--fix"]).says("2 files mended").ends_with(0);
    let page = fs::read_to_string(scratch.at("content/index.md")).unwrap();
    assert_eq!(page, MENDED);
    let book = fs::read_to_string(scratch.at("book.toml")).unwrap();
    assert_eq!(book, BOOK.replace("titel", "title"));
    let kept = fs::metadata(scratch.at("content/index.md")).unwrap().permissions();
    assert_eq!(kept.mode() & 0o777, 0o640);
    let before = tree(scratch.path());
    scratch.run(&["check", "--fix"]).says("0 files mended").ends_with(0);
    assert_eq!(tree(scratch.path()), before);
}

#[test]
fn a_dry_run_shows_what_patch_would_make_of_it() {
    let (dry, patched) = (faulty(), faulty());
    let before = tree(dry.path());
    let shown = dry.run(&["check", "--fix", "--dry-run"]).says("2 files would be mended");
    assert_eq!(tree(dry.path()), before);
    patched.write("changes.patch", &shown.data);
    patched.shell("patch --binary -p1 < changes.patch").ends_with(0);
    fs::remove_file(patched.at("changes.patch")).unwrap();
    dry.run(&["check", "--fix"]).ends_with(0);
    assert_eq!(tree(patched.path()), tree(dry.path()));
}

#[test]
fn what_is_not_certain_is_told_and_left_alone() {
    let page = "---\ntitle: Home\nmarking: TLP:GREAN\nstuff: 1\n---\n\
        Text [@agenci] and [x](othr.md) and [[indx]].\n";
    let scratch = Scratch::dossier(&[
        ("content/index.md", page),
        ("content/other.md", "# Other\n\n[[index]] [@agency]\n"),
        ("content/references.yaml", "- {id: agency, type: book, title: A}\n"),
    ]);
    let outcome = scratch.run(&["check", "--fix", "--format", "json"]).ends_with(1);
    assert_eq!(fs::read_to_string(scratch.at("content/index.md")).unwrap(), page);
    let offered = |title: &str| {
        let fix = format!("{{\"title\":\"write `{title}`\",\"safe\":false");
        assert!(outcome.data.contains(&fix), "{title}: {}", outcome.data);
    };
    ["agency", "other.md", "index"].into_iter().for_each(offered);
}

#[test]
fn what_was_included_is_not_mended_where_it_is_not() {
    let scratch = Scratch::new();
    scratch.write("book.toml", "[book]\ntitle = \"x\"\nsrc = \"src\"\n");
    scratch.write("src/SUMMARY.md", "[Home](index.md)\n");
    scratch.write("src/part.txt", "see\u{200B} this\n");
    let page = "# Home\n\n{{#include part.txt}}\n\nhere\u{2060} too\n";
    scratch.write("src/index.md", page);
    scratch.run(&["check", "--fix"]).ends_with(0);
    let mended = fs::read_to_string(scratch.at("src/index.md")).unwrap();
    assert_eq!(mended, page.replace('\u{2060}', ""));
    assert_eq!(
        fs::read_to_string(scratch.at("src/part.txt")).unwrap(),
        "see\u{200B} this\n"
    );
}
