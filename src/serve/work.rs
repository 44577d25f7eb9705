//! Builds on a thread of its own, so that answers never wait for a build.

use super::exposure::{self, Reach};
use super::shown::{Shown, told};
use super::site::Site;
use super::watch::{Sign, Watcher, Woken, changed_since};
use super::{Event, Host, Options};
use crate::base::FilePath;
use crate::build::{Change, Round, Session, Wanted, with_themes};
use crate::diag::{Diagnostic, Failure};
use std::collections::BTreeMap;
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
    making: Making,
}

/// The sites of the last build, on their way.
#[derive(Default)]
struct Making {
    /// How many builds there were.
    build: u64,
    /// What was found before any page was made.
    found: Vec<Diagnostic>,
    /// What was found in making each site, once all of it is made.
    late: Vec<Option<Vec<Diagnostic>>>,
    texts: Texts,
}

type Texts = BTreeMap<FilePath, Arc<str>>;

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
        let making = Making::default();
        Self { root, options, reach, session, shown, host, making }
    }

    /// Builds for the first time; what cannot be built or may not be shown is a failure.
    pub(super) fn begin(mut self) -> Result<Following, Failure> {
        let mut watcher = Watcher::new(&self.root, self.options.poll, &self.host);
        let began = SystemTime::now();
        let round = self.build(&Change::Anything)?;
        if self.reach != Reach::Machine {
            self.host.tell(&Event::Note(exposure::warning(&round)));
        }
        watcher.follow(&round, &self.host);
        let is_stale = changed_since(&self.root, &round, began);
        let build_dir = round.build_dir.clone();
        self.show(round, &watcher)?;
        Ok(Following { worker: self, watcher, build_dir, is_stale })
    }

    fn build(&mut self, change: &Change) -> Result<Round, Failure> {
        let began = Instant::now();
        let built =
            catch_unwind(AssertUnwindSafe(|| self.session.build(change, &|_| {})));
        let mut round = built.unwrap_or_else(|_| {
            // What it remembers may be half made.
            self.session = Session::new(wanted(&self.root, &self.options, self.reach));
            Err(Failure::new("the build has stopped by a fault of its own".to_owned())
                .help("please report it, with the text that was just saved"))
        })?;
        exposure::check(&round, self.reach)?;
        round.texts = with_themes(&self.root, &round.texts, &round.findings);
        self.host.tell(&Event::Built(&round, began.elapsed()));
        Ok(round)
    }

    /// Shows what was built, or what keeps it from being shown.
    fn show(&mut self, round: Round, watcher: &Watcher) -> Result<(), Failure> {
        let is_good = !self.host.forbids(&round.findings);
        let told = told(&round.findings, &round.texts, is_good);
        let build = self.making.build + 1;
        self.making = Making { build, ..Making::default() };
        if !is_good {
            self.shown.send_modify(|it| *it = Arc::new(it.bad(told)));
            return Ok(());
        }
        let mut sites = Vec::new();
        for (at, site) in round.sites.into_iter().enumerate() {
            let sender = watcher.sender();
            // Where nobody listens any more, the process is ending.
            let done = move |found| drop(sender.send(Sign::Made(build, at, found)));
            sites.push(Site::open(site, round.is_amended, Box::new(done))?);
        }
        self.making.late.resize_with(sites.len(), || None);
        (self.making.found, self.making.texts) = (round.findings, round.texts);
        let ceilings = round.ceilings;
        self.shown.send_modify(|it| *it = Arc::new(it.good(sites, ceilings, told)));
        Ok(())
    }

    /// Takes in what was found in making a site, and tells it once all are made.
    fn take(&mut self, site: usize, found: Vec<Diagnostic>) {
        if let Some(late) = self.making.late.get_mut(site) {
            *late = Some(found);
        }
        let late: Option<Vec<_>> = self.making.late.iter().cloned().collect();
        let Some(late) = late else { return };
        let findings = self.session.finished(late);
        let texts = &with_themes(&self.root, &self.making.texts, &findings);
        let told = told(&findings, texts, !self.host.forbids(&findings));
        let is_new = |it: &Diagnostic| !self.making.found.contains(it);
        let new: Vec<Diagnostic> = findings.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            self.host.tell(&Event::Found(&new, texts));
        }
        self.shown.send_if_modified(|it| {
            let settled = it.settled(told);
            let is_other = settled.build != it.build;
            *it = Arc::new(settled);
            is_other
        });
    }

    fn fail(&mut self, failure: &Failure) {
        // What is told of sites on their way is of a build before this one.
        self.making = Making { build: self.making.build + 1, ..Making::default() };
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
        let woken = if self.is_stale {
            Woken::Changed(Change::Anything)
        } else {
            self.watcher.wait(&self.build_dir)
        };
        self.is_stale = false;
        match woken {
            Woken::Changed(change) => self.build(&change),
            Woken::Made(build, ..) if build != self.worker.making.build => Ok(()),
            Woken::Made(_, site, found) => {
                self.worker.take(site, found?);
                Ok(())
            }
        }
    }

    fn build(&mut self, change: &Change) -> Result<(), Failure> {
        let began = SystemTime::now();
        let round = self.worker.build(change)?;
        if !round.is_amended {
            let is_new = self.watcher.follow(&round, &self.worker.host);
            self.is_stale = is_new && changed_since(&self.worker.root, &round, began);
            self.build_dir.clone_from(&round.build_dir);
        }
        self.worker.show(round, &self.watcher)
    }
}
