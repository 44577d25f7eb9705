//! What files looked like without reading them: whether any has changed since can be told
//! for ten thousand of them in a few hundredths of a second.

use super::disk;
use crate::base::{Digest, Digester};
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use walkdir::WalkDir;

/// Seconds and nanoseconds of the clock of the file system.
pub type Moment = (i64, i64);

/// What some files and folders looked like.
#[derive(Clone, Debug, Default)]
pub struct Footprint {
    digester: Digester,
    newest: Moment,
    seen: Vec<(String, u64)>,
}

impl Footprint {
    /// Adds everything below a folder, hidden files only where `with_hidden` is set; a
    /// folder that is not there counts as that. Paths are told relative to `root`.
    pub fn folder(&mut self, root: &Path, folder: &str, with_hidden: bool) {
        let walk = WalkDir::new(root.join(folder)).sort_by_file_name();
        self.walk(root, walk, with_hidden);
    }

    fn walk(&mut self, root: &Path, walk: WalkDir, with_hidden: bool) {
        let shown = |it: &walkdir::DirEntry| {
            with_hidden || it.depth() == 0 || !disk::is_hidden(it)
        };
        for entry in walk.into_iter().filter_entry(shown) {
            match entry {
                Ok(entry) => {
                    self.add(root, entry.path(), entry.metadata().ok().as_ref());
                }
                Err(error) => self.add(root, error.path().unwrap_or(root), None),
            }
        }
    }

    /// Adds what a folder holds itself, and nothing that lies deeper.
    pub fn entries(&mut self, root: &Path, folder: &str) {
        let walk = WalkDir::new(root.join(folder)).max_depth(1).sort_by_file_name();
        self.walk(root, walk, false);
    }

    /// Adds one file; one that is not there counts as that.
    pub fn file(&mut self, root: &Path, file: &str) {
        let path = root.join(file);
        self.add(root, &path, fs::symlink_metadata(&path).ok().as_ref());
    }

    fn add(&mut self, root: &Path, path: &Path, data: Option<&Metadata>) {
        let path = path.strip_prefix(root).unwrap_or(path).as_os_str();
        let stamp = data.map_or([0; 7], stamp);
        self.newest = self.newest.max((stamp[4], stamp[5]));
        let bytes: Vec<u8> = stamp.iter().flat_map(|it| it.to_le_bytes()).collect();
        let length = path.len().to_le_bytes();
        for field in [&length[..], path.as_encoded_bytes(), &bytes] {
            self.digester.add(field);
        }
        let short = Digest::of(&bytes).number();
        self.seen.push((path.to_string_lossy().into_owned(), short));
    }

    /// The digest of all that was added.
    pub fn digest(&self) -> Digest {
        self.digester.clone().finish()
    }

    /// When the last of it changed, by the file system's own clock: contents, name or rights.
    pub fn newest(&self) -> Moment {
        self.newest
    }

    /// Every path with a number that changes when what is there does.
    pub fn seen(self) -> Vec<(String, u64)> {
        self.seen
    }
}

/// When a file was last written, by the file system's own clock.
pub fn written(path: &Path) -> Option<Moment> {
    let data = fs::symlink_metadata(path).ok()?;
    Some((data.mtime(), data.mtime_nsec()))
}

/// Kind and rights, size, place, and when contents and place changed. The latter cannot be
/// set by hand, and tells of what was changed within the same second as well.
fn stamp(data: &Metadata) -> [i64; 7] {
    let place = data.ino().cast_signed();
    // A folder's size says nothing that its times do not.
    let size = if data.is_dir() { 0 } else { data.size().cast_signed() };
    [
        i64::from(data.mode()),
        size,
        data.mtime(),
        data.mtime_nsec(),
        data.ctime(),
        data.ctime_nsec(),
        place,
    ]
}
