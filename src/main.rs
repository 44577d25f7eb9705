//! The `dossier` command.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A build makes millions of small pieces on every core; see README, "Packages".
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    dossier::cli::run()
}
