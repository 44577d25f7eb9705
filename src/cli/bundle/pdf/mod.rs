//! `dossier bundle --as pdf`: the file of `--as html` as an installed Chromium prints it,
//! twice: the first time tells on which sheets pages begin, the second has these numbers
//! in the contents.

mod browser;
mod document;

use super::{Args, time};
use crate::base::Day;
use crate::build::{Single, Wish, read};
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::write::{Sheets, deliver};
use browser::Browser;
use document::Printed;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Makes the files, all of them before the first is put in its place.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let time = time()?;
    let browser = Browser::find()?;
    let root = &args.which.root;
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let read = read(root, &progress)?;
    args.check_choice(&read.editions())?;
    let texts = read.texts();
    let edition = args.which.edition.clone();
    let wish = Wish { edition, date: time.map(Day::of_unix), is_signed: false };
    let made = read.singles(root, &wish, &progress)?;
    if report.forbids(&made.findings) {
        drop(spinner);
        report.findings(&made.findings, &texts);
        report.line("nothing was bundled");
        return Ok(ExitCode::from(1));
    }
    progress("print");
    let print = |it: &'_ Single| printed(&browser, it, wish.date);
    let files = made.singles.iter().map(print).collect::<Result<Vec<_>, Failure>>()?;
    progress("write");
    let mut lines = Vec::new();
    for (single, (sheets, bytes)) in made.singles.iter().zip(&files) {
        let path = args.destination().join(format!("{}.pdf", single.name));
        deliver(&path, bytes, &is_ours)?;
        let edition =
            single.edition.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
        let kib = bytes.len().div_ceil(1024);
        lines.push(format!("{edition}{sheets} sheets, {kib} KiB: {}", path.display()));
    }
    drop(spinner);
    report.findings(&made.findings, &texts);
    for line in &lines {
        report.line(line);
    }
    Ok(ExitCode::SUCCESS)
}

/// How many sheets, and the document.
fn printed(
    browser: &Browser,
    single: &Single,
    date: Option<Day>,
) -> Result<(usize, Vec<u8>), Failure> {
    let first = Printed::read(&browser.print(&single.pack(&Sheets::new())?)?)?;
    let second = browser.print(&single.pack(&first.sheets())?)?;
    let mut second = Printed::read(&second)?;
    second.tell(date);
    Ok((second.len(), second.write()?))
}

/// Whether a file is one that an earlier run has printed.
#[expect(clippy::disallowed_methods, reason = "cli touches the files that it is given")]
fn is_ours(path: &Path) -> bool {
    fs::read(path).is_ok_and(|it| it.starts_with(b"%PDF-") && document::is_ours(&it))
}
