//! Reads the citation style that `book.toml` names as a file.

use super::{Inputs, disk, settings};
use crate::base::FilePath;
use crate::csl::{Fault, Style};
use crate::diag::{Code, Diagnostic};
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
