//! A folder to work in, and the program to run there. The one place of the suite that
//! knows how the command is called.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// The program under test.
pub(crate) const DOSSIER: &str = env!("CARGO_BIN_EXE_dossier");

/// The smallest settings of a dossier.
pub(crate) const BOOK: &str = "[book]\ntitle = \"A dossier\"\nsrc = \"content\"\n\n[dossier]\nbibliography = [\"references.yaml\"]\n";

/// A folder that goes away with the test.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

/// What a run said and how it ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The exit code; 128 and the signal's number if one ended it.
    pub(crate) code: i32,
    /// Standard error: what the program says to people.
    pub(crate) talk: String,
    /// Standard output: what it hands on.
    pub(crate) data: String,
}

impl Scratch {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// An empty folder in memory, where the order of a folder is the order of creation.
    pub(crate) fn in_memory() -> Self {
        Self { folder: tempfile::tempdir_in("/dev/shm").unwrap() }
    }

    /// A dossier with these files; settings and an empty library come with it.
    pub(crate) fn dossier(files: &[(&str, &str)]) -> Self {
        let scratch = Self::new();
        scratch.write("book.toml", BOOK);
        scratch.write("content/references.yaml", "references: []\n");
        for (path, text) in files {
            scratch.write(path, text);
        }
        scratch
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path inside.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs the program here.
    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        Outcome::of(&self.command(args).output().unwrap())
    }

    /// The program, ready to run here.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = plain(DOSSIER);
        command.args(args).current_dir(self.path());
        command
    }

    /// Runs a line of shell here; `"$DOSSIER"` is the program.
    pub(crate) fn shell(&self, line: &str) -> Outcome {
        let mut shell = plain("bash");
        shell.args(["-euo", "pipefail", "-c", line]).current_dir(self.path());
        Outcome::of(&shell.env("DOSSIER", DOSSIER).output().unwrap())
    }
}

/// A command that sees nothing of the machine but its programs.
pub(crate) fn plain(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    command.envs(std::env::var_os("PATH").map(|it| ("PATH", it)));
    command
}

impl Outcome {
    /// What a finished process left.
    pub(crate) fn of(output: &Output) -> Self {
        let signal = || 128 + output.status.signal().unwrap_or_default();
        Self {
            code: output.status.code().unwrap_or_else(signal),
            talk: String::from_utf8_lossy(&output.stderr).into_owned(),
            data: String::from_utf8_lossy(&output.stdout).into_owned(),
        }
    }

    /// Insists on an exit code.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.talk, self.data);
        self
    }

    /// Insists on words in what the program says.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.talk.contains(words), "`{words}` is not in:\n{}", self.talk);
        self
    }
}

/// Every file below a folder by its path in it; empty if there is no folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// Insists on two equal trees, and names the first files that differ.
#[track_caller]
pub(crate) fn assert_same(
    left: &BTreeMap<String, Vec<u8>>,
    right: &BTreeMap<String, Vec<u8>>,
    what: &str,
) {
    let names = left.keys().chain(right.keys());
    let mut other: Vec<_> = names.filter(|it| left.get(*it) != right.get(*it)).collect();
    other.sort();
    other.dedup();
    let shown = &other[..other.len().min(10)];
    assert!(other.is_empty(), "{what}: {} files differ: {shown:?}", other.len());
}

/// Copies a folder; symbolic links stay symbolic links.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (kind, target) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_symlink() {
            let link = fs::read_link(entry.path()).unwrap();
            std::os::unix::fs::symlink(link, target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Copies every file in another order, so that the folder lists them in another order,
/// and dates them later.
pub(crate) fn copy_shuffled(from: &Path, to: &Path) {
    let mut files: Vec<PathBuf> =
        tree(from).into_keys().map(PathBuf::from).rev().collect();
    let mut dice: usize = 4711;
    for at in (1..files.len()).rev() {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        files.swap(at, (dice >> 33) % (at + 1));
    }
    for (at, file) in files.iter().enumerate() {
        let target = to.join(file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(file), &target).unwrap();
        let seconds = 1_924_992_000 + at as u64;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        File::options().write(true).open(target).unwrap().set_modified(time).unwrap();
    }
}
