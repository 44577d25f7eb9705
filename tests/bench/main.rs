//! What the benchmark needs besides the programs it compares: a corpus, the floor under
//! every site builder, and a stopwatch that counts CPU time and memory.
//!
//! ```text
//! bench corpus DIR PAGES [--plain]   write a dossier (or a plain book) of so many pages
//! bench floor INPUT SITE DEST        read INPUT, write as many files and bytes as SITE has
//! bench cite SOURCES CLUSTERS PAGES [STYLE]
//!                                    format them; print the CPU time in ms
//! bench time COMMAND...              run it; print wall, user, system in ms and peak MiB
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the disk and the clock"
)]
#![expect(clippy::print_stdout, reason = "its figures are for people")]

mod cite;
mod corpus;
mod floor;
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
        ["corpus", folder, pages] => {
            corpus::write(Path::new(folder), number(pages), false)
        }
        ["corpus", folder, pages, "--plain"] => {
            corpus::write(Path::new(folder), number(pages), true)
        }
        ["floor", input, site, dest] => {
            floor::run(Path::new(input), Path::new(site), Path::new(dest))
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
    let (user, system) = (ms(usage.user_time()), ms(usage.system_time()));
    println!("{} {user} {system} {}", wall.as_millis(), usage.max_rss() / 1024);
    Ok(())
}
