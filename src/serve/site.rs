//! A site whose pages are made when somebody asks for them, and everything else once it is
//! quiet. A thread of its own holds what the pages are made of for as long as the site is
//! shown.

use crate::base::{Files, Ledger, Sink, SitePath};
use crate::build::{Forthcoming, Proof};
use crate::diag::{Diagnostic, Failure};
use crate::render::Press;
use rayon::ThreadPoolBuilder;
use std::collections::btree_map::Entry;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long nobody has asked for anything before the rest of a large site is made.
const QUIET: Duration = Duration::from_secs(1);

/// A site so small that all of it is made at once.
const SMALL: usize = 500;

/// The site for one audience.
pub(super) struct Site {
    /// The name of its edition.
    pub(super) edition: Option<String>,
    shelf: Arc<Shelf>,
    asks: Sender<SitePath>,
}

/// Told what was found when everything was made; a failure where that could not be.
pub(super) type Done = Box<dyn FnOnce(Result<Vec<Diagnostic>, Failure>) + Send>;

impl Site {
    /// Begins to make a site. The rest of a large one waits for a quiet moment if
    /// `has_time`.
    pub(super) fn open(
        forthcoming: Forthcoming,
        has_time: bool,
        done: Done,
    ) -> Result<Self, Failure> {
        let Forthcoming { edition, proof } = forthcoming;
        let shelf = Arc::new(Shelf::default());
        if !has_time || proof.pages() <= SMALL {
            shelf.hurry();
        }
        let (asks, asked) = channel();
        let kept = shelf.clone();
        let thread = thread::Builder::new().name("site".to_owned());
        let begun = thread.spawn(move || {
            let made = || make(&proof, &kept, asked, done);
            // Who waits for a page must not wait for ever.
            drop(catch_unwind(AssertUnwindSafe(made)));
            kept.end();
        });
        match begun {
            Ok(_) => Ok(Self { edition, shelf, asks }),
            Err(error) => Err(Failure::new(format!("cannot start a thread: {error}"))),
        }
    }

    /// A file, if it is made.
    pub(super) fn get(&self, path: &SitePath) -> Option<Arc<[u8]>> {
        self.shelf.lock().files.get(path).cloned()
    }

    /// Whether nothing has to be waited for to know what stands at a path.
    pub(super) fn is_ready(&self, path: &SitePath) -> bool {
        self.shelf.lock().knows(path)
    }

    /// Waits until a file is made, or it is known that there is none.
    pub(super) fn wait(&self, path: &SitePath) {
        if !self.is_ready(path) && self.asks.send(path.clone()).is_ok() {
            let is_missing = |it: &mut State| !it.knows(path);
            drop(self.shelf.changed.wait_while(self.shelf.lock(), is_missing));
        }
    }
}

/// What is made of a site so far.
#[derive(Default)]
struct Shelf {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    files: Files,
    /// Whether the rest is wanted now.
    is_hurried: bool,
    /// Whether nobody wants the site any more.
    is_unwanted: bool,
    /// Whether nothing more will come.
    is_whole: bool,
}

impl State {
    fn knows(&self, path: &SitePath) -> bool {
        self.is_whole || self.files.contains_key(path)
    }
}

impl Shelf {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn hurry(&self) {
        self.change(|it| it.is_hurried = true);
    }

    fn end(&self) {
        self.change(|it| it.is_whole = true);
    }

    /// Waits until the rest of the site is wanted; `false` if none of it is any more.
    fn wait_for_quiet(&self) -> bool {
        let busy = |it: &mut State| !it.is_hurried && !it.is_unwanted;
        let waited = self.changed.wait_timeout_while(self.lock(), QUIET, busy);
        !waited.unwrap_or_else(PoisonError::into_inner).0.is_unwanted
    }
}

impl Sink for Shelf {
    /// What was made for somebody who asked is not made otherwise later.
    fn take(&self, path: SitePath, bytes: Arc<[u8]>) {
        self.change(|it| match it.files.entry(path) {
            Entry::Vacant(free) => drop(free.insert(bytes)),
            Entry::Occupied(_) => {}
        });
    }
}

/// Makes what is asked for until nobody can ask any more, and the rest beside it.
fn make(proof: &Proof, shelf: &Shelf, asked: Receiver<SitePath>, done: Done) {
    proof.open(|press| {
        press.files(shelf);
        thread::scope(|scope| {
            scope.spawn(|| {
                let made = catch_unwind(AssertUnwindSafe(|| rest(proof, press, shelf)));
                let fault = || {
                    Failure::new(
                        "the site cannot be made, by a fault of the program's own",
                    )
                    .help("please report it, with the text that was just saved")
                };
                if let Some(made) = made.map_err(|_| fault()).transpose() {
                    done(made);
                }
                shelf.end();
            });
            for path in asked {
                match press.page(&path) {
                    Some(page) => shelf.take(path, page.into()),
                    // It may be anything else, or nothing.
                    None => shelf.hurry(),
                }
            }
            shelf.change(|it| it.is_unwanted = true);
        });
    });
}

/// Makes everything; `None` if nobody wants it any more.
fn rest(proof: &Proof, press: &Press<'_>, shelf: &Shelf) -> Option<Vec<Diagnostic>> {
    if !shelf.wait_for_quiet() {
        return None;
    }
    let ledger = Ledger::before(shelf);
    let make = || {
        let is_wanted = || !shelf.lock().is_unwanted;
        let mut findings = press.pages(|_| is_wanted(), &ledger);
        press.files(&ledger);
        is_wanted().then(|| {
            findings.extend(proof.finish(&ledger));
            findings
        })
    };
    // Whoever writes on must not have to wait for it.
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    match ThreadPoolBuilder::new().num_threads(cores.div_ceil(2)).build() {
        Ok(pool) => pool.install(make),
        Err(_) => make(),
    }
}
