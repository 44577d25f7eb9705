//! A folder of Markdown without a `book.toml`: a plain book, unless anything in it says
//! that not everybody may read everything.

use super::layout::{CLOSE, DEEP, OTHERS, place};
use super::{disk, labelled};
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Failure};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a folder without `book.toml` has its pages; `None` if there is a `book.toml`.
pub(super) fn folder(root: &Path) -> Result<Option<String>, Failure> {
    if disk::is_file(&root.join("book.toml")) {
        return Ok(None);
    }
    // A link or a pipe where the settings should be hides who may read what.
    let place = place(root).filter(|_| !disk::is_there(&root.join("book.toml")));
    let place = place.ok_or_else(|| no_dossier(root))?;
    outside_a_dossier(root).map(|()| Some(place.to_owned()))
}

/// What a book is called that does not say it: as its folder.
pub(super) fn title(root: &Path) -> Option<String> {
    let absolute = root.canonicalize().ok()?;
    Some(absolute.file_name()?.to_str()?.to_owned())
}

/// Tells of pages in folders that were left out.
pub(super) fn left_out(root: &Path, folders: &[PathBuf]) -> Option<Diagnostic> {
    const UNTOLD: [&str; 2] = [".git", ".dossier"];
    let is_told = |it: &&PathBuf| {
        let name = it.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        !UNTOLD.contains(&name) && disk::first_markdown(it, CLOSE + 1, &[]).is_some()
    };
    let name = |it: &PathBuf| it.strip_prefix(root).unwrap_or(it).display().to_string();
    let names: Vec<String> = folders.iter().filter(is_told).map(name).collect();
    let shown: Vec<String> = names.iter().take(3).map(|it| format!("`{it}`")).collect();
    let more = if names.len() > 3 { ", …" } else { "" };
    let message = format!("the Markdown in {}{more} is left out", shown.join(", "));
    let help = "folders of other programs and hidden ones are no part of a book; move pages \
                that are";
    let finding = Diagnostic::new(Code::LeftOut, message).help(help);
    (!names.is_empty()).then(|| finding.names(names))
}

/// Part of a dossier built by itself would know none of its editions.
fn outside_a_dossier(root: &Path) -> Result<(), Failure> {
    let absolute = std::path::absolute(root).unwrap_or_default();
    let mut above = absolute.ancestors().skip(1);
    match above.find(|it| disk::is_there(&it.join("book.toml"))) {
        None => Ok(()),
        Some(dossier) => {
            let (root, dossier) = (root.display(), dossier.display());
            let message = format!("`{root}` is a part of the dossier in `{dossier}`");
            Err(Failure::new(message)
                .help("build that one, or give the folder a `book.toml` of its own"))
        }
    }
}

/// Refuses texts that are marked: without settings nobody said who may read them.
pub(super) fn refuse_markings(
    texts: &BTreeMap<FilePath, Arc<str>>,
) -> Result<(), Failure> {
    let carried =
        texts.iter().find_map(|(file, text)| Some((file, carried(file, text)?)));
    carried.map_or(Ok(()), |(file, place)| {
        let message = format!("`{file}` carries a marking{place}, and there is no `book.toml`");
        Err(Failure::new(message).help(
            "write a `book.toml` that says for whom the site is: `[dossier.editions.NAME]` with a `ceiling`; \
             or take the label out, if everybody may read everything",
        ))
    })
}

/// Whether a text is one of those.
pub(super) fn is_refused(file: &FilePath, text: &str) -> bool {
    carried(file, text).is_some()
}

/// Where a text says how it is marked.
fn carried(file: &FilePath, text: &str) -> Option<String> {
    let line = Some(file).filter(|it| it.extension() == "md");
    let line = line.and_then(|_| labelled::find(text));
    let place = line.map(|it| format!(" in line {it}"));
    place.or_else(|| is_marked(text).then(String::new))
}

/// Whether a text says how it is marked.
pub(super) fn is_marked(text: &str) -> bool {
    let parts = text.split("marking").skip(1);
    let mut after = parts.map(|it| it.trim_start_matches(['"', '\'']).trim_start());
    after.any(|it| it.starts_with([':', '=']))
}

/// Why there is nothing to build.
fn no_dossier(root: &Path) -> Failure {
    let told = root.display();
    if !disk::is_there(root) {
        return Failure::new(format!("there is no folder `{told}`"))
            .help("correct the path, or start a dossier there: `dossier new DIR`");
    }
    if root.is_file() {
        return Failure::new(format!("`{told}` is a file"))
            .help("name the folder of a dossier");
    }
    let deep = disk::first_markdown(root, DEEP, &OTHERS);
    match deep.as_deref().filter(|_| !disk::is_there(&root.join("book.toml"))) {
        Some(page) => too_deep(root, page),
        None => Failure::new(format!("there is no `book.toml` in `{told}`, and no Markdown"))
            .help("name the folder of a dossier, or write a `book.toml` with `[book] title = \"…\"`"),
    }
}

fn too_deep(root: &Path, page: &Path) -> Failure {
    let told = root.display();
    let folder = page.ancestors().nth(CLOSE).unwrap_or(page);
    let page = page.strip_prefix(root).unwrap_or(page).display();
    let message = format!(
        "`{told}` is no folder of pages by itself, and its first page lies deep: `{page}`"
    );
    let folder = folder.display();
    Failure::new(message).help(format!(
        "name the folder that holds the pages, such as `{folder}`, or write a `book.toml`"
    ))
}
