//! `dossier check`: everything a build finds, and nothing published.

mod plan;

use super::Which;
use super::report::Report;
use crate::base::{Nowhere, Sink};
use crate::build::{accept_gaps, read};
use crate::diag::Failure;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `dossier check` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// Tell of missing sources as warnings, as `build --draft` does.
    #[arg(long)]
    draft: bool,
    /// Print what an edition publishes, what it withholds and why. For the editor alone: it
    /// names what is withheld.
    #[arg(long)]
    plan: bool,
    /// With `--plan`: what is new since an earlier bundle.
    #[arg(long, value_name = "OLD", requires = "plan")]
    since: Option<PathBuf>,
}

impl Args {
    /// The folder of the dossier.
    pub(super) fn root(&self) -> &Path {
        &self.which.root
    }
}

/// Builds in memory and prints what was found.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let root = &args.which.root;
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let mut read = read(root, &progress)?;
    let edition = args.which.edition.as_deref();
    if args.plan {
        plan::print(&mut read, args, report, &progress)?;
    }
    let nowhere = &mut |_: Option<&str>| Arc::new(Nowhere) as Arc<dyn Sink>;
    let mut built = read.lay(root, edition, &progress, nowhere)?;
    let texts = read.texts_of(root, &built.findings);
    let texts = args.which.texts(texts, &built.gone);
    if args.draft {
        accept_gaps(&mut built.findings);
    }
    drop(spinner);
    report.findings(&built.findings, &texts);
    if report.forbids(&built.findings) {
        return Ok(ExitCode::from(1));
    }
    let pages = built.sites.iter().map(|it| it.pages).sum::<usize>();
    report.line(&format!("{pages} pages, no errors"));
    Ok(ExitCode::SUCCESS)
}
