//! `dossier build`: the site, published in one step.

use super::Which;
use super::report::Report;
use super::timings::Timings;
use crate::base::FilePath;
use crate::build::{Site, read};
use crate::diag::{Code, Diagnostic, Failure};
use crate::write::{Published, editions_in, is_site, publish};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `dossier build` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// Every edition of `book.toml`, each into a folder of its name; as without `--edition`.
    #[arg(long, conflicts_with = "edition")]
    all_editions: bool,
    /// Build although cited sources are missing: gaps are shown, and told as warnings.
    #[arg(long)]
    draft: bool,
    /// Where to publish; `[build] build-dir` otherwise.
    #[arg(long, short, value_name = "DEST")]
    dest_dir: Option<PathBuf>,
    /// How many threads to use; all cores otherwise.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Print what each stage took, and how much memory there was.
    #[arg(long)]
    timings: bool,
}

impl Args {
    /// The folder of the dossier.
    pub(super) fn root(&self) -> &Path {
        &self.which.root
    }
}

/// Builds and publishes; with errors the old site stays.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    set_threads(args.threads)?;
    let root = &args.which.root;
    let spinner = report.spinner();
    let timings = Timings::start();
    let progress = |stage| {
        timings.begin(stage);
        spinner.tell(stage);
    };
    let read = read(root, &progress)?;
    let texts = read.texts();
    let files = texts.len();
    let default = root.join(read.build_dir());
    let destination = args.dest_dir.as_deref().unwrap_or(&default);
    let editions = read.editions();
    if args.all_editions && editions.is_empty() {
        return Err(Failure::new("the dossier has no editions")
            .help("name them in `book.toml`: `[dossier.editions.public]`"));
    }
    let stale = stale(destination, &editions);
    let mut built = read.build(root, args.which.edition.as_deref(), &progress)?;
    let texts = args.which.texts(texts, &built.gone);
    built.findings.extend(stale);
    if args.draft {
        built.accept_gaps();
    }
    if report.forbids(&built.findings) {
        drop(spinner);
        report.findings(&built.findings, &texts);
        report.line("nothing was published");
        return Ok(ExitCode::from(1));
    }
    progress("write");
    let published = publish_all(&built.sites, destination)?;
    drop(spinner);
    report.findings(&built.findings, &texts);
    for (site, folder, published) in &published {
        report.line(&told(site, folder, published));
    }
    if args.timings {
        Report::table(&timings.table(&counts(files, &built.sites)));
    }
    Ok(ExitCode::SUCCESS)
}

type Done<'a> = (&'a Site, PathBuf, Published);

/// One site goes to the destination itself, each edition to a folder of its name there.
fn publish_all<'a>(
    sites: &'a [Site],
    destination: &Path,
) -> Result<Vec<Done<'a>>, Failure> {
    let publish = |site: &'a Site| {
        let folder = match &site.edition {
            Some(_) if is_site(destination) => return Err(for_nobody(destination)),
            Some(name) => destination.join(name),
            None => destination.to_owned(),
        };
        let published = publish(&site.files, &folder)?;
        Ok((site, folder, published))
    };
    sites.iter().map(publish).collect()
}

/// From before editions were configured: it may hold what none of them may.
fn for_nobody(destination: &Path) -> Failure {
    let path = destination.display();
    Failure::new(format!("`{path}` holds a site that is for no edition"))
        .help("remove it, or name another output folder with `--dest-dir`")
}

/// Tells of folders that hold editions which `book.toml` does not name any more: what they
/// publish nobody looks after.
fn stale(destination: &Path, editions: &[String]) -> Vec<Diagnostic> {
    if editions.is_empty() {
        return Vec::new();
    }
    let published = editions_in(destination);
    let stale = published.iter().filter(|it| !editions.contains(it));
    let finding = |name: &String| {
        let message = format!(
            "the output folder still holds the edition `{name}`, which `book.toml` does not name"
        );
        let help = format!(
            "nobody looks after what it publishes: `dossier clean --edition {name}` removes it"
        );
        let book = FilePath::fixed("book.toml");
        Diagnostic::new(Code::StaleEdition, message).in_file(&book).help(help)
    };
    stale.map(finding).collect()
}

/// How many things each stage has made.
fn counts(files: usize, sites: &[Site]) -> Vec<(&'static str, usize)> {
    let pages = sites.iter().map(|it| ("render", it.pages));
    let written = sites.iter().map(|it| ("write", it.files.len()));
    [("load", files), ("parse", files)].into_iter().chain(pages).chain(written).collect()
}

fn told(site: &Site, folder: &Path, published: &Published) -> String {
    let edition = site.edition.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
    let home = folder.join("index.html");
    let Published { written, files, kept, .. } = published;
    let pages = site.pages;
    let kept = match kept {
        0 => String::new(),
        kept => format!(", {kept} of the site before stay"),
    };
    let home = home.display();
    format!("{edition}{pages} pages, {written} of {files} files new{kept}: {home}")
}

fn set_threads(threads: Option<usize>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build_global()
        .map_err(|it| Failure::new(format!("cannot start {threads} threads: {it}")))
}
