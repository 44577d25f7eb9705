//! Lays the new site out beside the old one. What has not changed is linked, not written.

use super::{Place, remove};
use crate::base::{Files, SitePath};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Stages every file, and returns how many had to be written.
pub(super) fn stage(files: &Files, place: &Place) -> io::Result<usize> {
    remove(&place.staging)?;
    fs::create_dir(&place.staging)?;
    let folders: BTreeSet<&str> = files.keys().map(SitePath::folder).collect();
    for folder in folders {
        fs::create_dir_all(place.staging.join(folder))?;
    }
    let files: Vec<_> = files.iter().collect();
    let written = files.par_iter().map(|(path, bytes)| put(place, path, bytes));
    written.try_reduce(|| 0, |a, b| Ok(a + b))
}

fn put(place: &Place, path: &SitePath, bytes: &[u8]) -> io::Result<usize> {
    let old = place.site.join(path.as_str());
    let new = place.staging.join(path.as_str());
    if is_same(&old, bytes) && fs::hard_link(&old, &new).is_ok() {
        return Ok(0);
    }
    fs::write(new, bytes)?;
    Ok(1)
}

fn is_same(old: &Path, bytes: &[u8]) -> bool {
    let like = fs::symlink_metadata(old)
        .is_ok_and(|it| it.is_file() && it.len() == bytes.len() as u64);
    like && fs::read(old).is_ok_and(|it| it == bytes)
}
