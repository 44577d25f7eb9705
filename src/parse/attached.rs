//! The markings of attachments, as pages tell them.

use super::pages::Attachment;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic};
use crate::load::Inputs;
use crate::model::Marking;
use std::collections::BTreeMap;

/// The marking of each attachment that a page names; of several the highest. A file that
/// does not exist is a finding, for the one that was meant would have no marking.
pub(super) fn markings(
    named: &[Attachment],
    inputs: &Inputs,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<FilePath, Marking> {
    let mut markings: BTreeMap<FilePath, Marking> = BTreeMap::new();
    for Attachment { page, path, target, marking } in named {
        let Some(file) = target.as_ref().filter(|it| inputs.assets().contains(it)) else {
            let message = format!("there is no attachment `{}`", path.value);
            let finding = Diagnostic::new(Code::MissingAttachment, message);
            let finding = finding.at(page, path.span);
            // No name of another attachment: it may be closed.
            found.push(finding.help("the path counts from the folder of the page"));
            continue;
        };
        if let Some(marking) = marking {
            let known = markings.entry(file.clone()).or_insert(*marking);
            *known = (*marking).max(*known);
        }
    }
    markings
}
