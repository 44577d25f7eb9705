//! `dossier export references`: the sources of library files as CSL-JSON, so that the
//! reading can be compared from outside, and old libraries converted.

use super::super::report::{Report, Texts};
use crate::base::FilePath;
use crate::diag::{Diagnostic, Failure};
use crate::parse::read_library;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `dossier export references` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Libraries: .bib, .bibtex, .ris, .json, .yaml.
    #[arg(value_name = "FILES", required = true)]
    paths: Vec<PathBuf>,
    /// The language that titles are read for: English ones lose the capitals of title case.
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: String,
}

/// The sources as one array of CSL-JSON; what was found is printed.
pub(super) fn references(
    args: &Args,
    report: &Report,
) -> Result<(String, ExitCode), Failure> {
    let mut items = Vec::new();
    let (mut findings, mut texts) = (Vec::<Diagnostic>::new(), Texts::new());
    for path in &args.paths {
        let text = text_of(path)?;
        let file = named(path);
        let read = read_library(&file, &text, &args.lang);
        items.extend(read.value.into_iter().map(|it| it.item));
        findings.extend(read.findings);
        texts.insert(file, text.into());
    }
    findings.sort();
    report.findings(&findings, &texts);
    // Strings, numbers and lists always have a JSON form.
    let array = serde_json::to_string_pretty(&items).unwrap_or_default();
    Ok((array + "\n", ExitCode::from(u8::from(report.forbids(&findings)))))
}

/// The name that findings show: the path, if it lies below this folder.
fn named(path: &Path) -> FilePath {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    let alone = || name.and_then(|it| FilePath::new(&it));
    let shown = FilePath::new(&path.display().to_string()).or_else(alone);
    shown.unwrap_or_else(|| FilePath::fixed("library"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the file stands alone: there is no dossier that load could read"
)]
fn text_of(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let bytes = std::fs::read(path)
        .map_err(|it| Failure::new(format!("cannot read `{name}`: {it}")))?;
    String::from_utf8(bytes).map_err(|it| {
        let at = it.utf8_error().valid_up_to();
        Failure::new(format!("`{name}` is not UTF-8 at byte {at}"))
    })
}
