//! Non-interference: what is cut from an edition leaves no trace in it. A stripper that
//! shares no code with the program deletes everything above a ceiling from random dossiers
//! (`tests/leaks`); the edition of the whole dossier must be, byte for byte, the edition of
//! what is left. `docs/leaks.md` tells what this proves and what not.

use crate::scratch::{Outcome, Scratch, plain, tree};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many dossiers are written, built and removed at a time.
const AT_A_TIME: usize = 25;

/// How many of the editions must get as far as a site: findings are compared, too, but a
/// site has more to leak.
const PUBLISHED: f64 = 0.9;

#[test]
fn an_edition_shows_nothing_of_what_is_cut() {
    let seeds = rounds(100);
    let mut sum = Sum::default();
    for first in (0..seeds).step_by(AT_A_TIME) {
        let count = AT_A_TIME.min(seeds - first);
        let scratch = Scratch::in_memory();
        write(scratch.path(), first, count);
        sum.add(each(first..first + count, |seed| compare(&scratch, seed)));
    }
    println!("{} editions of {seeds} dossiers, {} sites", sum.editions, sum.sites);
    sum.faults.truncate(5);
    assert!(sum.faults.is_empty(), "{}", sum.faults.join("\n\n"));
    let share = ratio(sum.sites, sum.editions);
    assert!(share >= PUBLISHED, "only {share:.2} of the editions have a site");
}

/// What was compared.
#[derive(Default)]
struct Sum {
    editions: usize,
    sites: usize,
    faults: Vec<String>,
}

impl Sum {
    fn add(&mut self, others: Vec<Self>) {
        for other in others {
            self.editions += other.editions;
            self.sites += other.sites;
            self.faults.extend(other.faults);
        }
    }
}

/// What a build of one edition left: its files, what it said, how it ended.
struct Edition {
    files: BTreeMap<String, Vec<u8>>,
    code: i32,
    talk: String,
    data: String,
}

/// How often the tests are repeated; `make test-long` says 1,000.
pub(crate) fn rounds(usual: usize) -> usize {
    let said = std::env::var("DOSSIER_TEST_ROUNDS").ok();
    said.and_then(|it| it.parse().ok()).unwrap_or(usual)
}

/// Writes random dossiers, and what is left of each for each of its editions.
fn write(folder: &Path, first: usize, count: usize) {
    let mut python = plain("python3");
    python.arg("tests/leaks/make.py").arg(folder);
    python.args([first.to_string(), count.to_string()]);
    Outcome::of(&python.output().unwrap()).ends_with(0);
}

/// Does something for each seed, on every core.
pub(crate) fn each<T: Send>(
    seeds: std::ops::Range<usize>,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(seeds.start);
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let run = || {
        let mut done = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return done;
            }
            done.push((seed, work(seed)));
        }
    };
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(run)).collect();
        threads.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    done.sort_by_key(|(seed, _)| *seed);
    done.into_iter().map(|(_, it)| it).collect()
}

/// Builds every edition of one dossier: of the whole, of what is left of it, and of the
/// whole with everything above the ceiling thrown anew.
fn compare(scratch: &Scratch, seed: usize) -> Sum {
    let mut sum = Sum::default();
    let folder = scratch.at(&seed.to_string());
    for name in editions(&folder) {
        let cut = build(scratch, &format!("{seed}/{name}/cut"), &name);
        sum.editions += 1;
        sum.sites += usize::from(cut.code == 0);
        for variant in ["full", &format!("{name}/other")] {
            if !folder.join(variant).is_dir() {
                continue;
            }
            let whole = build(scratch, &format!("{seed}/{variant}"), &name);
            let fault = difference(&whole, &cut);
            let place = format!("seed {seed}, edition {name}, {variant}");
            sum.faults.extend(fault.map(|it| format!("{place}: {it}")));
        }
    }
    sum
}

fn editions(folder: &Path) -> Vec<String> {
    let folders = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = folders.map(|it| it.into_string().unwrap()).collect();
    names.retain(|it| it != "full");
    names.sort();
    names
}

