//! Reads one file on its own, without a dossier around it.

use super::form::Form;
use super::markdown::{self, Dialect};
use super::{front_matter, references};
use crate::base::FilePath;
use crate::diag::Checked;
use crate::model::{Node, Scheme, Settings, Source};

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
        html: markdown::Html::Text,
        scheme: Scheme::default(),
    };
    markdown::read(file, text, front.body, &dialect)
}

/// Reads a library of sources: CSL-YAML, CSL-JSON, BibLaTeX, BibTeX or RIS by its
/// extension. English titles of `.bib` files lose the capitals of title case if `lang` is
/// English.
pub fn read_library(file: &FilePath, text: &str, lang: &str) -> Checked<Vec<Source>> {
    let mut form = Form::new(file, false);
    let found = references::items(file, text, lang, &mut form);
    markdown::keep_first(&mut form.findings);
    let value = found.into_iter().map(|it| it.source).collect();
    Checked { value, findings: form.findings }
}
