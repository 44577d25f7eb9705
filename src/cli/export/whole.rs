//! What the exports of one edition are made of.

use crate::build::{Cleared, read};
use crate::cli::Which;
use crate::cli::report::Report;
use crate::diag::Failure;

/// One edition with everything that is known of it.
pub(super) fn whole(which: &Which, report: &Report) -> Result<Cleared, Failure> {
    let spinner = report.spinner();
    read(&which.root, &|stage| spinner.tell(stage))?.cleared(which.edition.as_deref())
}
