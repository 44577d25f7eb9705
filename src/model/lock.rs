//! `sources.lock`: what the addresses of sources answered when they were last asked.
//! `dossier sources check` writes it, builds read it.

use crate::base::Day;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The format of the file.
pub const VERSION: u32 = 1;

/// What is known of addresses, by address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    /// The addresses as sources name them.
    pub visits: BTreeMap<String, Visit>,
}

/// What one address answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// The state.
    pub reach: Reach,
    /// The status of the last answer, if there was one.
    pub code: Option<u16>,
    /// Why there was no answer, or none that says anything.
    pub reason: Option<String>,
    /// Where redirects led, if somewhere else.
    pub redirected: Option<String>,
    /// The SHA-256 of the content as it was last seen.
    pub sha256: Option<String>,
    /// Whether the content was longer than is read, so that only its start was digested.
    pub partial: bool,
    /// The SHA-256 of the content as it was known, if it is another now.
    pub known: Option<String>,
    /// When it was last seen, if it cannot be seen now.
    pub alive: Option<Day>,
    /// When it was asked.
    pub checked: Day,
}

/// The state of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// It answers with what it is known for.
    Live,
    /// It answers with something else than when it was first asked.
    Deviated,
    /// It answers that nothing is there: 404 or 410.
    Dead,
    /// It does not answer, or with an error of its own; that may pass.
    Unreachable,
    /// It answers, but not to programs: 401, 403, 429 and the like.
    Unverifiable,
}

impl Reach {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Live, Self::Deviated, Self::Dead, Self::Unreachable, Self::Unverifiable];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Deviated => "deviated",
            Self::Dead => "dead",
            Self::Unreachable => "unreachable",
            Self::Unverifiable => "unverifiable",
        }
    }

    /// The state with this word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Lock {
    /// The file: TOML, addresses in their order, the same bytes for the same content.
    pub fn to_toml(&self) -> String {
        let mut out = String::from(
            "# What the addresses of the sources answered. `dossier sources check` writes this\n\
             # file; keep it under version control, and builds show what it says.\n",
        );
        push(&mut out, "version", &VERSION.to_string());
        for (address, visit) in &self.visits {
            out.push_str("\n[[address]]\n");
            push(&mut out, "url", &quoted(address));
            visit.push_to(&mut out);
        }
        out
    }
}

impl Visit {
    fn push_to(&self, out: &mut String) {
        push(out, "state", &quoted(self.reach.name()));
        if let Some(code) = self.code {
            push(out, "code", &code.to_string());
        }
        let texts = [
            ("reason", &self.reason),
            ("redirected", &self.redirected),
            ("sha256", &self.sha256),
        ];
        for (key, value) in texts {
            push_text(out, key, value.as_deref());
        }
        if self.partial {
            push(out, "partial", "true");
        }
        push_text(out, "known", self.known.as_deref());
        push_text(out, "alive", self.alive.map(|it| it.to_string()).as_deref());
        push(out, "checked", &quoted(&self.checked.to_string()));
    }
}

fn push(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key} = {value}").unwrap_or(());
}

fn push_text(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        push(out, key, &quoted(value));
    }
}

/// A basic string of TOML 1.0.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => write!(out, "\\u{:04X}", u32::from(c)).unwrap_or(()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
