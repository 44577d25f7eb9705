//! What builds remember changes how long they take, and nothing else.

use crate::corpus;
use crate::scratch::{Outcome, Scratch, assert_same, copy, tree};
use crate::words::Dice;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

const LIBRARY: &str = "references:\n  - {id: idle, type: book, title: Nobody cites it}\n";
const STATE: &str = "d/.dossier/all/last-build";

/// A dossier in `d`, with a warning to tell again.
fn dossier() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("d/book.toml", "[book]\ntitle = \"D\"\n[dossier]\nlevels = {}\n");
    scratch.write("d/src/index.md", "---\ntitle: Home\n---\nText.\n");
    scratch.write("d/src/two.md", "---\ntitle: Two\n---\nText, see [one](one.md).\n");
    scratch.write("d/src/one.md", "---\ntitle: One\n---\nSee [two](two.md).\n");
    scratch.write("d/src/references.yaml", LIBRARY);
    scratch
}

fn build(scratch: &Scratch, more: &[&str]) -> Outcome {
    let args = ["build", "d", "-d", "site", "--explain-rebuild"];
    scratch.run(&[&args, more].concat())
}

/// Builds so that what was written before is older than the build, as far as the clock of
/// the file system can tell.
fn build_later(scratch: &Scratch, more: &[&str]) -> Outcome {
    let time = |path: &str| {
        scratch.write(path, "");
        let data = fs::metadata(scratch.at(path)).unwrap();
        (data.ctime(), data.ctime_nsec())
    };
    let now = time("clock/0");
    while time("clock/1") == now {}
    build(scratch, more)
}

