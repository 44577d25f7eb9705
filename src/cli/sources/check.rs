//! `dossier sources check`: asks the addresses of the sources and writes `sources.lock`.
//! Besides `dossier new source --online` the only command that uses the network.

use super::span;
use crate::base::text::nearest;
use crate::build::{LOCK, Read, read};
use crate::cli::clock::today;
use crate::cli::report::Report;
use crate::diag::{Code, Failure};
use crate::model::Source;
use crate::model::lock::{Lock, Reach};
use crate::visit::{Ages, Manners, judge, told, visit};
use crate::write::replace;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// What `dossier sources check` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of the dossier: the one that holds `book.toml`.
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The addresses of these sources only.
    #[arg(long, value_name = "KEY", num_args = 1..)]
    only: Vec<String>,
    /// Leave alone what was asked within this time: `90d`. With `--offline`, tell what was
    /// not.
    #[arg(long, value_name = "TIME", value_parser = span::long)]
    max_age: Option<i64>,
    /// How long one answer may take.
    #[arg(long, value_name = "TIME", default_value = "20s", value_parser = span::short)]
    timeout: Duration,
    /// How long to wait between two questions to one host.
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = span::short)]
    delay: Duration,
    /// Take a changed content as the known one.
    #[arg(long)]
    accept: bool,
    /// Also ask addresses of this machine and of private networks.
    #[arg(long)]
    allow_private: bool,
    /// Ask nobody; tell what `sources.lock` says.
    #[arg(long, conflicts_with_all = ["accept", "allow_private"])]
    offline: bool,
}

impl Args {
    /// The folder of the dossier.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}

/// Asks, writes the lock, and prints what was found.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let read = read(&args.root, &|_| {})?;
    let texts = read.texts();
    let broken: Vec<_> =
        read.found().iter().filter(|it| it.code == Code::BadLock).cloned().collect();
    if !broken.is_empty() {
        report.findings(&broken, &texts);
        return Ok(ExitCode::from(1));
    }
    let sources = chosen(&read, &args.only)?;
    let ages = Ages { today: today(), oldest: args.max_age };
    let mut lock = read.lock().clone();
    if !args.offline {
        let asked = ask(args, &sources, ages, &mut lock, report);
        forget(&mut lock, read.sources());
        let path = args.root.join(LOCK);
        if lock != *read.lock() || !read.has_lock() {
            replace(&path, lock.to_toml().as_bytes())?;
        }
        report.line(&summary(&lock, &asked));
    }
    let mut findings = told(sources.into_iter(), &lock, ages);
    findings.sort();
    findings.dedup();
    report.findings(&findings, &texts);
    Ok(ExitCode::from(u8::from(report.forbids(&findings))))
}

/// The sources with these keys; all of them if none is named.
fn chosen<'a>(read: &'a Read, keys: &[String]) -> Result<Vec<&'a Source>, Failure> {
    let all = read.sources();
    if keys.is_empty() {
        return Ok(all.iter().collect());
    }
    let find = |key: &String| {
        all.iter().find(|it| it.id == *key).ok_or_else(|| {
            let failure = Failure::new(format!("no source has the key `{key}`"));
            match nearest(key, all.iter().map(|it| it.id.as_str())) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure,
            }
        })
    };
    keys.iter().map(find).collect()
}

/// Asks what is not known well enough, and puts the answers into the lock.
fn ask(
    args: &Args,
    sources: &[&Source],
    ages: Ages,
    lock: &mut Lock,
    report: &Report,
) -> Vec<String> {
    let is_old = |it: &str| {
        let visit = lock.visits.get(it);
        visit.is_none_or(|it| args.max_age.is_none() || ages.are_over(it))
    };
    let named: BTreeSet<String> =
        sources.iter().flat_map(|it| it.addresses()).map(Into::into).collect();
    let asked: Vec<String> = named.into_iter().filter(|it| is_old(it)).collect();
    let manners =
        Manners { timeout: args.timeout, delay: args.delay, private: args.allow_private };
    let spinner = report.spinner();
    let answers = visit(&asked, &manners, &|address| spinner.tell_all(address));
    drop(spinner);
    for (address, answer) in asked.iter().zip(&answers) {
        let visit = judge(answer, lock.visits.get(address), ages.today, args.accept);
        lock.visits.insert(address.clone(), visit);
    }
    asked
}

/// Takes out what no source names any more.
fn forget(lock: &mut Lock, sources: &[Source]) {
    let named: BTreeSet<_> = sources.iter().flat_map(Source::addresses).collect();
    lock.visits.retain(|it, _| named.contains(it.as_str()));
}

fn summary(lock: &Lock, asked: &[String]) -> String {
    let mut counts: BTreeMap<Reach, usize> = BTreeMap::new();
    for visit in asked.iter().filter_map(|it| lock.visits.get(it)) {
        *counts.entry(visit.reach).or_default() += 1;
    }
    let parts: Vec<String> =
        counts.iter().map(|(reach, it)| format!("{it} {}", reach.name())).collect();
    let parts =
        if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    match asked.len() {
        1 => format!("1 address asked{parts}"),
        count => format!("{count} addresses asked{parts}"),
    }
}
