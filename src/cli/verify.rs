//! `dossier verify`: whether a bundle is what it was when it was made, and who made it.

use super::report::{Report, Texts};
use crate::base::Digest;
use crate::diag::Failure;
use crate::verify::{Key, Signed, Verdict, verify};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `dossier verify` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What `dossier bundle` has made, the folder extracted from it, or a site.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// The public key that must have signed it: the file of minisign, or its last line.
    #[arg(long, value_name = "KEY")]
    public_key: Option<String>,
}

/// Compares, and tells what differs.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let key = args.public_key.as_deref().map(key).transpose()?;
    let verdict = verify(&args.bundle, key.as_ref())?;
    report.findings(&verdict.findings, &Texts::new());
    // The words of a stranger's list must not command the terminal.
    for line in told(&verdict) {
        report.line(&line.replace(char::is_control, "\u{FFFD}"));
    }
    report.object(&as_json(&verdict));
    let is_whole = verdict.findings.is_empty();
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A key as it is written, or the file that holds it.
#[expect(clippy::disallowed_methods, reason = "keys stand outside the dossier")]
fn key(given: &str) -> Result<Key, Failure> {
    if let Ok(key) = Key::read(given) {
        return Ok(key);
    }
    let text = fs::read_to_string(Path::new(given)).map_err(|it| {
        Failure::new(format!(
            "`{given}` is no public key, nor a file that holds one: {it}"
        ))
    })?;
    Key::read(&text)
}

fn told(verdict: &Verdict) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(list) = &verdict.inventory {
        let parts = [list.title.as_ref(), list.edition.as_ref(), list.marking.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let is_whole = verdict.findings.is_empty();
        let word = if is_whole { "every byte is as it was made" } else { "not whole" };
        lines.push(format!("{}: {} files, {word}", parts.join(", "), list.files.len()));
    }
    if let Some(digest) = verdict.file {
        let word = match (verdict.findings.is_empty(), &verdict.signed) {
            (false, _) => "not whole",
            (true, Signed::Holds(_)) => "every byte is as it was signed",
            (true, _) => "every byte is as it was made",
        };
        lines.extend([word.to_owned(), format!("the file has SHA-256 {digest}")]);
    }
    lines.extend(verdict.digest.map(|it| format!("inventory.json has SHA-256 {it}")));
    // Of what is no bundle there is nothing more to say.
    let is_known = verdict.inventory.is_some() || verdict.file.is_some();
    if !is_known && verdict.signed == Signed::No {
        return lines;
    }
    lines.push(match &verdict.signed {
        Signed::No => {
            let what = if verdict.file.is_some() { "digest" } else { "list" };
            format!("it is not signed: whoever can change it can change its {what}")
        }
        Signed::By(key) => {
            format!(
                "it is signed with the key {key}; `--public-key` tells whether it holds"
            )
        }
        Signed::Holds(comment) => format!("its signature holds: {comment}"),
        Signed::Broken => "its signature does not hold".to_owned(),
    });
    lines
}

/// The last object, behind the findings.
fn as_json(verdict: &Verdict) -> Value {
    let list = verdict.inventory.as_ref();
    let (signature, detail) = match &verdict.signed {
        Signed::No => ("none", None),
        Signed::By(key) => ("unchecked", Some(key)),
        Signed::Holds(comment) => ("holds", Some(comment)),
        Signed::Broken => ("broken", None),
    };
    json!({ "verdict": {
        "whole": verdict.findings.is_empty(),
        "title": list.and_then(|it| it.title.as_ref()),
        "edition": list.and_then(|it| it.edition.as_ref()),
        "ceiling": list.and_then(|it| it.ceiling.as_ref()),
        "marking": list.and_then(|it| it.marking.as_ref()),
        "generator": list.map(|it| &it.generator),
        "files": list.map(|it| it.files.len()),
        "file-sha256": verdict.file.as_ref().map(Digest::to_string),
        "inventory-sha256": verdict.digest.as_ref().map(Digest::to_string),
        "signature": signature,
        "signature-detail": detail,
    } })
}
