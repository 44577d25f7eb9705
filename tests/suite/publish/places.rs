//! Where a site may be published, and what happens where it cannot.

use super::Twins;
use crate::scratch::{BOOK, DOSSIER, Scratch, assert_same, tree};
use std::fs;

const HOME: (&str, &str) = ("content/index.md", "---\ntitle: Home\n---\nText.\n");

#[test]
fn a_build_with_errors_leaves_the_old_site() {
    let scratch = Scratch::dossier(&[HOME]);
    scratch.run(&["build"]).ends_with(0);
    let before = tree(&scratch.at("book"));
    scratch.write("content/index.md", "---\ntitle: New\ndate: 2024-02-30\n---\nText.\n");
    scratch.run(&["build"]).ends_with(1).says("nothing was published");
    assert_same(&before, &tree(&scratch.at("book")), "the old site");
}

#[test]
fn warnings_can_be_denied() {
    let page = "---\ntitle: Home\n---\n![A pixel](https://example.org/pixel.png)\n";
    let scratch = Scratch::dossier(&[("content/index.md", page)]);
    scratch.run(&["build", "--deny", "warnings"]).ends_with(1);
    assert!(!scratch.at("book").exists());
    scratch.run(&["build"]).ends_with(0).says("link/remote-image");
    assert!(scratch.at("book/index.html").exists());
}

#[test]
fn a_folder_that_no_build_has_made_is_refused() {
    let scratch = Scratch::dossier(&[HOME]);
    scratch.write("book/thesis.doc", "mine");
    scratch.run(&["build"]).ends_with(2).says("thesis.doc");
    assert_eq!(fs::read(scratch.at("book/thesis.doc")).unwrap(), b"mine");
    assert_eq!(tree(&scratch.at("book")).len(), 1);
    scratch.run(&["clean"]).ends_with(2);
    assert_eq!(tree(&scratch.at("book")).len(), 1);
}

#[test]
fn the_dossier_itself_is_never_an_output_folder() {
    let scratch = Scratch::dossier(&[HOME]);
    let before = tree(scratch.path());
    for place in [".", "content", "..", "/"] {
        scratch.run(&["build", "-d", place]).ends_with(2);
        assert_same(&before, &tree(scratch.path()), place);
    }
}

#[test]
fn editions_are_not_published_among_the_texts() {
    let scratch = Scratch::dossier(&[(
        "content/index.md",
        "---\ntitle: A\nmarking: TLP:CLEAR\n---\nText.\n",
    )]);
    let book = format!("{BOOK}\n[dossier.editions.open]\nceiling = \"TLP:CLEAR\"\n");
    scratch.write("book.toml", &book);
    for folder in ["content", "content/site", "content/../content"] {
        let outcome = scratch.run(&["build", "-d", folder]);
        outcome.ends_with(2).says("is where the texts of the dossier stand");
        assert!(!scratch.at("content/open").exists(), "{folder}");
    }
    scratch.run(&["build", "-d", "/"]).ends_with(2).says("cannot be an output folder");
    scratch.run(&["build", "-d", "site"]).ends_with(0);
}

#[test]
fn clean_removes_the_site_and_nothing_else() {
    let scratch = Scratch::dossier(&[HOME]);
    let before = tree(scratch.path());
    scratch.run(&["build"]).ends_with(0);
    scratch.run(&["clean"]).ends_with(0);
    assert_same(&before, &tree(scratch.path()), "what was there before");
    assert!(!scratch.at("book").exists());
}

#[test]
fn what_a_page_no_longer_shows_is_no_longer_published() {
    let scratch = Scratch::dossier(&[HOME, ("content/old.md", "# Old\n\nText.\n")]);
    scratch.run(&["build"]).ends_with(0);
    assert!(scratch.at("book/old.html").exists());
    fs::remove_file(scratch.at("content/old.md")).unwrap();
    scratch.run(&["build"]).ends_with(0);
    assert!(!scratch.at("book/old.html").exists());
}

