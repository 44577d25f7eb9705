//! Puts one file in its place in one step, where nothing stands or what an earlier run has
//! put there.

use super::replace;
use crate::diag::Failure;
use std::fs;
use std::path::Path;

/// Writes a file whose predecessor `is_ours` recognises; anything else is refused and stays.
pub fn deliver(
    path: &Path,
    bytes: &[u8],
    is_ours: &dyn Fn(&Path) -> bool,
) -> Result<(), Failure> {
    let shown = path.display();
    match fs::symlink_metadata(path) {
        Ok(it) if !it.is_file() => {
            let what = if it.is_dir() { "a folder" } else { "no plain file" };
            return Err(Failure::new(format!("`{shown}` is {what}"))
                .help("remove it, or name another folder with `--dest-dir`"));
        }
        Ok(_) if !is_ours(path) => {
            return Err(Failure::new(format!("`{shown}` is a file that is no bundle"))
                .help("move it away, or name another folder with `--dest-dir`"));
        }
        _ => {}
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|it| {
        Failure::new(format!("cannot make the folder `{}`: {it}", folder.display()))
    })?;
    replace(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ours_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("deep/a.zip");
        let is_ours = |it: &Path| fs::read(it).is_ok_and(|it| it.starts_with(b"PK"));
        deliver(&path, b"PK1", &is_ours).unwrap();
        deliver(&path, b"PK2", &is_ours).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"PK2");
        fs::write(&path, "mine").unwrap();
        assert!(deliver(&path, b"PK3", &is_ours).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert!(deliver(&root.path().join("deep"), b"PK3", &is_ours).is_err());
        assert_eq!(fs::read_dir(root.path().join("deep")).unwrap().count(), 1);
    }
}
