//! Where the time of a build goes: what each stage took, and how large the process was
//! when it ended.

#![expect(clippy::disallowed_methods, reason = "cli is the room that measures")]

use rustix::time::{ClockId, clock_gettime};
use std::cell::RefCell;
use std::fs;
use std::time::{Duration, Instant};

/// A stopwatch that is told which stage begins.
pub(super) struct Timings {
    start: Reading,
    laps: RefCell<Vec<(&'static str, Reading)>>,
}

/// What the clocks say at one moment.
#[derive(Clone, Copy)]
struct Reading {
    wall: Instant,
    cpu: Duration,
    memory: Memory,
}

/// How large the process is, and how large it has been, in MiB; `None` where the system
/// does not tell.
#[derive(Clone, Copy, Default)]
struct Memory {
    now: Option<u64>,
    peak: Option<u64>,
}

impl Timings {
    /// Starts to measure.
    pub(super) fn start() -> Self {
        Self { start: Reading::now(), laps: RefCell::default() }
    }

    /// Notes that a stage begins.
    pub(super) fn begin(&self, stage: &'static str) {
        self.laps.borrow_mut().push((stage, Reading::now()));
    }

    /// The table; `counts` says how many things each stage has made.
    pub(super) fn table(&self, counts: &[(&'static str, usize)]) -> String {
        let end = Reading::now();
        let laps = self.laps.borrow();
        let mut out = row("stage", ["count", "CPU ms", "wall ms", "MiB", "peak MiB"]);
        for (at, (stage, from)) in laps.iter().enumerate() {
            let to = laps.get(at + 1).map_or(end, |(_, it)| *it);
            let count = counts.iter().filter(|(it, _)| it == stage).map(|(_, it)| it);
            out += &line(stage, &count.sum::<usize>().to_string(), *from, to);
        }
        out + &line("all", "", self.start, end)
    }
}

impl Reading {
    fn now() -> Self {
        let cpu = clock_gettime(ClockId::ProcessCPUTime);
        let cpu = Duration::try_from(cpu).unwrap_or_default();
        Self { wall: Instant::now(), cpu, memory: Memory::now() }
    }
}

impl Memory {
    /// Linux tells it; elsewhere it stays unknown.
    fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mib = |key: &str| {
            let line = status.lines().find_map(|it| it.strip_prefix(key))?;
            Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
        };
        Self { now: mib("VmRSS:"), peak: mib("VmHWM:") }
    }
}

fn line(stage: &str, count: &str, from: Reading, to: Reading) -> String {
    let ms = |it: Duration| format!("{:.1}", it.as_secs_f64() * 1000.0);
    let mib = |it: Option<u64>| it.map_or("–".to_owned(), |it| it.to_string());
    let (cpu, wall) = (to.cpu.saturating_sub(from.cpu), to.wall - from.wall);
    let Memory { now, peak } = to.memory;
    row(stage, [count, &ms(cpu), &ms(wall), &mib(now), &mib(peak)])
}

fn row(stage: &str, figures: [&str; 5]) -> String {
    let figures = figures.map(|it| format!(" {it:>9}")).concat();
    format!("{stage:<9}{figures}\n")
}