/// A warm build beside a cold one: the same files, the same words.
#[track_caller]
fn check(scratch: &Scratch, more: &[&str], what: &str) {
    let args = [&["build", "d", "-d", "site"], more].concat();
    let warm = scratch.run(&args);
    let cold = ["build", "d", "-d", "cold", "--no-cache"];
    let cold = scratch.run(&[&cold, more].concat());
    assert_eq!(warm.code, cold.code, "{what}: {}{}", warm.talk, cold.talk);
    let findings = |it: &Outcome| {
        let lines = it.talk.lines().filter(|it| !it.contains("files new"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(findings(&warm), findings(&cold), "{what}");
    assert_same(&tree(&scratch.at("cold")), &tree(&scratch.at("site")), what);
}

#[test]
fn nothing_is_built_where_nothing_has_changed() {
    let scratch = dossier();
    build_later(&scratch, &[]).ends_with(0).says("warning").says("`idle`");
    let again = build(&scratch, &[]).ends_with(0);
    again.says("nothing has changed").says("warning").says("`idle`").says("0 of ");
    build(&scratch, &["--deny", "warnings"]).ends_with(1).says("nothing was published");
    scratch.write("d/src/one.md", "---\ntitle: One\n---\nOther.\n");
    build_later(&scratch, &[]).ends_with(0).says("changed: src/one.md");
    build(&scratch, &[]).ends_with(0).says("nothing has changed");
}

#[test]
fn each_page_says_why_it_was_built() {
    let scratch = dossier();
    build_later(&scratch, &[]).ends_with(0).says("no earlier build");
    scratch.write("d/src/one.md", "---\ntitle: First\n---\nSee [two](two.md).\n");
    let told = build_later(&scratch, &[]).ends_with(0);
    let told = told.says("one.html: its text changed, src/one.md");
    told.says("two.html: what it shows of others changed");
    scratch.write("site/one.html", "x");
    build(&scratch, &[]).ends_with(0).says("not as the last build has left it");
    check(&scratch, &[], "a mended site");
    build(&scratch, &["--draft"]).ends_with(0).says("is another one");
}

#[test]
fn warm_and_cold_builds_are_the_same_after_any_change() {
    let scratch = Scratch::new();
    corpus::dossier(&scratch.at("d"), 12).unwrap();
    let mut dice = Dice::new(7);
    for step in 0..14 {
        let page = |at: usize| {
            scratch.at("d/content/folder-000").join(format!("page-{at:05}.md"))
        };
        let one = page(dice.below(12));
        let text = fs::read_to_string(&one).unwrap_or_default();
        match dice.below(6) {
            0 => drop(fs::remove_file(&one)),
            1 => fs::write(&one, text.replace("title: Page", "title: Leaf")).unwrap(),
            2 => fs::write(&one, text + "\nOne more [@source-1].\n").unwrap(),
            3 => drop(fs::rename(&one, page(20 + step))),
            4 => fs::write(page(dice.below(12)), text).unwrap(),
            _ => {}
        }
        check(&scratch, &[], &format!("step {step}"));
    }
}

#[test]
fn a_torn_or_hostile_memory_changes_nothing() {
    let scratch = dossier();
    build_later(&scratch, &[]).ends_with(0);
    let good = fs::read(scratch.at(STATE)).unwrap();
    let half = good[..good.len() / 2].to_vec();
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let digest = |rest: &[u8]| dossier::base::Digest::of(rest).to_string().into_bytes();
    let long = [0xff; 40];
    let sealed = [digest(&long), long.to_vec()].concat();
    for bytes in [Vec::new(), half, flipped, sealed, vec![b'0'; 64], b"x".to_vec()] {
        fs::write(scratch.at(STATE), bytes).unwrap();
        build_later(&scratch, &[]).ends_with(0).says("no earlier build");
        check(&scratch, &[], "a hostile memory");
    }
    fs::remove_file(scratch.at(STATE)).unwrap();
    symlink(scratch.at("d/book.toml"), scratch.at(STATE)).unwrap();
    check(&scratch, &[], "a link as memory");
    assert!(fs::read_to_string(scratch.at("d/book.toml")).unwrap().starts_with("[book]"));
}

#[test]
fn nobody_else_can_read_it_and_no_link_is_followed() {
    let scratch = dossier();
    build_later(&scratch, &[]).ends_with(0);
    for path in ["d/.dossier", "d/.dossier/all"] {
        let mode = fs::metadata(scratch.at(path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{path}");
    }
    let other = dossier();
    fs::create_dir(other.at("elsewhere")).unwrap();
    symlink("../elsewhere", other.at("d/.dossier")).unwrap();
    build(&other, &[]).ends_with(0);
    assert_eq!(fs::read_dir(other.at("elsewhere")).unwrap().count(), 0);
}

#[test]
fn it_is_left_out_where_that_is_wanted_and_cleaned_away() {
    let scratch = dossier();
    build(&scratch, &["--no-cache"]).ends_with(0);
    assert!(!scratch.at("d/.dossier").exists());
    build_later(&scratch, &[]).ends_with(0);
    scratch.run(&["clean", "d", "-d", "site"]).ends_with(0).says("`.dossier`");
    assert!(!scratch.at("d/.dossier").exists() && !scratch.at("site").exists());
    scratch.write("d/book.toml", "[book]\n[dossier]\ncache = false\n");
    build_later(&scratch, &[]).ends_with(0);
    assert!(!scratch.at(STATE).exists());
}

#[test]
fn editions_are_kept_apart() {
    let scratch = dossier();
    let editions = "[dossier.editions.open]\nceiling = \"TLP:CLEAR\"\n[dossier.editions.staff]\nceiling = \"TLP:RED\"\n";
    scratch.write("d/book.toml", format!("[book]\n[dossier]\n{editions}"));
    scratch.write(
        "d/src/index.md",
        "---\ntitle: H\ncascade: {marking: TLP:CLEAR}\nmarking: TLP:CLEAR\n---\nx\n",
    );
    scratch.write("d/src/two.md", "---\ntitle: Closed\nmarking: TLP:RED\n---\nx\n");
    scratch.write("d/src/one.md", "---\ntitle: One\n---\nx\n");
    let shown = Scratch::new();
    for more in [
        vec!["--edition", "staff"],
        vec!["--edition", "open"],
        vec![],
        vec!["--edition", "open"],
    ] {
        check(&scratch, &more, &format!("{more:?}"));
        for folder in ["site/open", "d/.dossier/edition-open"] {
            for (path, bytes) in tree(&scratch.at(folder)) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(!text.contains("Closed"), "{folder}/{path}");
            }
        }
    }
    copy(&scratch.at("site"), &shown.at("site"));
    assert!(tree(&shown.at("site")).keys().all(|it| !it.contains(".dossier")));
}
