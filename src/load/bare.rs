//! A folder of Markdown without a `book.toml`: a plain book, unless anything in it says
//! that not everybody may read everything.

use super::disk;
use crate::base::FilePath;
use crate::diag::Failure;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Where a folder without `book.toml` has its pages; `None` if there is a `book.toml`.
pub(super) fn folder(root: &Path) -> Result<Option<String>, Failure> {
    if disk::is_file(&root.join("book.toml")) {
        return Ok(None);
    }
    // The folder itself is taken only if its pages are close: nobody builds a home folder
    // because one was found deep in it.
    let places = [("content", 5), ("src", 5), ("", 2)];
    let found = places
        .into_iter()
        .find(|(it, depth)| disk::holds_markdown(&root.join(it), *depth));
    match found {
        // A link or a pipe where the settings should be hides who may read what.
        Some((folder, _)) if !disk::is_there(&root.join("book.toml")) => {
            outside_a_dossier(root).map(|()| Some(folder.to_owned()))
        }
        _ => Err(no_dossier(root)),
    }
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
    match texts.iter().find(|(_, text)| is_marked(text)) {
        None => Ok(()),
        Some((file, _)) => {
            let message =
                format!("`{file}` carries a marking, and there is no `book.toml`");
            Err(Failure::new(message).help(
                "write a `book.toml` that says for whom the site is: `[dossier.editions.NAME]` with a `ceiling`",
            ))
        }
    }
}

/// Whether a text says how it is marked.
pub(super) fn is_marked(text: &str) -> bool {
    let parts = text.split("marking").skip(1);
    let mut after = parts.map(|it| it.trim_start_matches(['"', '\'']).trim_start());
    after.any(|it| it.starts_with([':', '=']))
}

fn no_dossier(root: &Path) -> Failure {
    Failure::new(format!("there is no `book.toml` in `{}`", root.display()))
        .help("name the folder of a dossier, or write a `book.toml` with `[book] title = \"…\"`")
}
