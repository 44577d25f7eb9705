//! The benchmark: corpora, the floor under every site builder, a stopwatch that counts CPU
//! time and memory, and the table that sets the programs beside each other.
//!
//! ```text
//! bench compare DIR ROUNDS PAGES...  run every tool on every corpus, print the table
//! bench corpus DIR PAGES             write a corpus of so many pages, in every layout
//! bench floor INPUT DEST [--no-highlight]
//!                                    build INPUT as simply as it can be built
//! bench copy INPUT SITE DEST         read INPUT, write as many files and bytes as SITE has
//! bench cite SOURCES CLUSTERS PAGES [STYLE]
//!                                    format them; print the CPU time in ms
//! bench time COMMAND...              run it; print wall, user, system in s and peak MiB
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the disk and the clock"
)]
#![expect(clippy::print_stdout, reason = "its figures are for people")]

mod cite;
mod compare;
mod corpus;
mod floor;
mod layouts;
mod words;

use nix::sys::resource::{UsageWho, getrusage};
use std::env::args;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

fn main() -> ExitCode {
    let args: Vec<String> = args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        ["compare", folder, rounds, ref sizes @ ..] => {
            let sizes: Vec<usize> = sizes.iter().map(|it| number(it)).collect();
            let table = compare::run(Path::new(folder), number(rounds), &sizes);
            table.map(|it| print!("{it}"))
        }
        ["corpus", folder, pages] => layouts::write(Path::new(folder), number(pages)),
        ["floor", input, dest, ref rest @ ..] => {
            let colours = rest != ["--no-highlight"];
            floor::build::run(Path::new(input), Path::new(dest), colours)
        }
        ["copy", input, site, dest] => {
            floor::copy::run(Path::new(input), Path::new(site), Path::new(dest))
        }
        ["cite", sources, clusters, pages] => {
            cite::run([sources, clusters, pages].map(number), dossier::csl::DEFAULT)
        }
        ["cite", sources, clusters, pages, style] => {
            cite::run([sources, clusters, pages].map(number), style)
        }
        ["time", program, ref rest @ ..] => time(program, rest),
        _ => Err(std::io::Error::other("usage: see the head of tests/bench/main.rs")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or(100)
}

/// Runs one command and prints what it cost; its own output goes to standard error.
fn time(program: &str, args: &[&str]) -> std::io::Result<()> {
    let start = Instant::now();
    let mut command = Command::new(program);
    let status = command.args(args).stdout(std::io::stderr()).status()?;
    let wall = start.elapsed();
    if !status.success() {
        return Err(std::io::Error::other(format!("`{program}` ended with {status}")));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(std::io::Error::from)?;
    let ms = |it: nix::sys::time::TimeVal| it.tv_sec() * 1000 + it.tv_usec() / 1000;
    let [user, system] =
        [usage.user_time(), usage.system_time()].map(|it| seconds(ms(it)));
    let wall = wall.as_secs_f64();
    println!("{wall:.3} {user:.3} {system:.3} {}", usage.max_rss() / 1024);
    Ok(())
}

fn seconds(ms: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
    let seconds = ms as f64 / 1000.0;
    seconds
}
