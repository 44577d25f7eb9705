//! `dossier export`: parts of a dossier for other programs, on standard output.

mod bibliography;
mod citations;
mod references;
mod search;
mod stix;
mod whole;

use super::Which;
use super::report::Report;
use crate::base::FilePath;
use crate::diag::Failure;
use crate::index;
use crate::parse::markdown::{self, Dialect};
use crate::render::commonmark;
use std::io::{Read as _, Write};
use std::process::ExitCode;

/// What `dossier export` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The units of text of one edition as documents for a search engine.
    Search(search::Args),
    /// The sources of an edition, of a page, or one of them: BibLaTeX, CSL-JSON or RIS.
    Bibliography(bibliography::Args),
    /// An edition as a bundle of STIX 2.1: reports, notes, opinions, what they tell of.
    Stix(Which),
    /// Every citation in a dossier or in Markdown files: one JSON object a cluster.
    Citations(citations::Args),
    /// The sources of library files: CSL-JSON.
    References(references::Args),
    /// How the search reads each line of standard input: one JSON object a line.
    Terms,
    /// The HTML of the CommonMark text on standard input, without any extension.
    Commonmark,
}

/// Prints what was asked for.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let mut code = ExitCode::SUCCESS;
    let text = match &args.what {
        What::Search(args) => search::search(args, report)?,
        What::Bibliography(args) => bibliography::run(args, report)?,
        What::Stix(which) => stix::run(which, report)?,
        What::Citations(args) => Some(citations::citations(args, report)?),
        What::References(args) => {
            let (text, ended) = references::references(args, report)?;
            code = ended;
            Some(text)
        }
        What::Terms => Some(terms()?),
        What::Commonmark => Some(html()?),
    };
    let Some(text) = text else { return Ok(ExitCode::from(1)) };
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|it| Failure::new(format!("cannot print: {it}")))?;
    Ok(code)
}

fn terms() -> Result<String, Failure> {
    let text = input()?;
    let lines = text.lines().map(index::analyse);
    // Strings and numbers always have a JSON form.
    let lines = lines.filter_map(|it| serde_json::to_string(&it).ok());
    Ok(lines.map(|it| it + "\n").collect())
}

fn input() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    read.map_err(|it| Failure::new(format!("cannot read standard input: {it}")))?;
    Ok(text)
}

fn html() -> Result<String, Failure> {
    let text = input()?;
    let file = FilePath::fixed("input");
    Ok(commonmark(&markdown::read(&file, &text, 0, &Dialect::commonmark()).value))
}
