//! Builds that are killed, and builds that run at once.

use super::Twins;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How many builds are killed; `make test-long` asks for more.
fn rounds() -> u32 {
    let asked = std::env::var("DOSSIER_TEST_ROUNDS").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(200)
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let twins = Twins::new();
    twins.published("a").ends_with(0);
    let mut reach = duration_of_a_build(&twins);
    let mut dice: u32 = 20_240_216;
    let mut killed = 0;
    for round in 0..rounds() {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let delay = reach * (dice >> 16) / 65_536;
        if is_killed(&twins, if round % 2 == 0 { "b" } else { "a" }, delay) {
            killed += 1;
            reach += reach / 50;
        } else {
            // Too late: the next ones come earlier, whatever the machine is doing.
            reach -= reach / 10;
        }
        twins.shows(&format!("round {round}, killed after {delay:?}"));
    }
    assert!(killed >= rounds() / 2, "only {killed} builds were killed at work");
    twins.published("b").ends_with(0);
    assert_eq!(twins.shows("at the end"), "b");
    twins.is_tidy();
}

/// Starts a build, kills it after a while, and tells whether it was still at work.
fn is_killed(twins: &Twins, which: &str, delay: Duration) -> bool {
    let mut build = twins.publish(which).stderr(Stdio::null()).spawn().unwrap();
    sleep(delay);
    build.kill().unwrap();
    build.wait().unwrap().signal() == Some(9)
}

fn duration_of_a_build(twins: &Twins) -> Duration {
    let start = Instant::now();
    twins.published("b").ends_with(0);
    start.elapsed()
}

#[test]
fn two_builds_at_once_never_mix() {
    let twins = Twins::new();
    let mut told = false;
    for round in 0..30 {
        let start = |it| twins.publish(it).stderr(Stdio::piped()).spawn().unwrap();
        let builds = [("a", start("a")), ("b", start("b"))];
        let ends = builds.map(|(which, it)| (which, it.wait_with_output().unwrap()));
        let codes = ends.each_ref().map(|(_, it)| it.status.code());
        assert!(codes.contains(&Some(0)), "round {round}: {codes:?}");
        let shown = twins.shows(&format!("round {round}"));
        for (which, end) in ends {
            let talk = String::from_utf8_lossy(&end.stderr).into_owned();
            match end.status.code() {
                Some(0) => {}
                Some(2) => {
                    told |= talk.contains("another build");
                    assert_ne!(shown, which, "a build that failed was published");
                }
                code => panic!("round {round}: {code:?} {talk}"),
            }
        }
    }
    twins.is_tidy();
    // Whether two builds meet is chance; that the loser is told is tested beside the lock.
    println!("the lock was met: {told}");
}

#[test]
fn the_home_page_is_there_at_every_moment() {
    let twins = Twins::new();
    twins.published("a").ends_with(0);
    let home = twins.scratch.at("site/index.html");
    for round in 0..30 {
        let which = if round % 2 == 0 { "b" } else { "a" };
        let mut build = twins.publish(which).spawn().unwrap();
        while build.try_wait().unwrap().is_none() {
            assert!(home.exists(), "round {round}: the home page was gone");
        }
    }
}
