//! `dossier man`: the manual pages, one a command.

use super::Cli;
use crate::base::FilePath;
use crate::diag::Failure;
use crate::write::create;
use clap::CommandFactory as _;
use clap_mangen::Man;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `dossier man` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Write the page of every command into this folder; the first one is printed
    /// otherwise: `dossier man | man -l -`.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints or writes the pages.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut command = Cli::command();
    command.build();
    let Some(dir) = &args.dir else {
        let page = page(&command).map_err(|it| failed(&it))?;
        io::stdout().write_all(&page).map_err(|it| failed(&it))?;
        return Ok(ExitCode::SUCCESS);
    };
    for command in every(command) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let file = FilePath::new(&format!("{name}.1"));
        let page = page(&command).map_err(|it| failed(&it))?;
        file.map(|it| create(dir, &it, &page)).transpose()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

/// The command, its commands, and theirs; without `help`, which only repeats them.
fn every(command: clap::Command) -> Vec<clap::Command> {
    let below = command.get_subcommands().filter(|it| it.get_name() != "help");
    let below: Vec<_> = below.cloned().flat_map(every).collect();
    [vec![command], below].concat()
}

fn failed(error: &io::Error) -> Failure {
    Failure::new(format!("cannot print: {error}"))
}
