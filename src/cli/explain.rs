//! `dossier explain`: the long text behind a finding.

use crate::base::text::nearest;
use crate::diag::{Code, Failure};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// What `dossier explain` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The code of a finding, such as `link/broken-link`; all of them otherwise.
    code: Option<String>,
}

/// Prints the explanation of one code, or a list of all.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = match &args.code {
        Some(name) => explanation(Code::named(name).ok_or_else(|| unknown(name))?),
        None => Code::ALL.iter().map(|it| line(*it)).collect(),
    };
    let written = std::io::stdout().write_all(text.as_bytes());
    match written {
        // Who reads has read enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure::new(format!("cannot print: {error}"))),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}

fn explanation(code: Code) -> String {
    let text: Vec<&str> = code.explanation().lines().map(str::trim).collect();
    format!("{code} ({})\n\n{}\n", code.severity().name(), text.join("\n").trim())
}

fn line(code: Code) -> String {
    let first = code.explanation().lines().next().unwrap_or_default().trim();
    format!("{:<28} {:<8} {first}\n", code.name(), code.severity().name())
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new(format!("there is no finding `{name}`"));
    match nearest(name, Code::ALL.iter().map(|it| it.name())) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`dossier explain` lists them all"),
    }
}
