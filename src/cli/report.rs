//! Prints findings, failures and progress to standard error.

use super::{Deny, Format, Talk};
use crate::base::FilePath;
use crate::diag::{Diagnostic, Failure, Place, Severity, Style, draw};
use clap::ColorChoice;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

/// The texts that findings point into.
pub(super) type Texts = BTreeMap<FilePath, Arc<str>>;

/// How this run talks.
pub(super) struct Report {
    format: Format,
    style: Style,
    deny_warnings: bool,
    quiet: bool,
    watched: bool,
}

impl Report {
    /// Follows the options and, where they say nothing, the terminal.
    #[expect(
        clippy::disallowed_methods,
        reason = "cli is the room that reads the environment"
    )]
    pub(super) fn new(talk: &Talk) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let no_color = std::env::var("NO_COLOR").is_ok_and(|it| !it.is_empty());
        let coloured = match talk.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !no_color,
        };
        let format = talk.format.of_findings();
        Self {
            format,
            style: if coloured { Style::Coloured } else { Style::Plain },
            deny_warnings: talk.deny == Some(Deny::Warnings),
            quiet: talk.quiet,
            watched: terminal && !talk.quiet && format == Format::Human,
        }
    }

    /// Whether these findings forbid publishing.
    pub(super) fn forbids(&self, findings: &[Diagnostic]) -> bool {
        let fatal =
            |it: &Diagnostic| self.deny_warnings || it.severity() == Severity::Error;
        findings.iter().any(fatal)
    }

    /// Prints every finding, and how many there are.
    pub(super) fn findings(&self, findings: &[Diagnostic], texts: &Texts) {
        let text_of = |file: &FilePath| texts.get(file).map(|it| &**it);
        let mut out = String::new();
        for finding in findings {
            match self.format {
                Format::Json => out.push_str(&as_json(finding, &text_of).to_string()),
                _ => out.push_str(&draw(finding, &text_of, self.style)),
            }
            out.push_str(if self.format == Format::Human { "\n\n" } else { "\n" });
        }
        say(&out);
        if !findings.is_empty() && self.format == Format::Human {
            say(&format!("{}\n", summary(findings)));
        }
    }

    /// Prints a line for people.
    pub(super) fn line(&self, text: &str) {
        if !self.quiet && self.format == Format::Human {
            say(&format!("{text}\n"));
        }
    }

    /// Prints why the command could not run.
    pub(super) fn failure(&self, failure: &Failure) {
        if self.format == Format::Json {
            let failure = json!({ "failure": failure.message, "help": failure.help });
            return say(&format!("{failure}\n"));
        }
        let help = failure.help.as_ref().map(|it| format!("\n  = help: {it}"));
        say(&format!("error: {}{}\n", failure.message, help.unwrap_or_default()));
    }

    /// A spinner that tells the stage, if a person watches.
    pub(super) fn spinner(&self) -> Spinner {
        let bar =
            if self.watched { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        if self.watched {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Spinner { bar }
    }
}

/// A spinner; it is gone when it is dropped.
pub(super) struct Spinner {
    bar: ProgressBar,
}

impl Spinner {
    /// Tells the stage.
    pub(super) fn tell(&self, stage: &'static str) {
        self.bar.set_message(stage);
    }

    /// Tells one of many things that are done.
    pub(super) fn tell_all(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A reader of standard error that has gone is no reason to stop publishing.
fn say(text: &str) {
    drop(std::io::stderr().write_all(text.as_bytes()));
}

fn summary(findings: &[Diagnostic]) -> String {
    let errors = findings.iter().filter(|it| it.severity() == Severity::Error).count();
    let count = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let parts = [count(errors, "error"), count(findings.len() - errors, "warning")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let first = findings.first().map_or("", |it| it.code.name());
    format!("{}; `dossier explain {first}` says more", parts.join(", "))
}

fn as_json<'a>(
    finding: &Diagnostic,
    text_of: &dyn Fn(&FilePath) -> Option<&'a str>,
) -> Value {
    let related = finding.related.iter().map(|(place, label)| {
        let mut related = located(place, text_of);
        related["label"] = json!(label);
        related
    });
    let mut object = finding.place.as_ref().map_or(json!({}), |it| located(it, text_of));
    object["code"] = json!(finding.code.name());
    object["severity"] = json!(match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    });
    object["message"] = json!(finding.message);
    object["label"] = json!(finding.label);
    object["help"] = json!(finding.help);
    object["related"] = related.collect();
    object
}

/// File, line and column from 1, columns in characters.
fn located<'a>(place: &Place, text_of: &dyn Fn(&FilePath) -> Option<&'a str>) -> Value {
    let mut object = json!({ "file": place.file.as_str() });
    let Some((span, text)) = place.span.zip(text_of(&place.file)) else { return object };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let bom = text_of(&place.file).map_or(0, |it| it.len() - text.len());
    for (at, line, column) in
        [(span.start, "line", "column"), (span.end, "endLine", "endColumn")]
    {
        let before = text.get(..(at as usize).saturating_sub(bom)).unwrap_or(text);
        object[line] = json!(before.split('\n').count());
        let last = before.rsplit('\n').next().unwrap_or_default();
        object[column] = json!(last.chars().count() + 1);
    }
    object
}
