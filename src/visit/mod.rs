//! Asks the addresses of sources what they answer. The only room that asks the network; it
//! is entered by `dossier sources check` and `dossier new source --online` alone, and never
//! by a build.

mod ask;
mod fetch;
mod guard;
mod judge;
mod queue;
mod told;

pub use fetch::{Page, fetch};
pub use judge::judge;
pub use told::{Ages, told};

use std::time::Duration;

/// How addresses are asked.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// How long one answer may take from the first byte to the last.
    pub timeout: Duration,
    /// How long to wait between two questions to one host.
    pub delay: Duration,
    /// Whether addresses of this machine and of private networks may be asked.
    pub private: bool,
}

/// What an address answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status, or why there is none.
    pub status: Result<u16, String>,
    /// Whether the answer asks for a proof that a person is reading.
    pub is_challenge: bool,
    /// Where redirects led, if somewhere else.
    pub redirected: Option<String>,
    /// The SHA-256 of the content, of 200 and its kin only.
    pub sha256: Option<String>,
    /// Whether the content was longer than is read.
    pub partial: bool,
}

/// Asks every address, a few hosts at a time and each host one question at a time; answers
/// come in the order of the addresses. `progress` is told of each.
pub fn visit(
    addresses: &[String],
    manners: &Manners,
    progress: &(dyn Fn(&str) + Sync),
) -> Vec<Answer> {
    let agent = ask::agent(manners);
    queue::run(addresses, manners.delay, &|address| {
        progress(address);
        ask::ask(&agent, address)
    })
}
