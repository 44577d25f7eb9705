//! One build at a time: a lock file beside the site, gone when the build is.

use super::Place;
use crate::diag::Failure;
use rustix::fs::{FlockOperation, flock};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The right to publish to a place, until it is dropped.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that another build has it.
    pub(super) fn take(place: &Place) -> Result<Self, Failure> {
        let path = place.lock.clone();
        loop {
            let file = open(&path).map_err(|it| place.failure("lock", &it))?;
            if let Err(error) = flock(&file, FlockOperation::NonBlockingLockExclusive) {
                return Err(match io::Error::from(error) {
                    error if error.kind() == io::ErrorKind::WouldBlock => busy(place),
                    error => place.failure("lock", &error),
                });
            }
            // Whoever had it may have removed the file between our open and our lock.
            if is_same(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file that cannot be removed is only untidy: the lock itself ends here.
        drop(fs::remove_file(&self.path));
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
}

fn is_same(file: &File, path: &Path) -> bool {
    let ours = file.metadata().map(|it| (it.dev(), it.ino()));
    let theirs = fs::symlink_metadata(path).map(|it| (it.dev(), it.ino()));
    matches!((ours, theirs), (Ok(ours), Ok(theirs)) if ours == theirs)
}

fn busy(place: &Place) -> Failure {
    Failure::new(format!("another build is writing to `{}`", place.site.display()))
        .help("wait until it is done, or publish to another folder with `--dest-dir`")
}
