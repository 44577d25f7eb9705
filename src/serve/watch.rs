//! Waits for the author: for events of the files, or by looking now and then where a file
//! system tells nothing.

use super::look::Looking;
use super::{Event, Host};
use crate::base::FilePath;
use crate::build::{Change, Round};
use crate::diag::{Diagnostic, Failure};
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

/// How long it must be quiet before a build: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(15);
/// How long a build waits for quiet at most.
const LONGEST: Duration = Duration::from_millis(250);

/// How coarse the times of files may be.
const TICK: Duration = Duration::from_millis(20);

/// Waits for changes of one dossier.
pub(super) struct Watcher {
    root: PathBuf,
    kind: Kind,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    signs: Receiver<Sign>,
    sender: Sender<Sign>,
}

/// How it comes to know of changes.
enum Kind {
    /// The system tells of them.
    Told(RecommendedWatcher),
    /// It looks for them.
    Looking(Looking),
}

/// Something that the worker waits for.
pub(super) enum Sign {
    /// A file has changed.
    Changed(PathBuf),
    /// Something has changed, and the system has lost count of what.
    Lost,
    /// All of a site is made: of which build, which site, and what was found.
    Made(u64, usize, Result<Vec<Diagnostic>, Failure>),
}

/// What has ended the waiting.
pub(super) enum Woken {
    /// The author has saved something.
    Changed(Change),
    /// All of a site is made.
    Made(u64, usize, Result<Vec<Diagnostic>, Failure>),
}

impl Watcher {
    /// Looks at the folder `root` itself; `follow` adds what a build has read.
    pub(super) fn new(root: &Path, poll: bool, host: &Arc<dyn Host>) -> Self {
        let (sender, signs) = channel();
        let root = root.to_owned();
        let looking = || Kind::Looking(Looking::new(&root, &sender));
        let kind = if poll || is_silent(&root) {
            looking()
        } else {
            told(&sender).unwrap_or_else(|it| {
                note(&it, host);
                looking()
            })
        };
        let mut watcher = Self { root, kind, watched: BTreeMap::new(), signs, sender };
        watcher.watch(&[(watcher.root.clone(), RecursiveMode::NonRecursive)], host);
        watcher
    }

    /// Looks at everything that a build has read, too; tells whether something is new.
    pub(super) fn follow(&mut self, round: &Round, host: &Arc<dyn Host>) -> bool {
        let before = self.watched.len();
        self.watch(&wanted(&self.root, round), host);
        self.watched.len() > before
    }

    /// Looks at more folders, if need be in another way from now on.
    fn watch(&mut self, wanted: &[(PathBuf, RecursiveMode)], host: &Arc<dyn Host>) {
        if let Err(error) = self.watch_all(wanted) {
            note(&error, host);
            let looking = Looking::new(&self.root, &self.sender);
            let watched = self.watched.iter().map(|(path, mode)| (path, *mode));
            for (path, mode) in watched.chain(wanted.iter().map(|(path, it)| (path, *it)))
            {
                looking.watch(path, mode);
            }
            self.kind = Kind::Looking(looking);
            self.watched.extend(wanted.iter().cloned());
        }
    }

    fn watch_all(&mut self, wanted: &[(PathBuf, RecursiveMode)]) -> notify::Result<()> {
        for (path, mode) in wanted {
            if !self.watched.contains_key(path) && path.is_dir() {
                self.kind.watch(path, *mode)?;
                self.watched.insert(path.clone(), *mode);
            }
        }
        Ok(())
    }

    /// Where whoever makes a site tells that it is made.
    pub(super) fn sender(&self) -> Sender<Sign> {
        self.sender.clone()
    }

