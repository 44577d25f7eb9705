//! Publishes a site in one step: paths and bytes come in, a folder is exchanged. Whoever
//! reads the folder meanwhile, or after a crash, sees the old site or the new one whole.

#![expect(clippy::disallowed_methods, reason = "write is the room that writes the disk")]

mod amend;
mod create;
mod deliver;
mod drawer;
mod exchange;
mod lists;
mod lock;
mod owned;
pub mod pack;
mod previous;
mod replace;
mod sign;
mod single;
mod stage;

pub use amend::{Change, amend};
pub use create::{create, create_folder};
pub use deliver::deliver;
pub use drawer::{Drawer, forget};
pub use replace::replace;
pub use sign::Signer;
pub use single::{Sealed, Sheets, is_single, sealed, single};
pub use stage::Stage;

use crate::base::{Files, Sink};
use crate::diag::Failure;
use lock::Lock;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What publishing has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files the site has.
    pub files: usize,
    /// How many of them had to be written; the rest is as it was.
    pub written: usize,
    /// How many bytes the site has.
    pub bytes: u64,
    /// How many styles, scripts and fonts of the site before stay for one generation.
    pub kept: usize,
}

/// Makes the folder `destination` hold exactly `files`.
///
/// The new site is staged beside the old one and exchanged with it at once. A folder that
/// holds what no build has put there is refused. The styles, scripts and fonts of the old
/// site stay beside `files` for one generation, where it was for the same audience.
pub fn publish(files: &Files, destination: &Path) -> Result<Published, Failure> {
    let stage = Stage::open(destination)?;
    files.par_iter().for_each(|(path, bytes)| stage.take(path.clone(), bytes.clone()));
    stage.publish()
}

/// Whether a folder is the root of a published site.
pub fn is_site(folder: &Path) -> bool {
    owned::has_inventory(folder)
}

/// Whether no build, killed or at work, has left anything beside a site.
pub fn is_tidy(site: &Path) -> bool {
    let is_there = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    Place::of(site).is_ok_and(|it| ![it.staging, it.aside].iter().any(is_there))
}

/// The editions that builds have published into folders of their names below `folder`, in
/// the order of their names.
pub fn editions_in(folder: &Path) -> Vec<String> {
    owned::editions_in(folder)
}

/// Whether an output folder, which need not be there yet, is `folder` or lies within it.
pub fn lies_in(destination: &Path, folder: &Path) -> bool {
    let (Ok(folder), Ok(path)) =
        (fs::canonicalize(folder), std::path::absolute(destination))
    else {
        return false;
    };
    let real = path.ancestors().find_map(|it| {
        let rest = path.strip_prefix(it).ok()?;
        Some(fs::canonicalize(it).ok()?.join(rest))
    });
    real.is_some_and(|it| it.starts_with(folder))
}

/// Refuses what cannot hold folders of editions: the root of the disk.
pub fn can_hold_editions(destination: &Path) -> Result<(), Failure> {
    Place::of(destination).map(drop)
}

/// Removes a site that a build has written; what else stands there is refused.
pub fn clean(destination: &Path) -> Result<bool, Failure> {
    if fs::symlink_metadata(destination).is_err() {
        return Ok(false);
    }
    let place = Place::of(destination)?;
    let _lock = Lock::take(&place)?;
    owned::check(&place)?;
    // Aside first, so that a reader never sees half a site.
    let gone = fs::rename(&place.site, &place.aside).and_then(|()| remove(&place.aside));
    gone.map_err(|it| place.failure("remove", &it))?;
    Ok(true)
}

/// Where a site stands, and the names beside it that publishing uses.
struct Place {
    site: PathBuf,
    staging: PathBuf,
    aside: PathBuf,
    lock: PathBuf,
}

impl Place {
    fn of(destination: &Path) -> Result<Self, Failure> {
        let resolved = resolve(destination).map_err(|error| {
            let told = destination.display();
            let failure = Failure::new(format!("cannot publish to `{told}`: {error}"));
            match destination.parent().filter(|_| is_closed(&error)) {
                Some(parent) => failure.help(beside(parent)),
                None => failure,
            }
        })?;
        let name = resolved.file_name().and_then(|it| it.to_str());
        let (Some(parent), Some(name)) = (resolved.parent(), name) else {
            let path = destination.display();
            return Err(Failure::new(format!("`{path}` cannot be an output folder"))
                .help("name a folder of its own, such as `book`"));
        };
        let beside = |what: &str| parent.join(format!(".{name}.{what}"));
        let (staging, aside, lock) = (beside("new"), beside("old"), beside("lock"));
        Ok(Self { staging, aside, lock, site: resolved })
    }

