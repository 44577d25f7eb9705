//! `dossier new press`: a page that reads one source of the library.

use super::page::{About, file, write};
use crate::base::text::{nearest, slug};
use crate::build::read;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::model::Source;
use std::process::ExitCode;

/// What `dossier new press` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The key of the source that the page reads; its grade and date come from there.
    #[arg(value_name = "KEY")]
    key: String,
    #[command(flatten)]
    about: About,
    /// The pages that it confirms, adds to or disputes.
    #[arg(long, value_delimiter = ',', value_name = "PAGES")]
    bears_on: Vec<String>,
    /// Where it goes; `press/DATE-KEY` otherwise.
    #[arg(long, value_name = "PATH")]
    path: Option<String>,
}

pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let read = read(&args.about.root, &|_| {})?;
    let key = args.key.trim_start_matches('@');
    let source = read.sources().iter().find(|it| it.id == key);
    let source = source.ok_or_else(|| unknown(key, read.sources()))?;
    let usual = usual(source);
    let file = file(read.settings(), args.path.as_deref().unwrap_or(&usual))?;
    let title = if source.title.is_empty() { &source.id } else { &source.title };
    let front = args
        .about
        .front(&read, title)?
        .text("kind", Some("press"))
        .text("source", Some(key))
        .list("bears-on", &args.bears_on);
    write(&args.about, &file, &front, report)
}

/// `press/2024-02-22-bbc-2024`: in the order of time in every list of files.
fn usual(source: &Source) -> String {
    let key = slug(&source.id);
    source.issued.map_or(format!("press/{key}"), |it| {
        let date = it.to_string().replace(['~', '?', '%'], "").replace('/', "-");
        format!("press/{date}-{key}")
    })
}

fn unknown(key: &str, sources: &[Source]) -> Failure {
    let failure = Failure::new(format!("no source has the key `{key}`"));
    match nearest(key, sources.iter().map(|it| it.id.as_str())) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("add it first: `dossier new source`"),
    }
}
