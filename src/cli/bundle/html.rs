//! `dossier bundle --as html`.

use super::Args;
use super::one::{Making, run as run_one};
use crate::build::Single;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::write::{Sheets, is_single};
use std::process::ExitCode;

/// Makes a file of one edition, or of each.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let make =
        |it: &'_ Single, _| Ok((format!("{} pages", it.pages), it.pack(&Sheets::new())?));
    let (make, is_ours) = (&make, &is_single);
    run_one(args, report, &Making { extension: "html", stage: "pack", make, is_ours })
}
