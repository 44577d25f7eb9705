//! `.dossier/`: what builds remember. Nobody else may read it, it is never published, never
//! behind a link, and whatever is odd about it counts as not there.

use super::replace;
use crate::base::Digest;
use crate::diag::Failure;
use rustix::fs::OFlags;
use rustix::process::geteuid;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The folder in the root of a dossier.
const FOLDER: &str = ".dossier";

/// Marks the folder as one that backups may leave out: <https://bford.info/cachedir/>.
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What builds of dossier remember; safe to delete.\n";

/// The rights of everybody but the owner.
const OTHERS: u32 = 0o077;

/// What is written into any file begins with the digest of the rest, and is at most so long.
const DIGEST: usize = 64;
const LONGEST: u64 = 256 << 20;

/// The folder of what is remembered of one edition, or of all of them. It is made when
/// something is kept.
#[derive(Clone, Debug)]
pub struct Drawer {
    root: PathBuf,
    path: PathBuf,
}

impl Drawer {
    /// The drawer with this name in the dossier `root`.
    pub fn of(root: &Path, name: &str) -> Self {
        Self { root: root.to_owned(), path: root.join(FOLDER).join(name) }
    }

    /// What time it is by the clock of the file system, in seconds and nanoseconds; `None`
    /// where nothing can be written, and so nothing be kept.
    pub fn now(&self) -> Option<(i64, i64)> {
        let folder = if self.is_there() { &self.path } else { &self.root };
        let path = folder.join(format!(".dossier-{}", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&path).ok()?;
        let data = file.metadata();
        fs::remove_file(&path).ok()?;
        data.ok().map(|it| (it.mtime(), it.mtime_nsec()))
    }

    fn is_there(&self) -> bool {
        is_own(&self.root.join(FOLDER)) && is_own(&self.path)
    }

    fn make(&self) -> Option<()> {
        let folder = self.root.join(FOLDER);
        if own_folder(&folder)? {
            fs::write(folder.join(TAG), TAG_TEXT).ok()?;
            fs::write(folder.join(".gitignore"), "*\n").ok()?;
        }
        own_folder(&self.path).map(drop)
    }

    /// What was kept under a name, if it is whole.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
        let path = self.is_there().then(|| self.path.join(name))?;
        let file = OpenOptions::new().read(true).custom_flags(flags).open(path).ok()?;
        let data = file.metadata().ok()?;
        if !data.is_file() || data.len() > LONGEST {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(LONGEST).read_to_end(&mut bytes).ok()?;
        if bytes.len() < DIGEST {
            return None;
        }
        let rest = bytes.split_off(DIGEST);
        (bytes == Digest::of(&rest).to_string().as_bytes()).then_some(rest)
    }

    /// Keeps bytes under a name. What cannot be kept is made again next time.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        let digest = Digest::of(bytes).to_string();
        if self.make().is_some() {
            drop(replace(&self.path.join(name), &[digest.as_bytes(), bytes].concat()));
        }
    }
}

/// Removes all that builds remember of a dossier; whether there was something.
pub fn forget(root: &Path) -> Result<bool, Failure> {
    let folder = root.join(FOLDER);
    let is_ours = fs::symlink_metadata(&folder).is_ok_and(|it| it.is_dir())
        && fs::symlink_metadata(folder.join(TAG)).is_ok_and(|it| it.is_file());
    if !is_ours {
        return Ok(false);
    }
    let gone = fs::remove_dir_all(&folder);
    gone.map(|()| true)
        .map_err(|it| Failure::new(format!("cannot remove `{}`: {it}", folder.display())))
}

/// Whether a folder had to be made; `None` if it is not a folder that only we can read.
fn own_folder(path: &Path) -> Option<bool> {
    let made = match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(_) => return None,
    };
    is_own(path).then_some(made)
}

/// Whether this is a folder, no link, that only we can read.
fn is_own(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| {
        it.is_dir() && it.mode() & OTHERS == 0 && it.uid() == geteuid().as_raw()
    })
}
