//! Which labels a site shows. The label of a page is the highest of everything that it
//! shows; beside a link stands the label of what the link tells.

use crate::model::Marking;
use crate::redact::Edition;
use crate::render::label::Label;
use std::sync::Mutex;

/// How the markings of an edition differ.
#[derive(Clone, Copy)]
pub(crate) struct Marks {
    highest: Option<Marking>,
    /// The lowest marking of any page, where all are marked: the label of a page that shows
    /// nothing marked, such as a source that nobody cites.
    least: Option<Marking>,
    is_mixed: bool,
}

impl Marks {
    /// Looks through an edition.
    pub(crate) fn of(edition: &Edition) -> Self {
        let pages = || edition.pages().iter().map(|it| it.face.marking);
        let least = pages().min().flatten();
        let sources = edition.sources().iter().filter_map(|it| it.evidence.marking);
        let lowest = pages().chain(sources.map(Some)).min().flatten();
        let highest = edition.highest();
        Self { highest, least, is_mixed: lowest != highest }
    }

    /// The highest marking of any page or source.
    pub(crate) fn highest(&self) -> Option<Marking> {
        self.highest
    }

    /// The label of a page that shows all this.
    pub(crate) fn label(&self, shown: &Noted) -> Option<Marking> {
        shown.highest().or(self.least)
    }

    /// Whether the edition holds several markings.
    pub(crate) fn is_mixed(&self) -> bool {
        self.is_mixed
    }

    /// The label that stands beside something in a list. There is none where everything in
    /// the edition is marked alike, because the label of the page says it, and none for
    /// what may be passed on without limit.
    pub(crate) fn beside(&self, marking: Option<Marking>) -> Option<Label> {
        let marking = marking.filter(|it| self.is_mixed && it.rank() > 0);
        marking.map(Label::of)
    }
}

/// The highest marking of what one page shows, as far as it is made.
#[derive(Debug, Default)]
pub(crate) struct Noted(Mutex<Option<Marking>>);

impl Noted {
    /// Notes that something is shown.
    pub(crate) fn note(&self, marking: Option<Marking>) {
        if let Ok(mut highest) = self.0.lock() {
            *highest = highest.max(marking);
        }
    }

    /// The highest marking so far.
    pub(crate) fn highest(&self) -> Option<Marking> {
        self.0.lock().ok().and_then(|it| *it)
    }
}
