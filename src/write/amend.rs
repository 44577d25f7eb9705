//! Changes files of a dossier: inside its folder, and only if nobody else changed them
//! meanwhile.

use super::replace;
use crate::base::FilePath;
use crate::diag::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// A file, the text that was read from it, and the text that it gets.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The file, relative to the folder of the dossier.
    pub file: &'a FilePath,
    /// What it held when it was read.
    pub old: &'a str,
    /// What it shall hold.
    pub new: &'a str,
}

/// Writes each file in one step, after all of them were looked at: if one has changed since
/// it was read, or lies behind a link, none is written.
pub fn amend(root: &Path, changes: &[Change<'_>]) -> Result<(), Failure> {
    let paths: Result<Vec<PathBuf>, _> =
        changes.iter().map(|it| checked(root, it)).collect();
    for (path, change) in paths?.iter().zip(changes) {
        replace(path, change.new.as_bytes())?;
    }
    Ok(())
}

fn checked(root: &Path, change: &Change<'_>) -> Result<PathBuf, Failure> {
    let Change { file, old, .. } = change;
    let path = root.join(file.as_str());
    let cannot = |why: &str| Failure::new(format!("`{file}` was not changed: {why}"));
    let real = fs::canonicalize(&path).map_err(|it| cannot(&it.to_string()))?;
    let home = fs::canonicalize(root).map_err(|it| cannot(&it.to_string()))?;
    if real != home.join(file.as_str()) {
        return Err(cannot("it lies behind a link"));
    }
    let now = fs::read(&path).map_err(|it| cannot(&it.to_string()))?;
    if now != old.as_bytes() {
        return Err(cannot("it has changed since it was read").help("run it again"));
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn change<'a>(file: &'a FilePath, old: &'a str) -> Change<'a> {
        Change { file, old, new: "new" }
    }

    #[test]
    fn one_file_that_has_changed_keeps_all_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a.md", "b.md"].map(FilePath::fixed);
        for file in [&a, &b] {
            fs::write(folder.path().join(file.as_str()), "old").unwrap();
        }
        let refused = amend(folder.path(), &[change(&a, "old"), change(&b, "older")]);
        assert!(refused.unwrap_err().message.contains("`b.md` was not changed"));
        assert_eq!(fs::read(folder.path().join("a.md")).unwrap(), b"old");
        amend(folder.path(), &[change(&a, "old"), change(&b, "old")]).unwrap();
        assert_eq!(fs::read(folder.path().join("b.md")).unwrap(), b"new");
    }

    #[test]
    fn nothing_behind_a_link_is_written() {
        let (inside, outside) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("a.md"), "old").unwrap();
        symlink(outside.path(), inside.path().join("content")).unwrap();
        symlink(outside.path().join("a.md"), inside.path().join("b.md")).unwrap();
        for file in ["content/a.md", "b.md"].map(FilePath::fixed) {
            assert!(amend(inside.path(), &[change(&file, "old")]).is_err());
        }
        assert_eq!(fs::read(outside.path().join("a.md")).unwrap(), b"old");
    }
}
