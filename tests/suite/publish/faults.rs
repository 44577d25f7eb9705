//! Builds whose system calls fail, one after the other.

use super::Twins;
use crate::scratch::{DOSSIER, Outcome, plain};
use std::collections::BTreeMap;
use std::fs;

/// The calls by which a build reads and changes the disk; not `close`, whose failure the
/// standard library takes for a fault of its own.
const CALLS: &str = "openat,read,getdents64,write,mkdir,rename,renameat2,linkat,link,unlink,unlinkat,rmdir,flock,statx,lseek,ftruncate,fsync";

/// How many places of each kind of call are tried.
const PLACES: usize = 14;

#[test]
fn a_failing_system_call_leaves_the_old_site_or_the_new_one() {
    let twins = Twins::new();
    let mut tried = 0;
    for (call, at) in places(&twins) {
        twins.published("a").ends_with(0);
        let error = if call == "write" { "ENOSPC" } else { "EIO" };
        let fault = format!("inject={call}:error={error}:when={at}");
        let outcome = traced(&twins, &["-e", &fault]);
        let when = format!("{fault}, exit {}", outcome.code);
        let shown = twins.shows(&when);
        assert!(outcome.code != 0 || shown == "b", "{when}: nothing was published");
        assert!(!outcome.talk.contains("panicked"), "{when}: {}", outcome.talk);
        tried += 1;
    }
    assert!(tried > 60, "only {tried} faults were tried");
    twins.published("b").ends_with(0);
    twins.shows("at the end");
    twins.is_tidy();
}

#[test]
fn a_build_killed_at_any_change_of_the_disk_leaves_a_whole_site() {
    let twins = Twins::new();
    let mut tried = 0;
    for (call, at) in places(&twins) {
        if ["openat", "read", "statx", "lseek", "getdents64"].contains(&&*call) {
            continue;
        }
        twins.published("a").ends_with(0);
        let fault = format!("inject={call}:signal=SIGKILL:when={at}");
        let outcome = traced(&twins, &["-e", &fault]);
        let shown = twins.shows(&format!("{fault}, exit {}", outcome.code));
        assert!(outcome.code != 0 || shown == "b", "{fault}: nothing was published");
        tried += 1;
    }
    assert!(tried > 20, "only {tried} kills were tried");
    twins.published("b").ends_with(0);
    twins.shows("at the end");
    twins.is_tidy();
}

/// Publishes `b` under strace, on one thread so that calls can be counted.
fn traced(twins: &Twins, how: &[&str]) -> Outcome {
    let mut strace = plain("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null"]).args(how);
    strace.args([DOSSIER, "build", "b", "-d", "site", "--threads", "1"]);
    let output = strace.current_dir(twins.scratch.path()).output();
    Outcome::of(&output.expect("strace runs; `make test` installs it"))
}

/// Calls of a build and places to break them at: strace counts each thread by itself.
fn places(twins: &Twins) -> Vec<(String, usize)> {
    twins.published("a").ends_with(0);
    let log = twins.scratch.at("whole-a.trace");
    let (path, calls) = (log.to_str().unwrap(), format!("trace={CALLS}"));
    traced(twins, &["-e", &calls, "-o", path]).ends_with(0);
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in text.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim().split_once('(') else { continue };
        *counts.entry((call.to_owned(), thread.to_owned())).or_default() += 1;
    }
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    for ((call, _), count) in counts {
        let known = most.entry(call).or_default();
        *known = count.max(*known);
    }
    most.into_iter().flat_map(|(call, most)| spread(&call, most)).collect()
}

fn spread(call: &str, most: usize) -> Vec<(String, usize)> {
    let step = (most / PLACES).max(1);
    // The last calls are the exchange and the tidying up: always tried.
    let mut places: Vec<usize> = (1..=most).step_by(step).collect();
    places.extend(most.saturating_sub(2).max(1)..=most);
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|at| (call.to_owned(), at)).collect()
}
