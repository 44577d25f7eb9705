//! Reads the library files that `book.toml` names, or those with the usual names.

use super::super::form::Form;
use super::super::yaml::{self, Budget, Value};
use super::super::{Clearance, content_file, content_path, front_matter, markdown};
use super::bib::{self, Variant};
use super::markup::Markup;
use super::{Found, foreign, item, list, ris};
use crate::base::{FilePath, text::nearest};
use crate::diag::{Checked, Code, Diagnostic, Span};
use crate::load::Inputs;
use crate::model::Marking;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The libraries of a dossier that names none.
const USUAL: [&str; 3] = ["references.yaml", "references.yml", "references.json"];

/// The sources of every library.
#[derive(Debug, Default)]
pub(crate) struct Libraries {
    /// The sources, in the order of the libraries.
    pub(crate) sources: Vec<Found>,
    /// Where something was kept out for an audience.
    pub(crate) withheld: BTreeMap<FilePath, Vec<Span>>,
}

/// Reads every library, in the order in which they are named.
pub(crate) fn libraries(inputs: &Inputs, clearance: &Clearance) -> Checked<Libraries> {
    let settings = inputs.settings();
    let named = &settings.bibliography;
    let usual = || USUAL.iter().filter_map(|it| content_file(settings, it));
    let files: Vec<FilePath> = if named.is_empty() {
        usual().filter(|it| inputs.texts().contains_key(it)).collect()
    } else {
        named.iter().filter_map(|it| content_file(settings, it.as_str())).collect()
    };
    let read: Vec<_> =
        files.par_iter().map(|it| library(inputs, it, clearance.ceiling)).collect();
    let mut all = Checked::clean(Libraries::default());
    for (file, (sources, mut form)) in files.iter().zip(read) {
        all.value.sources.extend(sources);
        if !form.withheld.is_empty() {
            let known = all.value.withheld.entry(file.clone()).or_default();
            known.append(&mut form.withheld);
        }
        all.findings.append(&mut form.findings);
    }
    all
}

fn library<'a>(
    inputs: &Inputs,
    file: &'a FilePath,
    ceiling: Option<Marking>,
) -> (Vec<Found>, Form<'a>) {
    let settings = inputs.settings();
    let mut form = Form::of(file, settings, ceiling);
    let Some(text) = inputs.texts().get(file) else {
        form.findings.push(missing(inputs, file));
        return (Vec::new(), form);
    };
    let mut value = items(file, text, &settings.language, &mut form);
    let is_whole =
        matches!(&*file.extension().to_ascii_lowercase(), "yaml" | "yml" | "json");
    if !is_whole && !form.withheld.is_empty() {
        // Records of these formats tell of each other: of what is cut nothing is known.
        let left = veiled(text, &form.withheld);
        let withheld = std::mem::take(&mut form.withheld);
        form = Form { withheld, ..Form::of(file, settings, ceiling) };
        value = items(file, &left, &settings.language, &mut form);
    }
    markdown::keep_first(&mut form.findings);
    (value, form)
}

/// A text with blanks in some places; lines stay lines.
fn veiled(text: &str, places: &[Span]) -> String {
    let mut left = text.to_owned();
    for range in places.iter().map(|it| it.range()) {
        let Some(said) = left.get(range.clone()) else { continue };
        let is_end = |it: u8| matches!(it, b'\n' | b'\r');
        let blank = said.bytes().map(|it| if is_end(it) { char::from(it) } else { ' ' });
        let blank: String = blank.collect();
        left.replace_range(range, &blank);
    }
    left
}

/// The sources in the text of a library; its format is that of its extension.
pub(crate) fn items(
    file: &FilePath,
    text: &str,
    lang: &str,
    form: &mut Form<'_>,
) -> Vec<Found> {
    let start = front_matter::start(text);
    let budget = Budget::library(text);
    let variant = match &*file.extension().to_ascii_lowercase() {
        "yaml" | "yml" => {
            let read = yaml::read(file, text, start..text.len(), budget);
            return tree(read, Markup::Markdown, form);
        }
        "json" => {
            let read = yaml::read_json(file, text, start, budget);
            return tree(read, Markup::Tags, form);
        }
        "ris" => {
            let items = ris::read(text, start, form);
            return items.iter().filter_map(|it| item(it, Markup::Tags, form)).collect();
        }
        "bib" => Variant::Biblatex,
        "bibtex" => Variant::Bibtex,
        other => {
            form.say(unread(file, other));
            return Vec::new();
        }
    };
    let items = bib::read(text, start, (variant, lang), form);
    items.iter().filter_map(|it| item(it, Markup::Tags, form)).collect()
}

fn tree(read: Checked<Option<Value>>, markup: Markup, form: &mut Form<'_>) -> Vec<Found> {
    read.findings.into_iter().for_each(|it| form.say(it));
    read.value.map(|it| sources(&it, markup, form)).unwrap_or_default()
}

/// The sources of a list, or of a mapping with `references:`.
fn sources(value: &Value, markup: Markup, form: &mut Form<'_>) -> Vec<Found> {
    if value.entries().is_none() {
        return list(value, markup, form);
    }
    let lists = ["references", "citations", "items"];
    if let Some(list) = lists.iter().find_map(|it| value.get(it)) {
        return self::list(list, markup, form);
    }
    if foreign::is_item(value) {
        return item(value, markup, form).into_iter().collect();
    }
    // As CrossRef's own service wraps what it answers.
    if let Some(message) = value.get("message").filter(|it| it.entries().is_some()) {
        return sources(message, markup, form);
    }
    let message = "this library has no list of sources";
    let help = match markup {
        Markup::Markdown => "write `references:` and the list below it",
        Markup::Tags => "put the sources into a list: `[{\"id\": \"bbc-2024\", …}]`",
    };
    form.fault(Code::MissingKey, value.span, message, help);
    Vec::new()
}

fn missing(inputs: &Inputs, file: &FilePath) -> Diagnostic {
    let known = inputs.texts().keys().chain(inputs.assets()).map(FilePath::as_str);
    let message = format!("there is no library `{file}` that can be read");
    let finding = Diagnostic::new(Code::MissingLibrary, message);
    let settings = inputs.settings();
    let named = content_path(settings, file).unwrap_or_default();
    settings.point_at(finding, named).did_you_mean(nearest(file.as_str(), known))
}

fn unread(file: &FilePath, extension: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadLibrary, format!("libraries in the format `.{extension}` are not read"))
        .in_file(file)
        .help("export it as CSL-YAML or CSL-JSON; `pandoc -t csljson` makes one from most formats")
}
