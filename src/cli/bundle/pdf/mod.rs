//! `dossier bundle --as pdf`: the file of `--as html` as an installed Chromium prints it,
//! twice: the first time tells on which sheets pages begin, the second has these numbers
//! in the contents.

mod browser;
mod cells;
mod document;

use super::Args;
use super::one::{Making, run as run_one};
use crate::base::Day;
use crate::build::Single;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::write::Sheets;
use browser::Browser;
use document::Printed;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Makes a file of one edition, or of each.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let browser = Browser::find()?;
    let make = |it: &'_ Single, date| printed(&browser, it, date);
    let (make, is_ours) = (&make, &is_ours);
    run_one(args, report, &Making { extension: "pdf", stage: "print", make, is_ours })
}

/// How many sheets, and the document.
fn printed(
    browser: &Browser,
    single: &Single,
    date: Option<Day>,
) -> Result<(String, Vec<u8>), Failure> {
    let first = Printed::read(&browser.print(&single.pack(&Sheets::new())?)?)?;
    let second = browser.print(&single.pack(&first.sheets())?)?;
    let mut second = Printed::read(&second)?;
    second.tell(date);
    Ok((format!("{} sheets", second.len()), second.write()?))
}

/// Whether a file is one that an earlier run has printed.
#[expect(clippy::disallowed_methods, reason = "cli touches the files that it is given")]
fn is_ours(path: &Path) -> bool {
    fs::read(path).is_ok_and(|it| it.starts_with(b"%PDF-") && document::is_ours(&it))
}
