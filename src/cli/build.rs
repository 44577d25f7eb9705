//! `dossier build`: the site, published in one step.

use super::report::Report;
use super::timings::Timings;
use super::{Which, rebuild};
use crate::base::{FilePath, Nowhere, Sink, SitePath};
use crate::build::memory::{Memory, Past, Wish};
use crate::build::{Laid, Unsaved, accept_gaps, read_with};
use crate::diag::{Code, Diagnostic, Failure};
use crate::write::{Published, Stage, can_hold_editions, editions_in, is_site, lies_in};
use std::mem;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `dossier build` takes.
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// Every edition of `book.toml`, each into a folder of its name; as without `--edition`.
    #[arg(long, conflicts_with = "edition")]
    all_editions: bool,
    /// Build although cited sources are missing: gaps are shown, and told as warnings. Pages
    /// that are kept back by `draft: true` are shown, too.
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
    /// Say what has changed since the last build, and why each page was built anew.
    #[arg(long)]
    explain_rebuild: bool,
    /// Neither use nor change what builds remember in `.dossier/`.
    #[arg(long)]
    no_cache: bool,
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
    let memory = if args.no_cache { None } else { Memory::open(&wish(args)) };
    let past = memory.as_ref().map(Memory::unchanged);
    let reason = match past {
        Some(Ok(past)) => match again(&past, args, report) {
            Some(code) => return Ok(code),
            None => None,
        },
        Some(Err(reason)) => Some(reason),
        None => None,
    };
    let spinner = report.spinner();
    let timings = Timings::start();
    let progress = |stage| {
        timings.begin(stage);
        spinner.tell(stage);
    };
    let mut read = read_with(root, &Unsaved::new(), args.draft, &progress)?;
    let files = read.texts().len();
    let default = root.join(read.build_dir());
    let destination = args.dest_dir.as_deref().unwrap_or(&default);
    let editions = read.editions();
    refuse_texts(&root.join(&read.settings().src), root, destination)?;
    if args.all_editions && editions.is_empty() {
        return Err(Failure::new("the dossier has no editions")
            .help("name them in `book.toml`: `[dossier.editions.public]`"));
    }
    let mut stages = Stages::at(destination);
    let edition = args.which.edition.as_deref();
    let mut built = read.lay(root, edition, &progress, &mut |it| stages.open(it))?;
    let texts = read.texts_of(root, &built.findings);
    let texts = args.which.texts(texts, &built.gone);
    if args.draft {
        accept_gaps(&mut built.findings);
    }
    let remembered = built.findings.len();
    built.findings.extend(stale(destination, &editions));
    if report.forbids(&built.findings) {
        drop(spinner);
        report.findings(&built.findings, &texts);
        report.line("nothing was published");
        return Ok(ExitCode::from(1));
    }
    progress("write");
    let published = stages.publish()?;
    drop(spinner);
    report.findings(&built.findings, &texts);
    if args.explain_rebuild {
        Report::table(&rebuild::why(reason.as_ref()));
    }
    for (site, done) in built.sites.iter().zip(&published) {
        if args.explain_rebuild {
            Report::table(&rebuild::pages(reason.as_ref(), site, &done.new));
        }
        report.line(&told(site.edition.as_deref(), site.pages, &done.folder, &done.sum));
    }
    if let (Some(memory), Some(looked)) = (memory, read.looked()) {
        let sites = built.sites.iter().zip(&published).map(|(site, done)| {
            (done.folder.clone(), site.edition.clone(), site.pages, done.sum.files)
        });
        let findings = &built.findings[..remembered];
        memory.keep(
            looked,
            Past::of(&read, destination, sites.collect(), (findings, &texts)),
        );
    }
    if args.timings {
        Report::table(&timings.table(&counts(files, &built.sites)));
    }
    // The process ends here: nobody needs the room that the dossier takes.
    mem::forget(read);
    Ok(ExitCode::SUCCESS)
}

