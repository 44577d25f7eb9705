//! What other machines may see: nothing above the lowest marking, unless somebody has said
//! that he knows who can read it.

use crate::build::Round;
use crate::diag::Failure;
use crate::model::Marking;

/// Who can reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Programs of this machine.
    Machine,
    /// Other machines.
    Network,
    /// Other machines, which may see what is marked.
    Trusted,
}

/// Refuses to show marked things to other machines.
pub(super) fn check(round: &Round, reach: Reach) -> Result<(), Failure> {
    let above = round.highest.filter(|it| it.rank() > 0);
    match above {
        Some(marking) if reach == Reach::Network => Err(refusal(marking)),
        _ => Ok(()),
    }
}

/// What people are told who open the server to other machines.
pub(super) fn warning(round: &Round) -> String {
    let marking = match round.highest {
        Some(marking) => format!("what is served is marked up to {marking}"),
        None => "nothing of what is served is marked".to_owned(),
    };
    format!(
        "warning: other machines can read this dossier, without a password and without encryption; {marking}"
    )
}

fn refusal(marking: Marking) -> Failure {
    Failure::new(format!(
        "the dossier holds {marking}, and `--host` shows it to other machines without a password"
    ))
    .help("serve a lower edition with `--edition`, leave out `--host`, or add `--share-marked` if you know who can reach this machine")
}
