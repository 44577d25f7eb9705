//! Finds the page that a line of `SUMMARY.md` leads to.

use super::super::content_file;
use crate::base::{FilePath, path, text::nearest};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known while lines are read.
#[derive(Debug)]
pub(super) struct Known<'a> {
    pub(super) file: &'a FilePath,
    pub(super) settings: &'a Settings,
    pub(super) texts: &'a BTreeMap<FilePath, Arc<str>>,
    /// The pages that are cut: they exist, and are not there.
    pub(super) cut: &'a BTreeSet<FilePath>,
}

impl Known<'_> {
    /// The file of a target as it was written; what leads nowhere is a finding.
    pub(super) fn target(
        &self,
        dest: &str,
        span: Span,
    ) -> Result<FilePath, Box<Diagnostic>> {
        let say = |code, message: String, help: &str| {
            Err(Box::new(self.at(code, span, message).help(help)))
        };
        let no_page = |what: &str| {
            format!("`{dest}` is {what}, so it has no place in the reading order")
        };
        if dest.contains("://") || dest.starts_with("mailto:") || dest.contains('#') {
            let help =
                "name a Markdown file; link to other sites and to sections from a page";
            return say(Code::SkippedEntry, no_page("not a page"), help);
        }
        match self.file_of(dest) {
            None => {
                let message = format!("`{dest}` leads out of the content folder");
                let help =
                    "name a file below the content folder, relative to `SUMMARY.md`";
                say(Code::BadSummary, message, help)
            }
            Some(file) if !is_markdown(&file) => {
                let help = "link to it from a page";
                say(Code::SkippedEntry, no_page("not a Markdown file"), help)
            }
            Some(file) => Ok(file),
        }
    }

    /// mdBook decodes `%20` only; what exists under its decoded name is meant, too.
    fn file_of(&self, dest: &str) -> Option<FilePath> {
        let written = content_file(self.settings, &dest.replace("%20", " "));
        let decoded = || content_file(self.settings, &path::decode(dest));
        let exists = |it: &FilePath| self.exists(it);
        written.clone().filter(exists).or_else(|| decoded().filter(exists)).or(written)
    }

    /// A finding if nobody has written the file.
    pub(super) fn missing(&self, file: &FilePath, span: Span) -> Option<Diagnostic> {
        let is_missing = !self.exists(file);
        is_missing.then(|| {
            let message =
                format!("`{file}` does not exist; the site gets an empty page for it");
            let finding = self.at(Code::MissingPage, span, message);
            let pages = self.texts.keys().filter(|it| is_markdown(it));
            match nearest(file.as_str(), pages.map(FilePath::as_str)) {
                Some(near) => finding.did_you_mean(Some(near)),
                None => finding.help(
                    "write the page, or announce it with an empty target: `[Title]()`",
                ),
            }
        })
    }

    fn exists(&self, file: &FilePath) -> bool {
        self.texts.contains_key(file) || self.cut.contains(file)
    }

    pub(super) fn at(
        &self,
        code: Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.file, span)
    }
}

fn is_markdown(file: &FilePath) -> bool {
    file.extension().eq_ignore_ascii_case("md")
}
