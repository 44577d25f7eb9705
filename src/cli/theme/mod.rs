//! `dossier theme`: helps whoever works on a theme.

mod doctor;
mod eject;

use super::report::Report;
use crate::build::{Read, read};
use crate::diag::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `dossier theme` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Say what each file of the theme lies over, and what in it nobody hears.
    Doctor(doctor::Doctor),
    /// Copy a file of the built-in theme into the dossier's, to change it there.
    Eject(eject::Eject),
}

/// The theme that is worked on.
#[derive(clap::Args)]
struct WhichTheme {
    /// The folder of the dossier: the one that holds `book.toml`.
    #[arg(long = "dossier", short = 'C', value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The theme; the dossier's otherwise.
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
}

impl WhichTheme {
    /// Its name, and the dossier.
    fn find(&self) -> Result<(String, Read), Failure> {
        let read = read(&self.root, &|_| {})?;
        let name = self.theme.clone().unwrap_or_else(|| read.settings().theme.clone());
        Ok((name, read))
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    match &args.what {
        What::Doctor(args) => doctor::run(args, report),
        What::Eject(args) => eject::run(args, report),
    }
}
