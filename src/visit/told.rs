//! Says what a lock means for the sources: what is gone, changed, silent or not known.

use crate::base::Day;
use crate::diag::{Code, Diagnostic};
use crate::model::Source;
use crate::model::lock::{Lock, Reach, Visit};

/// How old an answer may be.
#[derive(Clone, Copy, Debug)]
pub struct Ages {
    /// The day of the check.
    pub today: Day,
    /// In days.
    pub oldest: Option<i64>,
}

impl Ages {
    /// Whether an answer is older than is wanted.
    pub fn are_over(self, visit: &Visit) -> bool {
        self.oldest.is_some_and(|it| visit.checked.until(self.today) > it)
    }
}

/// What is wrong with the addresses of these sources.
pub fn told<'a>(
    sources: impl Iterator<Item = &'a Source>,
    lock: &Lock,
    ages: Ages,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for source in sources {
        for address in source.addresses() {
            let visit = lock.visits.get(address.as_ref());
            let found = visit.map_or_else(
                || vec![not_checked(&address)],
                |it| of_visit(source, &address, it, lock, ages),
            );
            findings.extend(found.into_iter().map(|it| it.at(&source.file, source.span)));
        }
    }
    findings
}

fn not_checked(address: &str) -> Diagnostic {
    let message = format!("`{address}` was never asked");
    Diagnostic::new(Code::NotChecked, message).help("run `dossier sources check`")
}

fn of_visit(
    source: &Source,
    address: &str,
    visit: &Visit,
    lock: &Lock,
    ages: Ages,
) -> Vec<Diagnostic> {
    let is_archive = source.evidence.archive_url.as_deref() == Some(address);
    let state = match visit.reach {
        Reach::Dead if is_archive => Some(dead(address, visit, "archived copy")),
        Reach::Dead if !has_copy(source, lock) => Some(dead(address, visit, "address")),
        Reach::Deviated if !is_archive && source.evidence.archive_status.is_none() => {
            Some(deviated(address))
        }
        Reach::Unreachable => Some(unreachable(address, visit)),
        _ => None,
    };
    let old = ages.are_over(visit).then(|| stale(address, visit, ages));
    state.into_iter().chain(old).collect()
}

/// Whether there is an archived copy that is not known to be gone.
fn has_copy(source: &Source, lock: &Lock) -> bool {
    let copy = source.evidence.archive_url.as_deref();
    let gone = |it: &str| lock.visits.get(it).is_some_and(|it| it.reach == Reach::Dead);
    copy.is_some_and(|it| !gone(it))
}

fn dead(address: &str, visit: &Visit, what: &str) -> Diagnostic {
    let code = visit.code.map(|it| format!(" ({it})")).unwrap_or_default();
    let seen = visit.alive.map(|it| format!(", last seen {it}")).unwrap_or_default();
    let message = format!("the {what} `{address}` is gone{code}{seen}");
    let help = "name an archived copy: `custom: {archive: {url: …, date: …}}`";
    Diagnostic::new(Code::DeadAddress, message).help(help)
}

fn deviated(address: &str) -> Diagnostic {
    let message = format!("`{address}` has another content than when it was first asked");
    let help = "read it again; then accept it with `dossier sources check --accept`, or name an archived copy with `status: deviated`";
    Diagnostic::new(Code::Deviated, message).help(help)
}

fn unreachable(address: &str, visit: &Visit) -> Diagnostic {
    let code = visit.code.map(|it| format!("it answers {it}"));
    let reason = code.or_else(|| visit.reason.clone()).unwrap_or_default();
    let seen = visit.alive.map(|it| format!("; last seen {it}")).unwrap_or_default();
    let message = format!("`{address}` could not be reached: {reason}{seen}");
    Diagnostic::new(Code::Unreachable, message).help("try again later")
}

fn stale(address: &str, visit: &Visit, ages: Ages) -> Diagnostic {
    let oldest = ages.oldest.unwrap_or_default();
    let message = format!(
        "`{address}` was last asked on {}, more than {oldest} days ago",
        visit.checked
    );
    Diagnostic::new(Code::StaleCheck, message).help("run `dossier sources check`")
}
