//! Builds on a thread of its own, so that answers never wait for a build.

use super::exposure::{self, Reach};
use super::shown::Shown;
use super::watch::{Watcher, changed_since};
use super::{Event, Host, Options};
use crate::build::{Round, Session, Wanted};
use crate::diag::Failure;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Instant, SystemTime};
use tokio::sync::watch::Sender;

/// Builds, and puts what is built where it is seen.
pub(super) struct Worker {
    root: PathBuf,
    options: Options,
    reach: Reach,
    session: Session,
    shown: Sender<Arc<Shown>>,
    host: Arc<dyn Host>,
}

/// A worker that has built once and knows what to wait for.
pub(super) struct Following {
    worker: Worker,
    watcher: Watcher,
    build_dir: String,
    /// Whether something has changed already.
    is_stale: bool,
}

impl Worker {
    /// A worker for the dossier in `root`.
    pub(super) fn new(
        root: &Path,
        options: &Options,
        reach: Reach,
        shown: Sender<Arc<Shown>>,
        host: &Arc<dyn Host>,
    ) -> Self {
        let session = Session::new(wanted(root, options, reach));
        let (root, options, host) = (root.to_owned(), options.clone(), host.clone());
        Self { root, options, reach, session, shown, host }
    }

    /// Builds for the first time; what cannot be built or may not be shown is a failure.
    pub(super) fn begin(mut self) -> Result<Following, Failure> {
        let mut watcher = Watcher::new(&self.root, self.options.poll, &self.host)?;
        let began = SystemTime::now();
        let round = self.build()?;
        if self.reach != Reach::Machine {
            self.host.tell(&Event::Note(exposure::warning(&round)));
        }
        watcher.follow(&round, &self.host)?;
        let is_stale = changed_since(&self.root, &round, began);
        let build_dir = round.build_dir.clone();
        self.show(round);
        Ok(Following { worker: self, watcher, build_dir, is_stale })
    }

    fn build(&mut self) -> Result<Round, Failure> {
        let began = Instant::now();
        let built = catch_unwind(AssertUnwindSafe(|| self.session.build(&|_| {})));
        let round = built.unwrap_or_else(|_| {
            // What it remembers may be half made.
            self.session = Session::new(wanted(&self.root, &self.options, self.reach));
            Err(Failure::new("the build has stopped by a fault of its own".to_owned())
                .help("please report it, with the text that was just saved"))
        })?;
        exposure::check(&round, self.reach)?;
        self.host.tell(&Event::Built(&round, began.elapsed()));
        Ok(round)
    }

    /// Shows what was built, or what keeps it from being shown.
    fn show(&self, round: Round) {
        let is_good = !self.host.forbids(&round.built.findings);
        self.shown.send_modify(|it| {
            *it = Arc::new(if is_good { it.good(round) } else { it.bad(&round) });
        });
    }

    fn fail(&self, failure: &Failure) {
        self.host.tell(&Event::Failed(failure));
        self.shown.send_modify(|it| *it = Arc::new(it.failed(failure)));
    }
}

fn wanted(root: &Path, options: &Options, reach: Reach) -> Wanted {
    let Options { edition, draft, show_withheld, .. } = options.clone();
    Wanted {
        root: root.to_owned(),
        edition,
        draft,
        show_withheld,
        judge_marking: reach != Reach::Machine,
    }
}

impl Following {
    /// Builds on a thread of its own whenever something has changed.
    pub(super) fn go_on(self) -> Result<(), Failure> {
        let thread = thread::Builder::new().name("build".to_owned());
        let begun = thread.spawn(move || self.follow());
        begun.map(drop).map_err(|it| Failure::new(format!("cannot start a thread: {it}")))
    }

    fn follow(mut self) {
        loop {
            if let Err(failure) = self.step() {
                self.worker.fail(&failure);
            }
        }
    }

    /// Waits for a change, and builds.
    fn step(&mut self) -> Result<(), Failure> {
        if !self.is_stale {
            self.watcher.wait(&self.build_dir);
        }
        self.is_stale = false;
        let began = SystemTime::now();
        let round = self.worker.build()?;
        let is_new = self.watcher.follow(&round, &self.worker.host)?;
        self.is_stale = is_new && changed_since(&self.worker.root, &round, began);
        self.build_dir.clone_from(&round.build_dir);
        self.worker.show(round);
        Ok(())
    }
}
