//! Reads `sources.lock`. What cannot be read is one finding and no lock: half a lock would
//! be taken for the whole.

use crate::base::{Day, FilePath};
use crate::diag::{Checked, Code, Diagnostic, Span};
use crate::model::lock::{Lock, Reach, VERSION, Visit};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Spanned<u32>,
    #[serde(default)]
    address: Vec<Address>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Address {
    url: Spanned<String>,
    state: Spanned<String>,
    code: Option<u16>,
    reason: Option<String>,
    redirected: Option<String>,
    sha256: Option<String>,
    #[serde(default)]
    partial: bool,
    known: Option<String>,
    alive: Option<Spanned<String>>,
    checked: Spanned<String>,
}

/// Reads the file.
pub(super) fn read(file: &FilePath, text: &str) -> Checked<Lock> {
    match understand(text) {
        Ok(lock) => Checked::clean(lock),
        Err((span, message)) => {
            let finding = Diagnostic::new(Code::BadLock, message).at(file, span);
            let help = "take it from version control again, or remove it and run `dossier sources check`";
            Checked { value: Lock::default(), findings: vec![finding.help(help)] }
        }
    }
}

type Fault = (Span, String);

fn understand(text: &str) -> Result<Lock, Fault> {
    let read = toml::from_str::<File>(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        (span.into(), error.message().lines().next().unwrap_or_default().to_owned())
    })?;
    if *read.version.get_ref() != VERSION {
        let message = format!(
            "the lock has version {}, this program reads {VERSION}",
            read.version.get_ref()
        );
        return Err((read.version.span().into(), message));
    }
    let mut visits = BTreeMap::new();
    for address in read.address {
        let span = address.url.span();
        let url = address.url.get_ref().clone();
        if visits.insert(url, visit(address)?).is_some() {
            return Err((span.into(), "the address stands twice".to_owned()));
        }
    }
    Ok(Lock { visits })
}

fn visit(address: Address) -> Result<Visit, Fault> {
    let state = address.state;
    let reach = Reach::named(state.get_ref()).ok_or_else(|| {
        let words = Reach::ALL.map(|it| format!("`{}`", it.name())).join(", ");
        (state.span().into(), format!("the state is none of {words}"))
    })?;
    Ok(Visit {
        reach,
        code: address.code,
        reason: address.reason,
        redirected: address.redirected,
        sha256: address.sha256,
        partial: address.partial,
        known: address.known,
        alive: address.alive.as_ref().map(day).transpose()?,
        checked: day(&address.checked)?,
    })
}

fn day(written: &Spanned<String>) -> Result<Day, Fault> {
    let wrong = |()| {
        let message = format!("`{}` is not a day", written.get_ref());
        (written.span().into(), message)
    };
    written.get_ref().parse().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut visits = BTreeMap::new();
        let visit = |reach| Visit {
            reach,
            code: Some(200),
            reason: Some("a \"word\" \\ and\u{7} more".to_owned()),
            redirected: Some("https://example.org/ü".to_owned()),
            sha256: Some("ab".repeat(32)),
            partial: true,
            known: Some("cd".repeat(32)),
            alive: "2024-02-29".parse().ok(),
            checked: Day::of_unix(1_700_000_000),
        };
        for reach in Reach::ALL {
            visits.insert(format!("https://example.org/{}", reach.name()), visit(reach));
        }
        let lock = Lock { visits };
        assert_eq!(understand(&lock.to_toml()), Ok(lock));
    }

    #[test]
    fn an_empty_lock_is_one() {
        assert_eq!(understand(&Lock::default().to_toml()), Ok(Lock::default()));
    }

    #[test]
    fn faults_have_a_place() {
        let entry = "version = 1\n[[address]]\nurl = \"u\"\nstate = \"live\"\nchecked = \"2024-01-01\"\n";
        for (from, to, at, message) in [
            ("= 1", "= 2", "2", "the lock has version 2, this program reads 1"),
            ("live", "alive", "\"alive\"", "the state is none of"),
            ("2024-01-01", "2024-02-30", "\"2024-02-30\"", "is not a day"),
            ("checked", "chequed", "chequed", "unknown field"),
        ] {
            let text = entry.replace(from, to);
            let (span, told) = understand(&text).unwrap_err();
            assert!(told.contains(message), "{told}");
            assert_eq!(&text[span.range()], at, "{told}");
        }
        let twice = format!("{entry}{}", entry.replace("version = 1\n", ""));
        assert_eq!(understand(&twice).unwrap_err().1, "the address stands twice");
    }
}
