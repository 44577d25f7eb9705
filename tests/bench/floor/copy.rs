//! What the disk alone costs: read every input, write as many files and bytes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Reads every file below `input`, then writes files of the names and sizes of `site`
/// below `dest`.
pub(crate) fn run(input: &Path, site: &Path, dest: &Path) -> io::Result<()> {
    let mut longest = Vec::new();
    for path in files(input)? {
        let bytes = fs::read(path)?;
        if bytes.len() > longest.len() {
            longest = bytes;
        }
    }
    for path in files(site)? {
        let size = usize::try_from(fs::metadata(&path)?.len()).unwrap_or(usize::MAX);
        if longest.len() < size {
            longest.resize(size, b'x');
        }
        let target = dest.join(path.strip_prefix(site).unwrap_or(&path));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(target, &longest[..size])?;
    }
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    Ok(found)
}
