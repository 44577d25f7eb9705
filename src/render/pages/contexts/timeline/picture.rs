//! The events as drawings.

use crate::model::Date;
use crate::render::chart::{KeyWords, Moment, Said, Timeline};
use crate::render::label::Label;
use crate::render::pages::contexts::Html;
use crate::render::pages::place::Place;
use crate::render::pages::ties::Event;
use serde::Serialize;

/// The events, drawn.
#[derive(Debug, Serialize)]
pub(crate) struct Picture {
    /// How many events each year has, and periods of several years: ready-made SVG.
    pub(crate) years: Html,
    /// A row for each year with a mark for each event, which is a link to its text:
    /// ready-made SVG; empty where there are too many.
    pub(crate) marks: Html,
    /// What the marks mean: a list.
    pub(crate) key: Html,
}

/// So much of an event is said at its mark.
const SAID: usize = 120;

impl Picture {
    /// These events, if there are any.
    pub(super) fn of(place: Place<'_>, moments: Vec<Moment>) -> Option<Self> {
        if moments.is_empty() {
            return None;
        }
        let drawn = Timeline { moments };
        let said = |title| Said {
            title: place.word(title),
            description: place.word("timeline-listed"),
            lang: place.lang(),
            colon: place.word("colon"),
        };
        let words = KeyWords {
            day: place.word("timeline-exact"),
            span: place.word("timeline-span"),
            about: place.word("date-about"),
            unsure: place.word("date-uncertain"),
            announced: place.word("timeline-announced"),
        };
        Some(Self {
            years: Html::new(&drawn.draw_years(said("timeline-years"))),
            marks: Html::new(&drawn.draw_marks(said("timeline-marks"))),
            key: Html::new(&drawn.key(words)),
        })
    }
}

/// What is drawn of an event; the place of its text is not known yet.
pub(super) fn moment(
    place: Place<'_>,
    event: Event<'_>,
    date: Date,
    label: Option<&Label>,
) -> Moment {
    let text = match event.node {
        Some(node) => place.writer().plain(event.page, &node.children),
        None => place.title(event.page).to_owned(),
    };
    let label = label.map(|it| format!("{} ", it.label)).unwrap_or_default();
    let when = date.readable(place.lang());
    let colon = place.word("colon");
    let says = format!("{label}{when}{colon} {}", shortened(&text));
    Moment { date, announced: is_announced(place, event), href: String::new(), says }
}

/// Whether an event was announced and not seen to happen.
pub(super) fn is_announced(place: Place<'_>, event: Event<'_>) -> bool {
    match event.node {
        Some(node) => node.is_announced(),
        None => place.face(event.page).announced,
    }
}

/// The first words of a text.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if !short.is_empty() {
            if short.chars().count() + word.chars().count() >= SAID {
                short.push_str(" …");
                break;
            }
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
