//! The same input gives the same bytes, wherever, whenever and however it is built.

use crate::corpus;
use crate::scratch::{DOSSIER, Scratch, assert_same, copy, copy_shuffled, tree};
use std::fs;
use std::path::Path;

#[test]
fn the_sample_is_built_the_same_everywhere() {
    let sample = Scratch::new();
    copy(Path::new("content"), &sample.at("content"));
    fs::copy("book.toml", sample.at("book.toml")).unwrap();
    if Path::new("themes").is_dir() {
        copy(Path::new("themes"), &sample.at("themes"));
    }
    // The edition that holds everything.
    check(sample.path(), &["--edition", "internal"], 250);
}

#[test]
fn a_generated_dossier_is_built_the_same_everywhere() {
    let generated = Scratch::new();
    corpus::dossier(generated.path(), 150).unwrap();
    check(generated.path(), &[], 150);
}

/// Builds a dossier in every way that must not matter.
fn check(dossier: &Path, options: &[&str], at_least: usize) {
    let build = [&["build", "d", "-d", "site"], options].concat();
    let built = format!("\"$DOSSIER\" build {}", options.join(" "));
    let plain = Scratch::new();
    copy(dossier, &plain.at("d"));
    plain.run(&build).ends_with(0);
    let expected = tree(&plain.at("site"));
    assert!(expected.len() >= at_least, "only {} files", expected.len());
    for (what, line) in WAYS {
        let scratch = Scratch::new();
        copy(dossier, &scratch.at("d"));
        scratch.shell(&line.replace("\"$DOSSIER\" build", &built)).ends_with(0);
        assert_same(&expected, &tree(&scratch.at("site")), what);
    }
    let shuffled = Scratch::in_memory();
    copy_shuffled(dossier, &shuffled.at("d"));
    shuffled.run(&build).ends_with(0);
    assert_same(&expected, &tree(&shuffled.at("site")), "shuffled and dated 2031");
}

/// Lines of shell that build `d` into `site`.
const WAYS: &[(&str, &str)] = &[
    ("one thread", "\"$DOSSIER\" build d -d site --threads 1"),
    ("two threads", "\"$DOSSIER\" build d -d site --threads 2"),
    ("sixteen threads", "\"$DOSSIER\" build d -d site --threads 16"),
    ("time zone", "TZ=Asia/Kathmandu \"$DOSSIER\" build d -d site"),
    ("locale", "LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 \"$DOSSIER\" build d -d site"),
    ("user and host", "HOME=/nonexistent USER=x HOSTNAME=y \"$DOSSIER\" build d -d site"),
    ("umask", "umask 077; \"$DOSSIER\" build d -d site"),
    ("clock", "faketime '2031-12-31 23:59:58' \"$DOSSIER\" build d -d site"),
    ("epoch", "SOURCE_DATE_EPOCH=1 \"$DOSSIER\" build d -d site"),
    (
        "another path",
        "mkdir -p 'a b/ä (1)'; mv d 'a b/ä (1)/d'; cd 'a b/ä (1)/d'; \"$DOSSIER\" build -d book; mv book ../../../site",
    ),
    (
        "another site before it",
        "cp -r d o; printf '\\nOther words.\\n' >> o/content/index.md
        printf -- '---\\ntitle: Other\\n---\\nText.\\n' > o/content/zz-other.md
        \"$DOSSIER\" build o -d site; \"$DOSSIER\" build d -d site; \"$DOSSIER\" build d -d site",
    ),
];

#[test]
fn the_tests_see_a_clock_and_a_difference() {
    let scratch = Scratch::new();
    let then = scratch.shell("faketime '2031-12-31 23:59:58' date +%Y").ends_with(0);
    assert_eq!(then.data, "2031\n");
    let shell = scratch.shell("test -x \"$DOSSIER\" && echo \"$DOSSIER\"").ends_with(0);
    assert_eq!(shell.data.trim(), DOSSIER);
    let (a, mut b) = (tree(Path::new("tests/suite")), tree(Path::new("tests/suite")));
    b.insert("x".to_owned(), Vec::new());
    assert!(std::panic::catch_unwind(|| assert_same(&a, &b, "x")).is_err());
}
