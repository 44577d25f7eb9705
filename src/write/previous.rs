//! Keeps the styles, scripts and fonts of the generation before for one generation: a
//! browser may have loaded an old page just before the exchange, and ask for them after.
//!
//! Nothing else stays, for a page may have been withdrawn or marked higher, and nothing at
//! all where the edition or its ceiling is another one.

use super::Place;
use super::lists::{Inventory, Kept, PREVIOUS, Previous};
use crate::base::{Digest, SitePath};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Where the static files of a theme stand, each with a digest in its name.
const FOLDER: &str = "assets/";

/// What an old page needs to look and work as it did, and what holds no content.
const KINDS: &[&str] = &["css", "js", "woff", "woff2", "ttf", "otf"];

/// Lays what is to stay beside the staged files; returns how many files that is.
pub(super) fn stage(files: &BTreeSet<SitePath>, place: &Place) -> io::Result<usize> {
    let Some(previous) = previous(files, place) else { return Ok(0) };
    for kept in &previous.files {
        let to = place.staging.join(&kept.path);
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        let from = place.site.join(&kept.path);
        if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to)?;
        }
    }
    let mut list = serde_json::to_vec_pretty(&previous)?;
    list.push(b'\n');
    fs::write(place.staging.join(PREVIOUS), list)?;
    Ok(previous.files.len())
}

/// What is to stay of the site at `place` when `files` take its place.
fn previous(files: &BTreeSet<SitePath>, place: &Place) -> Option<Previous> {
    let old = Inventory::at(&place.site)?;
    let new = Inventory::at(&place.staging)?;
    if old.audience() != new.audience() {
        return None;
    }
    let left = old.files.into_iter().filter_map(|it| SitePath::new(&it.path));
    let left = left.filter(|it| !files.contains(it) && is_lasting(it));
    let files: Vec<Kept> = left.filter_map(|it| kept(&place.site, &it)).collect();
    (!files.is_empty()).then_some(Previous { files })
}

/// The file as it stands there, if it still is what its name says.
fn kept(site: &Path, path: &SitePath) -> Option<Kept> {
    let place = site.join(path.as_str());
    let is_file = fs::symlink_metadata(&place).is_ok_and(|it| it.is_file());
    let digest = Digest::of(&is_file.then(|| fs::read(place).ok())??);
    let named = path.stem().rsplit('.').next()?;
    (named == digest.short())
        .then(|| Kept { path: path.as_str().to_owned(), sha256: digest.to_string() })
}

fn is_lasting(path: &SitePath) -> bool {
    path.as_str().starts_with(FOLDER) && KINDS.contains(&path.extension())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Files;
    use crate::write::lists::INVENTORY;
    use crate::write::{clean, publish};

    #[test]
    fn styles_and_scripts_stay_for_one_generation() {
        let site = Folder::new();
        site.publish("public", "CLEAR", &["a { color: red }"]);
        site.publish("public", "CLEAR", &["a { color: blue }"]);
        assert_eq!(site.styles(), named(&["a { color: red }", "a { color: blue }"]));
        assert_eq!(site.publish("public", "CLEAR", &["a { color: blue }"]), (0, 0));
        assert_eq!(site.styles(), named(&["a { color: red }", "a { color: blue }"]));
        site.publish("public", "CLEAR", &["a { color: blue }", "b {}"]);
        assert_eq!(site.styles(), named(&["a { color: blue }", "b {}"]));
        assert!(!site.path().join(PREVIOUS).exists(), "nothing was left out");
        assert_eq!(clean(&site.path()), Ok(true));
    }

    #[test]
    fn nothing_stays_where_the_audience_is_another_one() {
        for (edition, ceiling) in [("public", "CLEAR"), ("staff", "GREEN")] {
            let site = Folder::new();
            site.publish("staff", "RED", &["a {}"]);
            site.publish(edition, ceiling, &["b {}"]);
            assert_eq!(site.styles(), named(&["b {}"]));
        }
    }

    #[test]
    fn nothing_but_what_its_name_promises_stays() {
        let site = Folder::new();
        site.publish("public", "CLEAR", &["a {}", "b {}"]);
        let changed = named(&["a {}"]).pop_first().unwrap();
        fs::write(site.path().join(FOLDER).join(changed), "p {}").unwrap();
        site.publish("public", "CLEAR", &["c {}"]);
        assert_eq!(site.styles(), named(&["b {}", "c {}"]));
    }

    #[test]
    fn only_looks_are_lasting() {
        for it in ["assets/a.0a1b2c3d.css", "assets/deep/f.0a1b2c3d.woff2"] {
            assert!(is_lasting(&SitePath::new(it).unwrap()), "{it}");
        }
        for it in ["a.0a1b2c3d.css", "assets/a.0a1b2c3d.png", "search/t/0123456789.js"] {
            assert!(!is_lasting(&SitePath::new(it).unwrap()), "{it}");
        }
    }

    /// A folder to publish into: a page, and styles.
    struct Folder(tempfile::TempDir);

    impl Folder {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn path(&self) -> std::path::PathBuf {
            self.0.path().join("site")
        }

        /// How many files were written, and how many stay.
        fn publish(
            &self,
            edition: &str,
            ceiling: &str,
            styles: &[&str],
        ) -> (usize, usize) {
            let styles = styles.iter().zip(styles.iter().flat_map(|it| named(&[it])));
            let mut files: Files = styles
                .map(|(text, name)| (format!("{FOLDER}{name}"), text.as_bytes().into()))
                .map(|(path, bytes)| (SitePath::new(&path).unwrap(), bytes))
                .collect();
            let list: Vec<_> = files
                .keys()
                .map(|it| serde_json::json!({ "path": it.as_str() }))
                .collect();
            let list = serde_json::json!({
                "edition": edition, "ceiling": ceiling, "files": list,
            });
            files
                .insert(SitePath::fixed(INVENTORY), list.to_string().into_bytes().into());
            let published = publish(&files, &self.path()).unwrap();
            (published.written, published.kept)
        }

        fn styles(&self) -> BTreeSet<String> {
            let entries = fs::read_dir(self.path().join(FOLDER)).unwrap();
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    fn named(texts: &[&str]) -> BTreeSet<String> {
        let name = |it: &&str| format!("x.{}.css", Digest::of(it.as_bytes()).short());
        texts.iter().map(name).collect()
    }
}
