//! `dossier schema`: the JSON Schemas of what is read and written.

use crate::base::text::nearest;
use crate::diag::Failure;
use crate::model::schema::{self, Schema};
use std::io::{self, Write as _};
use std::process::ExitCode;

/// What `dossier schema` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// `book`, `front-matter`, `findings` or `inventory`; without a name they are listed.
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Prints a schema, or the names of all.
pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = match &args.name {
        Some(name) => named(name)?.text.to_owned(),
        None => names().collect::<Vec<_>>().join("\n") + "\n",
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .map_err(|it| Failure::new(format!("cannot print: {it}")))?;
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> Result<&'static Schema, Failure> {
    schema::ALL.iter().copied().find(|it| it.name == name).ok_or_else(|| {
        let failure = Failure::new(format!("there is no schema `{name}`"));
        match nearest(name, names()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`dossier schema` lists them"),
        }
    })
}

fn names() -> impl Iterator<Item = &'static str> {
    schema::ALL.iter().map(|it| it.name)
}
