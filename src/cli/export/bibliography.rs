//! `dossier export bibliography`: the sources of an edition, of a page, or one of them.

use super::whole::whole;
use crate::base::text::nearest;
use crate::build::Cleared;
use crate::cli::report::Report;
use crate::cli::{Format, Which};
use crate::diag::Failure;
use crate::export::bibliography;
use crate::model::BibFormat;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::collections::BTreeSet;

/// What `dossier export bibliography` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// The format.
    #[arg(long, default_value = "bib", value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(["bib", "csl-json", "ris"]).map(|it| Format::named(&it)))]
    format: Format,
    /// Only what this page cites; the page by its id: `report/part-2`.
    #[arg(long, value_name = "ID")]
    page: Option<String>,
    /// Only the source with this key.
    #[arg(long, value_name = "KEY", conflicts_with = "page")]
    source: Option<String>,
}

/// The bibliography as one text.
pub(super) fn run(args: &Args, report: &Report) -> Result<Option<String>, Failure> {
    let Some(cleared) = whole(&args.which, report)? else { return Ok(None) };
    let keys: Vec<&str> = match (&args.page, &args.source) {
        (Some(page), _) => of_page(&cleared, page)?,
        (None, Some(source)) => vec![key(&cleared, source)?],
        (None, None) => {
            cleared.edition.sources().iter().map(|it| it.id.as_str()).collect()
        }
    };
    let text = bibliography(&cleared.edition, keys.into_iter(), format(args.format));
    Ok(Some(text))
}

/// `--format json` before the command means the JSON of this one.
fn format(format: Format) -> BibFormat {
    match format {
        Format::Json | Format::CslJson => BibFormat::Csl,
        Format::Ris => BibFormat::Ris,
        _ => BibFormat::Bib,
    }
}

/// What the pages with this id cite, in every language, in the order of the numbers.
fn of_page<'a>(cleared: &'a Cleared, id: &str) -> Result<Vec<&'a str>, Failure> {
    let faces = cleared.edition.pages().iter().map(|it| &it.face);
    let pages = faces.clone().enumerate().filter(|(_, it)| it.id.as_str() == id);
    let pages: Vec<usize> = pages.map(|(at, _)| at).collect();
    if pages.is_empty() {
        return Err(unknown("page", id, faces.map(|it| it.id.as_str())));
    }
    let keys = pages.iter().flat_map(|it| cleared.references.of_page(*it));
    let mut seen = BTreeSet::new();
    Ok(keys.map(String::as_str).filter(|it| seen.insert(*it)).collect())
}

fn key<'a>(cleared: &'a Cleared, key: &str) -> Result<&'a str, Failure> {
    let keys = || cleared.edition.sources().iter().map(|it| it.id.as_str());
    let found = cleared.edition.source(key).map(|it| it.id.as_str());
    found.ok_or_else(|| unknown("source", key, keys()))
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let failure = Failure::new(format!("this edition has no {what} `{name}`"));
    match nearest(name, known) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure,
    }
}