    /// Waits until a site is made, or something has changed and it is quiet again.
    pub(super) fn wait(&mut self, build_dir: &str) -> Woken {
        let mut changed = BTreeSet::new();
        let mut is_lost = false;
        // `self` has a sender, so there always is one.
        while let Ok(sign) = self.signs.recv() {
            match sign {
                Sign::Made(build, site, found) => return Woken::Made(build, site, found),
                Sign::Lost => is_lost = true,
                Sign::Changed(path) if self.matters(&path, build_dir) => {
                    changed.insert(path);
                }
                Sign::Changed(_) => continue,
            }
            break;
        }
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            // What is made now is out of date.
            match self.signs.recv_timeout(QUIET) {
                Ok(Sign::Changed(path)) if self.matters(&path, build_dir) => {
                    changed.insert(path);
                }
                Ok(Sign::Lost) => is_lost = true,
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Woken::Changed(if is_lost { Change::Anything } else { Change::Files(changed) })
    }

    /// Whether a dossier can have changed with a file: none that is hidden, left by an
    /// editor, or written by a build.
    fn matters(&mut self, path: &Path, build_dir: &str) -> bool {
        let Ok(inside) = path.strip_prefix(&self.root) else { return true };
        if inside.components().count() == 1 {
            // A folder that was replaced is another one.
            self.watched.retain(|it, _| !it.starts_with(path) || it == &self.root);
        }
        let names = || inside.components().map(|it| it.as_os_str().to_string_lossy());
        let is_hidden = names().any(|it| it.starts_with('.'));
        let is_built = !build_dir.is_empty() && inside.starts_with(build_dir);
        let is_left = names().next_back().is_some_and(|it| it.ends_with('~'));
        !is_hidden && !is_built && !is_left
    }
}

/// Whether something that a build has read was written after it began.
pub(super) fn changed_since(root: &Path, round: &Round, began: SystemTime) -> bool {
    let began = began - TICK;
    let time =
        |it: &FilePath| root.join(it.as_str()).metadata().and_then(|it| it.modified());
    round.texts.keys().any(|it| time(it).is_ok_and(|it| it >= began))
}

impl Kind {
    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match self {
            Self::Told(it) => it.watch(path, mode)?,
            Self::Looking(it) => it.watch(path, mode),
        }
        Ok(())
    }
}

fn told(sender: &Sender<Sign>) -> notify::Result<Kind> {
    let sender = sender.clone();
    let on_event = move |event: notify::Result<notify::Event>| {
        // Where nobody listens any more, the process is ending.
        let tell = |sign| drop(sender.send(sign));
        match event {
            Ok(event) if event.need_rescan() => tell(Sign::Lost),
            Ok(event) if is_change(event.kind) => {
                event.paths.into_iter().for_each(|it| tell(Sign::Changed(it)));
            }
            _ => {}
        }
    };
    Ok(Kind::Told(notify::recommended_watcher(on_event)?))
}

/// That it is looked now and then instead, and why.
fn note(why: &notify::Error, host: &Arc<dyn Host>) {
    host.tell(&Event::Note(format!(
        "the system tells no changes of files ({why}); looking for them twice a second"
    )));
}

/// Reading a file is no change; the end of writing one is.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(it) => it == AccessKind::Close(AccessMode::Write),
        EventKind::Other => false,
        _ => true,
    }
}

/// The content and the themes with all below, and the folders of whatever else was read.
fn wanted(root: &Path, round: &Round) -> Vec<(PathBuf, RecursiveMode)> {
    let content = root.join(&round.content);
    let themes = root.join("themes");
    let folders: BTreeSet<PathBuf> = round
        .texts
        .keys()
        .filter_map(|it| root.join(it.as_str()).parent().map(Path::to_owned))
        .filter(|it| !it.starts_with(&content) && !it.starts_with(&themes) && it != root)
        .collect();
    let whole = [content, themes].map(|it| (it, RecursiveMode::Recursive));
    let single = folders.into_iter().map(|it| (it, RecursiveMode::NonRecursive));
    whole.into_iter().chain(single).collect()
}

/// Whether a folder lies where the system does not see the changes of others: on a network,
/// or on the other side of a virtual machine.
#[cfg(target_os = "linux")]
fn is_silent(root: &Path) -> bool {
    /// NFS, SMB, CIFS, SMB2, 9P, FUSE, AFS, Ceph, from `linux/magic.h`.
    const SILENT: [rustix::fs::FsWord; 8] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x0102_1997,
        0x6573_5546,
        0x5346_414f,
        0x00c3_6400,
    ];
    rustix::fs::statfs(root).is_ok_and(|it| SILENT.contains(&it.f_type))
}

#[cfg(not(target_os = "linux"))]
fn is_silent(_root: &Path) -> bool {
    false
}
