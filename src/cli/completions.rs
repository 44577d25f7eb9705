//! `dossier completions`: what a shell needs to complete the commands.

use super::Cli;
use crate::diag::Failure;
use clap::CommandFactory as _;
use clap_complete::{Shell, generate};
use std::io::Write as _;
use std::process::ExitCode;

/// What `dossier completions` takes.
#[derive(clap::Args)]
#[command(after_help = "\
Where it goes:
  bash  dossier completions bash > ~/.local/share/bash-completion/completions/dossier
  zsh   dossier completions zsh > ~/.zfunc/_dossier      (with ~/.zfunc in fpath)
  fish  dossier completions fish > ~/.config/fish/completions/dossier.fish")]
pub(super) struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "dossier", &mut script);
    let written = std::io::stdout().write_all(&script);
    written.map_err(|it| Failure::new(format!("cannot print: {it}")))?;
    Ok(ExitCode::SUCCESS)
}
