//! Reads one file on its own, without a dossier around it.

use super::form::Form;
use super::markdown::{self, Dialect};
use super::{front_matter, references};
use crate::base::FilePath;
use crate::diag::{Checked, Diagnostic, Severity};
use crate::model::{Node, Scheme, Settings, Source};
use std::collections::BTreeSet;

/// Reads a file in the full dialect of dossiers. Its language is `lang`, otherwise what its
/// front matter says, otherwise English. Front matter that cannot be read is text.
pub fn read_alone(file: &FilePath, text: &str, lang: Option<&str>) -> Checked<Vec<Node>> {
    let front = front_matter::read(file, text, &Settings::default(), None).value;
    let lang = lang.map(str::to_owned).or(front.told.lang);
    let dialect = Dialect {
        lang: lang.unwrap_or_else(|| "en".to_owned()),
        smart: true,
        definition_lists: true,
        alerts: true,
        github: true,
        dossier: true,
        comments: true,
        bare: false,
        html: markdown::Html::Text,
        scheme: Scheme::default(),
    };
    markdown::read(file, text, front.body, &dialect)
}

/// Reads a library of sources: CSL-YAML, CSL-JSON, BibLaTeX, BibTeX or RIS by its
/// extension. `lang` is the language of its words.
pub fn read_library(file: &FilePath, text: &str, lang: &str) -> Checked<Vec<Source>> {
    let read = read_each(file, text, lang);
    let value = read.value.into_iter().map(|it| it.source).collect();
    Checked { value, findings: read.findings }
}

/// A source of a library that was read on its own.
#[derive(Clone, Debug)]
pub struct Alone {
    /// The source.
    pub source: Source,
    /// Whether no error was found in it.
    pub is_whole: bool,
}

/// Reads a library as [`read_library`] does, and tells which sources have errors.
pub fn read_each(file: &FilePath, text: &str, lang: &str) -> Checked<Vec<Alone>> {
    let mut form = Form::new(file, false);
    let found = references::items(file, text, lang, &mut form);
    let extension = file.extension().to_ascii_lowercase();
    let has_keys_first = matches!(&*extension, "bib" | "bibtex" | "ris");
    let faults: BTreeSet<u32> = form.findings.iter().filter_map(fault).collect();
    let value = found.iter().enumerate().map(|(at, it)| {
        let next = found.get(at + 1).map(|it| it.source.span.start);
        let mut within = faults.range(it.source.span.start..next.unwrap_or(u32::MAX));
        let is_whole = it.is_whole && !(has_keys_first && within.next().is_some());
        Alone { source: it.source.clone(), is_whole }
    });
    let value = value.collect();
    markdown::keep_first(&mut form.findings);
    Checked { value, findings: form.findings }
}

/// Where an error stands: what is wrong with an entry of `.bib` and `.ris` files is told
/// before it becomes an item, between its key and the next one.
fn fault(finding: &Diagnostic) -> Option<u32> {
    let span = finding.place.as_ref().and_then(|it| it.span)?;
    (finding.severity() == Severity::Error).then_some(span.start)
}
