//! A marking: how far something may be passed on. It is a label, not access control.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A label of a [`Scheme`](super::Scheme), ordered by how closed it is. As cheap as a
/// number: the text of a label is kept once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marking {
    rank: u8,
    label: &'static str,
}

impl Marking {
    /// TLP 2.0 by FIRST: no limit.
    pub const CLEAR: Self = Self { rank: 0, label: "TLP:CLEAR" };
    /// TLP 2.0: the community.
    pub const GREEN: Self = Self { rank: 1, label: "TLP:GREEN" };
    /// TLP 2.0: the organisation and its clients.
    pub const AMBER: Self = Self { rank: 2, label: "TLP:AMBER" };
    /// TLP 2.0: the organisation only.
    pub const AMBER_STRICT: Self = Self { rank: 3, label: "TLP:AMBER+STRICT" };
    /// TLP 2.0: the recipients only.
    pub const RED: Self = Self { rank: 4, label: "TLP:RED" };

    /// Every label of TLP 2.0, lowest first.
    pub const TLP: [Self; 5] =
        [Self::CLEAR, Self::GREEN, Self::AMBER, Self::AMBER_STRICT, Self::RED];

    /// The most levels that a scheme may have.
    pub const MAX_LEVELS: usize = LEVELS.len();

    /// The label at a rank, the lowest being 0; `None` above [`Self::MAX_LEVELS`], and for
    /// a new label when a process has met [`MAX_LABELS`] others.
    pub fn at(rank: usize, label: &str) -> Option<Self> {
        let rank =
            u8::try_from(rank).ok().filter(|it| usize::from(*it) < LEVELS.len())?;
        Some(Self { rank, label: intern(label)? })
    }

    /// The whole label, never translated.
    pub fn label(self) -> &'static str {
        self.label
    }

    /// How closed it is, 0 being the most open.
    pub fn rank(self) -> u8 {
        self.rank
    }

    /// The label's place in TLP 2.0, if it is one of its labels.
    pub fn tlp(self) -> Option<usize> {
        Self::TLP.iter().position(|it| it.label == self.label)
    }

    /// The end of a class name: `amber-strict`; `level-3` of a label that TLP does not have.
    pub fn class(self) -> &'static str {
        match self.tlp() {
            Some(at) => TLP_CLASSES[at],
            None => LEVELS[usize::from(self.rank)],
        }
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label)
    }
}

const TLP_CLASSES: [&str; 5] = ["clear", "green", "amber", "amber-strict", "red"];

const LEVELS: [&str; 16] = [
    "level-0", "level-1", "level-2", "level-3", "level-4", "level-5", "level-6",
    "level-7", "level-8", "level-9", "level-10", "level-11", "level-12", "level-13",
    "level-14", "level-15",
];

/// The most labels that one process keeps, so that a program that watches `book.toml` for
/// years does not grow.
pub const MAX_LABELS: usize = 1024;

/// The one copy of a label.
fn intern(label: &str) -> Option<&'static str> {
    static LABELS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    if let Some(known) = Marking::TLP.iter().find(|it| it.label == label) {
        return Some(known.label);
    }
    let mut labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = labels.get(label) {
        return Some(known);
    }
    (labels.len() < MAX_LABELS).then_some(())?;
    let kept: &'static str = Box::leak(label.into());
    labels.insert(kept);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_kept_once_and_ordered_by_rank() {
        let (low, high) =
            (Marking::at(0, "ZEBRA").unwrap(), Marking::at(1, "ANT").unwrap());
        assert!(low < high);
        let again = Marking::at(0, "ZEBRA").unwrap();
        assert!(std::ptr::eq(low.label(), again.label()));
        assert_eq!(Marking::at(Marking::MAX_LEVELS, "x"), None);
    }

    #[test]
    fn the_labels_of_tlp_have_its_classes_in_every_scheme() {
        assert_eq!(Marking::at(7, "TLP:RED").unwrap().class(), "red");
        assert_eq!(Marking::at(3, "SECRET").unwrap().class(), "level-3");
    }
}
