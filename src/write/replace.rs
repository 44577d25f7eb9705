//! Replaces one file in one step: whoever reads it sees the old one or the new one.

use crate::diag::Failure;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a file beside its place, then renames it; whoever may read the old one may read
/// the new one. A link at its place is not followed.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, bytes)
        .and_then(|()| keep_mode(path, &beside))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error: io::Error| {
        drop(fs::remove_file(&beside));
        Failure::new(format!("cannot write `{}`: {error}", path.display()))
    })
}

fn keep_mode(old: &Path, new: &Path) -> io::Result<()> {
    match fs::symlink_metadata(old) {
        Ok(old) if old.is_file() => fs::set_permissions(new, old.permissions()),
        _ => Ok(()),
    }
}
