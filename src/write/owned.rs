//! Tells what an earlier build has written from what somebody else has put there.

use super::Place;
use super::lists::{INVENTORY, Inventory, PREVIOUS, Previous};
use crate::diag::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Refuses a folder that holds files which no build has listed.
pub(super) fn check(place: &Place) -> Result<(), Failure> {
    match fs::symlink_metadata(&place.site) {
        Err(_) => return Ok(()),
        Ok(it) if !it.is_dir() => {
            let path = place.site.display();
            return Err(Failure::new(format!("`{path}` is not a folder"))
                .help("name another output folder with `--dest-dir`"));
        }
        Ok(_) => {}
    }
    let present = files(&place.site).map_err(|it| place.failure("look into", &it))?;
    let listed = listed(&place.site);
    let foreign: Vec<&String> =
        present.iter().filter(|it| !listed.contains(*it)).collect();
    if foreign.is_empty() { Ok(()) } else { Err(refusal(place, &foreign)) }
}

/// Whether a folder carries the list that every site carries.
pub(super) fn has_inventory(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(INVENTORY)).is_ok()
}

/// How many files a site has, without what stays of the one before; 0 if it is not there.
pub(super) fn count(site: &Path) -> io::Result<usize> {
    if fs::symlink_metadata(site).is_err() {
        return Ok(0);
    }
    let kept = Previous::at(site).map_or(0, |it| it.files.len() + 1);
    files(site).map(|it| it.len().saturating_sub(kept))
}

fn refusal(place: &Place, foreign: &[&String]) -> Failure {
    let named: Vec<String> = foreign.iter().take(3).map(|it| format!("`{it}`")).collect();
    let more = match foreign.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let path = place.site.display();
    let named = named.join(", ");
    Failure::new(format!(
        "`{path}` holds files that no build has put there: {named}{more}"
    ))
    .help("move them away, or name another output folder with `--dest-dir`")
}

/// The folders that hold the edition of their own name.
pub(super) fn editions_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
        let inventory = is_folder.then(|| Inventory::at(&entry.path())).flatten()?;
        (inventory.edition.as_str() == Some(&name)).then_some(name)
    };
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.sort();
    names
}

/// What the lists of a folder name, and the lists themselves.
fn listed(site: &Path) -> BTreeSet<String> {
    let mut listed = BTreeSet::new();
    if let Some(inventory) = Inventory::at(site) {
        // Ours even where it lists nothing: a dossier without pages.
        listed.insert(INVENTORY.to_owned());
        listed.extend(inventory.files.into_iter().map(|it| it.path));
    }
    if let Some(previous) = Previous::at(site) {
        listed.insert(PREVIOUS.to_owned());
        listed.extend(previous.files.into_iter().map(|it| it.path));
    }
    listed
}

fn files(site: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![site.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path();
                let path = path.strip_prefix(site).unwrap_or(&path);
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}
