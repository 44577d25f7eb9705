//! Non-interference: what is cut from an edition leaves no trace in it. A stripper that
//! shares no code with the program deletes everything above a ceiling from random dossiers
//! (`tests/leaks`); the edition of the whole dossier must be, byte for byte, the edition of
//! what is left. `docs/leaks.md` tells what this proves and what not.

use crate::scratch::{Outcome, Scratch, copy, copy_shuffled, plain, tree};
use std::collections::{BTreeMap, BTreeSet};
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

#[test]
fn leaks_depend_on_no_circumstance() {
    let seeds = rounds(100).div_ceil(10);
    let scratch = Scratch::in_memory();
    write(scratch.path(), 0, seeds);
    let faults: Vec<String> = each(0..seeds, |seed| circumstances(&scratch, seed))
        .into_iter()
        .flatten()
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Builds the editions of one dossier in every order, into one folder, with what earlier
/// builds remember; with other numbers of threads; of folders in another order and dates.
fn circumstances(scratch: &Scratch, seed: usize) -> Vec<String> {
    let names = editions(&scratch.at(&seed.to_string()));
    let full = scratch.at(&format!("{seed}/full"));
    let cut = |it: &String| {
        let built = build_with(scratch, &format!("{seed}/{it}/cut"), it, "1");
        (it.clone(), built)
    };
    let cuts: BTreeMap<String, Edition> = names.iter().map(cut).collect();
    let mut faults = Vec::new();
    let mut check = |what: &str, folder: &str, name: &str, threads: &str| {
        let whole = build_with(scratch, folder, name, threads);
        let fault = difference(&whole, &cuts[name]);
        faults.extend(fault.map(|it| format!("seed {seed}, {name}, {what}: {it}")));
    };
    for (at, order) in orders(&names).into_iter().enumerate() {
        let folder = format!("{seed}/order-{at}");
        copy(&full, &scratch.at(&folder));
        // The second time everything is remembered.
        for name in order.iter().chain(&order) {
            check(&format!("in the order {order:?}"), &folder, name, "2");
        }
    }
    let folder = format!("{seed}/shuffled");
    copy_shuffled(&full, &scratch.at(&folder));
    for name in &names {
        check("16 threads, shuffled and dated 2031", &folder, name, "16");
    }
    faults
}

/// Every order of a few names.
fn orders(names: &[String]) -> Vec<Vec<String>> {
    if names.is_empty() {
        return vec![Vec::new()];
    }
    let first = |at: usize| {
        let mut rest = names.to_vec();
        let name = rest.remove(at);
        orders(&rest).into_iter().map(move |mut it| {
            it.insert(0, name.clone());
            it
        })
    };
    (0..names.len()).flat_map(first).collect()
}

/// What a build of one edition left: its files, what it said, how it ended.
struct Edition {
    files: BTreeMap<String, Vec<u8>>,
    code: i32,
    talk: String,
    data: String,
    /// What it said with places and quoted lines.
    said: String,
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
            let fault = difference(&whole, &cut)
                .or_else(|| strangers(&whole, &folder.join(&name).join("cut")));
            let place = format!("seed {seed}, edition {name}, {variant}");
            sum.faults.extend(fault.map(|it| format!("{place}: {it}")));
        }
    }
    sum
}

fn editions(folder: &Path) -> Vec<String> {
    let folders = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = folders.map(|it| it.into_string().unwrap()).collect();
    names.retain(|it| folder.join(it).join("cut").is_dir());
    names.sort();
    names
}

