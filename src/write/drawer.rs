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

/// The folder of what is remembered of one edition, or of all of them.
#[derive(Clone, Debug)]
pub struct Drawer(PathBuf);

impl Drawer {
    /// Opens the drawer with this name, and makes it if need be; `None` where something
    /// else stands in its place, or nothing can be written.
    pub fn open(root: &Path, name: &str) -> Option<Self> {
        let folder = root.join(FOLDER);
        if own_folder(&folder)? {
            fs::write(folder.join(TAG), TAG_TEXT).ok()?;
            fs::write(folder.join(".gitignore"), "*\n").ok()?;
        }
        let drawer = folder.join(name);
        own_folder(&drawer)?;
        Some(Self(drawer))
    }

    /// Writes an empty file, and returns where: its time is that of the file system.
    pub fn mark(&self) -> Option<PathBuf> {
        let path = self.0.join("started");
        replace(&path, b"").ok().map(|()| path)
    }

    /// What was kept under a name, if it is whole.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
        let path = self.0.join(name);
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
        drop(replace(&self.0.join(name), &[digest.as_bytes(), bytes].concat()));
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
    let data = fs::symlink_metadata(path).ok()?;
    let is_ours =
        data.is_dir() && data.mode() & OTHERS == 0 && data.uid() == geteuid().as_raw();
    is_ours.then_some(made)
}
