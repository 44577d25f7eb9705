//! Says what an answer means for an address, given what was known of it before.

use super::Answer;
use crate::base::Day;
use crate::model::lock::{Reach, Visit};

/// The reason why an address of a private network was not asked.
pub(super) const PRIVATE: &str = "an address of a private network";
/// The reason why something that is no address was not asked.
pub(super) const NO_ADDRESS: &str = "not an address";

/// The new entry of an address. `accept` takes a changed content as the known one.
pub fn judge(answer: &Answer, before: Option<&Visit>, today: Day, accept: bool) -> Visit {
    let mut visit = Visit {
        reach: reach(answer),
        code: answer.status.as_ref().ok().copied(),
        reason: answer.status.as_ref().err().cloned(),
        redirected: answer.redirected.clone(),
        sha256: answer.sha256.clone(),
        partial: answer.partial,
        known: None,
        alive: None,
        checked: today,
    };
    let Some(before) = before else { return visit };
    if visit.reach == Reach::Live {
        let known = before.known.as_ref().or(before.sha256.as_ref());
        let is_other = known.is_some_and(|it| Some(it) != visit.sha256.as_ref());
        // A start and a whole cannot be compared.
        if is_other && !accept && before.partial == visit.partial {
            visit.reach = Reach::Deviated;
            visit.known = known.cloned();
        }
    } else {
        let was_seen = matches!(before.reach, Reach::Live | Reach::Deviated);
        visit.alive = if was_seen { Some(before.checked) } else { before.alive };
        visit.sha256.clone_from(&before.sha256);
        visit.known.clone_from(&before.known);
        visit.partial = before.partial;
    }
    visit
}

/// A server that refuses says nothing of what it refuses, and one that fails may recover.
fn reach(answer: &Answer) -> Reach {
    match &answer.status {
        Err(reason) if reason == PRIVATE || reason == NO_ADDRESS => Reach::Unverifiable,
        Ok(_) if answer.is_challenge => Reach::Unverifiable,
        Ok(200..=299) => Reach::Live,
        Ok(404 | 410) => Reach::Dead,
        Err(_) | Ok(500..=599) => Reach::Unreachable,
        Ok(_) => Reach::Unverifiable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, sha256: Option<&str>) -> Answer {
        Answer {
            status: Ok(status),
            is_challenge: false,
            redirected: None,
            sha256: sha256.map(str::to_owned),
            partial: false,
        }
    }

    /// The visits that answers lead to, one after the other, a day apart.
    fn after(answers: &[(u16, Option<&str>)]) -> Visit {
        let mut last = None;
        for (day, (status, sha256)) in (1..).zip(answers) {
            let today = Day::of_unix(day * 86_400);
            last = Some(judge(&answer(*status, *sha256), last.as_ref(), today, false));
        }
        last.unwrap()
    }

    #[test]
    fn only_a_server_that_says_so_makes_an_address_dead() {
        for (status, reach) in [
            (200, Reach::Live),
            (204, Reach::Live),
            (304, Reach::Unverifiable),
            (400, Reach::Unverifiable),
            (401, Reach::Unverifiable),
            (403, Reach::Unverifiable),
            (404, Reach::Dead),
            (405, Reach::Unverifiable),
            (410, Reach::Dead),
            (429, Reach::Unverifiable),
            (451, Reach::Unverifiable),
            (500, Reach::Unreachable),
            (503, Reach::Unreachable),
            (999, Reach::Unverifiable),
        ] {
            assert_eq!(after(&[(status, None)]).reach, reach, "{status}");
        }
        let challenge = Answer { is_challenge: true, ..answer(200, None) };
        let visit = judge(&challenge, None, Day::of_unix(0), false);
        assert_eq!(visit.reach, Reach::Unverifiable);
    }

    #[test]
    fn a_changed_content_stays_changed_until_it_is_accepted_or_turns_back() {
        let changed = after(&[(200, Some("a")), (200, Some("b")), (200, Some("b"))]);
        assert_eq!(changed.reach, Reach::Deviated);
        assert_eq!(changed.known.as_deref(), Some("a"));
        let back = after(&[(200, Some("a")), (200, Some("b")), (200, Some("a"))]);
        assert_eq!((back.reach, back.known), (Reach::Live, None));
        let now = judge(&answer(200, Some("b")), Some(&changed), changed.checked, true);
        assert_eq!((now.reach, now.known), (Reach::Live, None));
    }

    #[test]
    fn what_cannot_be_seen_keeps_what_was_known() {
        let gone = after(&[(200, Some("a")), (200, Some("b")), (503, None), (404, None)]);
        assert_eq!(gone.reach, Reach::Dead);
        assert_eq!(
            (gone.sha256.as_deref(), gone.known.as_deref()),
            (Some("b"), Some("a"))
        );
        assert_eq!(gone.alive, Some(Day::of_unix(2 * 86_400)));
        let back = after(&[(200, Some("a")), (404, None), (200, Some("a"))]);
        assert_eq!((back.reach, back.alive), (Reach::Live, None));
    }
}
