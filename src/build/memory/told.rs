//! Findings in the form in which they are remembered.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Edit, Fix, Place, Severity, Span};
use serde::{Deserialize, Serialize};

/// A place: its file, and the bytes meant.
type At = (String, Option<(u32, u32)>);

/// A fix: its title, whether it is safe, and its edits.
type Mending = (String, bool, Vec<(At, String)>);

/// A finding.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    place: Option<At>,
    code: String,
    severity: u8,
    message: String,
    label: Option<String>,
    related: Vec<(At, String)>,
    help: Option<String>,
    fix: Option<Mending>,
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

impl Told {
    pub(super) fn of(finding: &Diagnostic) -> Self {
        let severity = SEVERITIES.iter().position(|it| *it == finding.severity());
        Self {
            place: finding.place.as_ref().map(at),
            code: finding.code.name().to_owned(),
            severity: severity.and_then(|it| u8::try_from(it).ok()).unwrap_or_default(),
            message: finding.message.clone(),
            label: finding.label.clone(),
            related: finding
                .related
                .iter()
                .map(|(it, label)| (at(it), label.clone()))
                .collect(),
            help: finding.help.clone(),
            fix: finding.fix.as_ref().map(fix),
        }
    }

    /// The finding; `None` if it cannot be understood.
    pub(super) fn finding(&self) -> Option<Diagnostic> {
        let mut finding = Diagnostic::new(Code::named(&self.code)?, self.message.clone());
        finding.rate(*SEVERITIES.get(usize::from(self.severity))?);
        if let Some(at) = &self.place {
            finding.place = Some(place(at)?);
        }
        finding.label.clone_from(&self.label);
        finding.help.clone_from(&self.help);
        for (at, label) in &self.related {
            finding.related.push((place(at)?, label.clone()));
        }
        if let Some((title, is_safe, edits)) = &self.fix {
            let edits =
                edits.iter().map(|(at, text)| edit(at, text)).collect::<Option<_>>()?;
            finding.fix = Some(Fix { title: title.clone(), edits, is_safe: *is_safe });
        }
        Some(finding)
    }
}

fn at(place: &Place) -> At {
    (place.file.to_string(), place.span.map(|it| (it.start, it.end)))
}

fn place((file, span): &At) -> Option<Place> {
    let span = span.map(|(start, end)| Span { start, end });
    Some(Place { file: FilePath::new(file)?, span })
}

fn fix(fix: &Fix) -> Mending {
    let edit = |it: &Edit| {
        let span = Some((it.span.start, it.span.end));
        ((it.file.to_string(), span), it.text.clone())
    };
    (fix.title.clone(), fix.is_safe, fix.edits.iter().map(edit).collect())
}

fn edit((file, span): &At, text: &str) -> Option<Edit> {
    let (start, end) = (*span)?;
    let file = FilePath::new(file)?;
    let span = Span { start, end };
    // Found and led back to the disk, an edit goes as a whole.
    Some(Edit { file, span, part: None, text: text.to_owned() })
}