/// Builds one edition of the dossier in `folder`.
fn build(scratch: &Scratch, folder: &str, edition: &str) -> Edition {
    let mut command = scratch.command(&["build", ".", "--edition", edition]);
    command.args(["-d", "site", "--threads", "1"]);
    command.current_dir(scratch.at(folder));
    let Outcome { code, talk, data } = Outcome::of(&command.output().unwrap());
    let files = tree(&scratch.at(folder).join("site"));
    Edition { files, code, talk: without_places(&talk), data }
}

/// What was said, without lines and columns and without the lines quoted: where something
/// stands in the editor's file is no part of the edition, and only the editor sees it.
fn without_places(talk: &str) -> String {
    let mut out = String::new();
    for line in talk.lines() {
        let behind = line.trim_start().trim_start_matches(|it: char| it.is_ascii_digit());
        let quoted = behind.trim_start().starts_with('|') && !line.starts_with('|');
        let place = line.trim_start().strip_prefix("--> ");
        let place = place.or_else(|| line.trim_start().strip_prefix("::: "));
        match place {
            _ if quoted => {}
            Some(place) => {
                let file = place.split(':').next().unwrap_or_default();
                writeln!(out, "--> {file}").unwrap();
            }
            None => writeln!(out, "{}", line.trim_start()).unwrap(),
        }
    }
    out
}

/// The first thing in which two builds differ.
fn difference(whole: &Edition, cut: &Edition) -> Option<String> {
    if whole.code != cut.code || whole.talk != cut.talk || whole.data != cut.data {
        let codes = format!("exit codes {} and {}", whole.code, cut.code);
        let said = excerpt(whole.talk.as_bytes(), cut.talk.as_bytes());
        return Some(format!("{codes}, and what is said differs:\n{said}"));
    }
    let mut names: Vec<&String> = whole.files.keys().chain(cut.files.keys()).collect();
    names.sort();
    names.dedup();
    let differs = |it: &&String| whole.files.get(*it) != cut.files.get(*it);
    let mut other: Vec<&String> = names.into_iter().filter(differs).collect();
    // What a page shows tells more than what is derived from it.
    other.sort_by_key(|it| (!it.ends_with(".html"), *it));
    let first = *other.first()?;
    let none = Vec::new();
    let bytes = |it: &Edition| it.files.get(first).cloned().unwrap_or(none.clone());
    let shown = excerpt(&bytes(whole), &bytes(cut));
    Some(format!("{} files differ, `{first}`:\n{shown}", other.len()))
}

/// Both texts around the first byte in which they differ.
fn excerpt(whole: &[u8], cut: &[u8]) -> String {
    let same = whole.iter().zip(cut).take_while(|(a, b)| a == b).count();
    let shown = |bytes: &[u8]| {
        let part = &bytes[same.saturating_sub(90)..bytes.len().min(same + 160)];
        String::from_utf8_lossy(part).replace('\n', "\n           ")
    };
    format!("  of the whole: {}\n  of the rest:  {}", shown(whole), shown(cut))
}

#[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[test]
fn the_comparison_sees_a_byte_and_a_word() {
    let edition = |page: &str, talk: &str| Edition {
        files: BTreeMap::from([("a.html".to_owned(), page.into())]),
        code: 0,
        talk: without_places(talk),
        data: String::new(),
    };
    let one = edition("one", "warning: x\n --> a.md:1:2\n  |\n1 | a\n");
    let moved = edition("one", "warning: x\n --> a.md:9:9\n  |\n9 | b\n");
    assert_eq!(difference(&one, &moved), None);
    let other = edition("two", "warning: x\n --> a.md:1:2\n");
    assert!(difference(&one, &other).unwrap().contains("a.html"));
    let said = edition("one", "warning: y\n --> a.md:1:2\n");
    assert!(difference(&one, &said).unwrap().contains("warning: y"));
    let file = edition("one", "warning: x\n --> b.md:1:2\n");
    assert!(difference(&one, &file).is_some());
}