    fn failure(&self, what: &str, error: &io::Error) -> Failure {
        let failure =
            Failure::new(format!("cannot {what} `{}`: {error}", self.site.display()));
        match self.site.parent().filter(|_| is_closed(error)) {
            Some(parent) => failure.help(beside(parent)),
            None => failure.help("the site that stood there is as it was"),
        }
    }
}

/// Whether nobody may write there.
fn is_closed(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// Says that a site grows beside the one that stands at its place.
fn beside(parent: &Path) -> String {
    let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    format!(
        "a new site is laid out beside the old one, so `{}` must be writable; make it so, or \
         name another place: `-d DIR`",
        folder.display()
    )
}

/// The path with links in its folders followed, whether or not the last part exists.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    if fs::symlink_metadata(path).is_ok() {
        return fs::canonicalize(path);
    }
    let path = std::path::absolute(path)?;
    let parent = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(parent)?;
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(fs::canonicalize(parent)?.join(name))
}

/// Removes a folder, if it is there.
fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SitePath;

    #[test]
    fn the_folder_holds_exactly_the_new_site() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("deep/book");
        publish(&files(&["a.html", "b/c.html"], "1"), &site).unwrap();
        let second = publish(&files(&["a.html"], "1"), &site).unwrap();
        assert_eq!((second.files, second.written), (2, 1), "only the inventory is new");
        assert!(!site.join("b").exists());
        assert_eq!(
            names(&root.path().join("deep")),
            ["book"],
            "nothing is left beside it"
        );
    }

    #[test]
    fn a_site_that_has_not_changed_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        publish(&files(&["a.html"], "1"), &site).unwrap();
        let before = fs::metadata(&site).unwrap().modified().unwrap();
        assert_eq!(publish(&files(&["a.html"], "1"), &site).unwrap().written, 0);
        assert_eq!(fs::metadata(&site).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn a_site_without_pages_is_ours_too() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        publish(&files(&[], "1"), &site).unwrap();
        assert!(publish(&files(&["a.html"], "1"), &site).is_ok());
    }

    #[test]
    fn foreign_files_are_refused_and_stay() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        fs::create_dir(&site).unwrap();
        fs::write(site.join("thesis.doc"), "mine").unwrap();
        let failure = publish(&files(&["a.html"], "1"), &site).unwrap_err();
        assert!(failure.message.contains("thesis.doc"), "{}", failure.message);
        assert_eq!(names(&site), ["thesis.doc"]);
        assert!(clean(&site).is_err());
    }

    #[test]
    fn a_closed_folder_around_the_site_is_named() {
        let root = tempfile::tempdir().unwrap();
        let place = Place::of(&root.path().join("book")).unwrap();
        let folder = fs::canonicalize(root.path()).unwrap();
        let help =
            |kind: io::ErrorKind| place.failure("write", &kind.into()).help.unwrap();
        let closed = help(io::ErrorKind::PermissionDenied);
        assert!(closed.contains(&format!("`{}` must be writable", folder.display())));
        assert!(help(io::ErrorKind::StorageFull).contains("is as it was"));
    }

    #[test]
    fn a_file_added_to_a_site_is_refused() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        publish(&files(&["a.html"], "1"), &site).unwrap();
        fs::write(site.join("notes.txt"), "mine").unwrap();
        assert!(publish(&files(&["a.html"], "2"), &site).is_err());
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "1");
    }

    #[test]
    fn a_crash_between_two_renames_is_mended() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        publish(&files(&["a.html"], "1"), &site).unwrap();
        fs::rename(&site, root.path().join(".book.old")).unwrap();
        fs::create_dir(root.path().join(".book.new")).unwrap();
        publish(&files(&["a.html"], "1"), &site).unwrap();
        assert_eq!(names(root.path()), ["book"]);
    }

    #[test]
    fn a_second_build_is_told_to_wait() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        let held = Lock::take(&Place::of(&site).unwrap()).unwrap();
        assert!(publish(&files(&["a.html"], "1"), &site).is_err());
        drop(held);
        assert!(publish(&files(&["a.html"], "1"), &site).is_ok());
    }

    #[test]
    fn what_was_published_can_be_removed() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("book");
        publish(&files(&["a.html"], "1"), &site).unwrap();
        assert_eq!(clean(&site), Ok(true));
        assert_eq!(clean(&site), Ok(false));
        assert_eq!(names(root.path()), [""; 0]);
    }

    fn files(paths: &[&str], text: &str) -> Files {
        let list: Vec<_> =
            paths.iter().map(|it| format!("{{\"path\":\"{it}\"}}")).collect();
        let inventory = format!("{{\"files\":[{}]}}", list.join(","));
        let mut files: Files = paths
            .iter()
            .map(|it| (SitePath::new(it).unwrap(), text.as_bytes().into()))
            .collect();
        files.insert(SitePath::fixed("inventory.json"), inventory.as_bytes().into());
        files
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|it| it.into_string().unwrap()).collect();
        names.sort();
        names
    }
}
