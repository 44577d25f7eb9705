//! Says which paths a bundle cannot carry to every system: too long, refused by Windows,
//! or one path where letter case or Unicode's forms do not count.

use crate::base::{SitePath, portable, text};
use crate::diag::{Code, Diagnostic};
use std::collections::BTreeMap;
use unicode_normalization::is_nfc;

/// How many bytes a path has at most, the folder of the bundle among them. Windows'
/// Explorer stops at 260 characters, of which the reader's own folders need some.
pub const LONGEST: usize = 150;

/// What is wrong with the paths of a bundle below `folder`, each with its path.
pub fn carry<'a>(
    folder: &str,
    paths: impl Iterator<Item = &'a SitePath>,
) -> Vec<(&'a SitePath, Diagnostic)> {
    let paths: Vec<&SitePath> = paths.collect();
    let folders: BTreeMap<String, &SitePath> =
        paths.iter().flat_map(|path| above(path).map(|it| (it, *path))).collect();
    let mut found = Vec::new();
    let mut taken: BTreeMap<String, &SitePath> = BTreeMap::new();
    for path in paths {
        if let Some(inside) = folders.get(&text::fold(path.as_str())) {
            found.push((path, of_folder(path, inside)));
        }
        found.extend(unlike(path).or_else(|| long(folder, path)).map(|it| (path, it)));
        if let Some(other) = taken.insert(text::fold(path.as_str()), path) {
            found.push((path, collision(path, other)));
        }
    }
    found
}

fn unlike(path: &SitePath) -> Option<Diagnostic> {
    let fault = portable::fault(path.as_str()).or_else(|| decomposed(path))?;
    let message = format!("the bundle cannot carry `{path}`: {fault}");
    Some(Diagnostic::new(Code::NotPortable, message).help("rename the file"))
}

fn decomposed(path: &SitePath) -> Option<String> {
    let part = path.as_str().split('/').find(|it| !is_nfc(it))?;
    Some(format!("`{part}` is not in Unicode's composed form (NFC)"))
}

fn long(folder: &str, path: &SitePath) -> Option<Diagnostic> {
    let length = folder.len() + 1 + path.as_str().len();
    let over = length.checked_sub(LONGEST).filter(|it| *it > 0)?;
    let message = format!("`{folder}/{path}` has {length} bytes, {over} too many");
    let finding = Diagnostic::new(Code::LongPath, message);
    Some(
        finding.help(format!(
            "a bundle carries paths of {LONGEST} bytes; shorten the names"
        )),
    )
}

fn collision(path: &SitePath, other: &SitePath) -> Diagnostic {
    let message = format!("`{path}` and `{other}` are one file on Windows and macOS");
    Diagnostic::new(Code::SameName, message).help("rename one of them")
}

/// The folders that a path stands in, as no letter case counts.
fn above(path: &SitePath) -> impl Iterator<Item = String> {
    let path = path.as_str();
    path.match_indices('/').map(|(at, _)| text::fold(&path[..at]))
}

fn of_folder(path: &SitePath, inside: &SitePath) -> Diagnostic {
    let message = format!(
        "`{path}` is the name of a folder as well, that of `{inside}`, on Windows and macOS"
    );
    Diagnostic::new(Code::SameName, message).help("rename one of them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(paths: &[&str]) -> Vec<&'static str> {
        let paths: Vec<_> = paths.iter().map(|it| SitePath::new(it).unwrap()).collect();
        carry("top", paths.iter()).iter().map(|(_, it)| it.code.name()).collect()
    }

    #[test]
    fn what_some_system_cannot_hold_is_told() {
        assert_eq!(codes(&["a/b.html", "公安.html", "a/c.html"]), [""; 0]);
        assert_eq!(codes(&["aux.html"]), ["write/not-portable"]);
        assert_eq!(codes(&["a\u{308}.html"]), ["write/not-portable"]);
        assert_eq!(codes(&["A.html", "a.html"]), ["write/same-name"]);
        assert_eq!(codes(&["Ä.html", "ä.html"]), ["write/same-name"]);
        assert_eq!(codes(&["A/b/x.html", "a/B"]), ["write/same-name"]);
        assert_eq!(codes(&["A/x.html", "a/y.html", "ab"]), [""; 0]);
    }

    #[test]
    fn a_path_has_150_bytes_with_its_folder() {
        let name = |n: usize| "x".repeat(n);
        assert_eq!(codes(&[&name(146)]), [""; 0]);
        assert_eq!(codes(&[&name(147)]), ["write/long-path"]);
        assert_eq!(codes(&[&format!("{}ä", name(145))]), ["write/long-path"]);
    }
}
