//! `dossier clean`: removes what a build has written, and nothing else.

use super::report::Report;
use crate::build::read;
use crate::diag::Failure;
use crate::write::{clean, editions_in, forget};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `dossier clean` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of the dossier.
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// One edition only, also one that `book.toml` does not name any more.
    #[arg(long, value_name = "NAME")]
    edition: Option<String>,
    /// Where the site was published; `[build] build-dir` otherwise.
    #[arg(long, short, value_name = "DEST")]
    dest_dir: Option<PathBuf>,
}

/// Removes the site, or the sites of all editions.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let read = read(&args.root, &|_| {})?;
    let default = args.root.join(read.build_dir());
    let destination = args.dest_dir.as_ref().unwrap_or(&default);
    if let Some(name) = &args.edition
        && !editions_in(destination).contains(name)
    {
        let path = destination.display();
        let failure = Failure::new(format!("`{path}` holds no edition `{name}`"));
        return Err(failure.help("name the output folder with `--dest-dir`"));
    }
    let folders: Vec<PathBuf> = match read.editions() {
        _ if args.edition.is_some() => {
            args.edition.iter().map(|it| destination.join(it)).collect()
        }
        names if names.is_empty() => vec![destination.clone()],
        names => names.iter().map(|it| destination.join(it)).collect(),
    };
    for folder in folders {
        if clean(&folder)? {
            report.line(&format!("removed `{}`", folder.display()));
        }
    }
    if args.edition.is_none() && forget(&args.root)? {
        report.line("removed what builds remember, `.dossier`");
    }
    Ok(ExitCode::SUCCESS)
}
