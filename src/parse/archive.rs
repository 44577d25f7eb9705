//! Keeps the archived texts of sources out of what is published.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic};
use crate::load::Inputs;
use crate::model::Source;
use std::collections::BTreeSet;

/// The archived texts, which are no attachments; one that is read as a page or as settings
/// would be published, and is a finding.
pub(super) fn texts(
    sources: &[Source],
    inputs: &Inputs,
    found: &mut Vec<Diagnostic>,
) -> BTreeSet<FilePath> {
    let mut texts = BTreeSet::new();
    for source in sources {
        let Some(text) = &source.evidence.archive_text else { continue };
        if inputs.texts().contains_key(&text.file) {
            let message = format!("`{}` is a file of the dossier itself", text.file);
            let help = "keep archived texts in a folder of their own, outside the content: `archive/bbc-2024.txt`";
            let finding = Diagnostic::new(Code::BadValue, message);
            found.push(finding.at(&source.file, text.span).help(help));
        }
        texts.insert(text.file.clone());
    }
    texts
}
