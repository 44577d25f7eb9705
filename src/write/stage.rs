//! Lays the new site out beside the old one, file by file as they come. What has not
//! changed is linked, not written.

use super::lock::Lock;
use super::{Place, Published, exchange, owned, previous, remove};
use crate::base::{Sink, SitePath};
use crate::diag::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A site that grows beside the one that stands at its place, and is gone when it is
/// dropped without being published.
pub struct Stage {
    place: Place,
    laid: Mutex<Laid>,
    _lock: Lock,
}

/// What was laid down so far.
#[derive(Default)]
struct Laid {
    paths: BTreeSet<SitePath>,
    written: Vec<SitePath>,
    bytes: u64,
    fault: Option<io::Error>,
}

impl Stage {
    /// Starts a site that is to stand at `destination`. A folder that holds what no build
    /// has put there is refused.
    pub fn open(destination: &Path) -> Result<Self, Failure> {
        let place = Place::of(destination)?;
        let lock = Lock::take(&place)?;
        exchange::recover(&place).map_err(|it| place.failure("tidy up beside", &it))?;
        owned::check(&place)?;
        fs::create_dir(&place.staging).map_err(|it| place.failure("write", &it))?;
        Ok(Self { place, laid: Mutex::default(), _lock: lock })
    }

    /// Exchanges the old site for what was laid down.
    pub fn publish(&self) -> Result<Published, Failure> {
        let done = self.put();
        let left = remove(&self.place.staging);
        let done = done.map_err(|it| self.place.failure("write", &it))?;
        left.map_err(|it| self.place.failure("tidy up beside", &it))?;
        Ok(done)
    }

    /// A site that has not changed is not touched, and what stays beside it stays.
    fn put(&self) -> io::Result<Published> {
        let mut laid = self.laid();
        if let Some(fault) = laid.fault.take() {
            return Err(fault);
        }
        let (files, bytes) = (laid.paths.len(), laid.bytes);
        let written = laid.written.len();
        if written == 0 && owned::count(&self.place.site)? == files {
            return Ok(Published { files, written, bytes, kept: 0 });
        }
        let kept = previous::stage(&laid.paths, &self.place)?;
        exchange::exchange(&self.place)?;
        Ok(Published { files, written, bytes, kept })
    }

    /// The files that had to be written, in the order of their paths.
    pub fn written(&self) -> Vec<SitePath> {
        let mut written = self.laid().written.clone();
        written.sort();
        written
    }

    fn laid(&self) -> MutexGuard<'_, Laid> {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays one file down; whether it had to be written.
    fn lay(&self, path: &SitePath, bytes: &[u8], is_again: bool) -> io::Result<bool> {
        let old = self.place.site.join(path.as_str());
        let new = self.place.staging.join(path.as_str());
        if is_again {
            // It may be linked to the file of the old site: that one is not written to.
            fs::remove_file(&new)?;
        }
        if is_same(&old, bytes)
            && in_its_folder(&new, |it| fs::hard_link(&old, it)).is_ok()
        {
            return Ok(false);
        }
        in_its_folder(&new, |it| fs::write(it, bytes)).map(|()| true)
    }
}

impl Sink for Stage {
    /// The first fault is told when the site is published.
    fn take(&self, path: SitePath, bytes: Arc<[u8]>) {
        let is_again = !self.laid().paths.insert(path.clone());
        let done = self.lay(&path, &bytes, is_again);
        let mut laid = self.laid();
        match done {
            Ok(is_written) => {
                laid.bytes += bytes.len() as u64;
                laid.written.extend(is_written.then_some(path));
            }
            Err(error) => drop(laid.fault.get_or_insert(error)),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What is left here the next build tidies up.
        drop(remove(&self.place.staging));
    }
}

/// Puts a file into its place, and makes the folder for it where there is none yet.
fn in_its_folder(file: &Path, put: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    match put(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            file.parent().map_or(Ok(()), fs::create_dir_all)?;
            put(file)
        }
        done => done,
    }
}

fn is_same(old: &Path, bytes: &[u8]) -> bool {
    let like = fs::symlink_metadata(old)
        .is_ok_and(|it| it.is_file() && it.len() == bytes.len() as u64);
    like && fs::read(old).is_ok_and(|it| it == bytes)
}
