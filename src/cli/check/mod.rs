//! `dossier check`: everything a build finds, and nothing published. With `--fix` it mends
//! what can be mended without looking.

mod fix;
mod plan;

use super::Which;
use super::report::{Report, Texts};
use crate::base::{Nowhere, Sink};
use crate::build::{AllLaid, Unsaved, accept_gaps, read_with};
use crate::diag::Failure;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `dossier check` takes.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// Tell of missing sources as warnings and look at pages that are kept back, as `build
    /// --draft` does.
    #[arg(long)]
    draft: bool,
    /// Make the fixes that are certainly meant, show what changes, and tell what is left.
    #[arg(long)]
    fix: bool,
    /// Only show what `--fix` would change.
    #[arg(long, requires = "fix")]
    dry_run: bool,
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

/// Builds in memory and prints what was found, or what is left of it.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    if args.plan {
        plan::print(args, report)?;
    }
    let (built, texts) = if args.fix {
        fix::run(args, report)?
    } else {
        look(args, report, &Unsaved::new())?
    };
    report.findings(&built.findings, &args.which.texts(texts, &built.gone));
    if report.forbids(&built.findings) {
        return Ok(ExitCode::from(1));
    }
    let pages = built.sites.iter().map(|it| it.pages).sum::<usize>();
    report.line(&format!("{pages} pages, no errors"));
    Ok(ExitCode::SUCCESS)
}

/// Builds in memory, with texts that are not on the disk.
fn look(
    args: &Args,
    report: &Report,
    unsaved: &Unsaved,
) -> Result<(AllLaid, Texts), Failure> {
    let root = &args.which.root;
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let mut read = read_with(root, unsaved, args.draft, &progress)?;
    let edition = args.which.edition.as_deref();
    let nowhere = &mut |_: Option<&str>| Arc::new(Nowhere) as Arc<dyn Sink>;
    let mut built = read.lay(root, edition, &progress, nowhere)?;
    let mut texts = read.texts_of(root, &built.findings);
    texts.extend(unsaved.iter().map(|(file, text)| (file.clone(), text.clone())));
    if args.draft {
        accept_gaps(&mut built.findings);
    }
    Ok((built, texts))
}
