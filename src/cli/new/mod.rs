//! `dossier new`: starts a dossier, a page of it, a source. It writes what a check accepts,
//! asks little, and never writes over anything.

mod ask;
mod dossier;
mod front;
mod library;
mod online;
mod page;
mod press;
mod source;

use super::report::Report;
use crate::diag::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `dossier new` takes.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "\
Examples:
  dossier new leaks                               a folder `leaks` with a small dossier
  dossier new page report/part-2 --kind report-part
  dossier new source --from paste.bib             or pasted: `dossier new source < paste.ris`
  dossier new source --doi 10.1000/182 --online
  dossier new press bbc-2024 --bears-on part-2    a page that reads the source `bbc-2024`")]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// The folder of the new dossier; it must not be there, or be empty.
    #[arg(value_name = "DIR", required = true)]
    root: Option<PathBuf>,
    /// The dossier's title.
    #[arg(long)]
    title: Option<String>,
    /// Its main language: a tag such as `en` or `de-AT`.
    #[arg(long, value_name = "LANG", default_value = "en")]
    language: String,
}

#[derive(clap::Subcommand)]
enum What {
    /// A page, with valid front matter.
    Page(page::Args),
    /// A page that reads one press source.
    Press(press::Args),
    /// A source in the library: pasted, or asked for online.
    Source(source::Args),
}

/// Makes it, and says where it is and what to do next.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    match &args.what {
        Some(What::Page(args)) => page::run(args, report),
        Some(What::Press(args)) => press::run(args, report),
        Some(What::Source(args)) => source::run(args, report),
        None => dossier::run(args, report),
    }
}