/// Words of what is cut that are said, though nothing that is left has them: lines are
/// quoted without what was cut. The closed words of random dossiers start with `zq`; long
/// lines are broken off within one.
fn strangers(whole: &Edition, cut: &Path) -> Option<String> {
    let words = |text: &str| -> BTreeSet<String> {
        let text = text.replace("...", "_");
        let all = text.split(|it: char| !it.is_ascii_lowercase() && it != '_');
        let all = all.filter(|it| !it.ends_with('_'));
        all.filter(|it| it.starts_with("zq")).map(str::to_owned).collect()
    };
    let said = words(&whole.said.to_lowercase());
    let text = |(name, bytes): (String, Vec<u8>)| {
        format!("{name}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase()
    };
    let files = tree(cut).into_iter().map(text);
    let left = if said.is_empty() {
        BTreeSet::new()
    } else {
        files.flat_map(|it| words(&it)).collect()
    };
    let first = said.difference(&left).next()?;
    Some(format!("`{first}` is said, which is cut:\n{}", whole.said))
}

/// Builds one edition of the dossier in `folder`, and of every fourth dossier its zip.
fn build(scratch: &Scratch, folder: &str, edition: &str) -> Edition {
    let mut built = build_with(scratch, folder, edition, "1");
    let seed = folder.split('/').next().and_then(|it| it.parse().ok());
    if seed.is_some_and(|it: usize| it.is_multiple_of(4)) && built.code == 0 {
        let args = ["bundle", ".", "--as", "zip", "--edition", edition, "-d", "zip"];
        let mut command = scratch.command(&args);
        let bundled =
            Outcome::of(&command.current_dir(scratch.at(folder)).output().unwrap());
        built.code += bundled.code;
        built.talk.push_str(&without_places(&bundled.talk));
        built.data.push_str(&bundled.data);
        let zips = tree(&scratch.at(folder).join("zip")).into_iter();
        built.files.extend(zips.map(|(name, bytes)| (format!("zip/{name}"), bytes)));
        fs::remove_dir_all(scratch.at(folder).join("zip")).unwrap();
    }
    built
}

/// Builds one edition of the dossier in `folder` with some threads.
fn build_with(scratch: &Scratch, folder: &str, edition: &str, threads: &str) -> Edition {
    let mut command = scratch.command(&["build", ".", "--edition", edition]);
    command.args(["-d", "site", "--threads", threads]);
    command.current_dir(scratch.at(folder));
    let Outcome { code, talk, data } = Outcome::of(&command.output().unwrap());
    let site = scratch.at(folder).join("site").join(edition);
    let files = if code == 0 { tree(&site) } else { BTreeMap::new() };
    Edition { files, code, talk: without_places(&talk), data, said: talk }
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
            // How many files are new depends on what stood there before.
            _ if line.contains(" files new") => {
                out.push_str(line.split(',').next().unwrap_or_default());
            }
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
    other.sort_by_key(|it| (!it.contains(".html"), *it));
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
        said: talk.to_owned(),
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

#[test]
fn leaks_of_every_filter_are_tried_by_a_mutant() {
    let listed = fs::read_to_string("src/base/mutant.rs").unwrap();
    let names = listed.lines().filter_map(|it| it.trim().strip_prefix('"'));
    let names: BTreeSet<String> =
        names.filter_map(|it| it.strip_suffix("\",")).map(str::to_owned).collect();
    assert!(names.len() > 25, "{names:?}");
    let mut used = BTreeSet::new();
    for (file, bytes) in tree(Path::new("src")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for part in text.split("mutant::is_off(").skip(1) {
            let name = part.split('"').nth(1).unwrap_or_default();
            // Two filters share a name where a node chooses.
            used.insert(if part.starts_with('"') { name } else { "" }.to_owned());
        }
        // A decision about a marking in the room of the cut has a switch beside it.
        let decides = text.contains("may_read_part(") || text.contains("may_read(");
        let is_cut = file.starts_with("redact/") && !file.ends_with("label.rs");
        assert!(!is_cut || !decides || text.contains("mutant::is_off"), "{file}");
    }
    used.extend(["words", "block"].map(str::to_owned));
    used.remove("");
    assert_eq!(used, names, "src/base/mutant.rs and the filters");
}
