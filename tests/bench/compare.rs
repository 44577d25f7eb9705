//! Runs every tool on every corpus in turn, and prints what each cost beside what the
//! others cost in the same run.

use crate::layouts;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use walkdir::WalkDir;

/// The tools in the order of the table; each is a script in `tests/bench/tools`.
const TOOLS: [&str; 10] = [
    "dossier",
    "plain",
    "plain-no-search",
    "plain-no-highlight",
    "hugo",
    "hugo-no-highlight",
    "mdbook",
    "floor",
    "floor-no-highlight",
    "copy",
];

/// What the project promises of a tool at 10,000 pages: at most this share of another.
const TARGETS: [(&str, f64, &str); 5] = [
    ("plain-no-search", 0.25, "hugo"),
    ("plain-no-search", 1.5, "floor"),
    ("plain", 0.5, "hugo"),
    ("plain-no-highlight", 0.125, "hugo"),
    ("plain-no-highlight", 0.125, "hugo-no-highlight"),
];

/// The largest corpus that is run more than once.
const MOST_PAGES_TWICE: usize = 1_000;

/// What one run cost.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    wall: f64,
    user: f64,
    system: f64,
    mib: f64,
    files: usize,
    bytes: u64,
}

impl Cost {
    fn cpu(self) -> f64 {
        self.user + self.system
    }
}

type Costs = BTreeMap<&'static str, Cost>;

/// Prints the table of each corpus, then how costs grow.
pub(crate) fn run(folder: &Path, rounds: usize, sizes: &[usize]) -> io::Result<String> {
    let mut out = String::new();
    let mut grown = Vec::new();
    for pages in sizes {
        let corpus = corpus(folder, *pages)?;
        let rounds = if *pages > MOST_PAGES_TWICE { 1 } else { rounds };
        let costs = costs(&corpus, &folder.join(format!("sites-{pages}")), rounds)?;
        table(&mut out, *pages, &costs);
        targets(&mut out, &costs);
        grown.push((*pages, costs));
    }
    growth(&mut out, &grown);
    Ok(out)
}

fn corpus(folder: &Path, pages: usize) -> io::Result<PathBuf> {
    let corpus = folder.join(format!("corpus-{pages}"));
    if !corpus.is_dir() {
        let new = folder.join(format!("corpus-{pages}.new"));
        drop(fs::remove_dir_all(&new));
        layouts::write(&new, pages)?;
        fs::rename(new, &corpus)?;
    }
    Ok(corpus)
}

fn costs(corpus: &Path, sites: &Path, rounds: usize) -> io::Result<Costs> {
    let mut costs = Costs::new();
    for _ in 0..rounds.max(1) {
        for tool in TOOLS {
            let Some(cost) = cost(tool, corpus, &sites.join(tool))? else { continue };
            let best = costs.entry(tool).or_insert(cost);
            if cost.cpu() < best.cpu() {
                *best = cost;
            }
        }
    }
    fs::remove_dir_all(sites)?;
    Ok(costs)
}

/// One run of one tool into a fresh folder; `None` where it has nothing to do.
fn cost(tool: &str, corpus: &Path, site: &Path) -> io::Result<Option<Cost>> {
    drop(fs::remove_dir_all(site));
    fs::create_dir_all(site.parent().unwrap_or(site))?;
    // A process of its own for each, so that the peak of one is not that of all.
    let timed = Command::new(std::env::current_exe()?)
        .args(["time", &format!("tests/bench/tools/{tool}")])
        .args([corpus, site])
        .stderr(Stdio::inherit())
        .output()?;
    let told = String::from_utf8_lossy(&timed.stdout);
    if told.contains("exit status: 77") {
        return Ok(None);
    }
    let told: Vec<f64> =
        told.split_whitespace().filter_map(|it| it.parse().ok()).collect();
    let [wall, user, system, mib] = told[..] else {
        return Err(io::Error::other(format!("`{tool}` could not be measured")));
    };
    let (files, bytes) = size(site);
    Ok(Some(Cost { wall, user, system, mib, files, bytes }))
}

fn size(site: &Path) -> (usize, u64) {
    let files = WalkDir::new(site).into_iter().filter_map(Result::ok);
    let sizes = files.filter_map(|it| it.metadata().ok()).filter(fs::Metadata::is_file);
    sizes.fold((0, 0), |(files, bytes), it| (files + 1, bytes + it.len()))
}

/// What a tool is measured by: code coloured where the tool colours it.
fn peer<'a>(costs: &'a Costs, tool: &str, peer: &str) -> Option<&'a Cost> {
    let is_plain = tool.ends_with("-no-highlight");
    let name = if is_plain { format!("{peer}-no-highlight") } else { peer.to_owned() };
    costs.get(name.as_str())
}

// Writing to a string cannot fail; so the results below are dropped.

fn table(out: &mut String, pages: usize, costs: &Costs) {
    let _ = writeln!(
        out,
        "{:<20} {:>6} {:>8} {:>8} {:>8} {:>8} {:>6} {:>7} {:>7} {:>7} {:>7}",
        "tool",
        "pages",
        "CPU s",
        "user s",
        "sys s",
        "wall s",
        "MiB",
        "files",
        "MB",
        "× hugo",
        "× floor"
    );
    for tool in TOOLS {
        let Some(cost) = costs.get(tool) else { continue };
        let share = |by: &str| {
            let peer = peer(costs, tool, by).map(|it| cost.cpu() / it.cpu());
            peer.map_or("–".to_owned(), |it| format!("{it:.2}"))
        };
        let _ = writeln!(
            out,
            "{tool:<20} {pages:>6} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>6} {:>7} {:>7.1} {:>7} {:>7}",
            cost.cpu(),
            cost.user,
            cost.system,
            cost.wall,
            cost.mib,
            cost.files,
            megabytes(cost.bytes),
            share("hugo"),
            share("floor"),
        );
    }
}

fn targets(out: &mut String, costs: &Costs) {
    for (tool, most, peer) in TARGETS {
        let (Some(own), Some(other)) = (costs.get(tool), costs.get(peer)) else {
            continue;
        };
        let share = own.cpu() / other.cpu();
        let met = if share <= most { "met" } else { "not met" };
        let _ = writeln!(out, "{tool} ≤ {most} × {peer}: {share:.3}, {met}");
    }
    out.push('\n');
}

/// CPU a page, beside that of the corpus before.
fn growth(out: &mut String, grown: &[(usize, Costs)]) {
    for tool in TOOLS {
        let of_page = |(pages, costs): &(usize, Costs)| {
            #[expect(clippy::cast_precision_loss, reason = "a count of pages")]
            costs.get(tool).map(|it| 1e6 * it.cpu() / *pages as f64)
        };
        let figures: Vec<String> =
            grown.iter().filter_map(of_page).map(|it| format!("{it:>7.0}")).collect();
        let _ = writeln!(out, "{tool:<20} µs of CPU a page {}", figures.join(" "));
    }
}

fn megabytes(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    let megabytes = bytes as f64 / 1e6;
    megabytes
}