/// Refuses to publish among the texts of the dossier. Where these fill its whole folder, the
/// site may stand in a folder of its own there.
fn refuse_texts(texts: &Path, root: &Path, destination: &Path) -> Result<(), Failure> {
    let is_taken = if lies_in(root, texts) {
        lies_in(root, destination) && lies_in(destination, root)
    } else {
        lies_in(destination, texts)
    };
    if !is_taken {
        return Ok(());
    }
    let message =
        format!("`{}` is where the texts of the dossier stand", destination.display());
    Err(Failure::new(message)
        .help("name a folder outside: `--dest-dir book`, or `build-dir` in `book.toml`"))
}

/// A site that was published.
struct Done {
    folder: PathBuf,
    sum: Published,
    new: Vec<SitePath>,
}

/// What the command line asks for, as far as what is built depends on it.
fn wish(args: &Args) -> Wish<'_> {
    Wish {
        root: &args.which.root,
        edition: args.which.edition.as_deref(),
        destination: args.dest_dir.as_deref(),
        draft: args.draft,
        shows_withheld: args.which.show_withheld,
        program: std::env::current_exe().ok(),
    }
}

/// Tells again what the last build has told, for nothing has changed since; `None` where
/// the findings forbid that today.
fn again(past: &Past, args: &Args, report: &Report) -> Option<ExitCode> {
    let mut findings = past.findings()?;
    findings.extend(stale(&past.destination, &past.editions));
    if report.forbids(&findings) {
        return None;
    }
    report.findings(&findings, &past.texts());
    if args.explain_rebuild {
        Report::table("nothing has changed\n");
    }
    for (folder, edition, pages, files) in &past.sites {
        let sum = Published { files: *files, ..Published::default() };
        report.line(&told(edition.as_deref(), *pages, folder, &sum));
    }
    Some(ExitCode::SUCCESS)
}

/// The stages of the sites. One that cannot be opened is told of when it comes to
/// publishing: what is wrong with the dossier comes first.
struct Stages<'a> {
    destination: &'a Path,
    open: Vec<Result<(PathBuf, Arc<Stage>), Failure>>,
}

impl<'a> Stages<'a> {
    fn at(destination: &'a Path) -> Self {
        Self { destination, open: Vec::new() }
    }

    /// One site goes to the destination itself, each edition to a folder of its name there.
    fn open(&mut self, edition: Option<&str>) -> Arc<dyn Sink> {
        let stage = self.stage(edition);
        let sink: Arc<dyn Sink> = match &stage {
            Ok((_, stage)) => stage.clone(),
            Err(_) => Arc::new(Nowhere),
        };
        self.open.push(stage);
        sink
    }

    fn stage(&self, edition: Option<&str>) -> Result<(PathBuf, Arc<Stage>), Failure> {
        let folder = match edition {
            Some(_) if is_site(self.destination) => {
                return Err(for_nobody(self.destination));
            }
            Some(name) => {
                can_hold_editions(self.destination)?;
                self.destination.join(name)
            }
            None => self.destination.to_owned(),
        };
        let stage = Stage::open(&folder)?;
        Ok((folder, Arc::new(stage)))
    }

    fn publish(self) -> Result<Vec<Done>, Failure> {
        let open = self.open.into_iter().collect::<Result<Vec<_>, _>>()?;
        let publish = |(folder, stage): (PathBuf, Arc<Stage>)| {
            let sum = stage.publish()?;
            Ok(Done { folder, sum, new: stage.written() })
        };
        open.into_iter().map(publish).collect()
    }
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
fn counts(files: usize, sites: &[Laid]) -> Vec<(&'static str, usize)> {
    let made = sites.iter().flat_map(|it| it.counts.iter().copied());
    [("load", files), ("parse", files)].into_iter().chain(made).collect()
}

fn told(
    edition: Option<&str>,
    pages: usize,
    folder: &Path,
    published: &Published,
) -> String {
    let edition = edition.map(|it| format!("{it}: ")).unwrap_or_default();
    let home = folder.join("index.html");
    let Published { written, files, kept, .. } = published;
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
