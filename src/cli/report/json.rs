//! Findings for programs: one JSON object a line, as `docs/schemas/findings.schema.json`
//! has it.

use super::place::Places;
use crate::diag::{Diagnostic, Failure, Fix, Place};
use serde_json::{Value, json};

/// One line for each finding.
pub(super) fn lines(findings: &[Diagnostic], places: &mut Places<'_>) -> String {
    let objects = findings.iter().map(|it| object(it, places).to_string() + "\n");
    objects.collect()
}

/// The line of a command that could not run.
pub(super) fn failure(failure: &Failure) -> String {
    format!("{}\n", json!({ "failure": failure.message, "help": failure.help }))
}

fn object(finding: &Diagnostic, places: &mut Places<'_>) -> Value {
    let place = finding.place.as_ref();
    let mut object = place.map_or(json!({}), |it| located(it, places));
    object["code"] = json!(finding.code.name());
    object["severity"] = json!(finding.severity().name());
    object["message"] = json!(finding.message);
    object["label"] = json!(finding.label);
    object["help"] = json!(finding.help);
    if !finding.names.is_empty() {
        object["names"] = json!(finding.names);
    }
    let mut related = Vec::with_capacity(finding.related.len());
    for (place, label) in &finding.related {
        let mut one = located(place, places);
        one["label"] = json!(label);
        related.push(one);
    }
    object["related"] = json!(related);
    object["fix"] = finding.fix.as_ref().map_or(Value::Null, |it| fix(it, places));
    object
}

fn located(place: &Place, places: &mut Places<'_>) -> Value {
    let mut object = json!({ "file": place.file.as_str() });
    if let Some(region) = places.region(place) {
        object["line"] = json!(region.line);
        object["column"] = json!(region.column);
        object["endLine"] = json!(region.end_line);
        object["endColumn"] = json!(region.end_column);
    }
    object
}

/// Edits have their bytes, too: `start` and `end` count from the start of the file.
fn fix(fix: &Fix, places: &mut Places<'_>) -> Value {
    let mut edits = Vec::with_capacity(fix.edits.len());
    for edit in &fix.edits {
        let place = Place { file: edit.file.clone(), span: Some(edit.span) };
        let mut one = located(&place, places);
        one["start"] = json!(edit.span.start);
        one["end"] = json!(edit.span.end);
        one["text"] = json!(edit.text);
        edits.push(one);
    }
    json!({ "title": fix.title, "safe": fix.is_safe, "edits": edits })
}
