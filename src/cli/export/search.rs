//! `dossier export search`: the units of text of one edition as documents for an engine of
//! the reader's own. docs/search-engines.md describes the fields and how to load them.

use super::whole::whole;
use crate::base::Digest;
use crate::base::path::encode;
use crate::cli::report::Report;
use crate::cli::{Format, Which};
use crate::diag::Failure;
use crate::index::{self, Unit};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use serde::Serialize;
use std::collections::BTreeMap;

/// What `dossier export search` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// How the documents are written.
    #[arg(long, default_value = "ndjson", value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(FORMATS).map(|it| Format::named(&it)))]
    format: Format,
    /// The index that the actions name; otherwise the address they are sent to names it.
    #[arg(long, value_name = "NAME", value_parser = index_name)]
    index: Option<String>,
}

/// One JSON object a line; an action and a document by turns; one JSON array.
const FORMATS: [&str; 3] = ["ndjson", "opensearch", "meilisearch"];

/// A unit with what an engine needs: a key, and where a result leads.
#[derive(Serialize)]
struct Document<'a> {
    id: String,
    url: String,
    #[serde(flatten)]
    unit: &'a Unit,
}

#[derive(Serialize)]
struct Action<'a> {
    index: Aim<'a>,
}

#[derive(Serialize)]
struct Aim<'a> {
    #[serde(rename = "_index", skip_serializing_if = "Option::is_none")]
    index: Option<&'a str>,
    #[serde(rename = "_id")]
    id: &'a str,
}

/// The documents of one edition.
pub(super) fn search(args: &Args, report: &Report) -> Result<Option<String>, Failure> {
    if args.index.is_some() && args.format != Format::Opensearch {
        let failure = Failure::new("`--index` belongs to `--format opensearch`");
        return Err(failure.help("in the other formats the index is named when loading"));
    }
    let cleared = whole(&args.which, report)?;
    let units = cleared.map(|it| index::units(&it.edition, &it.links));
    Ok(units.map(|it| written(&documents(&it), args)))
}

fn documents(units: &[Unit]) -> Vec<Document<'_>> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let document = |unit| {
        let url = url(unit);
        let count = taken.entry(url.clone()).or_default();
        *count += 1;
        Document { id: id(&url, *count), url, unit }
    };
    units.iter().map(document).collect()
}

/// Where a result leads, from the root of the site.
fn url(unit: &Unit) -> String {
    let path = encode(unit.path.as_str());
    match &unit.anchor {
        Some(anchor) => format!("{path}#{}", encode(anchor)),
        None => path,
    }
}

/// A key that stays as long as page and section do: letters and digits only, as
/// Meilisearch wants it, and far below the 512 bytes of `OpenSearch`.
fn id(url: &str, count: usize) -> String {
    let digest = Digest::of(url.as_bytes()).to_string();
    let digest = digest.get(..32).unwrap_or(&digest);
    if count == 1 { digest.to_owned() } else { format!("{digest}-{count}") }
}

fn written(documents: &[Document<'_>], args: &Args) -> String {
    let mut out = String::new();
    match args.format {
        Format::Opensearch => {
            for it in documents {
                let aim = Aim { index: args.index.as_deref(), id: &it.id };
                line(&mut out, &Action { index: aim });
                line(&mut out, it);
            }
        }
        Format::Meilisearch => {
            for (at, it) in documents.iter().enumerate() {
                out.push_str(if at == 0 { "[\n" } else { ",\n" });
                out.push_str(json(it).as_str());
            }
            out.push_str(if documents.is_empty() { "[]\n" } else { "\n]\n" });
        }
        // Also `--format json` before the command: one object a line.
        _ => documents.iter().for_each(|it| line(&mut out, it)),
    }
    out
}

fn line(out: &mut String, value: &impl Serialize) {
    out.push_str(&json(value));
    out.push('\n');
}

/// Strings and lists of strings always have a JSON form.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A name that `OpenSearch` accepts for an index.
fn index_name(text: &str) -> Result<String, String> {
    let allowed =
        |c: char| !c.is_uppercase() && !c.is_whitespace() && !"\\/*?\"<>|,#:".contains(c);
    let fits = !text.is_empty()
        && text.len() <= 255
        && !text.starts_with(['_', '-', '+', '.'])
        && text.chars().all(allowed);
    if fits {
        Ok(text.to_owned())
    } else {
        Err("use lower-case letters, digits, hyphens and underscores".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_legal_everywhere_and_never_the_same() {
        assert_eq!(id("a.html", 1), id("a.html", 1));
        assert_ne!(id("a.html", 1), id("a.html#b", 1));
        assert_ne!(id("a.html", 1), id("a.html", 2));
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(id("公安.html#§", 12).chars().all(legal));
    }

    #[test]
    fn names_of_indexes_are_those_that_an_engine_takes() {
        assert!(index_name("dossier-2024_a").is_ok());
        for name in ["", "_all", "Dossier", "a b", "a/b", "-a", "a,b"] {
            assert!(index_name(name).is_err(), "{name}");
        }
    }
}
