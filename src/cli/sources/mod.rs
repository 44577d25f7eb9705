//! `dossier sources`: looks after the sources.

mod check;
mod span;

use super::report::Report;
use crate::diag::Failure;
use std::path::Path;
use std::process::ExitCode;

/// What `dossier sources` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Ask the addresses of the sources what they answer, and note it in `sources.lock`.
    Check(check::Args),
}

impl Args {
    /// The folder of the dossier.
    pub(super) fn root(&self) -> &Path {
        match &self.what {
            What::Check(args) => args.root(),
        }
    }
}

/// Does what was asked for.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    match &args.what {
        What::Check(args) => check::run(args, report),
    }
}
