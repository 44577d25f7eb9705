//! `dossier bundle --as html`.

use super::{Args, time};
use crate::base::Day;
use crate::build::{Single, Wish, read};
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::write::{Sheets, deliver, is_single};
use std::path::Path;
use std::process::ExitCode;

/// Makes the files, all of them before the first is put in its place.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let time = time()?;
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
    progress("pack");
    let pack = |it: &'_ Single| it.pack(&Sheets::new());
    let files = made.singles.iter().map(pack).collect::<Result<Vec<_>, Failure>>()?;
    progress("write");
    let mut lines = Vec::new();
    for (single, bytes) in made.singles.iter().zip(&files) {
        let path = args.destination().join(format!("{}.html", single.name));
        deliver(&path, bytes, &is_single)?;
        lines.push(told(single, bytes, &path));
    }
    drop(spinner);
    report.findings(&made.findings, &texts);
    for line in &lines {
        report.line(line);
    }
    Ok(ExitCode::SUCCESS)
}

fn told(single: &Single, bytes: &[u8], path: &Path) -> String {
    let edition = single.edition.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
    let kib = bytes.len().div_ceil(1024);
    format!("{edition}{} pages, {kib} KiB: {}", single.pages, path.display())
}
