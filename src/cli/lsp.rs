//! `dossier lsp`: a language server for editors, over standard input and output.

use crate::diag::Failure;
use crate::lsp;
use lsp_server::Connection;
use std::process::ExitCode;

/// What `dossier lsp` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Talk over standard input and output; there is no other way.
    #[arg(long)]
    stdio: bool,
}

/// Serves the editor that has started the program.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let Args { stdio: _ } = args;
    let (connection, threads) = Connection::stdio();
    let served = lsp::run(&connection);
    // The threads end when nobody can send them anything any more.
    drop(connection);
    let ended = threads.join();
    served?;
    ended.map_err(|it| Failure::new(format!("cannot talk to the editor: {it}")))?;
    Ok(ExitCode::SUCCESS)
}
