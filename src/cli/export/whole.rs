//! What the exports of one edition are made of.

use crate::build::{Cleared, read};
use crate::cli::Which;
use crate::cli::report::Report;
use crate::diag::Failure;

/// One edition with everything that is known of it; `None` where it could not be published
/// either, and then that is told.
pub(super) fn whole(which: &Which, report: &Report) -> Result<Option<Cleared>, Failure> {
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let read = read(&which.root, &progress)?;
    let texts = read.texts();
    let exported = read.cleared(&which.root, which.edition.as_deref(), &progress)?;
    drop(spinner);
    if report.forbids(&exported.findings) {
        report.findings(&exported.findings, &which.texts(texts, &exported.gone));
        report.line("nothing was exported");
        return Ok(None);
    }
    Ok(Some(exported.cleared))
}
