//! Reads the files that `book.toml` names: the citation style and further stylesheets.

use super::{Inputs, disk, settings};
use crate::base::FilePath;
use crate::csl::{Fault, Style};
use crate::diag::{Code, Diagnostic, Span};
use std::path::Path;

impl Inputs {
    /// Reads the style file, if the settings name one; what is no style is a finding.
    pub(super) fn style(&mut self, root: &Path, found: &mut Vec<Diagnostic>) {
        let name = self.settings.csl.clone();
        if !settings::is_style_file(&name) {
            return;
        }
        let Some(file) = FilePath::new(&name) else { return found.push(outside(&name)) };
        let text = match disk::read_text(root, &file) {
            Ok(text) => text,
            Err(finding) => return found.push(*finding),
        };
        if let Err(fault) = Style::read(&text) {
            found.push(broken(&file, fault));
        } else {
            self.settings.csl_text = Some(text.clone());
        }
        self.texts.insert(file, text);
    }
}

impl Inputs {
    /// Reads the stylesheets that the settings name, from the folder of `book.toml` as
    /// mdBook does; `text` is what stands in that.
    pub(super) fn styles(
        &mut self,
        root: &Path,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) {
        for file in self.settings.additional_css.clone() {
            if !disk::is_there(&root.join(file.as_str())) {
                found.push(missing(&file, text));
                continue;
            }
            match disk::read_text(root, &file) {
                Ok(text) => {
                    found.extend(lost(&file, &text));
                    self.settings.styles.insert(file.clone(), text.clone());
                    self.texts.insert(file, text);
                }
                Err(finding) => found.push(*finding),
            }
        }
    }
}

impl Inputs {
    /// Notes the classes that the stylesheets name.
    pub(super) fn styled(&mut self) {
        let own = self.settings.styles.values().map(ToString::to_string);
        let statics = self.themes.values().flat_map(|it| &it.statics);
        let sheets = statics
            .filter(|(path, _)| path.rsplit_once('.').is_some_and(|it| it.1 == "css"));
        let themes = sheets.map(|(_, it)| String::from_utf8_lossy(it).into_owned());
        let styled = own.chain(themes).flat_map(|it| classes(&it)).collect();
        self.settings.styled = styled;
    }
}

fn classes(css: &str) -> Vec<String> {
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_');
    let name =
        |it: &str| -> String { it.chars().take_while(|it| is_name(*it)).collect() };
    let named = css.split('.').skip(1).map(name);
    named.filter(|it| it.starts_with(char::is_alphabetic)).collect()
}

/// Tells of files that a stylesheet shows: it moves to another folder, they stay unpublished.
fn lost(file: &FilePath, text: &str) -> Vec<Diagnostic> {
    let told = |(at, start): (usize, &str)| {
        let behind = text.get(at + start.len()..)?;
        // A second bracket that opens stands in none of them.
        let end = behind.find([')', '('])?;
        let written = behind.get(..end).filter(|_| behind[end..].starts_with(')'))?;
        let name = written.trim().trim_matches(['"', '\'']);
        let is_own =
            name.starts_with(['#', '/']) || name.contains(':') || name.is_empty();
        let from = at + start.len();
        let message = format!("`{name}`, which the stylesheet shows, is not published");
        let finding = Diagnostic::new(Code::MissingStyle, message);
        let span = Span::from(from..from + written.len());
        let help = "leave it out, or put the sheet and its files into a theme of your own: \
                    `themes/NAME/static/`";
        (!is_own).then(|| finding.at(file, span).help(help))
    };
    text.match_indices("url(").filter_map(told).collect()
}

/// Tells of a theme of mdBook's that no setting names: mdBook takes what `theme/` holds.
pub(super) fn untaken_theme(root: &Path, told: &[Diagnostic]) -> Option<Diagnostic> {
    const PARTS: [&str; 9] = [
        "index.hbs",
        "head.hbs",
        "header.hbs",
        "book.js",
        "highlight.css",
        "favicon.png",
        "favicon.svg",
        "css",
        "fonts",
    ];
    let has = |it: &&str| disk::is_there(&root.join("theme").join(it));
    let part = PARTS.into_iter().find(has)?;
    let is_named = told.iter().any(|it| it.message.starts_with("`output.html.theme`"));
    let message = format!(
        "`theme/{part}` has no effect here: themes of mdBook are not read; see `[dossier] theme`"
    );
    let finding = Diagnostic::new(Code::NoEffect, message);
    (!is_named).then(|| finding.in_file(&FilePath::fixed("book.toml")))
}

/// A stylesheet that is not there, with the place in `book.toml` that names it.
fn missing(file: &FilePath, text: &str) -> Diagnostic {
    let message = format!("the stylesheet `{file}` does not exist");
    let book = FilePath::fixed("book.toml");
    let key = text.find("additional-css").unwrap_or_default();
    let behind = text.get(key..).unwrap_or_default();
    let finding = Diagnostic::new(Code::MissingStyle, message);
    let finding = match behind.find(file.as_str()).map(|it| key + it) {
        Some(at) => finding.at(&book, Span::from(at..at + file.as_str().len())),
        None => finding.in_file(&book),
    };
    finding.help("write its path from the folder of `book.toml`")
}

fn outside(name: &str) -> Diagnostic {
    let message = format!("the citation style `{name}` leaves the dossier");
    Diagnostic::new(Code::BadSetting, message)
        .in_file(&FilePath::fixed("book.toml"))
        .help("put the file into the dossier, and write its path from `book.toml`")
}

fn broken(file: &FilePath, fault: Fault) -> Diagnostic {
    let finding = Diagnostic::new(Code::BadStyle, fault.message);
    let finding = match fault.span {
        Some(span) => finding.at(file, span),
        None => finding.in_file(file),
    };
    finding.help("take a style from https://citationstyles.org, or name a bundled one")
}
