//! `dossier clean`: removes what a build has written, and nothing else.

use super::report::Report;
use crate::build::read;
use crate::diag::Failure;
use crate::write::clean;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `dossier clean` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of the dossier.
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the site was published; `[build] build-dir` otherwise.
    #[arg(long, short, value_name = "DEST")]
    dest_dir: Option<PathBuf>,
}

/// Removes the site, or the sites of all editions.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let read = read(&args.root, &|_| {})?;
    let default = args.root.join(read.build_dir());
    let destination = args.dest_dir.as_ref().unwrap_or(&default);
    let folders: Vec<PathBuf> = match read.editions() {
        names if names.is_empty() => vec![destination.clone()],
        names => names.iter().map(|it| destination.join(it)).collect(),
    };
    for folder in folders {
        if clean(&folder)? {
            report.line(&format!("removed `{}`", folder.display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}
