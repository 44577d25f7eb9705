//! The lock files pin versions and digests, and name no host that a machine might not reach.

use std::fs;

#[test]
fn the_lock_file_of_npm_names_no_address() {
    let text = fs::read_to_string("tests/browser/package-lock.json").unwrap();
    let packages = text.matches("\"integrity\": \"sha512-").count();
    assert!(packages > 50, "only {packages} packages are pinned by digest");
    let named: Vec<&str> = text
        .lines()
        .filter(|it| it.contains("://") || it.contains("\"resolved\""))
        .collect();
    assert!(named.is_empty(), "take these out: {named:#?}");
}

#[test]
fn the_lock_file_of_cargo_names_one_registry() {
    let text = fs::read_to_string("Cargo.lock").unwrap();
    let sources = text.lines().filter_map(|it| it.strip_prefix("source = "));
    let crates_io = "\"registry+https://github.com/rust-lang/crates.io-index\"";
    let other: Vec<&str> = sources.filter(|it| *it != crates_io).collect();
    assert!(other.is_empty(), "{other:?}");
}