#[test]
fn a_site_for_everybody_is_not_left_beside_editions() {
    let page = "---\ntitle: Home\nmarking: TLP:RED\n---\nzqvxkwjhgfdb\n";
    let scratch = Scratch::dossier(&[("content/index.md", page)]);
    scratch.run(&["build"]).ends_with(0);
    let secret =
        |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("zqvxkwjhgfdb");
    assert!(tree(&scratch.at("book")).values().any(secret));
    let editions = "\n[dossier.editions.public]\nceiling = \"TLP:CLEAR\"\n";
    scratch.write("book.toml", format!("{BOOK}{editions}"));
    let outcome = scratch.run(&["build"]);
    let left = tree(&scratch.at("book"));
    let left: Vec<_> = left.iter().filter(|(_, it)| secret(it)).collect();
    // Either the old site goes, or the build says that it is in the way.
    assert!(outcome.code == 2 || left.is_empty(), "{} and {left:?}", outcome.talk);
}

#[test]
fn a_folder_without_the_right_to_write_is_told_and_left() {
    let scratch = Scratch::dossier(&[HOME]);
    scratch.run(&["build"]).ends_with(0);
    let before = tree(&scratch.at("book"));
    scratch.write("content/index.md", "---\ntitle: New\n---\nOther text.\n");
    fs::copy(DOSSIER, scratch.at("dossier")).unwrap();
    // Root may write everywhere: the build runs as nobody.
    let line = "chmod 755 . && if [ \"$(id -u)\" = 0 ]; then
        exec setpriv --reuid=65534 --regid=65534 --clear-groups ./dossier build
    else
        chmod 555 . && ./dossier build; code=$?; chmod 755 .; exit $code
    fi";
    scratch.shell(line).ends_with(2).says("cannot");
    assert_same(&before, &tree(&scratch.at("book")), "the old site");
}

#[test]
fn a_full_disk_is_told_and_the_old_site_stays() {
    let twins = Twins::new();
    // In a mount namespace of its own: nothing to undo, whatever happens.
    let line =
        "if [ \"$(id -u)\" = 0 ]; then own='unshare -m'; else own='unshare -rm'; fi
    $own bash -euc '
        mkdir disk && mount -t tmpfs -o size=\"$1\" none disk
        \"$DOSSIER\" build a -d disk/site --quiet
        head -c 100000000 /dev/zero > disk/ballast 2>/dev/null || true
        code=0; \"$DOSSIER\" build b -d disk/site --quiet || code=$?
        cp -r disk/site site
        rm disk/ballast
        \"$DOSSIER\" build b -d disk/site --quiet
        diff -r disk/site whole-b
        ls -A disk > after
        exit $code' build";
    let size: usize = tree(&twins.scratch.at("whole-b")).values().map(Vec::len).sum();
    // Room for both sites in pages of 4 KiB, and some.
    let size = 2 * (size + 4096 * tree(&twins.scratch.at("whole-b")).len()) + 100_000;
    let outcome = twins.scratch.shell(&format!("{line} {size}"));
    outcome.ends_with(2).says("No space left");
    assert_eq!(twins.shows("on a full disk"), "a");
    assert_eq!(fs::read_to_string(twins.scratch.at("after")).unwrap(), "site\n");
}

#[test]
fn a_limit_on_file_sizes_leaves_the_old_site() {
    let scratch = Scratch::dossier(&[HOME]);
    scratch.run(&["build"]).ends_with(0);
    let before = tree(&scratch.at("book"));
    let long = format!("---\ntitle: New\n---\n{}\n", "Long text. ".repeat(40_000));
    scratch.write("content/index.md", long);
    let outcome = scratch.shell("ulimit -f 64; \"$DOSSIER\" build");
    assert_ne!(outcome.code, 0);
    assert_same(&before, &tree(&scratch.at("book")), "the old site");
    scratch.run(&["build"]).ends_with(0);
    assert_eq!(scratch.shell("ls -A").data, ".dossier\nbook\nbook.toml\ncontent\n");
}

#[test]
fn a_reader_who_stops_listening_does_no_harm() {
    let scratch = Scratch::new();
    let outcome = scratch.shell("{ \"$DOSSIER\" explain || true; } | head -1");
    assert!(!outcome.talk.contains("panicked"), "{}", outcome.talk);
    assert_eq!(outcome.data.lines().count(), 1);
}
