//! `dossier theme doctor`.

use super::WhichTheme;
use crate::build::theme_layers;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::render::{Remark, examine};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

/// What `dossier theme doctor` takes.
#[derive(clap::Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    which: WhichTheme,
}

/// Prints a line for each file; 1 if something in them is said in vain.
pub(super) fn run(args: &Doctor, report: &Report) -> Result<ExitCode, Failure> {
    let (name, read) = args.which.find()?;
    let layers = theme_layers(&args.which.root, &name);
    report.findings(&layers.findings, &read.texts());
    let remarks = examine(&layers.value);
    let faults = remarks.iter().map(|it| it.faults.len()).sum::<usize>();
    let mut text: String = remarks.iter().map(told).collect();
    if remarks.is_empty() {
        let _ =
            writeln!(text, "`{name}` comes with the program, and nothing lies over it");
    }
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|it| Failure::new(format!("cannot print: {it}")))?;
    let is_well = faults == 0 && !report.forbids(&layers.findings);
    Ok(ExitCode::from(u8::from(!is_well)))
}

fn told(remark: &Remark) -> String {
    let mut text = format!("{}: {}\n", remark.file, remark.does);
    for fault in &remark.faults {
        let _ = writeln!(text, "  warning: {fault}");
    }
    text
}
