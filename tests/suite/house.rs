//! The order of the rooms is the architecture; this test holds it.

use std::fs;
use std::path::{Path, PathBuf};

/// A module imports only from modules before it.
const ORDER: &[&str] = &[
    "base", "diag", "model", "csl", "load", "parse", "redact", "link", "cite", "render",
    "index", "export", "write", "visit", "verify", "build", "serve", "lsp", "cli",
];

/// Past the cut, nothing may reach what was there before it; neighbours on one floor do
/// not lean on each other; `write` knows only paths and bytes.
const NEVER: &[(&str, &[&str])] = &[
    ("link", &["load", "parse"]),
    ("cite", &["load", "parse", "link"]),
    ("render", &["load", "parse"]),
    ("index", &["load", "parse", "render"]),
    ("export", &["load", "parse", "render", "index"]),
    (
        "visit",
        &[
            "load", "parse", "redact", "link", "cite", "render", "index", "export",
            "write",
        ],
    ),
    (
        "verify",
        &[
            "load", "parse", "redact", "link", "cite", "render", "index", "export",
            "visit",
        ],
    ),
    (
        "write",
        &[
            "model", "load", "parse", "redact", "link", "cite", "render", "index",
            "export",
        ],
    ),
];

#[test]
fn modules_import_only_downwards() {
    let mut faults = Vec::new();
    for path in sources(Path::new("src")) {
        let Some(from) = room(&path) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        let mut line = 1;
        for statement in text.split_inclusive(';') {
            let code = without_comments(statement);
            for to in ORDER.iter().filter(|to| names(&code, to)) {
                if rank(&from) < rank(to) || is_forbidden(&from, to) {
                    faults.push(format!("{}:{line}: {from} -> {to}", path.display()));
                }
            }
            if leaves_by_super(&path, &code) {
                faults.push(format!(
                    "{}:{line}: leaves its room by `super`",
                    path.display()
                ));
            }
            line += statement.matches('\n').count();
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What a list tells of another page counts into the label of the list: `Place` gives it, and
/// notes it. Only a page itself, whose own label holds all of it, reads its face.
#[test]
fn contexts_ask_the_place_for_the_texts_of_a_face() {
    let folder = Path::new("src/render/pages/contexts");
    let own = ["page", "meta"].map(|it| folder.join(it));
    let mut faults = Vec::new();
    for path in sources(folder) {
        if own.iter().any(|it| path.starts_with(it)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate() {
            let texts = ["face.title", "face.summary", "face.aliases", "face.tags"];
            let line = line.replace("title_marking", "").replace("summary_marking", "");
            if texts.iter().any(|it| line.contains(it)) {
                faults.push(format!("{}:{}: {line}", path.display(), at + 1));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_guard_sees_every_way_to_import() {
    assert!(names("use crate::parse::Dossier;", "parse"));
    assert!(names("use crate::{base, parse};", "parse"));
    assert!(names("fn f(x: crate::parse::Dossier)", "parse"));
    assert!(!names("use crate::parser::X;", "parse"));
    assert!(leaves_by_super(Path::new("src/link/mod.rs"), "use super::parse;"));
    assert!(is_forbidden("write", "model"));
}

fn is_forbidden(from: &str, to: &str) -> bool {
    NEVER.iter().any(|(room, never)| *room == from && never.contains(&to))
}

/// A room's own `mod.rs` may not go up; its files may, as far as the room.
fn leaves_by_super(path: &Path, code: &str) -> bool {
    let depth = path.components().count().saturating_sub(2);
    let inside = depth.saturating_sub(usize::from(path.ends_with("mod.rs")));
    let ups = (1..6).rev().find(|n| code.contains(&"super::".repeat(*n))).unwrap_or(0);
    let in_tests = code.contains("#[cfg(test)]") || code.contains("use super::*");
    !in_tests && ups > inside
}

fn rank(room: &str) -> usize {
    let place = ORDER.iter().position(|it| *it == room);
    place.unwrap_or_else(|| panic!("`{room}` is not in ORDER"))
}

fn without_comments(statement: &str) -> String {
    statement.lines().map(|line| line.split("//").next().unwrap_or_default()).collect()
}

/// Whether a statement reaches into the room `to`, alone or in a group.
fn names(code: &str, to: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let grouped = code
        .split_once("crate::{")
        .is_some_and(|(_, group)| group.split(|c| !in_word(c)).any(|word| word == to));
    let alone = format!("crate::{to}");
    grouped
        || code
            .match_indices(&alone)
            .any(|(at, _)| !code[at + alone.len()..].starts_with(in_word))
}

fn room(path: &Path) -> Option<String> {
    let first = path.strip_prefix("src").ok()?.components().next()?;
    let name = first.as_os_str().to_str()?.trim_end_matches(".rs");
    (name != "lib" && name != "main").then(|| name.to_owned())
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
