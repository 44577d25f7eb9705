//! Shows a dossier in a browser while it is written: builds it in memory, serves it on this
//! machine, builds it again when a file changes, and lets open pages follow.
//!
//! The server knows the built sites and nothing else: no path of a request ever reaches the
//! disk. It answers only who asks for this machine by name, and no other site's pages.

#![expect(
    clippy::disallowed_methods,
    reason = "serve listens, watches and measures time"
)]

mod answer;
mod connection;
mod exposure;
mod guard;
mod listen;
mod live;
mod look;
mod media;
mod page;
mod patient;
mod reply;
mod shown;
mod site;
mod stand_in;
mod watch;
mod work;

use crate::base::FilePath;
use crate::build::Round;
use crate::diag::{Diagnostic, Failure};
use connection::Server;
use exposure::Reach;
use guard::Guard;
use shown::Shown;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::channel;

/// What is served, and to whom.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Options {
    /// The folder of the dossier.
    pub root: PathBuf,
    /// One edition, or each in a folder of its name.
    pub edition: Option<String>,
    /// Whether sources that are missing are gaps, not errors.
    pub draft: bool,
    /// Whether findings may quote what was cut.
    pub show_withheld: bool,
    /// Where to listen: this machine only without a word.
    pub host: Option<String>,
    /// The port; the first free one from 3000 without a word.
    pub port: Option<u16>,
    /// Whether to look at the files now and then instead of waiting for events.
    pub poll: bool,
    /// Whether other machines may see what is marked.
    pub share_marked: bool,
}

/// What happens while a dossier is served.
pub enum Event<'a> {
    /// It can be opened at these addresses.
    Listening(&'a [String]),
    /// It was built.
    Built(&'a Round, Duration),
    /// This was found, too, when pages were made.
    Found(&'a [Diagnostic], &'a BTreeMap<FilePath, Arc<str>>),
    /// It could not be built; the last good one is shown.
    Failed(&'a Failure),
    /// Something that people should know.
    Note(String),
}

/// Who is told what happens, and who judges findings.
pub trait Host: Send + Sync {
    /// Is told.
    fn tell(&self, event: &Event<'_>);

    /// Whether these findings keep a build from being shown.
    fn forbids(&self, findings: &[Diagnostic]) -> bool;
}

/// Serves the dossier until the process is asked to end.
pub fn serve(options: &Options, host: &Arc<dyn Host>) -> Result<(), Failure> {
    let root = std::fs::canonicalize(&options.root).map_err(|it| {
        Failure::new(format!("cannot open `{}`: {it}", options.root.display()))
    })?;
    let places = listen::places(options.host.as_deref())?;
    let sockets = listen::bind(&places, options.port)?;
    let (shown, seen) = channel(Arc::new(Shown::default()));
    let reach = match (places.is_public(), options.share_marked) {
        (false, _) => Reach::Machine,
        (true, false) => Reach::Network,
        (true, true) => Reach::Trusted,
    };
    let worker = work::Worker::new(&root, options, reach, shown, host);
    let following = worker.begin()?;
    host.tell(&Event::Listening(&places.urls(sockets.port)));
    following.go_on()?;
    listen::allow_many_connections();
    connection::run(sockets, &Arc::new(Server::new(Guard::new(&places), seen)))
}
