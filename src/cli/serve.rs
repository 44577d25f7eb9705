//! `dossier serve`: the dossier in a browser, while it is written.

use super::Which;
use super::report::Report;
use crate::diag::{Diagnostic, Failure};
use crate::serve::{Event, Host, Options, serve};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

/// What `dossier serve` takes.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// The port; the first free one from 3000 otherwise.
    #[arg(long, short, value_name = "N")]
    port: Option<u16>,
    /// Listen at this address, so that other machines can read the dossier.
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,
    /// Open the dossier in the browser.
    #[arg(long, short)]
    open: bool,
    /// Show the dossier although cited sources are missing, and pages that are kept back.
    #[arg(long)]
    draft: bool,
    /// Look at the files now and then, where the system tells no changes.
    #[arg(long)]
    poll: bool,
    /// Let other machines read what is marked higher than the lowest marking, too.
    #[arg(long, requires = "host")]
    share_marked: bool,
}

impl Args {
    /// The folder of the dossier.
    pub(super) fn root(&self) -> &Path {
        &self.which.root
    }
}

/// Serves until it is stopped.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let options = Options {
        root: args.which.root.clone(),
        edition: args.which.edition.clone(),
        draft: args.draft,
        show_withheld: args.which.show_withheld,
        host: args.host.clone(),
        port: args.port,
        poll: args.poll,
        share_marked: args.share_marked,
    };
    let host: Arc<dyn Host> =
        Arc::new(Terminal { report: report.clone(), open: args.open });
    serve(&options, &host)?;
    Ok(ExitCode::SUCCESS)
}

/// The terminal in which the author sees what happens.
struct Terminal {
    report: Report,
    open: bool,
}

impl Host for Terminal {
    fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Listening(urls) => self.listening(urls),
            Event::Built(round, time) => {
                let findings = &round.findings;
                self.report.findings(findings, &round.texts);
                let pages: usize = round.sites.iter().map(|it| it.proof.pages()).sum();
                let kept = if self.forbids(findings) {
                    "; the last good build stays"
                } else {
                    ""
                };
                self.report
                    .line(&format!("{pages} pages in {} ms{kept}", time.as_millis()));
            }
            Event::Found(findings, texts) => {
                self.report.findings(findings, texts);
                if self.forbids(findings) {
                    self.report.line("the last good build stays");
                }
            }
            Event::Failed(failure) => self.report.failure(failure),
            Event::Note(note) => self.report.line(note),
        }
    }

    fn forbids(&self, findings: &[Diagnostic]) -> bool {
        self.report.forbids(findings)
    }
}

impl Terminal {
    fn listening(&self, urls: &[String]) {
        for url in urls {
            self.report.line(&format!("serving at {url} (Ctrl-C ends it)"));
        }
        let opened = urls.first().filter(|_| self.open).map(|it| open(it));
        if let Some(Err(error)) = opened {
            self.report.line(&format!("no browser could be opened: {error}"));
        }
    }
}

/// Opens an address as the desktop does it.
fn open(url: &str) -> std::io::Result<()> {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(program);
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop)
}
