//! Prints findings, failures and progress. Talk to people goes to standard error; findings
//! for programs are data and go to standard output, unless the command has data of its own.

mod changes;
mod github;
mod human;
mod json;
mod place;
mod sarif;

use super::{Command, Deny, Format, Talk};
use crate::base::FilePath;
use crate::diag::{Diagnostic, Failure, Severity, Style};
use crate::write::Change;
use clap::ColorChoice;
use human::Taste;
use indicatif::{ProgressBar, ProgressStyle};
use place::Places;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

/// The texts that findings point into.
pub(super) type Texts = BTreeMap<FilePath, Arc<str>>;

/// How this run talks.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Report {
    format: Format,
    taste: Taste,
    /// Where findings for programs go.
    to_stdout: bool,
    /// The way to the dossier from here.
    way: String,
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
    pub(super) fn new(talk: &Talk, command: &Command) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let no_color = std::env::var("NO_COLOR").is_ok_and(|it| !it.is_empty());
        let coloured = match talk.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !no_color,
        };
        let format = talk.format.of_findings();
        let style = if coloured { Style::Coloured } else { Style::Plain };
        let here = std::env::current_dir().unwrap_or_default();
        let way = command.root().map(|it| place::way(it, &here));
        Self {
            format,
            taste: Taste { style, all: talk.all, notes: command.shows_notes() },
            to_stdout: !command.prints_data(),
            way: way.unwrap_or_default(),
            deny_warnings: talk.deny == Some(Deny::Warnings),
            quiet: talk.quiet,
            watched: terminal && !talk.quiet && format == Format::Human,
        }
    }

    /// Whether these findings forbid publishing.
    pub(super) fn forbids(&self, findings: &[Diagnostic]) -> bool {
        let fatal = |it: &Diagnostic| match it.severity() {
            Severity::Error => true,
            Severity::Warning => self.deny_warnings,
            Severity::Note => false,
        };
        findings.iter().any(fatal)
    }

    /// Prints every finding, and how many there are.
    pub(super) fn findings(&self, findings: &[Diagnostic], texts: &Texts) {
        let mut places = Places::of(texts, self.way.clone());
        match self.format {
            Format::Json => self.hand_on(&json::lines(findings, &mut places)),
            Format::Sarif => self.hand_on(&sarif::log(findings, &mut places)),
            Format::Github => self.hand_on(&github::lines(findings, &mut places)),
            _ => {
                say(&human::text(findings, texts, self.taste));
                if let Some(hidden) = human::hidden(findings, self.taste) {
                    self.line(&hidden);
                }
            }
        }
    }

    /// Whether people read what is said.
    pub(super) fn is_for_people(&self) -> bool {
        self.format == Format::Human
    }

    /// Prints what a command knows beside its findings as one more JSON object, where
    /// findings are such objects.
    pub(super) fn object(&self, object: &serde_json::Value) {
        if self.format == Format::Json {
            self.hand_on(&format!("{object}\n"));
        }
    }

    /// Prints a line for people.
    pub(super) fn line(&self, text: &str) {
        if !self.quiet && self.format == Format::Human {
            say(&format!("{text}\n"));
        }
    }

    /// Prints a table that was asked for, also where only findings are told.
    pub(super) fn table(text: &str) {
        say(text);
    }

    /// Prints why the command could not run.
    pub(super) fn failure(&self, failure: &Failure) {
        match self.format {
            Format::Json => return self.hand_on(&json::failure(failure)),
            Format::Sarif => return self.hand_on(&sarif::failure(failure)),
            Format::Github => return self.hand_on(&github::failure(failure)),
            _ => {}
        }
        let help = failure.help.as_ref().map(|it| format!("\n  = help: {it}"));
        say(&format!("error: {}{}\n", failure.message, help.unwrap_or_default()));
    }

    /// Shows what changes in files: as data for whoever reads findings himself.
    pub(super) fn changes(&self, changes: &[Change<'_>]) {
        let diff: String = changes.iter().map(changes::diff).collect();
        if self.format == Format::Human {
            let watched = std::io::stdout().is_terminal();
            let coloured = self.taste.style == Style::Coloured;
            let diff = if watched { changes::shown(&diff, coloured) } else { diff };
            drop(std::io::stdout().write_all(diff.as_bytes()));
        }
    }

    /// Hands findings to a program.
    fn hand_on(&self, text: &str) {
        if self.to_stdout {
            drop(std::io::stdout().write_all(text.as_bytes()));
        } else {
            say(text);
        }
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
