//! `dossier new source`: adds what is pasted, or what a DOI or an address answers, to the
//! library.

use super::library::Library;
use super::online;
use crate::base::FilePath;
use crate::build::read;
use crate::cli::report::{Report, Texts};
use crate::diag::{Diagnostic, Failure};
use crate::parse::{Alone, read_each};
use std::io::{IsTerminal, Read as _, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `dossier new source` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of the dossier: the one that holds `book.toml`.
    #[arg(long = "dossier", short = 'C', value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// A file with BibLaTeX, BibTeX, RIS, CSL-JSON or CSL-YAML; standard input otherwise.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["doi", "url"])]
    from: Option<PathBuf>,
    /// The key by which it is cited; only where one source is added.
    #[arg(long)]
    key: Option<String>,
    /// The library it goes into, below the content folder; the first YAML one otherwise.
    #[arg(long, value_name = "FILE")]
    into: Option<String>,
    /// Ask the registrar of this DOI; needs `--online`.
    #[arg(long, requires = "online", conflicts_with = "url")]
    doi: Option<String>,
    /// Ask the page at this address what it is; needs `--online`.
    #[arg(long, requires = "online")]
    url: Option<String>,
    #[command(flatten)]
    manners: online::Network,
}

/// Adds the sources that have no errors; those that have some are told.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let read = read(&args.root, &|_| {})?;
    let (file, text) = pasted(args)?;
    let lang = &read.settings().language;
    let mut pasted = read_each(&file, &text, lang);
    let shown = shown(args);
    pasted.findings.iter_mut().for_each(|it| rename(it, &file, &shown));
    report.findings(&pasted.findings, &Texts::from([(shown, text.into())]));
    let is_refused = report.forbids(&pasted.findings);
    // Each source for itself: what is wrong with one keeps no other out.
    let (whole, faulty): (Vec<_>, Vec<_>) =
        pasted.value.into_iter().partition(|it| it.is_whole);
    if is_refused && whole.is_empty() {
        report.line("nothing was added");
        return Ok(ExitCode::from(1));
    }
    let items = named(whole, args.key.as_deref())?;
    let library = Library::find(&args.root, read.settings(), args.into.as_deref())?;
    for key in library.add(&items, read.sources(), lang)? {
        let (file, cited) = (library.file(), cited(&key));
        report.line(&format!("added `{key}` to `{file}`; cite it as `{cited}`"));
    }
    for it in faulty {
        report.line(&format!("left out `{}`: it has errors", it.source.id));
    }
    Ok(ExitCode::from(u8::from(is_refused)))
}

/// How a key is cited: in braces where it would end too soon.
fn cited(key: &str) -> String {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let words = key.split(['-', ':', '.', '/']);
    let is_plain = words.clone().all(|it| !it.is_empty() && it.chars().all(is_word));
    if is_plain { format!("[@{key}]") } else { format!("[@{{{key}}}]") }
}

/// What findings call the text: it is no file of the dossier.
fn shown(args: &Args) -> FilePath {
    let from = args.from.as_deref().filter(|it| *it != Path::new("-"));
    let named = from.and_then(|it| it.file_name()?.to_str().and_then(FilePath::new));
    let is_answer = args.doi.is_some() || args.url.is_some();
    let unnamed = if is_answer { "what was answered" } else { "what was pasted" };
    named.unwrap_or_else(|| FilePath::fixed(unnamed))
}

fn rename(finding: &mut Diagnostic, file: &FilePath, shown: &FilePath) {
    let related = finding.related.iter_mut().map(|it| &mut it.0);
    for place in finding.place.iter_mut().chain(related) {
        if place.file == *file {
            place.file = shown.clone();
        }
    }
    finding.message = finding.message.replace(file.as_str(), shown.as_str());
}

/// The items with their keys; `--key` renames a single one.
fn named(
    sources: Vec<Alone>,
    key: Option<&str>,
) -> Result<Vec<serde_json::Value>, Failure> {
    let count = sources.len();
    let mut items: Vec<_> = sources.into_iter().map(|it| it.source.item).collect();
    items.iter_mut().for_each(rekey);
    match (key, items.as_mut_slice()) {
        (_, []) => Err(Failure::new("there is no source in what was pasted")
            .help("paste BibLaTeX, RIS, CSL-JSON or CSL-YAML, as Zotero exports them")),
        (Some(key), [one]) => {
            one["id"] = key.trim_start_matches('@').into();
            Ok(items)
        }
        (Some(_), _) => {
            Err(Failure::new(format!("`--key` names one source, not {count}"))
                .help("paste one source, or leave `--key` out"))
        }
        (None, _) => Ok(items),
    }
}

/// Addresses are the keys of Zotero and `DataCite`; nobody wants to cite by them.
fn rekey(item: &mut serde_json::Value) {
    if !item["id"].as_str().is_some_and(|it| it.contains("://")) {
        return;
    }
    let own = item["citation-key"].as_str().map(str::to_owned);
    item["id"] = own.unwrap_or_else(|| online::key_of(item)).into();
}

/// The text, under a name that tells its format.
fn pasted(args: &Args) -> Result<(FilePath, String), Failure> {
    let text = match (&args.doi, &args.url, &args.from) {
        (Some(doi), ..) => online::of_doi(doi, &args.manners)?,
        (_, Some(url), _) => online::of_page(url, &args.manners)?,
        (.., Some(path)) if path != Path::new("-") => text_of(path)?,
        _ => typed()?,
    };
    let name = format_of(&text, args.from.as_deref());
    Ok((FilePath::fixed(name), text))
}

/// A name that tells the format of a text: by its file's name, otherwise by how it begins.
fn format_of(text: &str, file: Option<&Path>) -> &'static str {
    const KNOWN: [&str; 6] = [
        "pasted.bib",
        "pasted.bibtex",
        "pasted.ris",
        "pasted.json",
        "pasted.yaml",
        "pasted.yml",
    ];
    let named = file.and_then(Path::extension).and_then(|it| it.to_str());
    let known = named.and_then(|it| {
        KNOWN.into_iter().find(|known| known.strip_prefix("pasted.") == Some(it))
    });
    known.unwrap_or_else(|| by_look(text))
}

fn by_look(text: &str) -> &'static str {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.chars().next() {
        Some('@' | '%') => "pasted.bib",
        Some('{' | '[') => "pasted.json",
        _ if start.starts_with("TY") => "pasted.ris",
        _ => "pasted.yaml",
    }
}

fn typed() -> Result<String, Failure> {
    if stdin().is_terminal() {
        eprint_hint();
    }
    let mut bytes = Vec::new();
    let read = stdin().read_to_end(&mut bytes);
    read.map_err(|it| Failure::new(format!("cannot read standard input: {it}")))?;
    utf8(bytes, "standard input")
}

#[expect(clippy::print_stderr, reason = "a person is waiting at the terminal")]
fn eprint_hint() {
    eprintln!("Paste the source, then press Ctrl-D:");
}

#[expect(clippy::disallowed_methods, reason = "the file is none of the dossier's")]
fn text_of(path: &Path) -> Result<String, Failure> {
    let told = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|it| Failure::new(format!("cannot read `{told}`: {it}")))?;
    utf8(bytes, &told)
}

fn utf8(bytes: Vec<u8>, what: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|it| {
        let at = it.utf8_error().valid_up_to();
        Failure::new(format!("`{what}` is not UTF-8 at byte {at}"))
    })
}
