//! Creates files that were not there: what stands on the disk is never written over.

use crate::base::FilePath;
use crate::diag::Failure;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Creates one file below `root`, with the folders above it. One that is already there is
/// refused, and so is a folder that is a symbolic link.
pub fn create(root: &Path, file: &FilePath, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let path = root.join(file.as_str());
    folders(root, file).and_then(|()| fresh(&path, bytes)).map_err(|error| {
        let told = path.display();
        match error.kind() {
            ErrorKind::AlreadyExists => {
                Failure::new(format!("`{told}` is already there"))
                    .help("choose another name, or take it away")
            }
            _ => Failure::new(format!("cannot create `{told}`: {error}")),
        }
    })?;
    Ok(path)
}

/// Creates a folder with files in one step. A folder that holds anything is refused.
pub fn create_folder(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    let told = folder.display();
    let fault = |it: io::Error| Failure::new(format!("cannot create `{told}`: {it}"));
    let absolute = std::path::absolute(folder).map_err(fault)?;
    if fs::read_dir(&absolute).is_ok_and(|mut it| it.next().is_some()) {
        return Err(Failure::new(format!("`{told}` is not empty"))
            .help("name a folder that is not there yet"));
    }
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(Failure::new(format!("`{told}` cannot be a dossier's folder")));
    };
    let mut staged = std::ffi::OsString::from(".");
    staged.push(name);
    staged.push(format!(".new-{}", std::process::id()));
    let staging = parent.join(staged);
    let done = fill(&staging, files).and_then(|()| fs::rename(&staging, &absolute));
    done.map_err(|error| {
        drop(fs::remove_dir_all(&staging));
        fault(error)
    })
}

fn fill(staging: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    for (path, bytes) in files {
        let path = staging.join(path);
        fs::create_dir_all(path.parent().unwrap_or(staging))?;
        fresh(&path, bytes)?;
    }
    Ok(())
}

/// Makes the folders above a file, one by one, so that none of them leads elsewhere.
fn folders(root: &Path, file: &FilePath) -> io::Result<()> {
    let mut at = root.to_owned();
    let above = file.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    for name in above.split('/').filter(|it| !it.is_empty()) {
        at.push(name);
        match fs::symlink_metadata(&at) {
            Ok(it) if it.is_dir() => {}
            Ok(_) => return Err(io::Error::other(format!("`{name}` is no folder"))),
            Err(_) => fs::create_dir(&at)?,
        }
    }
    Ok(())
}

/// Writes a file that must not be there; half a file is taken away again.
fn fresh(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes).inspect_err(|_| drop(fs::remove_file(path)))
}
