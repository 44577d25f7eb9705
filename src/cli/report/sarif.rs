//! Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0 by OASIS, as
//! code hosts and editors read it.

use super::place::{Places, Region};
use crate::base::{FilePath, hash::Digest, path::encode};
use crate::diag::{Code, Diagnostic, Failure, Fix, Place};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const ROOT: &str = "%SRCROOT%";

/// The log of a run that came to its end.
pub(super) fn log(findings: &[Diagnostic], places: &mut Places<'_>) -> String {
    let codes: BTreeSet<Code> = findings.iter().map(|it| it.code).collect();
    let rules: Vec<Code> = codes.into_iter().collect();
    let mut prints = Prints::default();
    let mut results = Vec::with_capacity(findings.len());
    for finding in findings {
        results.push(result(finding, &rules, places, &mut prints));
    }
    document(&rules, &results, &json!({ "executionSuccessful": true }))
}

/// The log of a run that could not be made.
pub(super) fn failure(failure: &Failure) -> String {
    let help = failure.help.as_ref().map(|it| format!("\nhelp: {it}"));
    let text = failure.message.clone() + &help.unwrap_or_default();
    let told = json!({ "level": "error", "message": { "text": text } });
    let invocation = json!({
        "executionSuccessful": false,
        "toolExecutionNotifications": [told],
    });
    document(&[], &[], &invocation)
}

fn document(rules: &[Code], results: &[Value], invocation: &Value) -> String {
    let rules: Vec<Value> = rules.iter().map(|it| rule(*it)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let driver = json!({
        "name": "dossier", "version": version, "semanticVersion": version, "rules": rules,
    });
    let root = json!({ "description": { "text": "where `dossier` was run" } });
    let run = json!({
        "tool": { "driver": driver },
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { ROOT: root },
        "results": results,
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    let text: Vec<&str> = code.explanation().lines().map(str::trim).collect();
    let text = text.join("\n");
    let (short, long) = text.split_once("\n\n").unwrap_or((&text, &text));
    let (short, long) = (short.replace('\n', " "), long.trim());
    let stage = code.name().split('/').next().unwrap_or_default();
    json!({
        "id": code.name(),
        "shortDescription": { "text": short.trim() },
        "fullDescription": { "text": short.trim() },
        "help": { "text": long, "markdown": long },
        "defaultConfiguration": { "level": code.severity().name() },
        "properties": { "tags": [stage] },
    })
}

fn result(
    finding: &Diagnostic,
    rules: &[Code],
    places: &mut Places<'_>,
    prints: &mut Prints,
) -> Value {
    let help = finding.help.as_ref().map(|it| format!("\nhelp: {it}"));
    let text = finding.message.clone() + &help.unwrap_or_default();
    // Code hosts refuse results that stand nowhere.
    let settings = Place { file: FilePath::fixed("book.toml"), span: None };
    let place = finding.place.as_ref().unwrap_or(&settings);
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": rules.iter().position(|it| *it == finding.code),
        "level": finding.severity().name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": located(place, places) }],
        "partialFingerprints": { "dossierFinding/v1": prints.of(finding, places) },
    });
    let mut related = Vec::new();
    for (place, label) in &finding.related {
        let mut one = json!({ "id": related.len() + 1, "message": { "text": label } });
        one["physicalLocation"] = located(place, places);
        related.push(one);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(it) = &finding.fix {
        result["fixes"] = json!([fix(it, places)]);
    }
    result
}

fn located(place: &Place, places: &mut Places<'_>) -> Value {
    let mut location = json!({ "artifactLocation": artifact(&place.file, places) });
    if let Some(it) = places.region(place) {
        location["region"] = region(it);
    }
    location
}

fn artifact(file: &FilePath, places: &Places<'_>) -> Value {
    json!({ "uri": encode(&places.path(file)), "uriBaseId": ROOT })
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

fn fix(fix: &Fix, places: &mut Places<'_>) -> Value {
    let mut changes: BTreeMap<&FilePath, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let Some(it) = places.range(&edit.file, edit.span) else { continue };
        let inserted = json!({ "text": edit.text });
        let replacement =
            json!({ "deletedRegion": region(it), "insertedContent": inserted });
        changes.entry(&edit.file).or_default().push(replacement);
    }
    let changes = changes.into_iter().map(|(file, replacements)| {
        json!({ "artifactLocation": artifact(file, places), "replacements": replacements })
    });
    let changes: Vec<Value> = changes.collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

/// Gives findings names that stay when lines move: what is found, in which file, on a line
/// with which text, and as which of those that are alike.
#[derive(Default)]
struct Prints {
    seen: BTreeMap<Digest, usize>,
}

impl Prints {
    fn of(&mut self, finding: &Diagnostic, places: &mut Places<'_>) -> String {
        let place = finding.place.as_ref();
        let file = place.map_or("", |it| it.file.as_str());
        let line = place.map_or("", |it| places.line(it).trim());
        let fields = [finding.code.name(), file, &finding.message, line];
        let print = Digest::of_fields(&fields.map(str::as_bytes));
        let count = self.seen.entry(print).and_modify(|it| *it += 1).or_insert(1);
        format!("{print}:{count}")
    }
}
