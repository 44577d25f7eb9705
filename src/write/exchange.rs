//! The one step: the staged site and the old one change places.

use super::{Place, remove};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::fs;
use std::io;

/// Puts the staged site in its place. Afterwards the old one, if there was one, stands at
/// the name of the staging folder.
pub(super) fn exchange(place: &Place) -> io::Result<()> {
    if fs::symlink_metadata(&place.site).is_err() {
        return fs::rename(&place.staging, &place.site);
    }
    match renameat_with(CWD, &place.staging, CWD, &place.site, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => aside(place),
        other => Ok(other?),
    }
}

/// For file systems that cannot exchange: two renames, with a short gap between them that
/// [`recover`] mends after a crash.
fn aside(place: &Place) -> io::Result<()> {
    fs::rename(&place.site, &place.aside)?;
    if let Err(error) = fs::rename(&place.staging, &place.site) {
        fs::rename(&place.aside, &place.site)?;
        return Err(error);
    }
    remove(&place.aside)
}

/// Mends what a killed build has left beside the site.
pub(super) fn recover(place: &Place) -> io::Result<()> {
    let is_there = |path| fs::symlink_metadata(path).is_ok();
    if is_there(&place.aside) && !is_there(&place.site) {
        fs::rename(&place.aside, &place.site)?;
    }
    remove(&place.aside)?;
    remove(&place.staging)
}
