//! Looks at the files now and then, where the system tells no changes. A file counts as
//! changed when its size, place or one of its times is another one, to the nanosecond: an
//! older text that comes back, and two savings within a second, are changes, too.

use super::watch::Sign;
use crate::load::Footprint;
use notify::RecursiveMode;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

/// How often files are looked at.
const INTERVAL: Duration = Duration::from_millis(500);

/// Looks at folders of a dossier until it is dropped.
pub(super) struct Looking(Arc<Mutex<Looked>>);

/// Every path in a dossier with a number that changes when what is there does.
type Seen = BTreeMap<String, u64>;

/// Which folders are looked at, and what they looked like.
struct Looked {
    root: PathBuf,
    folders: Vec<(String, RecursiveMode)>,
    seen: Seen,
}

impl Looking {
    /// Begins to look, at nothing yet.
    pub(super) fn new(root: &Path, sender: &Sender<Sign>) -> Self {
        let looked =
            Looked { root: root.to_owned(), folders: Vec::new(), seen: Seen::new() };
        let looked = Arc::new(Mutex::new(looked));
        let (kept, sender) = (Arc::downgrade(&looked), sender.clone());
        thread::spawn(move || look_on(&kept, &sender));
        Self(looked)
    }

    /// Looks at a folder, too.
    pub(super) fn watch(&self, folder: &Path, mode: RecursiveMode) {
        let mut looked = lock(&self.0);
        let folder = folder.strip_prefix(&looked.root).unwrap_or(folder);
        let folder = (folder.to_string_lossy().into_owned(), mode);
        if looked.folders.contains(&folder) {
            return;
        }
        for (path, number) in look(&looked.root, std::slice::from_ref(&folder)) {
            // What has changed meanwhile is still to be told.
            looked.seen.entry(path).or_insert(number);
        }
        looked.folders.push(folder);
    }
}

impl Looked {
    /// Looks again, and gives what has changed.
    fn again(&mut self) -> Vec<PathBuf> {
        let now = look(&self.root, &self.folders);
        let gone = self.seen.keys().filter(|it| !now.contains_key(*it));
        let other = now.iter().filter(|(path, it)| self.seen.get(*path) != Some(it));
        let changed = gone.chain(other.map(|(path, _)| path));
        let changed = changed.map(|it| self.root.join(it));
        // That a folder holds other files is told by these.
        let changed = changed.filter(|it| !it.is_dir()).collect();
        self.seen = now;
        changed
    }
}

/// Tells what changes, until nobody wants to know.
fn look_on(looked: &Weak<Mutex<Looked>>, sender: &Sender<Sign>) {
    loop {
        thread::sleep(INTERVAL);
        let Some(looked) = looked.upgrade() else { return };
        let changed = lock(&looked).again();
        if changed.into_iter().any(|it| sender.send(Sign::Changed(it)).is_err()) {
            return;
        }
    }
}

fn look(root: &Path, folders: &[(String, RecursiveMode)]) -> Seen {
    let mut footprint = Footprint::default();
    for (folder, mode) in folders {
        match mode {
            RecursiveMode::Recursive => footprint.folder(root, folder, false),
            RecursiveMode::NonRecursive => footprint.entries(root, folder),
        }
    }
    footprint.seen().into_iter().collect()
}

fn lock(looked: &Mutex<Looked>) -> MutexGuard<'_, Looked> {
    looked.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write the files they look at")]
mod tests {
    use super::*;
    use std::fs;
    use std::time::SystemTime;

    fn looked(root: &Path, folders: &[(&str, RecursiveMode)]) -> Looked {
        let folders =
            folders.iter().map(|(it, mode)| ((*it).to_owned(), *mode)).collect();
        let mut looked = Looked { root: root.to_owned(), folders, seen: Seen::new() };
        looked.again();
        looked
    }

    #[test]
    fn every_change_is_seen_also_within_one_second_and_backwards() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("content/a/b.md");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "one").unwrap();
        let mut looked = looked(root.path(), &[("content", RecursiveMode::Recursive)]);
        assert_eq!(looked.again(), Vec::<PathBuf>::new());
        fs::write(&file, "two").unwrap();
        assert_eq!(looked.again(), vec![file.clone()]);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(SystemTime::UNIX_EPOCH)
            .unwrap();
        assert_eq!(looked.again(), vec![file.clone()]);
        fs::rename(&file, root.path().join("content/a/c.md")).unwrap();
        assert_eq!(looked.again().len(), 2);
        fs::remove_dir_all(root.path().join("content")).unwrap();
        assert_eq!(looked.again().len(), 3);
    }

    #[test]
    fn a_folder_alone_is_not_looked_into() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("book")).unwrap();
        let mut looked = looked(root.path(), &[("", RecursiveMode::NonRecursive)]);
        fs::write(root.path().join("book/index.html"), "").unwrap();
        fs::write(root.path().join("book.toml"), "").unwrap();
        assert_eq!(looked.again(), vec![root.path().join("book.toml")]);
    }
}
