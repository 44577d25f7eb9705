//! What `--as html` and `--as pdf` have in common: one file for each edition.

use super::{Args, sign};
use crate::base::Day;
use crate::build::{Single, Wish, read};
use crate::cli::clock;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::verify::inventory;
use crate::write::deliver;
use std::path::Path;
use std::process::ExitCode;

/// What is told of how much a file holds, and its bytes.
pub(super) type Made = (String, Vec<u8>);

/// Makes a file, given the day that was asked for.
type Make<'a> = dyn Fn(&Single, Option<Day>) -> Result<Made, Failure> + 'a;

/// How a file is made of an edition.
pub(super) struct Making<'a> {
    /// The extension of its name.
    pub(super) extension: &'static str,
    /// Which stage that is.
    pub(super) stage: &'static str,
    /// Makes it.
    pub(super) make: &'a Make<'a>,
    /// Whether a file is one that an earlier run has made.
    pub(super) is_ours: &'a dyn Fn(&Path) -> bool,
}

/// Makes the files, all of them before the first is put in its place.
pub(super) fn run(
    args: &Args,
    report: &Report,
    making: &Making<'_>,
) -> Result<ExitCode, Failure> {
    let epoch = clock::given()?;
    let date = epoch.map(Day::of_unix);
    let signer = sign::signer(args)?;
    let root = &args.which.root;
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let read = read(root, &progress)?;
    args.check_choice(&read.editions())?;
    let texts = read.texts();
    let edition = args.which.edition.clone();
    let since = args.since.as_deref().map(inventory).transpose()?;
    let wish = Wish { edition, epoch, is_signed: signer.is_some(), since };
    let made = read.singles(root, &wish, &progress)?;
    let texts = args.which.texts(texts, &made.gone);
    if report.forbids(&made.findings) {
        drop(spinner);
        report.findings(&made.findings, &texts);
        report.line("nothing was bundled");
        return Ok(ExitCode::from(1));
    }
    progress(making.stage);
    let files = made.singles.iter().map(|it| (making.make)(it, date));
    let files = files.collect::<Result<Vec<_>, Failure>>()?;
    progress("write");
    let mut lines = Vec::new();
    for (single, (holds, bytes)) in made.singles.iter().zip(&files) {
        let name = format!("{}.{}", single.name, making.extension);
        let path = args.destination().join(name);
        // A file that is refused keeps its signature.
        let is_other = sign::is_other(&path, bytes);
        deliver(&path, bytes, making.is_ours)?;
        if is_other {
            sign::withdraw(&path)?;
        }
        lines.push(told(single, holds, bytes, &path));
        if let Some(signer) = &signer {
            let place = sign::beside(&path, bytes, signer)?;
            let key = signer.public();
            lines.push(format!("  signed: {}; the public key is {key}", place.display()));
        }
    }
    drop(spinner);
    report.findings(&made.findings, &texts);
    for line in &lines {
        report.line(line);
    }
    Ok(ExitCode::SUCCESS)
}

fn told(single: &Single, holds: &str, bytes: &[u8], path: &Path) -> String {
    let edition = single.edition.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
    let kib = bytes.len().div_ceil(1024);
    format!("{edition}{holds}, {kib} KiB: {}", path.display())
}
